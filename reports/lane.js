const SYMBOLS = { occurred: "circle", planned: "circle-open", postponed: "diamond", cancelled: "square-x-open", denied: "x", possible: "triangle-up-open" };
const STILL = { staticPlot: true, displayModeBar: false, showSendToCloud: false, displaylogo: false };
const LABEL_ROOM = 52;
const stripRoot = document.getElementById("strip");
const laneRoot = document.getElementById("lane");

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function bare(width, height, more) {
  return {
    width,
    height,
    margin: { l: 0, r: 0, t: 0, b: 0 },
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    showlegend: false,
    font: { family: getComputedStyle(document.body).fontFamily, color: colour("muted"), size: 11 },
    ...more,
  };
}

/** Strip and lane share one axis, a column for each line of the rows; what has no date has no column. */
function drawLane() {
  drawCounts();
  drawMarks();
}

function drawCounts() {
  explainMarks();
  if (!window.Plotly || !stripRoot.offsetParent) return;
  if (columns.length) drawStrip(stripRoot.clientWidth, axisRange(stripRoot.clientWidth));
}

/** Explain what is drawn and nothing else. */
function explainMarks() {
  document.querySelector(".axis").classList.toggle("timeless", !columns.length);
  document.querySelector(".of-cut").hidden = !cutsDrawn() || !columns.some((column) => column.gapBefore);
  document.querySelector(".of-fold").hidden = !columns.some((column) => column.folded);
}

function cutsDrawn() {
  return columns.length <= 30;
}

function drawMarks() {
  if (!window.Plotly || !laneRoot.offsetParent) return;
  if (!columns.length) return Plotly.purge(laneRoot);
  const top = laneRoot.getBoundingClientRect().top;
  const height = Math.max(rowsRoot.offsetHeight, 40);
  const range = axisRange(stripRoot.clientWidth);
  const axis = { range, fixedrange: true, showgrid: false, zeroline: false, visible: false };
  const layout = bare(stripRoot.clientWidth, height, { xaxis: axis, yaxis: { range: [height, 0], fixedrange: true, visible: false }, shapes: guides() });
  Plotly.react(laneRoot, marksOf(top), layout, STILL);
}

/** Leave room on the right for the slanted label of the last column. */
function axisRange(width) {
  const number = Math.max(columns.length, 6);
  const room = (number * LABEL_ROOM) / Math.max(width - LABEL_ROOM, LABEL_ROOM);
  return [-Math.max(0.6, (9 * number) / width), number - 0.4 + room];
}

/** A line down each column; a dashed one where time was cut out. */
function guides() {
  const lines = [];
  if (!cutsDrawn()) return lines;
  columns.forEach((column, i) => {
    lines.push(guide(i, colour("rule"), "solid"));
    if (column.gapBefore) lines.push(guide(i - 0.5, colour("muted"), "dot"));
  });
  return lines;
}

function guide(x, color, dash) {
  return { type: "line", layer: "below", x0: x, x1: x, yref: "paper", y0: 0, y1: 1, line: { color, width: 1, dash } };
}

function marksOf(top) {
  const points = new Map(STATUSES.map((status) => [status, { x: [], y: [], bars: { x: [], y: [] } }]));
  columns.forEach((column, i) => {
    for (const { event, line } of column.rows || []) {
      const box = line.getBoundingClientRect();
      const y = box.top - top + box.height / 2;
      const [start, end] = stretch(event, column, i);
      const of = points.get(event.status);
      of.x.push((start + end) / 2);
      of.y.push(y);
      if (end > start) {
        of.bars.x.push(start, end, null);
        of.bars.y.push(y, y, null);
      }
    }
  });
  const bars = [];
  const marks = [];
  for (const [status, of] of points) {
    if (!of.x.length) continue;
    const color = colour(status);
    bars.push({ type: "scatter", mode: "lines", x: of.bars.x, y: of.bars.y, line: { color, width: 8 }, opacity: 0.32, hoverinfo: "skip" });
    marks.push({ type: "scatter", mode: "markers", x: of.x, y: of.y, marker: { color, symbol: SYMBOLS[status], size: 11, line: { color, width: SYMBOLS[status].endsWith("open") ? 2 : 0 } }, hoverinfo: "skip", cliponaxis: false });
  }
  return [...bars, ...marks];
}

/** Where an event lies on the closed-up axis: its column, or a bar over all columns inside its interval. */
function stretch(event, column, i) {
  if (column.level !== "span") {
    const share = (event.from - column.from) / Math.max(column.to - column.from, 1);
    return [i - 0.35 + 0.7 * share, i - 0.35 + 0.7 * share];
  }
  if (event.from === event.to) return [i, i];
  const inside = columns.map((c, at) => (!c.folded && c.from >= event.from && c.to <= event.to ? at : -1)).filter((at) => at >= 0);
  return [Math.min(i, ...inside) - 0.38, Math.max(i, ...inside) + 0.38];
}

/** A slanted label has room for some 17 letters: a stretch within a year goes without it, one over years by its months. */
function brief(label) {
  return label.replace(/^(\d+ \w+) – (\d+ \w+) \d+$/, "$1–$2").replace(/^\d+ (\w+ \d+) – \d+ (\w+ \d+)$/, "$1–$2");
}

function drawStrip(width, range) {
  const height = stripRoot.clientHeight;
  const wide = width / (range[1] - range[0]);
  const every = Math.max(1, Math.ceil(22 / wide));
  const counts = columns.map((column) => column.events.length);
  const most = Math.max(...columns.map((column, i) => (column.folded ? 1 : counts[i])), 1);
  const label = Math.min(92, 12 + 5 * Math.max(...columns.map((c) => brief(c.label).length)));
  const bar = {
    type: "bar",
    x: columns.map((_, i) => i),
    y: counts.map((count) => Math.min(count, most * 1.25)),
    width: Math.min(0.7, 26 / wide),
    text: counts.map((count) => (wide >= 13 || count > 1 ? String(count) : "")),
    textposition: "outside",
    constraintext: "none",
    cliponaxis: false,
    textfont: { color: colour("ink"), size: 11 },
    marker: { color: colour("bar"), pattern: { shape: columns.map((c) => (c.folded ? "/" : "")), fillmode: "overlay", fgcolor: colour("paper"), size: 6, solidity: 0.35 } },
    hoverinfo: "skip",
  };
  const shown = columns.map((column, i) => ({ x: i, text: brief(column.label) })).filter((_, i) => i % every === 0);
  const annotations = shown.map(({ x, text }) => ({ x, text, xref: "x", y: 0, yref: "paper", xanchor: "left", yanchor: "bottom", textangle: -55, showarrow: false, font: { size: 11, color: colour("muted") }, xshift: -5 }));
  const layout = bare(width, height, {
    xaxis: { range, fixedrange: true, visible: false },
    yaxis: { range: [0, most * 1.65], domain: [Math.min(label / height, 0.75), 1], fixedrange: true, visible: false },
    annotations,
  });
  Plotly.react(stripRoot, [bar], layout, STILL);
}

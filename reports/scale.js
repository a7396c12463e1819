const scaleRoot = document.getElementById("view-scale");
const scaleTip = make("div", { class: "tip", "aria-hidden": "true", hidden: true });
const SCALE_LIMIT = 1000;
let scaleShown = [];
let stretched = null;

function drawScale(shown) {
  scaleShown = shown.filter((event) => event.from !== NEVER).sort((a, b) => a.rank - b.rank).slice(0, SCALE_LIMIT);
  const undated = shown.filter((event) => event.from === NEVER).length;
  scaleRoot.replaceChildren(scaleTip);
  stretched = null;
  if (!scaleShown.length) {
    scaleRoot.append(make("p", { class: "nothing" }, shown.length ? "None of these events has a date, so there is nothing to draw to scale." : "There is no event to draw."));
    return;
  }
  const from = Math.min(...scaleShown.map((event) => event.from));
  const to = Math.max(...scaleShown.map((event) => event.to));
  const whole = padded(from, to);
  const key = keySpan && keySpan[0] <= to && keySpan[1] >= from ? padded(...keySpan) : null;
  const left = [undated && `${countOf(undated, "event")} without a date ${undated === 1 ? "is" : "are"} not drawn`, scaleShown.length === SCALE_LIMIT && `only the ${SCALE_LIMIT.toLocaleString("en")} most important are drawn`].filter(Boolean).join("; ");
  const overview = make("div", { id: "scale-whole", class: "chart", role: "img", "aria-label": "All events on one axis in proportion to time" });
  const detail = make("div", { id: "scale-part", class: "chart", role: "img", "aria-label": "The chosen stretch in proportion to time; the view In order lists the same events" });
  scaleRoot.append(
    make("p", { class: "hint" }, `Here distance is time. Above, the whole story; below, the stretch that is marked. Drag over the lower part to look closer, choose a mark to read its event.${left ? ` (${left}.)` : ""}`),
    document.querySelector(".legend").cloneNode(true),
    overview,
    make("div", { class: "stretches" }, make("button", { type: "button", "data-stretch": "whole" }, "Whole story"), key ? make("button", { type: "button", "data-stretch": "key" }, "Key span") : ""),
    detail,
  );
  for (const button of scaleRoot.querySelectorAll("[data-stretch]")) {
    button.range = button.dataset.stretch === "key" ? key : whole;
    button.onclick = () => drawStretch(button.range, whole);
  }
  stretched = { range: key || whole, whole };
  redrawScale();
}

/** Draw the stretch that is shown once more, at a new width or in new colours. */
function redrawScale() {
  if (window.Plotly && stretched) drawStretch(stretched.range, stretched.whole);
}

function padded(from, to) {
  const room = Math.max((to - from) * 0.03, 1);
  return [from - room, to + 1 + room];
}

function stamp(day) {
  return new Date(day * DAY).toISOString();
}

function timeAxis(range, more = {}) {
  return { type: "date", range: range.map(stamp), showgrid: true, gridcolor: colour("rule"), linecolor: colour("muted"), ticks: "outside", tickcolor: colour("muted"), tickfont: { color: colour("ink"), size: 12 }, zeroline: false, hoverformat: " ", ...more };
}

function drawStretch(range, whole) {
  stretched = { range, whole };
  for (const button of scaleRoot.querySelectorAll("[data-stretch]")) button.setAttribute("aria-pressed", String(button.range === range));
  const width = scaleRoot.clientWidth;
  drawWhole(width, whole, range);
  setTimeout(() => stretched?.range === range && drawPart(width, range, whole));
}

function drawWhole(width, whole, range) {
  const rug = { type: "scatter", mode: "markers", x: scaleShown.map(middle), y: scaleShown.map(() => 0.5), marker: { symbol: "line-ns-open", size: 26, color: colour("occurred"), line: { width: 1.5, color: colour("occurred") } }, opacity: 0.65, hoverinfo: "skip" };
  const band = { type: "rect", xref: "x", yref: "paper", x0: stamp(range[0]), x1: stamp(range[1]), y0: 0, y1: 1, fillcolor: colour("band"), line: { width: 1.5, color: colour("accent") }, layer: "below" };
  const layout = bare(width, 92, { margin: { l: 14, r: 14, t: 6, b: 30 }, xaxis: timeAxis(whole, { fixedrange: true }), yaxis: { range: [0, 1], visible: false, fixedrange: true }, shapes: [band] });
  Plotly.react("scale-whole", [rug], layout, STILL);
}

function middle(event) {
  return stamp((event.from + event.to + 1) / 2);
}

/** Put marks that would touch on top of each other, like a pile of coins. */
function piled(range, width) {
  const pixel = (range[1] - range[0]) / width;
  const inside = scaleShown.filter((event) => event.to >= range[0] && event.from <= range[1]).sort((a, b) => a.from - b.from || a.to - b.to || a.order - b.order);
  const ends = [];
  return inside.map((event) => {
    const [start, end] = event.from === event.to ? [event.from + 0.5 - 8 * pixel, event.from + 0.5 + 8 * pixel] : [event.from, Math.max(event.to + 1, event.from + 16 * pixel)];
    let level = ends.findIndex((reached) => reached <= start);
    if (level < 0) level = ends.length;
    ends[level] = end + pixel;
    return { event, level };
  });
}

function drawPart(width, range, whole) {
  const pile = piled(range, width - 28);
  const levels = Math.max(...pile.map((p) => p.level), 7) + 1;
  const height = Math.min(Math.max(levels * 20 + 60, 240), 900);
  const traces = STATUSES.flatMap((status) => statusTraces(status, pile.filter((p) => p.event.status === status)));
  const layout = bare(width, height, {
    margin: { l: 14, r: 14, t: 44, b: 10 },
    xaxis: timeAxis(range, { side: "top" }),
    yaxis: { range: [-0.8, levels - 0.2], visible: false, fixedrange: true },
    dragmode: "zoom",
    hovermode: "closest",
    hoverlabel: { bgcolor: "rgba(0,0,0,0)", bordercolor: "rgba(0,0,0,0)", font: { color: "rgba(0,0,0,0)" } },
  });
  Plotly.react("scale-part", traces, layout, { displayModeBar: false, showSendToCloud: false, displaylogo: false, doubleClick: false }).then((chart) => listen(chart, whole));
}

function statusTraces(status, pile) {
  if (!pile.length) return [];
  const color = colour(status);
  const long = pile.filter(({ event }) => event.to > event.from);
  const bars = { type: "scatter", mode: "lines", x: long.flatMap(({ event }) => [stamp(event.from), stamp(event.to + 1), null]), y: long.flatMap(({ level }) => [level, level, null]), line: { color, width: 8 }, opacity: 0.32, hoverinfo: "skip" };
  const marks = { type: "scatter", mode: "markers", x: pile.map(({ event }) => middle(event)), y: pile.map(({ level }) => level), customdata: pile.map(({ event }) => event.order), marker: { color, symbol: SYMBOLS[status], size: 12, line: { color, width: SYMBOLS[status].endsWith("open") ? 2 : 0 } }, hoverinfo: "none" };
  return [bars, marks];
}

function listen(chart, whole) {
  for (const kind of ["plotly_click", "plotly_hover", "plotly_unhover", "plotly_relayout", "plotly_doubleclick"]) chart.removeAllListeners(kind);
  chart.on("plotly_click", ({ points }) => select(events[points[0].customdata]));
  chart.on("plotly_hover", ({ points, event }) => showTip(events[points[0].customdata], event));
  chart.on("plotly_unhover", () => (scaleTip.hidden = true));
  chart.on("plotly_doubleclick", () => drawStretch(whole, whole));
  chart.on("plotly_relayout", (change) => {
    const range = [change["xaxis.range[0]"], change["xaxis.range[1]"]];
    if (range[0]) drawStretch(range.map((time) => new Date(`${time.replace(" ", "T")}${time.includes("Z") ? "" : time.includes(" ") ? "Z" : "T00:00Z"}`).getTime() / DAY), whole);
  });
}

function showTip(event, pointer) {
  scaleTip.replaceChildren(make("strong", { dir: "auto" }, event.title), make("span", {}, `${event.when} · ${event.status} · ${toldBy(event)}`));
  scaleTip.hidden = false;
  const box = scaleRoot.getBoundingClientRect();
  const x = Math.min(Math.max(pointer.clientX - box.left + 14, 0), box.width - scaleTip.offsetWidth);
  scaleTip.style.left = `${x}px`;
  scaleTip.style.top = `${pointer.clientY - box.top + 18}px`;
}

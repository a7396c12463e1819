const main = document.querySelector("main");
const viewsRoot = { rows: document.getElementById("view-rows"), scale: scaleRoot, table: tableRoot };
const tabs = Object.keys(viewsRoot).map((name) => document.getElementById(`tab-${name}`));
let shown = [];

/** Draw the chosen view anew after a change of filter, tab or fold. */
function draw() {
  const focused = document.activeElement?.dataset?.part;
  const matched = matching();
  shown = mostImportant(matched);
  paper.replaceChildren();
  for (const [name, root] of Object.entries(viewsRoot)) root.hidden = name !== view.tab;
  for (const tab of tabs) {
    const chosen = tab.id === `tab-${view.tab}`;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
  }
  stage.append(panel);
  if (view.tab === "rows") drawRows(matched, shown);
  else describeFound(matched, shown, 0);
  if (view.tab === "scale") drawScale(shown);
  if (view.tab === "table") drawTable(shown);
  placePanel(eventById.get(view.event));
  showForm();
  writeAddress();
  drawLane();
  if (focused) rowsRoot.querySelector(`[data-part="${CSS.escape(focused)}"]`)?.focus();
}

/** Choose an event: its panel opens, its address stands in the address line, its row comes into sight. */
function select(event, { scroll = true, focus = false } = {}) {
  if (!event) return;
  view.event = event.id;
  view.preview = false;
  if (!shown.includes(event)) Object.assign(view, matching().includes(event) ? {} : NOTHING, { most: matching().includes(event) ? view.most : DEFAULT_MOST });
  drawPanel(event);
  if (view.tab === "rows" && (!shown.includes(event) || !rowOf(event))) {
    unfold(event);
    draw();
  }
  const row = markChosen(event);
  placePanel(event);
  drawLane();
  writeAddress();
  if (row && scroll) row.querySelector(".line").scrollIntoView({ block: "nearest" });
  if (row && focus) row.querySelector(".title").focus({ preventScroll: true });
  if (!row) panel.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const at = steps.findIndex((event) => event.id === view.event);
  const next = steps[at < 0 ? 0 : Math.min(Math.max(at + by, 0), steps.length - 1)];
  if (view.tab !== "rows") showTab("rows");
  if (next) select(next, { focus: true });
  if (next) say(`${next.title}, ${next.when}, ${next.status}, ${toldBy(next)}`);
}

function showTab(name) {
  view.tab = name;
  draw();
}

function turn(key) {
  if (turned.has(key)) turned.delete(key);
  else turned.add(key);
  draw();
}

const DOINGS = {
  link: () => copy(fullAddress(addressOf(view)), "Link to this view"),
  csv: () => download(csvOf(shown), "text/csv", "csv"),
  json: () => download(jsonOf(shown), "application/json", "json"),
  svg: () => download(picture(), "image/svg+xml", "svg"),
  png: () => drawPng(),
  print: () => print(),
  theme: () => turnTheme(),
  "event-link": () => copy(fullAddress(`#${encodeURIComponent(view.event)}`), "Link"),
  cite: () => copy(citation(eventById.get(view.event)), "Event with its citations"),
  correction: () => copy(correction(eventById.get(view.event)), "Correction"),
};

function picture() {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${document.querySelector(".picture svg").outerHTML}`;
}

function drawPng() {
  const image = new Image();
  image.onload = () => {
    const canvas = make("canvas", { width: image.width * 2, height: image.height * 2 });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => download(blob, "image/png", "png"));
  };
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture())}`;
}

function turnTheme() {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const now = document.documentElement.dataset.theme || (dark ? "dark" : "light");
  document.documentElement.dataset.theme = now === "dark" ? "light" : "dark";
  redrawCharts();
}

function drawScaleIfShown() {
  if (view.tab === "scale") redrawScale();
}

function redrawCharts() {
  drawLane();
  drawScaleIfShown();
}

function onClick(click) {
  const target = click.target;
  const on = (selector) => target.closest(selector);
  if (click.ctrlKey || click.metaKey || click.shiftKey) return;
  if (on("[data-do]")) DOINGS[on("[data-do]").dataset.do]();
  else if (on("[data-part]")) turn(on("[data-part]").dataset.part);
  else if (on("[data-more]")) showMore(() => (budget += PAGE));
  else if (on("[data-more-table]")) showMore(() => (tableBudget += PAGE));
  else if (on("[role=tab]")) showTab(on("[role=tab]").id.slice(4));
  else if (on(".jump")) follow(click, on(".jump"));
  else if (on(".row") && !on("#panel")) follow(click, on(".row").querySelector(".title"));
  if (!on(".save")) document.querySelector(".save").open = false;
}

function showMore(grow) {
  grow();
  draw();
}

function follow(click, link) {
  const event = eventById.get(decoded(link.getAttribute("href").slice(1)));
  if (!event) return;
  click.preventDefault();
  if (view.tab === "table") showTab("rows");
  select(event);
  if (click.detail === 0) panel.focus(); // by the keyboard: on to what was opened; Escape leads back to its row
}

function onKey(key) {
  if (key.ctrlKey || key.metaKey || key.altKey) return;
  const typing = key.target.closest("input, select, textarea");
  if (key.key === "Escape") return escape(key);
  if (typing) return;
  if (key.target.closest("[role=tab]") && /^Arrow(Left|Right)$/.test(key.key)) return moveTab(key);
  const step_by = { j: 1, ArrowRight: 1, k: -1, ArrowLeft: -1 }[key.key];
  if (step_by) {
    key.preventDefault();
    step(step_by);
  } else if (key.key === "/") {
    key.preventDefault();
    form.elements.q.focus();
  }
}

function escape(key) {
  const menu = document.querySelector(".save");
  if (menu.open && menu.contains(key.target)) menu.querySelector("summary").focus();
  else if (panel.contains(key.target)) rowOf(eventById.get(view.event))?.querySelector(".title").focus();
  menu.open = false;
  if (key.target === form.elements.q && view.q) {
    form.elements.q.value = "";
    onFind();
  }
}

function moveTab(key) {
  const at = tabs.indexOf(key.target);
  const next = tabs[(at + (key.key === "ArrowRight" ? 1 : tabs.length - 1)) % tabs.length];
  key.preventDefault();
  showTab(next.id.slice(4));
  next.focus();
}

function onFind() {
  readForm();
  budget = PAGE;
  tableBudget = PAGE;
  draw();
}

function onAddress() {
  readAddress(location.hash);
  const event = view.event ? eventById.get(view.event) : narrow.matches ? null : firstChoice();
  drawPanel(event);
  draw();
  if (view.event) select(eventById.get(view.event));
  else if (event) choosePreview(event);
  if (lost) toast("The link names an event that this version of the timeline does not have.");
  lost = null;
}

/** The panel opens on the weightiest event that the sources dispute, else on the weightiest. */
function firstChoice() {
  const inSight = steps.length ? steps : shown.length ? shown : ranking;
  return ranking.find((event) => event.conflicts.length && event.rank < 5) || inSight[0] || ranking[0] || null;
}

function choosePreview(event) {
  view.event = event.id;
  view.preview = true;
  markChosen(event);
  drawLane();
}

let touched = 0;

/** Resolve when the reader's hands are still and the browser has nothing better to do, but in some seconds at the latest. */
function idle() {
  const asked = performance.now();
  const ask = window.requestIdleCallback || ((action) => setTimeout(action, 60));
  return new Promise((resolve) => {
    const check = () => {
      const now = performance.now();
      if (now - touched > 350 || now - asked > 8000) resolve();
      else setTimeout(() => ask(check), 100);
    };
    ask(check);
  });
}

function loadPlotly(text) {
  const script = make("script");
  script.append(text);
  document.head.append(script);
  if (!window.Plotly) throw new Error("the figure's script was refused");
}

function start() {
  main.hidden = false;
  main.classList.toggle("bare", !events.length);
  document.body.append(toastBox);
  document.querySelector(".articles").open = !matchMedia("(max-width: 760px)").matches;
  fillFilters();
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  form.addEventListener("submit", (submit) => submit.preventDefault());
  form.addEventListener("input", later(onFind, 60));
  form.addEventListener("reset", () => setTimeout(onFind));
  addEventListener("hashchange", onAddress);
  for (const kind of ["keydown", "pointerdown", "wheel", "touchmove", "input"]) addEventListener(kind, () => (touched = performance.now()), { passive: true });
  addEventListener("beforeprint", preparePaper);
  addEventListener("afterprint", leavePaper);
  matchMedia("print").addEventListener("change", (print) => (print.matches ? preparePaper() : leavePaper()));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redrawCharts);
  narrow.addEventListener("change", () => placePanel(eventById.get(view.event)));
  new ResizeObserver(later(redrawCharts, 80)).observe(rowsRoot);
  onAddress();
  document.documentElement.dataset.ready = "rows";
  performance.mark("rows");
  requestAnimationFrame(() => setTimeout(whenWhole));
}

/** The rows are shown while the file is still being read; Plotly's script stands at its end. */
function whenWhole() {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", drawFigures);
  else drawFigures();
}

/** Plotly's start is the one long piece of work: each step waits for an idle moment, and the rows can be used meanwhile. */
async function drawFigures() {
  try {
    const text = await unpacked("plotly");
    for (const work of [() => loadPlotly(text), drawCounts, drawMarks, drawScaleIfShown]) {
      await idle();
      work();
    }
    document.documentElement.dataset.ready = "figure";
    performance.mark("figure");
  } catch (error) {
    console.error(error);
    document.documentElement.dataset.ready = "rows-only";
    document.querySelector(".key .hint").append(" The figure could not be drawn in this reader; the rows are complete without it.");
  }
}

start();

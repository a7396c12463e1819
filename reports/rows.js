const PAGE = 200;
const MOST_GROUPS = 60;
const FOLD_ABOVE = 400;
const rowsRoot = document.getElementById("rows");
const turned = new Set();
let budget = PAGE;
let columns = [];
let steps = [];

/** Part the shown events into background, key span, what comes after, and, apart from all these, what has no date. */
function sections(shown) {
  const dated = shown.filter((event) => event.from !== NEVER);
  const undated = shown.filter((event) => event.from === NEVER);
  const parts = keySpan
    ? [
        { key: "before", name: "Background", events: dated.filter((event) => event.to < keySpan[0]), folds: true },
        { key: "during", name: "", events: dated.filter((event) => event.to >= keySpan[0] && event.from <= keySpan[1]) },
        { key: "after", name: "Later", events: dated.filter((event) => event.from > keySpan[1]), folds: true },
      ]
    : [{ key: "during", name: "", events: dated }];
  parts.push({ key: "undated", name: "Undated", events: undated, folds: dated.length > 0 });
  return parts.filter((part) => part.events.length);
}

function foldable(part) {
  return Boolean(part.folds && (part.events.length > 1 || part.key === "undated") && !filtering());
}

function folded(part) {
  return foldable(part) && !turned.has(part.key);
}

/** Group by equal span; a story with very many days is grouped by month, year or decade instead. */
function grouped(part) {
  const dated = [...part.events].sort((a, b) => a.from - b.from || a.to - b.to || a.order - b.order);
  for (const level of ["span", "month", "year", "decade"]) {
    const groups = new Map();
    for (const event of dated) {
      const key = level === "span" || event.from === NEVER ? event.label : periodWords(event.from, level);
      if (!groups.has(key)) groups.set(key, { label: key, level, from: event.from, to: event.to, events: [] });
      const group = groups.get(key);
      group.events.push(event);
      group.to = Math.max(group.to, event.to);
    }
    if (groups.size <= MOST_GROUPS || level === "decade") return [...groups.values()];
  }
}

function drawRows(matched, shown) {
  columns = [];
  steps = [];
  const drawn = document.createDocumentFragment();
  const left = { rows: budget, cut: 0 };
  let reached = null;
  let away = 0;
  for (const part of sections(shown)) {
    if (folded(part)) {
      away += part.events.length;
      reached = drawGap(drawn, reached, part.events);
      drawn.append(foldLine(part));
      continue;
    }
    if (foldable(part)) drawn.append(foldAway(part));
    for (const group of grouped(part)) {
      reached = drawGap(drawn, reached, group.events);
      away += drawGroup(drawn, group, shown.length, left);
    }
  }
  if (left.cut) drawn.append(moreButton(left.cut));
  if (!shown.length) drawn.append(make("p", { class: "nothing" }, events.length ? "No event matches. Change the search or clear the filters." : "There is no event to show."));
  rowsRoot.replaceChildren(drawn);
  describeFound(matched, shown, away);
}

function drawGap(drawn, reached, told) {
  const from = Math.min(...told.map((event) => event.from));
  const to = told.reduce((last, event) => Math.max(last, event.to === NEVER ? last : event.to), -Infinity);
  const words = reached !== null && from !== NEVER ? gapWords(reached, from) : "";
  if (words) drawn.append(make("p", { class: "gap" }, make("span", {}, words)));
  columns.gap = Boolean(words);
  return Math.max(reached === null ? -Infinity : reached, to);
}

/** One line that says what a folded stretch holds; what has no date has no column on the axis either. */
function foldLine(part) {
  const ordered = [...part.events].sort((a, b) => a.from - b.from);
  const best = [...part.events].sort((a, b) => a.rank - b.rank);
  const named = best.slice(0, 2).map((event) => event.title).join("; ");
  const rest = best.length > 2 ? ` and ${countOf(best.length - 2, "more", "more")}` : "";
  const button = make(
    "button",
    { type: "button", class: "fold", "aria-expanded": "false", "data-part": part.key },
    make("strong", {}, `${part.name}: ${held(part, ordered)}`),
    make("span", { class: "holds" }, isolated(named), rest),
  );
  if (part.key !== "undated") addColumn({ label: part.name, events: part.events, folded: true, node: button, from: ordered[0].from, to: NEVER });
  return make("div", { class: `folded ${part.key}` }, button);
}

function held(part, ordered) {
  const number = countOf(part.events.length, "event");
  return part.key === "undated" ? `${number} that no source dates` : `${number}, ${spanOf(ordered)}`;
}

function spanOf(ordered) {
  const [first, last] = [ordered[0].label, ordered[ordered.length - 1].label];
  return first === last ? first : `${first} to ${last}`;
}

function foldAway(part) {
  return make("div", { class: `folded open ${part.key}` }, make("button", { type: "button", class: "fold", "aria-expanded": "true", "data-part": part.key }, make("strong", {}, `${part.name}: ${held(part, part.events)}`), make("span", { class: "holds" }, "fold away")));
}

function drawGroup(drawn, group, total, left) {
  const key = `group:${group.label}`;
  const coarse = group.level !== "span";
  const closed = coarse && total > FOLD_ABOVE && !turned.has(key);
  const heading = make("h3", {});
  const section = make("section", { class: coarse ? "period coarse" : "period" }, heading);
  if (coarse) {
    const best = group.events.reduce((a, b) => (a.rank < b.rank ? a : b));
    heading.append(make("button", { type: "button", class: "fold", "aria-expanded": String(!closed), "data-part": key }, make("strong", {}, group.label), make("span", { class: "holds" }, `${countOf(group.events.length, "event")}${closed ? ", among them " : ""}`, closed ? isolated(best.title) : "")));
  } else heading.append(group.label);
  const column = group.from === NEVER ? group : addColumn({ ...group, node: section, rows: [] });
  drawn.append(section);
  if (closed) return group.events.length;
  const shown = group.events.slice(0, Math.max(left.rows, 0));
  left.rows -= shown.length;
  left.cut += group.events.length - shown.length;
  const list = make("ol", {}, ...shown.map((event) => drawRow(event, column, coarse)));
  if (shown.length) section.append(list);
  else section.classList.add("beyond");
  return 0;
}

function addColumn(column) {
  column.gapBefore = columns.gap;
  columns.push(column);
  return column;
}

function drawRow(event, column, coarse) {
  const link = make("a", { href: `#${encodeURIComponent(event.id)}`, class: "title", dir: "auto" }, event.title);
  const line = make(
    "div",
    { class: "line" },
    mark(event.status),
    make("div", { class: "words" }, coarse && event.label !== column.label ? make("span", { class: "when" }, event.label) : "", link, ...chips(event).flatMap((chip) => [" ", chip]), " ", make("span", { class: "told" }, toldBy(event))),
  );
  const row = make("li", { class: "row", "data-order": event.order }, line);
  if (event.id === view.event) choose(row);
  if (column.rows) column.rows.push({ event, line });
  steps.push(event);
  return row;
}

function chips(event) {
  const found = [];
  if (event.status !== "occurred") found.push(make("span", { class: `word ${event.status}` }, event.status));
  if (event.conflicts.length) found.push(make("span", { class: "disputed" }, "sources disagree"));
  if (event.corrected) found.push(make("span", { class: "edited" }, "corrected"));
  return found;
}

function moreButton(cut) {
  return make("p", { class: "more" }, make("button", { type: "button", "data-more": "" }, `Show ${Math.min(cut, PAGE).toLocaleString("en")} more`), ` ${cut.toLocaleString("en")} of the shown events are further down`);
}

function choose(row) {
  row.classList.add("chosen");
  row.querySelector(".title").setAttribute("aria-current", "true");
}

function rowOf(event) {
  return event ? rowsRoot.querySelector(`.row[data-order="${event.order}"]`) : null;
}

function markChosen(event) {
  for (const row of rowsRoot.querySelectorAll(".row.chosen")) {
    row.classList.remove("chosen");
    row.querySelector(".title").removeAttribute("aria-current");
  }
  const row = rowOf(event);
  if (row) choose(row);
  return row;
}

/** Open whatever is folded over an event, so that its row can be shown. */
function unfold(event) {
  for (const part of sections(mostImportant(matching()))) {
    if (!part.events.includes(event)) continue;
    if (folded(part)) turned.add(part.key);
    let before = 0;
    for (const group of grouped(part)) {
      if (group.events.includes(event)) {
        if (group.level !== "span") turned.add(`group:${group.label}`);
        budget = Math.max(budget, before + group.events.indexOf(event) + 1 + PAGE / 2);
      }
      before += group.events.length;
    }
  }
}

const tableRoot = document.getElementById("view-table");
const paper = document.getElementById("paper");
const HEADS = ["Date", "Event", "Status", "Who and where", "What the sources say"];
let tableBudget = PAGE;

function drawTable(shown) {
  const ordered = inTime(shown);
  tableRoot.replaceChildren(tableOf(ordered.slice(0, tableBudget), `${countOf(shown.length, "event")} in order of time`));
  if (ordered.length > tableBudget) {
    tableRoot.append(make("p", { class: "more" }, make("button", { type: "button", "data-more-table": "" }, `Show ${Math.min(PAGE, ordered.length - tableBudget)} more`), ` of ${(ordered.length - tableBudget).toLocaleString("en")}`));
  }
}

function inTime(list) {
  return [...list].sort((a, b) => (a.from === b.from ? a.to - b.to || a.order - b.order : a.from - b.from));
}

/** A table for eyes, ears and paper; roles stay even where the style sheet lays its cells out as blocks. */
function tableOf(list, caption) {
  const head = make("tr", { role: "row" }, ...HEADS.map((name) => make("th", { scope: "col", role: "columnheader" }, name)));
  return make(
    "table",
    { role: "table" },
    make("caption", {}, caption),
    make("thead", { role: "rowgroup" }, head),
    make("tbody", { role: "rowgroup" }, ...list.map(tableRow)),
  );
}

function tableRow(event) {
  const cell = (...children) => make("td", { role: "cell" }, ...children);
  const where = [event.people.join(", "), event.place].filter(Boolean).join(" · ");
  return make(
    "tr",
    { role: "row" },
    cell(event.when),
    make("th", { scope: "row", role: "rowheader" }, make("a", { class: "jump", dir: "auto", href: `#${encodeURIComponent(event.id)}` }, event.title), ...event.corrected ? [make("span", { class: "edited" }, "corrected")] : []),
    cell(make("span", { class: "state" }, mark(event.status), event.status), event.course ? make("small", {}, event.course) : ""),
    cell(isolated(where)),
    cell(...event.conflicts.map(disputeLine), make("ul", {}, ...event.evidence.map(quoteLine)), make("small", { dir: "auto" }, event.how)),
  );
}

function disputeLine(conflict) {
  return make("p", { class: "dispute-line", dir: "auto" }, `Sources disagree. ${disputed(conflict)}`);
}

/** `How long it lasted: “nearly six hours” (ABC News) against “5 and a half hours” (NYT).` */
function disputed(conflict) {
  const values = conflict.values.map((v) => `“${v.value}” (${listed(namesOf(v.articles))})`).join(" against ");
  return `${conflict.about.charAt(0).toUpperCase()}${conflict.about.slice(1)}: ${values}.`;
}

function quoteLine(quote) {
  const article = articles[quote.article];
  const who = article ? `${article.name}, ${article.date}${article.how ? ` (${article.how})` : ""}` : "an article that is not listed";
  return make("li", { dir: "auto" }, `“${quote.quote}” — `, make("cite", {}, isolated(who)));
}

const openedForPaper = [];

function leavePaper() {
  for (const folded of openedForPaper.splice(0)) folded.open = false;
}

/** Paper has no paging and no importance threshold: everything that the filters let through is printed. */
function preparePaper() {
  for (const folded of document.querySelectorAll(".masthead details:not([open])")) {
    folded.open = true;
    openedForPaper.push(folded);
  }
  if (paper.childElementCount) return;
  const matched = matching();
  const caption = filtering() ? `${matched.length} of ${countOf(events.length, "event")}, filtered` : countOf(events.length, "event");
  paper.replaceChildren(make("h2", {}, "Events"), tableOf(inTime(matched), caption));
}

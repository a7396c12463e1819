const panel = document.getElementById("panel");
const stage = document.querySelector(".stage");
const narrow = matchMedia("(max-width: 1080px)");

function drawPanel(event) {
  panel.replaceChildren();
  if (!event) {
    panel.append(make("p", { class: "empty" }, events.length ? "Choose an event to read what each source says of it." : "There is no event to read about."));
    return;
  }
  panel.append(
    make("p", { class: "state" }, mark(event.status), make("span", { class: `word ${event.status}` }, event.status), make("span", { class: "date" }, event.when)),
    make("h2", { dir: "auto" }, event.title),
    about(event),
    ...event.conflicts.length ? [disagreements(event)] : [],
    ...replaced(event),
    evidenceOf(event),
    reasons(event),
    actions(),
  );
}

function about(event) {
  const list = make("dl", { class: "about" });
  const add = (name, value) => value && list.append(make("div", {}, make("dt", {}, name), make("dd", {}, value)));
  add("Where", event.place && isolated(event.place));
  add("Who", event.people.length && isolated(event.people.join(", ")));
  return list;
}

function disagreements(event) {
  const box = make("section", { class: "dispute" }, make("h3", {}, "Sources disagree"));
  for (const conflict of event.conflicts) {
    const values = conflict.values.map((value) => make("li", {}, make("q", { dir: "auto" }, value.value), make("span", { class: "who" }, isolated(namesOf(value.articles).join(", ")))));
    box.append(make("h4", { dir: "auto" }, conflict.about), make("ul", {}, ...values));
  }
  return box;
}

/** The sources' names, each once: `Reuters (2 articles)`. */
function namesOf(numbers) {
  const told = new Map();
  for (const name of numbers.map(articleName)) told.set(name, (told.get(name) || 0) + 1);
  return [...told].map(([name, number]) => (number === 1 ? name : `${name} (${number} articles)`));
}

function listed(names) {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

function replaced(event) {
  const found = [];
  const older = event.replaces && eventById.get(event.replaces);
  const newer = events.filter((other) => other.replaces === event.id);
  if (older) found.push(make("p", { class: "linked" }, "Takes the place of ", jump(older)));
  for (const other of newer) found.push(make("p", { class: "linked" }, "Replaced by ", jump(other)));
  return found;
}

function jump(event) {
  return make("a", { class: "jump", href: `#${encodeURIComponent(event.id)}`, dir: "auto" }, `${event.title} (${event.label})`);
}

function evidenceOf(event) {
  const section = make("section", { class: "evidence" }, make("h3", {}, "What the sources say"));
  for (const quotes of byVoice(event)) {
    const copies = new Set(quotes.map((quote) => quote.article)).size;
    const voice = make("div", { class: copies > 1 ? "voice several" : "voice" });
    if (copies > 1) voice.append(make("p", { class: "one-voice" }, "Nearly the same text, counted as one voice:"));
    voice.append(...quotes.map(quotation));
    section.append(voice);
  }
  if (!event.evidence.length) section.append(make("p", { class: "empty" }, "No quotation: an editor added this event."));
  return section;
}

function quotation(quote) {
  const article = articles[quote.article] || { name: "An article that is not listed", date: "" };
  const cite = make("figcaption", {}, make("cite", {}, isolated(article.name)), make("span", {}, article.date));
  if (article.how) cite.append(make("span", { class: "inferred" }, article.how));
  if (quote.says) cite.append(make("span", { class: "says" }, quote.says));
  const chain = quote.chain ? make("p", { class: "chain", dir: "auto" }, quote.chain) : "";
  return make("figure", {}, make("blockquote", { dir: "auto", lang: article.lang }, make("p", {}, `“${quote.quote}”`)), cite, chain);
}

function reasons(event) {
  const section = make("section", { class: "reasons" }, make("h3", {}, "How the date is known"), make("p", { dir: "auto" }, event.how));
  if (event.course) section.append(make("h3", {}, "How its status changed"), make("p", {}, event.course), make("ol", {}, ...event.history.map((report) => make("li", {}, isolated(stepOf(report))))));
  if (event.corrected) section.append(make("h3", {}, "Corrected by an editor"), make("ul", {}, ...event.corrected.map((note) => make("li", {}, isolated(note)))));
  return section;
}

const REPORTED = { occurred: "reported by", planned: "expected by", postponed: "reported as put off by", cancelled: "reported as called off by", denied: "reported as denied by", possible: "called possible by" };

function stepOf(report) {
  const article = articles[report.article];
  return `${article?.published ? article.date : "date not known"}: ${REPORTED[report.status]} ${articleName(report.article)}`;
}

function actions() {
  const act = (name, words) => make("button", { type: "button", "data-do": name }, words);
  return make("div", { class: "actions" }, act("event-link", "Copy link"), act("cite", "Copy with citations"), act("correction", "Copy as correction"));
}

/** On a narrow screen the panel opens below its row, so that reading order and screen agree. */
function placePanel(event) {
  const row = narrow.matches ? rowOf(event) : null;
  if (row && view.tab === "rows") row.append(panel);
  else if (panel.parentElement !== stage) stage.append(panel);
  panel.hidden = narrow.matches && !event;
}

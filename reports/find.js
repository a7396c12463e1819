const NOTHING = { q: "", status: "", source: "", person: "", conflicts: false, most: "" };
const counted = datedOf(events);
const view = { ...NOTHING, tab: "rows", event: null, most: counted.length > LONG ? String(FIRST_LOOK) : "" };
const DEFAULT_MOST = view.most;

/** Drop case, accents and the difference between straight and curled quotation marks. */
function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'").replace(/[“”]/g, '"').toLowerCase();
}

function searchable(event) {
  if (event.text === undefined) {
    const said = event.evidence.map((quote) => `${quote.quote} ${articleName(quote.article)}`);
    const disputed = event.conflicts.flatMap((c) => [c.about, ...c.values.map((v) => v.value)]);
    event.text = plain([event.title, event.place || "", event.when, event.status, ...event.people, ...said, ...disputed].join("\n"));
  }
  return event.text;
}

function filtering() {
  return Boolean(view.q || view.status || view.source || view.person || view.conflicts);
}

/** All events that the filters let through, whatever their importance. */
function matching() {
  const wanted = plain(view.q).split(/\s+/).filter(Boolean);
  const source = view.source === "" ? -1 : Number(view.source);
  return events.filter(
    (event) =>
      (!view.status || event.status === view.status) &&
      (!view.conflicts || event.conflicts.length > 0) &&
      (source < 0 || event.evidence.some((quote) => quote.article === source)) &&
      (!view.person || event.people.includes(view.person)) &&
      wanted.every((word) => searchable(event).includes(word)),
  );
}

/** The most important of them, as many as the reader asked for; the chosen event and what has no date always stay. */
function mostImportant(matched) {
  const most = Number(view.most);
  const counted = new Set(datedOf(matched));
  if (!most || counted.size <= most) return matched;
  const last = [...counted].map((event) => event.rank).sort((a, b) => a - b)[most - 1];
  return matched.filter((event) => !counted.has(event) || event.rank <= last || event.id === view.event);
}

/** What the threshold of importance counts: the events with a date, or all where none has one. */
function datedOf(list) {
  const dated = list.filter((event) => event.from !== NEVER);
  return dated.length ? dated : list;
}

const form = document.querySelector("form.find");

function fillFilters() {
  const used = STATUSES.filter((status) => events.some((event) => event.status === status));
  addOptions(form.elements.status, used.map((status) => [status, status]));
  addOptions(form.elements.source, articles.map((a, i) => [String(i), a.title && a.title !== a.name ? `${a.name}: ${a.title}` : a.name]));
  const people = new Map();
  for (const event of events) for (const person of event.people) people.set(person, (people.get(person) || 0) + 1);
  const ranked = [...people].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 300);
  addOptions(form.elements.person, ranked.map(([person, number]) => [person, `${person} (${number})`]));
  if (counted.length > LONG) {
    form.querySelector(".most").hidden = false;
    const steps = [FIRST_LOOK, 120, 300, 1000, 3000].filter((step) => step < counted.length);
    addOptions(form.elements.most, [...steps.map((s) => [String(s), `the ${s.toLocaleString("en")} most important`]), ["", `all ${counted.length.toLocaleString("en")}`]]);
  }
  form.elements.conflicts.closest("label").hidden = !events.some((event) => event.conflicts.length);
}

function addOptions(select, options) {
  select.append(...options.map(([value, text]) => make("option", { value }, text.length > 90 ? `${text.slice(0, 89)}…` : text)));
}

function readForm() {
  for (const name of ["q", "status", "source", "person", "most"]) view[name] = form.elements[name].value;
  view.conflicts = form.elements.conflicts.checked;
}

function showForm() {
  for (const name of ["q", "status", "source", "person", "most"]) form.elements[name].value = view[name];
  form.elements.conflicts.checked = view.conflicts;
  form.querySelector("[type=reset]").hidden = !filtering();
}

/** Say how many events are shown, folded away and left out, so that nothing is hidden in silence. */
function describeFound(matched, shown, folded) {
  const dated = datedOf(matched).length;
  const undated = matched.length - dated;
  const parts = [];
  if (!events.length) parts.push("No events");
  else if (!matched.length) parts.push(`None of ${countOf(events.length, "event")} matches`);
  else if (filtering()) parts.push(`${matched.length.toLocaleString("en")} of ${countOf(events.length, "event")} match${undated ? `, ${undated.toLocaleString("en")} of them without a date` : ""}`);
  else parts.push(undated ? `${countOf(dated, "event")} with a date and ${undated.toLocaleString("en")} without` : countOf(events.length, "event"));
  const hidden = matched.length - shown.length;
  if (hidden) parts.push(`the ${(dated - hidden).toLocaleString("en")} most important shown, ${hidden.toLocaleString("en")} hidden`);
  if (folded) parts.push(`${folded.toLocaleString("en")} folded`);
  document.querySelector(".found").textContent = parts.join(" · ");
}

const NOTHING = { q: "", status: "", source: "", person: "", conflicts: false, most: "" };
const view = { ...NOTHING, tab: "rows", event: null, most: events.length > LONG ? String(FIRST_LOOK) : "" };
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

/** The most important of them, as many as the reader asked for; the chosen event always stays. */
function mostImportant(matched) {
  const most = Number(view.most);
  if (!most || matched.length <= most) return matched;
  const last = matched.map((event) => event.rank).sort((a, b) => a - b)[most - 1];
  return matched.filter((event) => event.rank <= last || event.id === view.event);
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
  if (events.length > LONG) {
    form.querySelector(".most").hidden = false;
    const steps = [50, FIRST_LOOK, 300, 1000, 3000].filter((step) => step < events.length);
    addOptions(form.elements.most, [...steps.map((s) => [String(s), `the ${s.toLocaleString("en")} most important`]), ["", `all ${events.length.toLocaleString("en")}`]]);
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
  const parts = [];
  if (!events.length) parts.push("No events");
  else if (!matched.length) parts.push(`None of ${countOf(events.length, "event")} matches`);
  else if (filtering()) parts.push(`${matched.length.toLocaleString("en")} of ${countOf(events.length, "event")} match`);
  else parts.push(countOf(events.length, "event"));
  if (shown.length < matched.length) parts.push(`the ${shown.length.toLocaleString("en")} most important shown, ${(matched.length - shown.length).toLocaleString("en")} hidden`);
  if (folded) parts.push(`${folded.toLocaleString("en")} folded`);
  document.querySelector(".found").textContent = parts.join(" · ");
}

const said = document.getElementById("said");

function say(text) {
  said.textContent = "";
  setTimeout(() => (said.textContent = text), 30);
}

/** `#id` for an event, `#?status=planned&event=id` for a filtered view. */
function addressOf(state) {
  const fields = new URLSearchParams();
  const chosen = state.preview ? null : state.event;
  for (const [name, value] of [["q", state.q], ["status", state.status], ["source", state.source], ["person", state.person]]) if (value) fields.set(name, value);
  if (state.conflicts) fields.set("conflicts", "1");
  if (state.most !== DEFAULT_MOST) fields.set("most", state.most || "all");
  if (state.tab !== "rows") fields.set("view", state.tab);
  if (![...fields].length) return chosen ? `#${encodeURIComponent(chosen)}` : "";
  if (chosen) fields.set("event", chosen);
  return `#?${fields}`;
}

function readAddress(hash) {
  Object.assign(view, NOTHING, { tab: "rows", event: null, preview: false, most: DEFAULT_MOST });
  if (hash.startsWith("#?")) readFields(new URLSearchParams(hash.slice(2)));
  else if (hash.length > 1) view.event = decoded(hash.slice(1));
  if (view.event !== null && !eventById.has(view.event)) {
    say("The link names an event that this version of the timeline does not have.");
    lost = view.event;
    view.event = null;
  }
}

let lost = null;

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function readFields(fields) {
  for (const name of ["q", "status", "source", "person"]) view[name] = fields.get(name) || "";
  view.conflicts = fields.get("conflicts") === "1";
  if (fields.has("most")) view.most = fields.get("most") === "all" ? "" : fields.get("most");
  const tab = fields.get("view");
  view.tab = ["rows", "scale", "table"].includes(tab) ? tab : "rows";
  view.event = fields.get("event");
}

function writeAddress() {
  const hash = addressOf(view);
  if (hash !== location.hash) history.replaceState(null, "", hash || location.pathname + location.search);
}

function fullAddress(hash) {
  return location.href.split("#")[0] + hash;
}

async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copyByHand(text);
  }
  toast(`${what} copied.`);
}

/** Where the clipboard is closed to the page: select the text and let the browser's own command take it. */
function copyByHand(text) {
  const area = make("textarea", { class: "unseen", readonly: true, "aria-hidden": "true", tabindex: "-1" });
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

const toastBox = make("div", { class: "toast", hidden: true, "aria-hidden": "true" });

function toast(text) {
  say(text);
  toastBox.textContent = text;
  toastBox.hidden = false;
  hideToast();
}

const hideToast = later(() => (toastBox.hidden = true), 2600);

function citation(event) {
  const lines = [`${event.title} (${event.status})`, event.when, ""];
  for (const conflict of event.conflicts) lines.push(disputeLine(conflict).textContent);
  for (const quote of event.evidence) lines.push(quoteLine(quote).textContent);
  return [...lines, "", event.how, fullAddress(`#${encodeURIComponent(event.id)}`)].join("\n");
}

/** TOML's basic strings are JSON's, but for DEL and lone surrogates. */
function toml(text) {
  return JSON.stringify(text).replace(/\x7f/g, "\\u007f");
}

/** A block for corrections.toml: it finds the event again by its quotations, and shows every value it could set. */
function correction(event) {
  const quotes = event.evidence.map((quote) => `  { file = ${toml(articles[quote.article]?.file || "")}, quote = ${toml(quote.raw || quote.quote)} },`);
  const date = event.span ? (event.span[0] === event.span[1] ? event.span[0] : event.span.join("/")) : "none";
  return [
    "[[correction]]",
    'action = "set"          # or "hide", "merge", "split"',
    `event = ${toml(event.title)}`,
    `evidence = [\n${quotes.join("\n")}\n]`,
    `# title = ${toml(event.title)}`,
    `# date = ${toml(date)}`,
    `# status = ${toml(event.status)}`,
    `# importance = ${event.weight}`,
    'reason = ""             # say why; a correction without a reason is refused',
    "",
  ].join("\n");
}

const COLUMNS = ["id", "title", "start", "end", "precision", "date in words", "status", "participants", "place", "importance", "sources", "voices", "articles", "quotations", "disagreements", "date explained", "supersedes", "corrected"];

/** Put an apostrophe before what a spreadsheet could run as a formula, also behind blanks or in full width. */
function neutral(text) {
  const cell = String(text).replace(/\0/g, "");
  const first = cell.match(/^[\p{Zs}\p{Zl}\p{Zp}\p{Cf}]*([^])/u)?.[1] || "";
  return "=+-@\t\r\n|%".includes(first.normalize("NFKC")[0] || "none") ? `'${cell}` : cell;
}

function fenced(cell) {
  return /[",\r\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell;
}

function csvOf(list) {
  const rows = list.map((event) => [
    event.id, event.title, event.span?.[0] || "", event.span?.[1] || "", event.precision, event.when, event.status,
    event.people.join("; "), event.place || "", event.weight.toFixed(4), sourcesOf(event).length, event.voices || 0,
    sourcesOf(event).map((i) => articles[i]?.file || "").join("; "),
    event.evidence.map((quote) => `“${quote.quote}” (${articleName(quote.article)})`).join(" | "),
    event.conflicts.map(disputed).join(" "), event.how, event.replaces || "", (event.corrected || []).join("; "),
  ]);
  const line = (cells) => cells.map((cell) => fenced(neutral(cell))).join(",");
  return `\ufeff${[COLUMNS, ...rows].map(line).join("\r\n")}\r\n`;
}

/** The shown events as `timeline.json` writes them (timeline.schema.json), and which view they are. */
function jsonOf(list) {
  const cited = new Set(list.flatMap((event) => [...sourcesOf(event), ...event.history.map((report) => report.article)]));
  const value = {
    version: 1,
    story: content.story,
    generated_at: new Date().toISOString(),
    view: addressOf(view),
    articles: articles.filter((_, i) => cited.has(i)).map(articleJson),
    rejected: [],
    events: list.map(eventJson),
  };
  return JSON.stringify(value, null, 1);
}

function articleJson(a) {
  const [basis, evidence, at] = a.known;
  return {
    id: a.id, file: a.file, title: a.title || null, outlet: a.outlet ? a.name : null, url: a.link || null,
    published: a.published || null, published_at: at, published_basis: basis, published_evidence: evidence,
    near_duplicate_of: idOf(a.copies) || null,
  };
}

function idOf(number) {
  return articles[number]?.id;
}

function eventJson(event) {
  return {
    id: event.id, title: event.title, start: event.span?.[0] || null, end: event.span?.[1] || null, precision: event.precision,
    status: event.status, participants: event.people, place: event.place || null, importance: event.weight,
    evidence: event.evidence.map((q) => ({ article: idOf(q.article), start: q.at[0], end: q.at[1], text: q.raw || q.quote, quote: q.quote, status: q.status || event.status, timex: q.timex ? { text: q.timex[0], value: q.timex[1], anchor: q.timex[2] } : null })),
    history: event.history.map(({ article, status }) => ({ status, published: articles[article]?.published || null, article: idOf(article) })),
    supersedes: event.replaces || null,
    conflicts: event.conflicts.map((c) => ({ attribute: c.attribute || c.about, values: c.values.map((v) => ({ value: v.value, normalized: v.is, articles: v.articles.map(idOf) })) })),
    date_explanation: event.how,
    corrected: event.corrected || [],
  };
}

function fileName(ending) {
  const name = content.story.normalize("NFKD").replace(/[^\w-]+/g, "-").replace(/^-+|-+$/g, "").toLowerCase().slice(0, 60);
  return `${name || "timeline"}.${ending}`;
}

function download(content, type, ending) {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = make("a", { href: address, download: fileName(ending) });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  toast(`${fileName(ending)} saved.`);
}

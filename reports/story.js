const articles = content.articles;
const STATUSES = ["occurred", "planned", "postponed", "cancelled", "denied", "possible"];

/** A passage of an article together with what it says of one event. */
function quoted(said, event) {
  return { ...content.passages[said.passage], ...said, chain: said.chain === true ? event.how : said.chain };
}

const events = content.events.map((given, order) => {
  const event = { status: "occurred", precision: "day", voices: 1, when: NO_DATE, people: [], conflicts: [], order, ...given };
  if (given.span) event.span = [given.span[0], given.span.at(-1)];
  [event.from, event.to] = event.span ? event.span.map(dayNumber) : [NEVER, NEVER];
  event.label ||= shortened(event.when);
  event.evidence = (given.evidence || []).map((said) => quoted(said, event));
  event.history = (given.reports || sourcesOf(event).map((article) => [article])).map(([article, status]) => ({ article, status: status || event.status }));
  return event;
});
const eventById = new Map(events.map((event) => [event.id, event]));

/** By importance; the earlier event first where two weigh the same. */
const ranking = [...events].sort((a, b) => (b.weight || 0) - (a.weight || 0) || a.order - b.order);
ranking.forEach((event, rank) => (event.rank = rank));

const keySpan = content.key ? content.key.map(dayNumber) : null;
const LONG = 100;
const FIRST_LOOK = 60;

function articleName(index) {
  return index in articles ? articles[index].name : "an article that is not listed";
}

/** The evidence of an event by voice: an article and those that nearly repeat it stand together. */
function byVoice(event) {
  const voices = new Map();
  for (const quote of event.evidence) {
    const voice = quote.article in articles ? articles[quote.article].voice : quote.article;
    if (!voices.has(voice)) voices.set(voice, []);
    voices.get(voice).push(quote);
  }
  return [...voices.values()];
}

function sourcesOf(event) {
  return [...new Set(event.evidence.map((quote) => quote.article))];
}

function toldBy(event) {
  const cited = sourcesOf(event).length;
  if (!cited) return event.corrected ? "added by an editor" : "no quotation";
  const voices = event.voices || cited;
  return voices === cited ? countOf(cited, "source") : `${countOf(voices, "source")} in ${cited} articles`;
}

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const NO_DATE = "no date known";
const DAY = 86400000;
const NEVER = Infinity;

/** Count the days from 1970 to an ISO date. */
function dayNumber(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year);
  return Math.round(date.getTime() / DAY);
}

function dateOf(number) {
  return new Date(number * DAY);
}

function countOf(number, noun, plural = `${noun}s`) {
  return `${number.toLocaleString("en")} ${number === 1 ? noun : plural}`;
}

/** The label of the narrow column: `Sun 18 Jun 2023`. */
function shortened(when) {
  if (when === NO_DATE) return "No date";
  return [...MONTHS, ...WEEKDAYS].reduce((text, name) => text.replaceAll(name, name.slice(0, 3)), when.replace("the week of ", ""));
}

/** Say how long nothing is told between two days; empty below a week. */
function gapWords(before, after) {
  const days = after - before - 1;
  if (days < 7) return "";
  if (days >= 700) return countOf(Math.floor((days + 2) / 365.25), "year");
  if (days >= 60) return countOf(Math.floor((days + 1) / 30.44), "month");
  return days >= 14 ? countOf(Math.floor(days / 7), "week") : countOf(days, "day");
}

/** Name a month, a year or a decade by the day numbers of its events. */
function periodWords(number, level) {
  const date = dateOf(number);
  const year = date.getUTCFullYear();
  if (level === "month") return `${MONTHS[date.getUTCMonth()]} ${year}`;
  return level === "year" ? String(year) : `${Math.floor(year / 10) * 10}s`;
}

/** Make an element; text goes in as text, so that nothing an article says becomes markup. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    element.setAttribute(name, value === true ? "" : value);
  }
  const kept = children.filter((child) => child !== "" && child !== null && child !== undefined);
  element.append(...kept.flatMap((child) => (typeof child === "string" ? breakable(child) : [child])));
  return element;
}

const ENDLESS = /\S{100}/;

/** Let a word without end break every so often: browsers take seconds to find its breaks by themselves. */
function breakable(text) {
  if (!ENDLESS.test(text)) return [text];
  const pieces = text.match(/[^]{1,60}/gu) || [];
  return pieces.flatMap((piece, i) => (i ? [document.createElement("wbr"), piece] : [piece]));
}

/** Isolate words of unknown direction from the sentence around them. */
function isolated(text, lang) {
  return make("bdi", { lang }, text);
}

function mark(status) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", `mark ${status}`);
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#mark-${status}`);
  svg.append(use);
  return svg;
}

function later(action, wait) {
  let timer = 0;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...given), wait);
  };
}

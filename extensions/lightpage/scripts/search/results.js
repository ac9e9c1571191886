// The page of results. What is searched is loaded only when something is searched for.

import { excerptOf } from "./excerpt.js";
import { marksFor, readQuery } from "./query.js";
import { byPage, find, indexOf } from "./ranking.js";
import { placeOf, stemOf, stemsFor } from "./words.js";

const MOST_SECTIONS = 3; // that one page shows

const results = document.querySelector("#search-results");
const summary = document.querySelector("#search-summary");
const typed = (new URLSearchParams(location.search).get("q") ?? "").trim();

function linkTo(section, words, marks) {
  const link = document.createElement("a");
  const search = new URLSearchParams(marks.map((mark) => ["highlight", mark]));
  link.href = `${section.address}?${search}${section.anchor && `#${section.anchor}`}`;
  link.textContent = words;
  return link;
}

function nameOf(section, isFirst) {
  if (!isFirst) return section.title;
  return section.anchor ? `${section.page} › ${section.title}` : section.page;
}

function resultOf(sections, query, marks) {
  const item = document.createElement("li");
  const wanted = new Set(query.words.flatMap((word) => [...stemsFor(word).keys()]));
  const isWanted = (word) => wanted.has(stemOf(word.toLowerCase()));
  sections.slice(0, MOST_SECTIONS).forEach((section, place) => {
    const heading = document.createElement("p");
    heading.append(linkTo(section, nameOf(section, place === 0), marks));
    const rowAt = query.rows.map((row) => placeOf(row, section.text)).find((at) => at >= 0);
    item.append(heading, excerptOf(section.text, isWanted, rowAt));
  });
  return item;
}

function inWords(count, isPartial) {
  if (count === 0) return `Nothing in the course has ${typed}.`;
  const pages = count === 1 ? "1 page" : `${count} pages`;
  if (isPartial) return `No section has all of ${typed}. Some of it: ${pages}.`;
  return `${pages} on ${typed}`;
}

function show(index) {
  const query = readQuery(typed);
  const whole = find(index, query, "AND");
  const isPartial = whole.length === 0 && query.phrases.length === 0;
  const pages = byPage(isPartial ? find(index, query, "OR") : whole);
  const list = document.createElement("ol");
  list.className = "search";
  const marks = marksFor(query);
  list.append(...pages.map(({ sections }) => resultOf(sections, query, marks)));
  results.replaceChildren(list);
  summary.textContent = inWords(pages.length, isPartial);
}

// sections.js calls this with the pages of the course. Of each page: its address, what it
// counts for, and its sections as [anchor, title, prose, words of its code].
window.startSearch = (pages) => {
  const sections = pages.flatMap(([address, weight, parts]) =>
    parts.map(([anchor, title, text, code]) => ({ address, weight, page: parts[0][1], anchor, title, text, code })));
  show(indexOf(sections.map((section, id) => ({ ...section, id }))));
};

function load() {
  summary.textContent = "Searching …";
  const script = document.createElement("script");
  script.src = results.dataset.sections;
  script.addEventListener("error", () => {
    summary.textContent = "The search could not be loaded. Load this page again.";
  });
  document.head.append(script);
}

for (const field of document.querySelectorAll("input[name=q]")) field.value = typed;
document.querySelector(".bd-search-container input").focus();
if (typed) load();

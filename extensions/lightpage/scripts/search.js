/* The page of results. sections.js calls startSearch with the pages of the course, and is
   loaded only when something is searched for. Of each page: its address, what it counts
   for, and its sections as [anchor, title, prose, words of its code]. */
"use strict";

const SHORTEST_START = 4; // letters; "linear" finds "linearizable", "a" not everything
const MOST_SECTIONS = 3; // that one page shows
const BOOST = { page: 6, title: 3, text: 1, code: 0.3 };
const FOR_A_START = 0.3; // what a word counts that only begins like the one searched for
const FOR_ALL_IN_A_ROW = 2; // what a section gains that has the words side by side
const FOR_SOURCES = 0.3; // what the list of sources at a chapter's end counts
const FOR_THE_OTHERS = 0.4; // what a page's other sections add to its best one

const stemmer = new Stemmer();
const stems = new Map(); // each word of the course, and what it has in common with others

const stemOf = (word) => {
  if (!stems.has(word)) stems.set(word, stemmer.stemWord(word));
  return stems.get(word);
};

const lowerWords = (text) => wordsIn(text.toLowerCase()).map(({ word }) => word);
const isStopWord = (word) => stopwords.includes(word);

/* Read what was typed. Phrases stand in quotation marks and have to be found as they are;
   the rest are words, which are best found in a row. */
const readQuery = (typed) => {
  const quoted = [...typed.matchAll(/["“”]([^"“”]+)["“”]/g)].map((match) => lowerWords(match[1]));
  const phrases = quoted.filter((phrase) => phrase.length > 0);
  const rest = lowerWords(typed.replace(/["“”][^"“”]+["“”]/g, " "));
  const all = lowerWords(typed);
  return {
    phrases,
    rows: all.length > 1 ? [...phrases, all] : phrases,
    words: all.filter((word) => !isStopWord(word)),
    loose: rest.filter((word) => !isStopWord(word)),
  };
};

/* Return the place of a phrase in a text, or -1. Only whole words count. */
const placeOf = (phrase, text) => {
  const words = phrase.join("[^\\p{L}\\p{N}]+");
  return text.search(new RegExp(`(?<![\\p{L}\\p{N}])${words}(?![\\p{L}\\p{N}])`, "iu"));
};

const isIn = (phrase, section) =>
  placeOf(phrase, section.title) >= 0 || placeOf(phrase, section.text) >= 0;

/* Return an index of sections, and the words in it. */
const indexOf = (sections) => {
  const index = new MiniSearch({
    fields: Object.keys(BOOST),
    storeFields: ["address", "weight", "page", "anchor", "title", "text"],
    tokenize: lowerWords,
    processTerm: (word) => (isStopWord(word) ? null : stemOf(word)),
    searchOptions: { tokenize: (stem) => [stem], processTerm: (stem) => stem, boost: BOOST },
  });
  index.addAll(sections);
  return index;
};

/* Return the stems that a word asks for, and what each counts. */
const stemsFor = (word) => {
  const wanted = new Map([[stemOf(word), 1]]);
  if (word.length < SHORTEST_START) return wanted;
  for (const [other, stem] of stems)
    if (other.startsWith(word) && !wanted.has(stem)) wanted.set(stem, FOR_A_START);
  return wanted;
};

const anyOf = (wanted) => ({
  combineWith: "OR",
  queries: [...wanted].map(([stem, count]) => ({ queries: [stem], boostTerm: () => count })),
});

/* Return the sections that hold what is asked for, the best first. */
const find = (index, query, combineWith) => {
  const queries = query.words.map((word) => anyOf(stemsFor(word)));
  const everything = queries.length === 0 && query.phrases.length > 0;
  const hits = index.search(everything ? MiniSearch.wildcard : { combineWith, queries }, {
    filter: (section) => query.phrases.every((phrase) => isIn(phrase, section)),
  });
  for (const hit of hits) {
    hit.score *= hit.weight * (/^sources/.test(hit.anchor) ? FOR_SOURCES : 1);
    if (query.rows.some((row) => isIn(row, hit))) hit.score *= FOR_ALL_IN_A_ROW;
  }
  return hits.sort((one, other) => other.score - one.score);
};

/* Put the sections of each page together; return the pages, the best first. */
const byPage = (hits) => {
  const pages = new Map();
  for (const hit of hits) pages.set(hit.address, [...(pages.get(hit.address) ?? []), hit]);
  const scored = [...pages.values()].map((sections) => {
    const others = sections.slice(1).reduce((sum, hit) => sum + hit.score, 0);
    return { sections, score: sections[0].score + FOR_THE_OTHERS * others };
  });
  return scored.sort((one, other) => other.score - one.score);
};

/* Return what the page that a result leads to is to mark. */
const marksFor = (query) => {
  const wanted = new Set(query.loose.flatMap((word) => [...stemsFor(word).keys()]));
  const words = [...stems].filter(([, stem]) => wanted.has(stem)).map(([word]) => word);
  return [...new Set([...query.rows.map((row) => row.join(" ")), ...words])];
};

const linkTo = (section, words, marks) => {
  const link = document.createElement("a");
  const search = new URLSearchParams(marks.map((mark) => ["highlight", mark]));
  link.href = `${section.address}?${search}${section.anchor && `#${section.anchor}`}`;
  link.textContent = words;
  return link;
};

const resultOf = ({ sections }, query, marks) => {
  const item = document.createElement("li");
  const wanted = new Set(query.words.flatMap((word) => [...stemsFor(word).keys()]));
  const isWanted = (word) => wanted.has(stemOf(word.toLowerCase()));
  sections.slice(0, MOST_SECTIONS).forEach((section, place) => {
    const isTop = section.title === section.page;
    const words = place > 0 ? section.title : isTop ? section.page : `${section.page} › ${section.title}`;
    const paragraph = document.createElement("p");
    paragraph.append(linkTo(section, words, marks));
    const rowAt = query.rows.map((row) => placeOf(row, section.text)).find((at) => at >= 0);
    item.append(paragraph, excerptOf(section.text, isWanted, rowAt));
  });
  return item;
};

/* Say in words what was found. */
const summary = (pages, typed, isPartial) => {
  if (pages.length === 0) return `Nothing in the course has ${typed}.`;
  const counted = pages.length === 1 ? "1 page" : `${pages.length} pages`;
  return isPartial
    ? `No section has all of ${typed}; ${counted} have some of it.`
    : `${counted} on ${typed}`;
};

const show = (index, typed) => {
  const query = readQuery(typed);
  const whole = find(index, query, "AND");
  const hits = whole.length > 0 || query.phrases.length > 0 ? whole : find(index, query, "OR");
  const pages = byPage(hits);
  const list = document.createElement("ol");
  list.className = "search";
  const marks = marksFor(query);
  list.append(...pages.map((page) => resultOf(page, query, marks)));
  document.querySelector("#search-results").replaceChildren(list);
  document.querySelector("#search-summary").textContent = summary(pages, typed, hits !== whole && hits.length > 0);
};

const typed = (new URLSearchParams(location.search).get("q") ?? "").trim();

const startSearch = (pages) => {
  const sections = pages.flatMap(([address, weight, parts]) =>
    parts.map(([anchor, title, text, code]) => ({ address, weight, page: parts[0][1], anchor, title, text, code })));
  sections.forEach((section, id) => Object.assign(section, { id }));
  show(indexOf(sections), typed);
};

for (const field of document.querySelectorAll("input[name=q]")) field.value = typed;
document.querySelector(".bd-search-container input").focus();
if (typed) {
  document.querySelector("#search-summary").textContent = "Searching …";
  const script = document.createElement("script");
  script.src = document.querySelector("#search-results").dataset.sections;
  document.head.append(script);
}

// Which sections hold what is asked for, and which page is about it. MiniSearch weighs
// words by how rare they are and how long the section is.

import { isStopWord, lowerWords, placeOf, stemOf, stemsFor } from "./words.js";

const BOOST = { page: 5, title: 3, text: 1, code: 0.3 };
const FOR_ALL_IN_A_ROW = 4; // what a section gains that has the words side by side
const FOR_ENDINGS = 0.3; // what sources and the interview box, at the end, count
const FOR_THE_OTHERS = 0.2; // what a page's other sections add to its best one

export function indexOf(sections) {
  const index = new MiniSearch({
    fields: Object.keys(BOOST),
    storeFields: ["address", "weight", "page", "anchor", "title", "text"],
    tokenize: lowerWords,
    processTerm: (word) => (isStopWord(word) ? null : stemOf(word)),
    searchOptions: { tokenize: (stem) => [stem], processTerm: (stem) => stem, boost: BOOST },
  });
  index.addAll(sections);
  return index;
}

function anyOf(wanted) {
  const queries = [...wanted].map(([stem, count]) => ({ queries: [stem], boostTerm: () => count }));
  return { combineWith: "OR", queries };
}

function isIn(row, section) {
  return placeOf(row, section.title) >= 0 || placeOf(row, section.text) >= 0;
}

function scoreOf(hit, query) {
  const ending = /^(sources|interview)/.test(hit.anchor) ? FOR_ENDINGS : 1;
  const inARow = query.rows.some((row) => isIn(row, hit)) ? FOR_ALL_IN_A_ROW : 1;
  return hit.score * hit.weight * ending * inARow;
}

// The sections that hold all ("AND") or some ("OR") of the words, the best first.
export function find(index, query, combineWith) {
  const queries = query.words.map((word) => anyOf(stemsFor(word)));
  const isPhraseOfStopWords = queries.length === 0 && query.phrases.length > 0;
  const asked = isPhraseOfStopWords ? MiniSearch.wildcard : { combineWith, queries };
  const hits = index.search(asked, {
    filter: (section) => query.phrases.every((phrase) => isIn(phrase, section)),
  });
  const scored = hits.map((hit) => ({ ...hit, score: scoreOf(hit, query) }));
  return scored.sort((one, other) => other.score - one.score);
}

// The sections of each page together; the best page first.
export function byPage(hits) {
  const pages = new Map();
  for (const hit of hits) pages.set(hit.address, [...(pages.get(hit.address) ?? []), hit]);
  const scored = [...pages.values()].map((sections) => {
    const others = sections.slice(1).reduce((sum, hit) => sum + hit.score, 0);
    return { sections, score: sections[0].score + FOR_THE_OTHERS * others };
  });
  return scored.sort((one, other) => other.score - one.score);
}

/* The part of a section that shows what was searched for, with the words marked. */
"use strict";

const WORD = /[\p{L}\p{N}]+/gu;
const BEFORE = 60; // letters of an excerpt before the first word that was found
const LONGEST = 220; // letters of an excerpt

/* Return the words of a text: where each begins, and the word. */
const wordsIn = (text) =>
  [...text.matchAll(WORD)].map((match) => ({ at: match.index, word: match[0] }));

/* Return where the words that are wanted stand closest together. */
const densest = (found) => {
  let best = { at: 0, count: 0 };
  for (const { at } of found) {
    const near = found.filter((other) => other.at >= at && other.at < at + LONGEST - BEFORE);
    const count = new Set(near.map(({ word }) => word.toLowerCase())).size;
    if (count > best.count) best = { at, count };
  }
  return best.at;
};

/* Return the words of `text` from `start` to `end`, marked where `isWanted` says so. */
const withMarks = (text, start, end, isWanted) => {
  const paragraph = document.createElement("p");
  paragraph.className = "context";
  let done = start;
  for (const { at, word } of wordsIn(text)) {
    if (at < start || at + word.length > end || !isWanted(word)) continue;
    const mark = document.createElement("mark");
    mark.textContent = word;
    paragraph.append(text.slice(done, at), mark);
    done = at + word.length;
  }
  paragraph.append(text.slice(done, end));
  if (start > 0) paragraph.prepend("… ");
  if (end < text.length) paragraph.append(" …");
  return paragraph;
};

/* Return a paragraph with the part of `text` that answers the search; `rowAt` is the
   place where all its words stand in a row, if they do. */
const excerptOf = (text, isWanted, rowAt) => {
  const found = wordsIn(text).filter(({ word }) => isWanted(word));
  const centre = rowAt ?? densest(found);
  let start = Math.max(0, centre - BEFORE);
  if (start > 0) start = text.indexOf(" ", start) + 1;
  let end = Math.min(text.length, start + LONGEST);
  if (end < text.length) end = text.lastIndexOf(" ", end);
  return withMarks(text, start, end, isWanted);
};

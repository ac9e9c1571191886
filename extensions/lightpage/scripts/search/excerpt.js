// The part of a section that shows what was searched for, with the words marked.

import { wordsIn } from "./words.js";

const BEFORE = 60; // letters of an excerpt before the first word that was found
const LONGEST = 220; // letters of an excerpt

// Where the words that are wanted stand closest together.
function densest(found) {
  let best = { at: 0, count: 0 };
  for (const { at } of found) {
    const near = found.filter((other) => other.at >= at && other.at < at + LONGEST - BEFORE);
    const count = new Set(near.map(({ word }) => word.toLowerCase())).size;
    if (count > best.count) best = { at, count };
  }
  return best.at;
}

// The words of a text from one place to another, marked where they are wanted.
function withMarks(text, start, end, isWanted) {
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
}

// A paragraph with the part of the text that answers the search; rowAt is the place where
// all its words stand in a row, if they do.
export function excerptOf(text, isWanted, rowAt) {
  const found = wordsIn(text).filter(({ word }) => isWanted(word));
  const centre = rowAt ?? densest(found);
  let start = Math.max(0, centre - BEFORE);
  if (start > 0) start = text.indexOf(" ", start) + 1;
  let end = Math.min(text.length, start + LONGEST);
  if (end < text.length) end = text.lastIndexOf(" ", end);
  return withMarks(text, start, end, isWanted);
}

/* Marks what was searched for on the page that a result leads to. The address says it:
   ?highlight=lease&highlight=for+update, one word or phrase each. */
"use strict";

// Controls and formulas cannot hold a mark; a figure is redrawn by its own script.
const UNMARKED = "button, select, textarea, option, math, svg, script, style, figure, .highlighted";

const canBeMarked = (text) => {
  const parent = text.parentElement;
  return Boolean(parent.closest("figcaption")) || !parent.closest(UNMARKED);
};

/* Return the pattern of whole words, so that "lease" is not found in "release". */
const patternOf = (terms) => {
  const escaped = terms.map((term) => {
    const words = term.trim().split(/\s+/);
    return words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("\\s+");
  });
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join("|")})(?![\\p{L}\\p{N}])`, "giu");
};

const textsBelow = (root) => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  return texts.filter(canBeMarked);
};

/* Put a mark around the letters of a text from `start` up to `end`. */
const markPart = (text, start, end) => {
  const part = text.splitText(start);
  part.splitText(end - start);
  const mark = document.createElement("span");
  mark.className = "highlighted";
  part.replaceWith(mark);
  mark.append(part);
};

/* Mark every place below `root` where one of the terms stands. Inline code keeps each
   word in an element of its own, so a phrase may go over several texts. */
const markTerms = (root, terms) => {
  const texts = textsBelow(root);
  const starts = [];
  let joined = "";
  for (const text of texts) {
    starts.push(joined.length);
    joined += text.data;
  }
  // From the end, so that what is still to be marked stays where it was found.
  const found = [...joined.matchAll(patternOf(terms))].reverse();
  for (let at = texts.length - 1; at >= 0; at -= 1) {
    const [first, last] = [starts[at], starts[at] + texts[at].length];
    for (const match of found) {
      const start = Math.max(match.index, first);
      const end = Math.min(match.index + match[0].length, last);
      if (start < end && joined.slice(start, end).trim()) markPart(texts[at], start - first, end - first);
    }
  }
};

const hideMarks = () => {
  document.querySelector(".highlight-link")?.remove();
  for (const mark of document.querySelectorAll(".highlighted")) {
    const parent = mark.parentNode;
    mark.replaceWith(...mark.childNodes);
    parent.normalize();
  }
};

/* Return what was searched for, and take it from the address. */
const takeTerms = () => {
  const url = new URL(location);
  const terms = url.searchParams.getAll("highlight").filter((term) => term.trim());
  if (url.searchParams.has("highlight")) {
    url.searchParams.delete("highlight");
    history.replaceState(history.state, "", url);
  }
  return terms;
};

const markWhatWasSearched = () => {
  const article = document.querySelector("article");
  const terms = takeTerms();
  if (!article || terms.length === 0) return;
  markTerms(article, terms);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "highlight-link";
  button.textContent = "Hide the marks of the search";
  button.addEventListener("click", hideMarks);
  document.getElementById("searchbox")?.append(button);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hideMarks();
  });
};

// After the scripts of questions and figures, which write into the page themselves.
document.addEventListener("DOMContentLoaded", markWhatWasSearched);

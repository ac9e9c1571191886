/* Marks the words of a search on the page that a result leads to. In place of Sphinx's
   sphinx_highlight.js, which stops at the <title> of an inline SVG, and marks the side
   bar too. Its names stay, since searchtools.js uses them. */
"use strict";

const SPHINX_HIGHLIGHT_ENABLED = true;
const STORED_TERMS = "sphinx_highlight_terms";
const SVG = "http://www.w3.org/2000/svg";
// Words in a control or a formula cannot hold a mark; the rest of these is never shown.
const UNMARKED = "button, select, textarea, option, math, script, style, .highlighted, .nohighlight";

/* Say whether a text is shown as words: of a drawing, only its labels are. */
const canBeMarked = (text) => {
  const parent = text.parentElement;
  return !parent.closest(UNMARKED) && (!parent.closest("svg") || parent.closest("svg text"));
};

/* Return an element that marks `words` in the place of a text node. */
const markOf = (words, text) => {
  const isLabel = text.parentElement.closest("svg text");
  const mark = isLabel ? document.createElementNS(SVG, "tspan") : document.createElement("span");
  mark.setAttribute("class", "highlighted");
  mark.textContent = words;
  return mark;
};

/* Mark every place below `root` where one of the terms stands. */
const markTerms = (root, terms) => {
  const escaped = terms.map((term) => term.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const pattern = new RegExp(`(${escaped.join("|")})`, "i");
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts.filter(canBeMarked)) {
    // Of what a pattern with one group splits, every second part is a match.
    const parts = text.data.split(pattern);
    if (parts.length === 1) continue;
    text.replaceWith(...parts.map((part, at) => (at % 2 ? markOf(part, text) : part)));
  }
};

const _highlightText = (root, term) => markTerms(root, [term]);

/* Return the words that were searched for, once. Storage may be refused. */
const takeTerms = () => {
  const url = new URL(location);
  let stored = null;
  try {
    stored = localStorage.getItem(STORED_TERMS);
    localStorage.removeItem(STORED_TERMS);
  } catch { /* then only the address can tell */ }
  const words = stored || url.searchParams.get("highlight") || "";
  if (url.searchParams.has("highlight")) {
    url.searchParams.delete("highlight");
    history.replaceState({}, "", url);
  }
  return words.split(/\s+/).filter(Boolean);
};

const SphinxHighlight = {
  highlightSearchWords() {
    const terms = takeTerms();
    const article = document.querySelector("article");
    if (terms.length === 0 || !article) return;
    markTerms(article, terms);
    document.getElementById("searchbox")?.insertAdjacentHTML(
      "beforeend",
      `<p class="highlight-link"><a href="javascript:SphinxHighlight.hideSearchWords()">${
        _("Hide Search Matches")}</a></p>`,
    );
  },

  hideSearchWords() {
    document.querySelector("#searchbox .highlight-link")?.remove();
    for (const mark of document.querySelectorAll(".highlighted")) {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent.normalize();
    }
  },
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") SphinxHighlight.hideSearchWords();
});

// The search page marks its own results.
_ready(() => {
  if (typeof Search === "undefined") SphinxHighlight.highlightSearchWords();
});

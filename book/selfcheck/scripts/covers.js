// A run stays covered until its bet is placed. site/covers.py wrote the covers, and what
// takes one away shows the run: its style goes with it.

import { all, focusOn } from "./dom.js";
import { blank, load } from "./store.js";
import { settle, whenSettled } from "./question.js";

// Covers go if the bet is placed, or if the reader asked for the run: by the button, or
// by a link to something in it.
function uncover() {
  for (const cover of all(document, ".sc-cover")) {
    const { tries, shown } = load(cover);
    const target = document.querySelector(`.sc-waits-${cover.dataset.question} :target`);
    if (tries || shown || target) cover.remove();
    target?.scrollIntoView();
  }
}

export function prepareCovers() {
  for (const cover of all(document, ".sc-cover"))
    cover.querySelector("button").onclick = () => {
      const run = cover.nextElementSibling;
      settle(cover, { ...blank, shown: true }, true);
      focusOn(run); // the button is gone
    };
  whenSettled(uncover);
  addEventListener("hashchange", uncover);
  addEventListener("pageshow", uncover);
}

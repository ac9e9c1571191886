// A page of the book: its openers can be played. Only pages that have one load this.

import { all } from "./dom.js";
import { play } from "./opener.js";

all(document, "figure[data-play]").forEach(play);
// What a cell has drawn in the page can be played, too.
document.addEventListener("course:drawn", ({ target }) => all(target, "figure[data-play]").forEach(play));

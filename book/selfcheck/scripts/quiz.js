// A page of the book: all its questions come to life, and its counts follow them.

import { all } from "./dom.js";
import { prepareAll, whenSettled } from "./question.js";
import { tally } from "./progress.js";
import { prepareCovers } from "./covers.js";

whenSettled(tally);
prepareAll(document);
prepareCovers();
tally();

// On paper nothing can be opened, so everything is.
let closed = [];
addEventListener("beforeprint", () => {
  closed = all(document, ":is(.sc-question, .sc-reveal, .sc-say) details:not([open])");
  closed.forEach((details) => { details.open = true; });
});
addEventListener("afterprint", () => closed.forEach((details) => { details.open = false; }));

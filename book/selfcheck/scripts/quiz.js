// A page of the book: all its questions come to life, and its counts follow them.

import { all } from "./dom.js";
import { prepareAll, whenSettled } from "./question.js";
import { tally } from "./progress.js";

whenSettled(tally);
prepareAll(document);
tally();

// On paper nothing can be opened, so everything is.
let closed = [];
addEventListener("beforeprint", () => {
  closed = all(document, ".sc-question details:not([open]), .sc-reveal details:not([open]), .sc-say details:not([open])");
  closed.forEach((details) => { details.open = true; });
});
addEventListener("afterprint", () => closed.forEach((details) => { details.open = false; }));

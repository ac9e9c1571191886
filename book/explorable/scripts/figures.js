// Gives the figures of the room their controls. Without this script all settings and the
// whole drawing are there to be read.

import { all } from "./dom.js";
import { knobs } from "./knobs.js";
import { steps } from "./steps.js";

// Returns what shows a kernel's answer in the last of the figures, if it has knobs.
export function prepareFigures(root, tell) {
  let show;
  for (const figure of all(root, "figure.xp-figure:not([data-ready], [data-play])")) {
    figure.dataset.ready = "yes";
    show = figure.dataset.knobs ? knobs(figure, tell) : steps(figure, tell);
  }
  return show;
}

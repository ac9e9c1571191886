// A notebook with a kernel: one figure gets its controls, and Python answers them.

import { all } from "./dom.js";
import { prepareFigures } from "./figures.js";
import { play } from "./opener.js";

export function awaken(place, model) {
  const tell = (said) => {
    model.set("asked", said);
    model.save_changes();
  };
  all(place, "figure[data-play]").forEach(play);
  const show = prepareFigures(place, tell);
  if (show) model.on("change:result", () => show(model.get("result")));
}

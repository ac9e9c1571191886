// A notebook with a kernel: one figure gets its controls, and Python answers them.

import { prepareFigures } from "./figures.js";

export function awaken(place, model) {
  const tell = (said) => {
    model.set("asked", said);
    model.save_changes();
  };
  const show = prepareFigures(place, tell);
  if (show) model.on("change:result", () => show(model.get("result")));
}

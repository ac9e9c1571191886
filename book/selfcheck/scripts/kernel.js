// A notebook with a kernel: one question comes to life, and Python hears of its answers.

import { prepareAll } from "./question.js";

export function awaken(place, model) {
  place.addEventListener("sc-answer", (event) => {
    model.set("answer", event.detail);
    model.save_changes();
  });
  prepareAll(place);
}

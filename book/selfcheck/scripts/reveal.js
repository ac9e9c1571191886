// Settles a bet under the run's output: the reader's bet, the result, and the reason for
// that guess. selfcheck/revealed.py wrote it as a fold.

import { all } from "./dom.js";
import { load } from "./store.js";
import { noteOf, whyOf } from "./rows.js";
import { kindOf } from "./judge.js";

export function prepareReveals(root) {
  for (const place of all(root, "[data-reveal]")) {
    if (place.dataset.ready || !kindOf(place)) continue;
    place.dataset.ready = "yes";
    place.prepend(place.querySelector(".sc-result"));
    place.querySelector("summary").textContent = "Why";
    paintReveal(place);
  }
}

// Without a bet the result stands alone.
export function paintReveal(place) {
  const { answer, tries } = load(place);
  const now = JSON.stringify(tries ? answer : null);
  if (place.painted === now) return;
  place.painted = now;
  const kind = kindOf(place);
  all(place, ".sc-note, .sc-yours").forEach((each) => each.remove());
  place.querySelector(".sc-dot")?.setAttribute("visibility", "hidden");
  place.toggleAttribute("data-bet", tries > 0);
  place.querySelector("details").open = tries > 0;
  const lead = tries ? `${leadOf(kind, place, answer)}, the` : "The";
  place.querySelector(".sc-lead").textContent = `${lead} run shows`;
  if (!tries) return;
  kind.settle?.(place, answer);
  const why = whyOf(kind.reason(place, answer));
  if (why) place.querySelector(".sc-result").after(noteOf(kind.isRight(place, answer), "", why));
}

function leadOf(kind, place, answer) {
  return kind.isRight(place, answer) ? "As you bet" : `You bet ${kind.told(place, answer)}`;
}

// Judges an answer and says so in words.

import { isRefused } from "./store.js";
import { kinds } from "./kinds.js";

export const kindOf = ({ dataset }) => kinds[dataset.type];
export const isBet = ({ dataset }) => dataset.when === "before";
export const after = (tries) => (tries === 1 ? "at the first try" : `after ${tries} tries`);

// Whether there is nothing left to find out.
export function isDone(form, { tries, right, shown }) {
  return right || shown || (isBet(form) && tries > 0);
}

export function verdict(form, { answer, tries, right, shown, lost }) {
  const kind = kindOf(form);
  if (lost) return "Your earlier answer could not be read and is dropped. Please answer again.";
  if (!tries) return shown ? "Shown below." : "";
  if (isBet(form))
    return `You bet ${kind.told(form, answer)}; the run shows ${kind.told(form, kind.solution(form))}.`;
  if (right && shown) return "Right. It was shown before, so it does not count; start over to make it count.";
  if (right) return `Right ${after(tries)}.`;
  return `${kind.wrong(form, answer)} ${tries > 1 && !shown ? "Try again, or open the answer." : "Try again."}`;
}

// What a browser that keeps no answers makes of them.
export function refusal({ tries, shown }) {
  return isRefused() && (tries || shown) ? " This browser keeps no answers: it lasts until you leave the page." : "";
}

// A question in the list of all questions.
export function score(place, { tries, right, shown }) {
  if (isBet(place)) return tries ? "bet placed" : "no bet yet";
  if (shown) return "shown";
  if (right) return `right ${after(tries)}`;
  return tries ? "not right yet" : "not answered yet";
}

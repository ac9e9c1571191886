// Judges an answer and says so in words.

import { all } from "./dom.js";
import { isRefused } from "./store.js";
import { isBet } from "./rows.js";
import { kinds } from "./kinds.js";

export const kindOf = ({ dataset }) => kinds[dataset.type];
const after = (tries) => (tries === 1 ? "at the first try" : `after ${tries} tries`);

// Whether there is nothing left to find out.
export function isDone(form, { tries, right, shown }) {
  return isBet(form) ? tries > 0 : right || shown;
}

export function verdict(form, state) {
  const { answer, tries, shown, lost } = state;
  if (lost) return "Your earlier answer could not be read and is dropped. Answer again.";
  if (tries && isBet(form)) return betOf(form, answer);
  const good = tries && kindOf(form).isRight(form, answer);
  if (shown && !good) return "Shown below.";
  if (!good) return tries ? mistake(form, state) : "";
  if (shown) return "Right. It was shown before, so it does not count; start over to make it count.";
  return `Right ${after(tries)}.`;
}

function betOf(form, answer) {
  const reveals = all(document, "[data-reveal]").map(({ dataset }) => dataset.reveal);
  const next = reveals.includes(form.dataset.question) ? " The run below settles it." : "";
  return `Your bet: ${kindOf(form).told(form, answer)}.${next}`;
}

function mistake(form, { answer, tries, right }) {
  const told = kindOf(form).wrong(form, answer);
  if (right) return `${told} Your right answer still counts.`;
  return `${told} Try again${tries > 1 ? ", or open the answer." : "."}`;
}

// What a browser that keeps no answers makes of them.
export function refusal({ tries, shown }) {
  return isRefused() && (tries || shown) ? " This browser keeps no answers: they last until you leave the page." : "";
}

// A question in the list of all questions.
export function score(place, { tries, right, shown }) {
  if (isBet(place)) return tries ? "bet placed" : "no bet yet";
  if (shown) return "shown";
  if (right) return `right ${after(tries)}`;
  return tries ? "not right yet" : "not answered yet";
}

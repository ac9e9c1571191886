// Counts: "2 of 8 answered right on this page", and the list of all questions.

import { all, button, make } from "./dom.js";
import { blank, dropAnswers, isRefused, keyOf, load } from "./store.js";
import { isBet, score } from "./judge.js";
import { settle } from "./question.js";

// The questions of the section that a line of counts stands in, each once.
function placesOf(line) {
  const places = all(line.closest("section") || document, "[data-question]");
  return [...new Map(places.map((place) => [keyOf(place), place])).values()];
}

export function tally() {
  for (const row of all(document, "tr[data-question]"))
    row.querySelector(".sc-state").textContent = score(row, load(row));
  all(document, ".sc-count").forEach(count);
}

function count(line) {
  const places = placesOf(line);
  const scored = places.filter((place) => !isBet(place)).map(load);
  const right = scored.filter((state) => state.right && !state.shown).length;
  let text = line.querySelector("span");
  if (!text) {
    text = make("span", "");
    line.replaceChildren(text, " ", forget(line, places), " ", make("span", ""));
  }
  if (scored.length) text.textContent = `${right} of ${scored.length} answered right ${line.dataset.where}.`;
  if (isRefused()) text.textContent += " This browser keeps no answers: they last until you leave the page.";
  line.lastChild.textContent = "";
  line.querySelector("button").hidden = !places.map(load).some(({ tries, shown }) => tries || shown);
}

// Start over for many at once asks once more, in place; leaving the button calls it off.
function forget(line, places) {
  const name = `Start ${line.dataset.over} over`;
  const made = button(name, () => {
    const ask = line.lastChild;
    if (made.textContent === name) {
      made.textContent = "Yes, forget them";
      ask.setAttribute("role", "status");
      ask.textContent = `This forgets your answers ${line.dataset.where}. Press again to go on.`;
      return;
    }
    made.textContent = name;
    if (line.dataset.over === "the course") dropAnswers();
    places.forEach((place) => settle(place, blank));
    ask.textContent = "Forgotten.";
  });
  made.addEventListener("blur", () => {
    if (made.textContent !== name) line.lastChild.textContent = "";
    made.textContent = name;
  });
  return made;
}

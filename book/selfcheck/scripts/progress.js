// Counts: "2 of 8 answered right on this page", and the list of all questions.

import { all, button, focusOn, ignoreEchoes, make } from "./dom.js";
import { blank, dropAnswers, isRefused, keyOf, load } from "./store.js";
import { isBet } from "./rows.js";
import { score } from "./judge.js";
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
  if (!line.reset) fill(line, places);
  const text = line.firstElementChild;
  if (scored.length) text.textContent = `${right} of ${scored.length} answered right ${line.dataset.where}.`;
  if (isRefused()) text.textContent += " This browser keeps no answers: they last until you leave the page.";
  line.reset.hidden = !places.map(load).some(({ tries, shown }) => tries || shown);
}

function fill(line, places) {
  const text = make("span", "", line.textContent);
  const ask = make("span", "");
  ask.setAttribute("role", "status"); // from the start, so that it is heard
  line.reset = resetOf(line, places, ask);
  line.replaceChildren(text, " ", line.reset, " ", ask);
  ignoreEchoes(line);
}

const PAUSE = 1000; // ms in which a second press is no answer to the question

// Start over for many at once asks once more, in place; leaving the button calls it off.
function resetOf(line, places, ask) {
  const name = `Start ${line.dataset.over} over`;
  let asked = 0; // ms since the page began; a translator may change the button's words
  const made = button(name, () => {
    if (!asked) {
      asked = performance.now();
      made.textContent = "Yes, forget them";
      ask.textContent = `This forgets your answers ${line.dataset.where}. Press again to go on.`;
    } else if (performance.now() - asked > PAUSE) {
      callOff();
      if (line.dataset.over === "the course") dropAnswers();
      focusOn(ask); // the button goes
      places.forEach((place) => settle(place, blank));
      ask.textContent = "Forgotten.";
    }
  });
  const callOff = () => {
    asked = 0;
    made.textContent = name;
    ask.textContent = "";
  };
  made.addEventListener("blur", () => asked && callOff());
  return made;
}

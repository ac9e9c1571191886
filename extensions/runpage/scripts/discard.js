// The ways back to the book's code, each named by what it takes away.

import { button, make } from "./dom.js";

const PAUSE = 1000; // ms in which a second press is no answer to the question
const cells = (count) => `${count} cell${count === 1 ? "" : "s"}`;

// The buttons that have something to discard, and no two that would do the same.
export function discards(cell) {
  const { edits } = cell.page;
  const here = edits.of(cell.number) ? 1 : 0;
  const onPage = edits.count();
  const inCourse = edits.countCourse();
  const made = [];
  if (here) made.push(button("Discard my code in this cell", () => cell.discard()));
  if (onPage > here) made.push(asking(cell, `on this page (${cells(onPage)})`, () => edits.dropPage()));
  if (inCourse > onPage) made.push(asking(cell, `in the whole course (${cells(inCourse)})`, () => edits.dropCourse()));
  return made;
}

// What is out of sight is asked about once more, in place; leaving the button calls it off.
function asking(cell, where, drop) {
  const name = `Discard my code ${where}`;
  const ask = make("span", { role: "status" }); // from the start, so that it is heard
  let asked = 0; // ms since the page began
  const made = button(name, () => {
    if (!asked) {
      asked = performance.now();
      made.dataset.asks = "";
      made.textContent = "Yes, discard it";
      ask.textContent = ` This discards your code ${where}. Press again to go on.`;
    } else if (performance.now() - asked > PAUSE) {
      callOff();
      cell.discardAll(drop, where);
    }
  });
  const callOff = () => {
    asked = 0;
    delete made.dataset.asks;
    made.textContent = name;
    ask.textContent = "";
  };
  made.addEventListener("blur", () => asked && callOff());
  return make("span", {}, made, ask);
}

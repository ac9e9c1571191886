// Brings questions to life that selfcheck/render.py wrote: Check, feedback beside the
// choice, an order of the reader's own, and memory.

import { all, button, focusOn, ignoreEchoes, make } from "./dom.js";
import { blank, keyOf, load, rank, save, whenChangedElsewhere } from "./store.js";
import { fieldOf, isBet, nameOf, rowsOf } from "./rows.js";
import { isDone, kindOf, refusal, verdict } from "./judge.js";
import { paintReveal, prepareReveals } from "./reveal.js";

const watchers = [];
// Call back when the state of a question has changed.
export const whenSettled = (action) => watchers.push(action);

const statusOf = (form) => form.querySelector("[role=status]");
const prepared = (selector) => all(document, `${selector}[data-ready]`);

function shuffle(form) {
  const rows = rowsOf(form);
  // What a bet on an order shows was put in disorder when the page was made.
  if (rows.length < 2 || (isBet(form) && form.dataset.type === "order")) return;
  const rankOf = (row) => rank(form.dataset.question + nameOf(fieldOf(row)));
  const pinOf = ({ dataset }) => ({ first: -1, last: 1 })[dataset.pin] || 0;
  rows.sort((one, other) => pinOf(one) - pinOf(other) || rankOf(one) - rankOf(other));
  const solution = kindOf(form).solution(form).join();
  if (rows.map((row) => nameOf(fieldOf(row))).join() === solution) rows.push(rows.shift());
  form.querySelector("fieldset").append(...rows);
}

// Everything that a question shows follows from its state.
function paint(form, state, aloud) {
  const { tries, shown } = state;
  const done = isDone(form, state);
  form.painted = JSON.stringify(state);
  all(form, ".sc-note").forEach((line) => line.remove());
  rowsOf(form).forEach((row) => fieldOf(row).removeAttribute("aria-describedby"));
  kindOf(form).draw(form, state, done);
  const status = statusOf(form);
  status.setAttribute("aria-live", aloud ? "polite" : "off");
  status.textContent = verdict(form, state) + refusal(state);
  form.toggleAttribute("data-done", done);
  const [check, reveal, over] = form.buttons;
  over.hidden = !tries && !shown;
  if (isBet(form)) {
    check.hidden = form.querySelector("fieldset").disabled = done;
    return;
  }
  const details = form.querySelector(".sc-answer");
  details.hidden = !done && tries < 2;
  details.open = done || (details.open && !details.hidden);
  reveal.hidden = done;
}

// All copies of a question on the page show the same state; a notebook's kernel hears it.
export function settle(place, state, aloud) {
  save(place, state);
  const isCopy = (other) => keyOf(other) === keyOf(place);
  const copies = prepared("[data-question]").filter(isCopy);
  copies.forEach((form) => paint(form, state, aloud));
  prepared("[data-reveal]").filter(isCopy).forEach(paintReveal);
  copies.forEach((form) => announce(form, state));
  watchers.forEach((action) => action());
}

function announce(form, { answer, tries, right, shown }) {
  const detail = { id: form.dataset.question, answer, tries, right, shown };
  form.dispatchEvent(new CustomEvent("sc-answer", { bubbles: true, detail }));
}

function check(form) {
  const { lost, ...state } = load(form); // another tab may have answered meanwhile
  const kind = kindOf(form);
  const answer = kind.read(form);
  const missing = kind.missing(form, answer);
  if (missing) {
    statusOf(form).setAttribute("aria-live", "polite");
    statusOf(form).textContent = missing;
  } else if (isBet(form)) {
    settle(form, { ...state, answer, tries: 1 });
    focusOn(statusOf(form));
  } else {
    // Once right stays right, after as many tries as it took.
    const tries = state.right ? state.tries : state.tries + 1;
    settle(form, { ...state, answer, tries, right: state.right || kind.isRight(form, answer) }, true);
  }
}

function showAnswer(form) {
  const { lost, ...state } = load(form);
  settle(form, { ...state, shown: true }, true);
  form.querySelector(".sc-answer summary").focus();
}

function startOver(form) {
  const { answer } = load(form);
  settle(form, blank, true);
  if (isBet(form)) kindOf(form).draw(form, { ...blank, answer }); // to be changed
  fieldOf(rowsOf(form)[0]).focus();
}

function addButtons(form) {
  const line = make("div", "sc-buttons");
  const over = button(isBet(form) ? "Bet again" : "Start over", () => startOver(form));
  const checks = button(isBet(form) ? "Place the bet" : "Check", () => check(form));
  form.buttons = [checks, button("Show me", () => showAnswer(form)), over];
  line.append(...(isBet(form) ? [checks] : form.buttons));
  form.querySelector("fieldset").after(line);
  if (isBet(form)) statusOf(form).after(over); // where the focus is, once a bet is placed
}

function prepare(form) {
  if (form.dataset.ready || !kindOf(form)) return;
  form.dataset.ready = "yes";
  shuffle(form);
  addButtons(form);
  ignoreEchoes(form);
  kindOf(form).start?.(form);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("input, select")) return;
    event.preventDefault();
    check(form);
  });
  paint(form, load(form));
}

export function prepareAll(root) {
  all(root, "form[data-question]").forEach(prepare);
  prepareReveals(root);
}

// What was chosen and not yet checked stays, unless the page comes back from the past:
// then a browser may have emptied the fields.
whenChangedElsewhere((comesBack) => {
  for (const form of prepared("form[data-question]")) {
    const state = load(form);
    if (JSON.stringify(state) !== form.painted || (comesBack && state.tries)) paint(form, state);
  }
  prepared("[data-reveal]").forEach(paintReveal);
  watchers.forEach((action) => action());
});

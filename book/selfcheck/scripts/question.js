// Brings questions to life that selfcheck/render.py wrote: Check, feedback beside the
// choice, an order of the reader's own, and memory.

import { all, button, make } from "./dom.js";
import { blank, keyOf, load, rank, save, whenOtherTabsChange } from "./store.js";
import { fieldOf, nameOf, rowsOf } from "./kinds.js";
import { isBet, isDone, kindOf, refusal, verdict } from "./judge.js";

const watchers = [];
// Call back when the state of a question has changed.
export const whenSettled = (action) => watchers.push(action);

const statusOf = (form) => form.querySelector("[role=status]");
const prepared = (root) => all(root, "form[data-question]").filter(({ dataset }) => dataset.ready);

function shuffle(form) {
  const rows = rowsOf(form);
  if (rows.length < 2) return;
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
  all(form, ".sc-note").forEach((line) => line.remove());
  rowsOf(form).forEach((row) => fieldOf(row).removeAttribute("aria-describedby"));
  kindOf(form).draw(form, state, done);
  const status = statusOf(form);
  status.setAttribute("aria-live", aloud ? "polite" : "off");
  status.textContent = verdict(form, state) + refusal(state);
  form.toggleAttribute("data-done", done);
  const details = form.querySelector(".sc-answer");
  details.hidden = !done && tries < 2;
  details.open = done || (details.open && !details.hidden);
  const [check, reveal, over] = all(form, ".sc-buttons button");
  check.textContent = isBet(form) ? "Place the bet" : "Check";
  reveal.hidden = done;
  over.hidden = !tries && !shown;
}

// All copies of a question on the page show the same state; a notebook's kernel hears it.
export function settle(place, state, aloud) {
  save(place, state);
  const copies = prepared(document).filter((form) => keyOf(form) === keyOf(place));
  copies.forEach((form) => paint(form, state, aloud));
  copies.forEach((form) => announce(form, state));
  watchers.forEach((action) => action());
}

function announce(form, { answer, tries, right, shown }) {
  const detail = { id: form.dataset.question, answer, tries, right, shown };
  form.dispatchEvent(new CustomEvent("sc-answer", { bubbles: true, detail }));
}

function check(form) {
  const state = load(form);
  const kind = kindOf(form);
  const answer = kind.read(form);
  const missing = kind.missing(form, answer);
  const status = statusOf(form);
  status.setAttribute("aria-live", "polite");
  if (isBet(form) && state.tries) {
    paint(form, state, true);
    status.append(" Your bet stands; start over to bet again.");
  } else if (missing) {
    status.textContent = missing;
  } else {
    const right = kind.isRight(form, answer);
    settle(form, { answer, tries: state.tries + 1, right, shown: state.shown }, true);
  }
}

function reveal(form) {
  settle(form, { ...load(form), shown: true }, true);
  form.querySelector(".sc-answer summary").focus();
}

function startOver(form) {
  settle(form, blank, true);
  fieldOf(rowsOf(form)[0]).focus();
}

function prepare(form) {
  if (form.dataset.ready || !kindOf(form)) return;
  form.dataset.ready = "yes";
  shuffle(form);
  const buttons = make("div", "sc-buttons");
  buttons.append(
    button("", () => check(form)),
    button("Show me", () => reveal(form)),
    button("Start over", () => startOver(form)),
  );
  form.querySelector("fieldset").after(buttons);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("input, select")) return;
    event.preventDefault();
    check(form);
  });
  const state = load(form);
  paint(form, state);
  if (state.tries || state.shown) announce(form, state);
}

export function prepareAll(root) {
  all(root, "form[data-question]").forEach(prepare);
}

whenOtherTabsChange(() => {
  prepared(document).forEach((form) => paint(form, load(form)));
  watchers.forEach((action) => action());
});

// What differs between the types of questions: one entry for each. An entry has
//   read(form)             the answer as the controls stand: keys, or the text of a number
//   missing(form, answer)  what the reader has to do first, or ""
//   solution(form)         the right answer
//   isRight(form, answer)
//   told(form, answer)     the answer in the words of the page
//   wrong(form, answer)    the verdict on an answer that is not right
//   draw(form, state, done)  set the controls, and put notes beside the choices

import { all, make } from "./dom.js";

export const rowsOf = (form) => all(form, ".sc-row");
export const fieldOf = (row) => row.querySelector("input, select");
export const nameOf = (field) => (field.matches("select") ? field.name : field.value);
export const reasonsOf = (form) => all(form, ".sc-reasons > li");
const fieldsOf = (form) => rowsOf(form).map(fieldOf);
const reasonOf = (form, key) => reasonsOf(form).find(({ dataset }) => dataset.key === key);
const whyOf = (reason) => reason.querySelector(".sc-why");
const sameKeys = (one, other) => one.join() === other.join();

function quoted(form, answer) {
  const rows = answer.map((key) => rowsOf(form).find((row) => nameOf(fieldOf(row)) === key));
  const texts = rows.map((row) => (row ? row.querySelector("span").textContent.trim() : "?"));
  return texts.map((text) => `“${text}”`).join(", ");
}

let notes = 0;
function note(row, good, text, why) {
  const line = make("p", good ? "sc-note sc-good" : "sc-note");
  line.append(make("strong", "", text), " ", ...(why?.cloneNode(true).childNodes || []));
  line.id = `sc-note-${++notes}`;
  fieldOf(row).setAttribute("aria-describedby", line.id);
  row.after(line);
}

const choice = {
  read: (form) => fieldsOf(form).filter(({ checked }) => checked).map(({ value }) => value),
  missing: (form, answer) => (answer.length ? "" : "Choose an answer first."),
  solution: (form) => reasonsOf(form).filter(({ dataset }) => "right" in dataset).map(({ dataset }) => dataset.key),
  isRight(form, answer) {
    return sameKeys([...answer].sort(), choice.solution(form).sort());
  },
  told: quoted,
  draw(form, { answer, tries }, done) {
    for (const row of rowsOf(form)) {
      const field = fieldOf(row);
      const reason = reasonOf(form, field.value);
      const good = "right" in reason.dataset;
      field.checked = answer.includes(field.value);
      if (done || (tries && field.checked))
        note(row, good, good ? "Right choice." : "Not this one.", whyOf(reason));
    }
  },
};

const single = {
  ...choice,
  wrong: () => "Not this one: the reason is below your choice.",
};

const multiple = {
  ...choice,
  wrong(form, answer) {
    const right = choice.solution(form);
    const hits = answer.filter((key) => right.includes(key)).length;
    return `Not yet: ${hits} of ${right.length} right ones chosen, ${answer.length - hits} wrong.`;
  },
};

const decimal = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;
// 1,000 may be a thousand or one: nobody can tell, so the reader is asked.
const ambiguous = /^[-+]?[1-9]\d{0,2},\d{3}$/;

function number(text) {
  const plain = text.replace("−", "-").replace(",", ".");
  return decimal.test(plain) ? Number(plain) : NaN;
}

// The linter compares in the same way (kinds/numeric.py).
function isNear(text, { dataset: { value, tolerance } }) {
  const given = number(text);
  const slack = 1e-9 * Math.max(Math.abs(given), Math.abs(value));
  return Math.abs(given - value) <= Number(tolerance || 0) + slack;
}

const numeric = {
  read: (form) => [fieldsOf(form)[0].value.trim()],
  missing(form, [text]) {
    if (ambiguous.test(text)) {
      const whole = text.replace(",", "");
      return `Write ${whole} if the comma marks thousands, or ${text.replace(",", ".")} if it marks a fraction.`;
    }
    return isNaN(number(text)) ? "Write a number first, such as 3." : "";
  },
  solution: (form) => [reasonsOf(form)[0].dataset.value],
  isRight: (form, [text]) => isNear(text, reasonsOf(form)[0]),
  told: (form, [text]) => text,
  wrong: () => "Not this number: the reason is below.",
  draw(form, { answer: [text = ""], tries }) {
    const row = rowsOf(form)[0];
    fieldOf(row).value = text;
    if (!tries) return;
    const reasons = reasonsOf(form);
    const reason = reasons.find((each) => each.dataset.value && isNear(text, each)) || reasons.at(-1);
    const good = reason === reasons[0];
    note(row, good, good ? "Right." : "Not this number.", whyOf(reason));
  },
};

const order = {
  read(form) {
    const numbered = fieldsOf(form).filter(({ value }) => value);
    return numbered.sort((one, other) => one.value - other.value).map(({ name }) => name);
  },
  missing(form) {
    const places = fieldsOf(form).map(({ value }) => value);
    const each = places.every(Boolean) && new Set(places).size === places.length;
    return each ? "" : `Give each step a number of its own, 1 to ${places.length}.`;
  },
  solution: (form) => reasonsOf(form).map(({ dataset }) => dataset.key),
  isRight: (form, answer) => sameKeys(answer, order.solution(form)),
  told: quoted,
  wrong(form, answer) {
    const placed = order.solution(form).filter((key, place) => key === answer[place]).length;
    return `Not this order: ${placed} of ${answer.length} stand in their place.`;
  },
  draw(form, { answer, tries }, done) {
    const solution = order.solution(form);
    for (const row of rowsOf(form)) {
      const field = fieldOf(row);
      const place = solution.indexOf(field.name);
      const good = answer[place] === field.name;
      field.value = answer.includes(field.name) ? answer.indexOf(field.name) + 1 : "";
      if (done) note(row, true, `Its place: ${place + 1}.`);
      else if (tries) note(row, good, good ? "In its place." : "Not in its place.");
    }
  },
};

export const kinds = { single, multiple, numeric, order };

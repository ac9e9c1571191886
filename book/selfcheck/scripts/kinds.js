// What differs between the types of questions: one entry for each. A place is the form
// of a question, or what reveals a bet; an entry has
//   read(form)             the answer as the controls stand: keys, or the text of a number
//   missing(form, answer)  what the reader has to do first, or ""
//   isRight(place, answer)
//   told(place, answer)    the answer in the words of the page
//   wrong(form, answer)    the verdict on an answer that is not right
//   reason(place, answer)  the line of the reasons that fits an answer, if there is one
//   draw(form, state, done)  set the controls, and put notes beside the choices
//   settle(reveal, answer)   put a bet beside the result, for a kind that can
//   start(form)              once: listen to its controls, for a kind that has to
//   solution(form)           of choices: the right keys, in order

import { all, make } from "./dom.js";
import { fieldOf, fieldsOf, isBet, nameOf, note, reasonOf, reasonsOf, rowsOf, sameKeys, whyOf } from "./rows.js";
import { curve, numeric } from "./numbers.js";

function quoted(place, answer) {
  const rows = answer.map((key) => rowsOf(place).find((row) => nameOf(fieldOf(row)) === key) || reasonOf(place, key));
  const texts = rows.map((row) => (row ? row.querySelector("span").textContent.trim() : "?"));
  return texts.map((text) => `“${text}”`).join(", ");
}

const choice = {
  read: (form) => fieldsOf(form).filter(({ checked }) => checked).map(({ value }) => value),
  missing: (form, answer) => (answer.length ? "" : "Choose an answer first."),
  solution: (place) => reasonsOf(place).filter(({ dataset }) => "right" in dataset).map(({ dataset }) => dataset.key),
  isRight(place, answer) {
    return sameKeys([...answer].sort(), choice.solution(place).sort());
  },
  told: quoted,
  reason: (place, [key]) => reasonOf(place, key),
  draw(form, { answer, tries }, done) {
    for (const row of rowsOf(form)) {
      const field = fieldOf(row);
      field.checked = answer.includes(field.value);
      const reason = reasonOf(form, field.value);
      if (!reason || isBet(form)) continue;
      const good = "right" in reason.dataset;
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

const placed = (place, answer) => order.solution(place).filter((key, index) => key === answer[index]).length;

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
  solution: (place) => reasonsOf(place).map(({ dataset }) => dataset.key),
  isRight: (place, answer) => sameKeys(answer, order.solution(place)),
  told(place, answer) {
    if (place.matches("form")) return "the order above";
    return `an order with ${placed(place, answer)} of ${answer.length} steps in place`;
  },
  wrong: (form, answer) => `Not this order: ${placed(form, answer)} of ${answer.length} stand in their place.`,
  reason: () => null,
  draw(form, { answer, tries }, done) {
    const solution = order.solution(form);
    for (const row of rowsOf(form)) {
      const { name } = fieldOf(row);
      fieldOf(row).value = answer.includes(name) ? answer.indexOf(name) + 1 : "";
      if (isBet(form) || !(tries || done)) continue;
      const place = solution.indexOf(name);
      const good = answer[place] === name;
      const where = done ? `Its place: ${place + 1}.` : "Not in its place.";
      const line = note(row, good, good ? "In its place." : where);
      if (!tries) line.className = "sc-note sc-told"; // shown, not judged
    }
  },
  settle(reveal, answer) {
    all(reveal, ".sc-result li").forEach((item, index) => {
      const yours = answer.indexOf(item.dataset.key);
      if (yours >= 0) item.append(make("span", yours === index ? "sc-yours sc-right" : "sc-yours", `you: ${yours + 1}`));
    });
  },
};

export const kinds = { single, multiple, picture: single, numeric, order, curve };

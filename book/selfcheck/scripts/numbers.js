// Numbers as readers write them, and the questions that ask for one.

import { fieldOf, fieldsOf, isBet, note, reasonsOf, rowsOf, whyOf } from "./rows.js";

const decimal = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;
// 1,000 may be a thousand or one: nobody can tell, so the reader is asked.
const ambiguous = /^[-+]?[1-9]\d{0,2},\d{3}$/;
const grouped = /^[-+]?[1-9]\d{0,2}([ ,'’]\d{3})+$/;

// Full-width digits and the digits of Arabic and Persian are digits.
function westernised(text) {
  const plain = text.normalize("NFKC").trim().replace("−", "-");
  return plain.replace(/[٠-٩۰-۹]/g, (digit) => digit.charCodeAt(0) & 15);
}

function number(text) {
  const plain = westernised(text).replace(",", ".");
  return decimal.test(plain) ? Number(plain) : NaN;
}

function complaint(text) {
  const plain = westernised(text);
  const whole = plain.replace(/[ ,'’]/g, "");
  if (ambiguous.test(plain))
    return `Write ${whole} if the comma marks thousands, or ${plain.replace(",", ".")} if it marks a fraction.`;
  if (grouped.test(plain)) return `Write it without marks between the thousands: ${whole}.`;
  return Number.isFinite(number(plain)) ? "" : "Write a number in digits first, such as 3.";
}

// The linter compares in the same way (kinds/numeric.py).
function isNear(text, { dataset: { value, tolerance } }) {
  const given = number(text);
  const slack = 1e-9 * Math.max(Math.abs(given), Math.abs(value));
  return Math.abs(given - value) <= Number(tolerance || 0) + slack;
}

export const numeric = {
  read: (form) => [fieldsOf(form)[0].value.trim()],
  missing: (form, [text]) => complaint(text),
  isRight: (place, [text]) => isNear(text, reasonsOf(place)[0]),
  told: (place, [text]) => text,
  wrong: () => "Not this number: the reason is below.",
  reason(place, [text]) {
    const reasons = reasonsOf(place);
    return reasons.find((each) => each.dataset.value && isNear(text, each)) || reasons.at(-1);
  },
  draw(form, { answer: [text = ""], tries }) {
    const row = rowsOf(form)[0];
    fieldOf(row).value = text;
    if (!tries || isBet(form)) return;
    const { isRight, reason } = form.dataset.type === "curve" ? curve : numeric;
    const good = isRight(form, [text]);
    note(row, good, good ? "Right." : "Not this one.", whyOf(reason(form, [text])));
  },
};

// The mark on a plot stands at the height of a value.
function move(plot, value) {
  const { x, top, bottom, from, to } = plot.dataset;
  const share = (value - from) / (to - from);
  const dot = plot.querySelector(".sc-dot");
  dot.setAttribute("transform", `translate(${x} ${bottom - share * (bottom - top)})`);
  dot.removeAttribute("visibility");
}

const plotOf = (place) => place.querySelector(".sc-plot");

export const curve = {
  ...numeric,
  missing: (form) => (fieldsOf(form)[0].dataset.moved ? "" : "Move the mark first."),
  told: (place, [text]) => `${text} ${plotOf(place).dataset.unit}`.trim(),
  wrong: () => "Not there: the reason is below.",
  reason(place, [text]) {
    const [right, low, high] = reasonsOf(place);
    return isNear(text, right) ? right : Number(text) < right.dataset.value ? low : high;
  },
  start(form) {
    const field = fieldsOf(form)[0];
    field.addEventListener("input", () => {
      field.dataset.moved = "yes";
      field.setAttribute("aria-valuetext", curve.told(form, [field.value]));
      move(plotOf(form), field.value);
    });
  },
  draw(form, state) {
    const field = fieldsOf(form)[0];
    const [text] = state.answer;
    numeric.draw(form, text ? state : { answer: [(Number(field.min) + Number(field.max)) / 2] });
    if (text) field.dataset.moved = "yes";
    else delete field.dataset.moved;
    move(plotOf(form), field.value);
  },
  settle: (reveal, [text]) => move(plotOf(reveal), text),
};

// The parts of a question or of a reveal: rows with controls, reasons, and notes.

import { all, make } from "./dom.js";

export const isBet = ({ dataset }) => dataset.when === "before";
export const rowsOf = (form) => all(form, ".sc-row");
export const fieldOf = (row) => row.querySelector("input, select");
export const nameOf = (field) => (field.matches("select") ? field.name : field.value);
export const fieldsOf = (form) => rowsOf(form).map(fieldOf);
export const reasonsOf = (place) => all(place, ".sc-reasons > li");
export const reasonOf = (place, key) => reasonsOf(place).find(({ dataset }) => dataset.key === key);
export const whyOf = (reason) => reason?.querySelector(".sc-why");
export const sameKeys = (one, other) => one.join() === other.join();

export function noteOf(good, text, why) {
  const line = make("p", good ? "sc-note sc-good" : "sc-note");
  line.append(make("strong", "", text), " ", ...(why?.cloneNode(true).childNodes || []));
  return line;
}

let notes = 0;
export function note(row, good, text, why) {
  const line = noteOf(good, text, why);
  line.id = `sc-note-${++notes}`;
  fieldOf(row).setAttribute("aria-describedby", line.id);
  row.after(line);
  return line;
}

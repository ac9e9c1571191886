// What the reader typed, and what it marks.

import { isStopWord, lowerWords, stems, stemsFor } from "./words.js";

const QUOTED = /["“”]([^"“”]+)["“”]/g;

// Phrases stand in quotation marks and have to be found as they are; the loose words may
// stand anywhere. Rows are best found as they are.
export function readQuery(typed) {
  const quoted = [...typed.matchAll(QUOTED)].map((match) => lowerWords(match[1]));
  const phrases = quoted.filter((phrase) => phrase.length > 0);
  const all = lowerWords(typed);
  const loose = lowerWords(typed.replace(QUOTED, " "));
  return {
    phrases,
    rows: all.length > 1 ? [...phrases, all] : phrases,
    words: all.filter((word) => !isStopWord(word)),
    loose: loose.filter((word) => !isStopWord(word)),
  };
}

// What the page that a result leads to is to mark: rows, and each form of a loose word.
export function marksFor(query) {
  const wanted = new Set(query.loose.flatMap((word) => [...stemsFor(word).keys()]));
  const forms = [...stems].filter(([, stem]) => wanted.has(stem)).map(([word]) => word);
  return [...new Set([...query.rows.map((row) => row.join(" ")), ...forms])];
}

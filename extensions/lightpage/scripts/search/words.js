// Words, the stems that they have in common with others, and rows of words.
// Stemmer and stopwords are those of Sphinx.

const WORD = /[\p{L}\p{N}]+/gu;
const SHORTEST_START = 4; // letters; "linear" finds "linearizable", "a" not everything
const FOR_A_START = 0.3; // what a word counts that only begins like the one searched for

// Each word of the course, and its stem.
export const stems = new Map();
const stemmer = new Stemmer();

// The words of a text: where each begins, and the word.
export function wordsIn(text) {
  return [...text.matchAll(WORD)].map((match) => ({ at: match.index, word: match[0] }));
}

export function lowerWords(text) {
  return wordsIn(text.toLowerCase()).map(({ word }) => word);
}

export function isStopWord(word) {
  return stopwords.includes(word);
}

export function stemOf(word) {
  if (!stems.has(word)) stems.set(word, stemmer.stemWord(word));
  return stems.get(word);
}

// The stems that a word asks for, and what each counts.
export function stemsFor(word) {
  const wanted = new Map([[stemOf(word), 1]]);
  if (word.length < SHORTEST_START) return wanted;
  for (const [other, stem] of stems)
    if (other.startsWith(word) && !wanted.has(stem)) wanted.set(stem, FOR_A_START);
  return wanted;
}

// The place where words stand in a row, or -1. Only whole words count.
export function placeOf(row, text) {
  const words = row.join("[^\\p{L}\\p{N}]+");
  return text.search(new RegExp(`(?<![\\p{L}\\p{N}])${words}(?![\\p{L}\\p{N}])`, "iu"));
}

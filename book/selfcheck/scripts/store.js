// Keeps the reader's answers in this browser, under the course's name. Storage may be
// forbidden, full or damaged: then answers last as long as the page does.

const space = "locks-and-quorums:";
// What could not be stored: key -> text, or null for what could not be removed.
const memory = new Map();
let refused = false;

function attempt(action) {
  try {
    return { value: action(localStorage) };
  } catch {
    refused = true;
    return null;
  }
}

// Whether this browser has refused to keep something.
export const isRefused = () => refused;

export function recall(key) {
  if (memory.has(key)) return memory.get(key);
  const kept = attempt((storage) => storage.getItem(space + key));
  return kept ? kept.value : null;
}

export function keep(key, text) {
  memory.delete(key);
  if (!attempt((storage) => storage.setItem(space + key, text))) memory.set(key, text);
}

export function drop(key) {
  memory.delete(key);
  if (!attempt((storage) => storage.removeItem(space + key))) memory.set(key, null);
}

// Forget the answers to all questions, those to older wordings too.
export function dropAnswers() {
  const isAnswer = (key) => key.startsWith("question:");
  [...memory.keys()].filter(isAnswer).forEach((key) => memory.set(key, null));
  attempt((storage) => {
    const keys = Object.keys(storage).filter((key) => key.startsWith(`${space}question:`));
    keys.forEach((key) => storage.removeItem(key));
  });
}

// Call back when another tab has changed an answer.
export function whenOtherTabsChange(action) {
  addEventListener("storage", ({ key }) => {
    if (key === null || key.startsWith(space)) action();
  });
}

// The state of a question. answer: keys, or the text of a number; tries: how often it
// was checked; right: whether the last answer was; shown: whether "Show me" was pressed.
export const blank = { answer: [], tries: 0, right: false, shown: false };
export const keyOf = ({ dataset }) => `question:${dataset.question}:${dataset.hash}`;

export function load(place) {
  const text = recall(keyOf(place));
  try {
    const kept = text ? JSON.parse(text) : blank;
    if (Array.isArray(kept.answer) && kept.tries >= 0) return kept;
  } catch { /* told by the line below */ }
  return { ...blank, lost: true };
}

export function save(place, state) {
  if (state.tries || state.shown) keep(keyOf(place), JSON.stringify(state));
  else drop(keyOf(place));
}

// A number that this reader keeps: it makes the order of options, the same at each visit.
const seed = recall("seed") || String(Math.random());
keep("seed", seed);

export function rank(text) {
  let hash = 2166136261;
  for (const letter of seed + text) hash = Math.imul(hash ^ letter.charCodeAt(), 16777619);
  hash = Math.imul(hash ^ (hash >>> 15), 2246822507);
  return (hash ^ (hash >>> 13)) >>> 0;
}

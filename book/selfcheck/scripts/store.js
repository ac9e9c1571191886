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
  return attempt((storage) => storage.getItem(space + key))?.value ?? null;
}

// Keep a text, or forget it: null.
export function keep(key, text) {
  const name = space + key;
  memory.delete(key);
  if (!attempt((storage) => (text ? storage.setItem(name, text) : storage.removeItem(name)))) memory.set(key, text);
}

// Forget the answers to all questions, those to older wordings too.
export function dropAnswers() {
  for (const key of memory.keys())
    if (key.startsWith("question:")) memory.set(key, null);
  attempt((storage) => {
    for (const key of Object.keys(storage))
      if (key.startsWith(`${space}question:`)) storage.removeItem(key);
  });
}

// Call back when an answer may have changed behind the page: in another tab, or, told
// by true, while the page lay in the browser's history.
export function whenChangedElsewhere(action) {
  addEventListener("storage", ({ key }) => {
    if (key === null || key.startsWith(space)) action(false);
  });
  addEventListener("pageshow", ({ persisted }) => persisted && action(true));
}

// The state of a question. answer: keys, or the text of a number; tries: how often it
// was checked until it was right; right: whether an answer was; shown: whether "Show me"
// was pressed.
export const blank = { answer: [], tries: 0, right: false, shown: false };
// What settles a bet shares its state.
export const keyOf = ({ dataset }) => `question:${dataset.question || dataset.reveal}:${dataset.hash}`;

const isAnswer = (each) => typeof each === "string" && each.length < 200;
const isFlag = (each) => each === undefined || typeof each === "boolean";
const isState = ({ answer, tries, right, shown }) => Array.isArray(answer) && answer.every(isAnswer)
  && Number.isInteger(tries) && tries >= 0 && tries < 1e6 && [right, shown].every(isFlag);

export function load(place) {
  const text = recall(keyOf(place));
  if (!text) return blank;
  try {
    const kept = JSON.parse(text);
    if (isState(kept)) return { ...blank, ...kept };
  } catch { /* told by the line below */ }
  return { ...blank, lost: true };
}

export function save(place, state) {
  keep(keyOf(place), state.tries || state.shown ? JSON.stringify(state) : null);
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

// Made of the parts in scripts/ by `python -m live`; edit those.
(() => {
const all = (root, selector) => [...root.querySelectorAll(selector)];
function make(tag, className, text = "") {
  return Object.assign(document.createElement(tag), { className, textContent: text });
}
function button(text, action) {
  const made = make("button", "sc-button", text);
  made.type = "button";
  made.addEventListener("click", action);
  return made;
}
const space = "locks-and-quorums:";
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
const isRefused = () => refused;
function recall(key) {
  if (memory.has(key)) return memory.get(key);
  const kept = attempt((storage) => storage.getItem(space + key));
  return kept ? kept.value : null;
}
function keep(key, text) {
  memory.delete(key);
  if (!attempt((storage) => storage.setItem(space + key, text))) memory.set(key, text);
}
function drop(key) {
  memory.delete(key);
  if (!attempt((storage) => storage.removeItem(space + key))) memory.set(key, null);
}
function dropAnswers() {
  const isAnswer = (key) => key.startsWith("question:");
  [...memory.keys()].filter(isAnswer).forEach((key) => memory.set(key, null));
  attempt((storage) => {
    const keys = Object.keys(storage).filter((key) => key.startsWith(`${space}question:`));
    keys.forEach((key) => storage.removeItem(key));
  });
}
function whenOtherTabsChange(action) {
  addEventListener("storage", ({ key }) => {
    if (key === null || key.startsWith(space)) action();
  });
}
const blank = { answer: [], tries: 0, right: false, shown: false };
const keyOf = ({ dataset }) => `question:${dataset.question}:${dataset.hash}`;
function load(place) {
  const text = recall(keyOf(place));
  try {
    const kept = text ? JSON.parse(text) : blank;
    if (Array.isArray(kept.answer) && kept.tries >= 0) return kept;
  } catch { /* told by the line below */ }
  return { ...blank, lost: true };
}
function save(place, state) {
  if (state.tries || state.shown) keep(keyOf(place), JSON.stringify(state));
  else drop(keyOf(place));
}
const seed = recall("seed") || String(Math.random());
keep("seed", seed);
function rank(text) {
  let hash = 2166136261;
  for (const letter of seed + text) hash = Math.imul(hash ^ letter.charCodeAt(), 16777619);
  hash = Math.imul(hash ^ (hash >>> 15), 2246822507);
  return (hash ^ (hash >>> 13)) >>> 0;
}
const rowsOf = (form) => all(form, ".sc-row");
const fieldOf = (row) => row.querySelector("input, select");
const nameOf = (field) => (field.matches("select") ? field.name : field.value);
const reasonsOf = (form) => all(form, ".sc-reasons > li");
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
const ambiguous = /^[-+]?[1-9]\d{0,2},\d{3}$/;
function number(text) {
  const plain = text.replace("−", "-").replace(",", ".");
  return decimal.test(plain) ? Number(plain) : NaN;
}
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
const kinds = { single, multiple, numeric, order };
const kindOf = ({ dataset }) => kinds[dataset.type];
const isBet = ({ dataset }) => dataset.when === "before";
const after = (tries) => (tries === 1 ? "at the first try" : `after ${tries} tries`);
function isDone(form, { tries, right, shown }) {
  return right || shown || (isBet(form) && tries > 0);
}
function verdict(form, { answer, tries, right, shown, lost }) {
  const kind = kindOf(form);
  if (lost) return "Your earlier answer could not be read and is dropped. Please answer again.";
  if (!tries) return shown ? "Shown below." : "";
  if (isBet(form))
    return `You bet ${kind.told(form, answer)}; the run shows ${kind.told(form, kind.solution(form))}.`;
  if (right && shown) return "Right. It was shown before, so it does not count; start over to make it count.";
  if (right) return `Right ${after(tries)}.`;
  return `${kind.wrong(form, answer)} ${tries > 1 && !shown ? "Try again, or open the answer." : "Try again."}`;
}
function refusal({ tries, shown }) {
  return isRefused() && (tries || shown) ? " This browser keeps no answers: it lasts until you leave the page." : "";
}
function score(place, { tries, right, shown }) {
  if (isBet(place)) return tries ? "bet placed" : "no bet yet";
  if (shown) return "shown";
  if (right) return `right ${after(tries)}`;
  return tries ? "not right yet" : "not answered yet";
}
const watchers = [];
const whenSettled = (action) => watchers.push(action);
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
function settle(place, state, aloud) {
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
function prepareAll(root) {
  all(root, "form[data-question]").forEach(prepare);
}
whenOtherTabsChange(() => {
  prepared(document).forEach((form) => paint(form, load(form)));
  watchers.forEach((action) => action());
});
function placesOf(line) {
  const places = all(line.closest("section") || document, "[data-question]");
  return [...new Map(places.map((place) => [keyOf(place), place])).values()];
}
function tally() {
  for (const row of all(document, "tr[data-question]"))
    row.querySelector(".sc-state").textContent = score(row, load(row));
  all(document, ".sc-count").forEach(count);
}
function count(line) {
  const places = placesOf(line);
  const scored = places.filter((place) => !isBet(place)).map(load);
  const right = scored.filter((state) => state.right && !state.shown).length;
  let text = line.querySelector("span");
  if (!text) {
    text = make("span", "");
    line.replaceChildren(text, " ", forget(line, places), " ", make("span", ""));
  }
  if (scored.length) text.textContent = `${right} of ${scored.length} answered right ${line.dataset.where}.`;
  if (isRefused()) text.textContent += " This browser keeps no answers: they last until you leave the page.";
  line.lastChild.textContent = "";
  line.querySelector("button").hidden = !places.map(load).some(({ tries, shown }) => tries || shown);
}
function forget(line, places) {
  const name = `Start ${line.dataset.over} over`;
  const made = button(name, () => {
    const ask = line.lastChild;
    if (made.textContent === name) {
      made.textContent = "Yes, forget them";
      ask.setAttribute("role", "status");
      ask.textContent = `This forgets your answers ${line.dataset.where}. Press again to go on.`;
      return;
    }
    made.textContent = name;
    if (line.dataset.over === "the course") dropAnswers();
    places.forEach((place) => settle(place, blank));
    ask.textContent = "Forgotten.";
  });
  made.addEventListener("blur", () => {
    if (made.textContent !== name) line.lastChild.textContent = "";
    made.textContent = name;
  });
  return made;
}
whenSettled(tally);
prepareAll(document);
tally();
let closed = [];
addEventListener("beforeprint", () => {
  closed = all(document, ".sc-question details:not([open])");
  closed.forEach((details) => { details.open = true; });
});
addEventListener("afterprint", () => closed.forEach((details) => { details.open = false; }));
})();

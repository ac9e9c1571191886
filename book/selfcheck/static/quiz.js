// Made of the parts in scripts/ by `python -m live`; edit those.
(() => {
const all = (root, selector) => [...root.querySelectorAll(selector)];
function make(tag, className, text = "") {
  return Object.assign(document.createElement(tag), { className, textContent: text });
}
function ignoreEchoes(element) {
  for (const kind of ["click", "keydown"])
    element.addEventListener(kind, (event) => {
      if (!(event.detail > 1 || (event.repeat && event.key === "Enter"))) return;
      event.preventDefault();
      event.stopPropagation();
    }, true);
}
function button(text, action) {
  const made = make("button", "sc-button", text);
  made.type = "button";
  made.addEventListener("click", action);
  return made;
}
function focusOn(element) {
  element.tabIndex = -1;
  element.focus();
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
  const ofAnswers = (key) => key.startsWith("question:");
  [...memory.keys()].filter(ofAnswers).forEach((key) => memory.set(key, null));
  attempt((storage) => {
    const keys = Object.keys(storage).filter((key) => key.startsWith(`${space}question:`));
    keys.forEach((key) => storage.removeItem(key));
  });
}
function whenChangedElsewhere(action) {
  addEventListener("storage", ({ key }) => {
    if (key === null || key.startsWith(space)) action(false);
  });
  addEventListener("pageshow", ({ persisted }) => persisted && action(true));
}
const blank = { answer: [], tries: 0, right: false, shown: false };
const keyOf = ({ dataset }) => `question:${dataset.question || dataset.reveal}:${dataset.hash}`;
const isAnswer = (each) => typeof each === "string" && each.length < 200;
const isFlag = (each) => each === undefined || typeof each === "boolean";
const isState = ({ answer, tries, right, shown }) => Array.isArray(answer) && answer.every(isAnswer)
  && Number.isInteger(tries) && tries >= 0 && tries < 1e6 && isFlag(right) && isFlag(shown);
function load(place) {
  const text = recall(keyOf(place));
  if (!text) return blank;
  try {
    const kept = JSON.parse(text);
    if (isState(kept)) return { ...blank, ...kept };
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
const isBet = ({ dataset }) => dataset.when === "before";
const rowsOf = (form) => all(form, ".sc-row");
const fieldOf = (row) => row.querySelector("input, select");
const nameOf = (field) => (field.matches("select") ? field.name : field.value);
const fieldsOf = (form) => rowsOf(form).map(fieldOf);
const reasonsOf = (place) => all(place, ".sc-reasons > li");
const reasonOf = (place, key) => reasonsOf(place).find(({ dataset }) => dataset.key === key);
const whyOf = (reason) => reason?.querySelector(".sc-why");
const sameKeys = (one, other) => one.join() === other.join();
function noteOf(good, text, why) {
  const line = make("p", good ? "sc-note sc-good" : "sc-note");
  line.append(make("strong", "", text), " ", ...(why?.cloneNode(true).childNodes || []));
  return line;
}
let notes = 0;
function note(row, good, text, why) {
  const line = noteOf(good, text, why);
  line.id = `sc-note-${++notes}`;
  fieldOf(row).setAttribute("aria-describedby", line.id);
  row.after(line);
  return line;
}
const decimal = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;
const ambiguous = /^[-+]?[1-9]\d{0,2},\d{3}$/;
const grouped = /^[-+]?[1-9]\d{0,2}([ ,'’]\d{3})+$/;
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
function isNear(text, { dataset: { value, tolerance } }) {
  const given = number(text);
  const slack = 1e-9 * Math.max(Math.abs(given), Math.abs(value));
  return Math.abs(given - value) <= Number(tolerance || 0) + slack;
}
const numeric = {
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
function move(plot, value) {
  const { x, top, bottom, from, to } = plot.dataset;
  const share = (value - from) / (to - from);
  const dot = plot.querySelector(".sc-dot");
  dot.setAttribute("transform", `translate(${x} ${bottom - share * (bottom - top)})`);
  dot.removeAttribute("visibility");
}
const plotOf = (place) => place.querySelector(".sc-plot");
const curve = {
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
const kinds = { single, multiple, picture: single, numeric, order, curve };
const kindOf = ({ dataset }) => kinds[dataset.type];
const after = (tries) => (tries === 1 ? "at the first try" : `after ${tries} tries`);
function isDone(form, { tries, right, shown }) {
  return right || shown || (isBet(form) && tries > 0);
}
function verdict(form, state) {
  const { answer, tries, right, shown, lost } = state;
  if (lost) return "Your earlier answer could not be read and is dropped. Please answer again.";
  if (!tries) return shown ? "Shown below." : "";
  if (isBet(form)) return betOf(form, answer);
  if (!kindOf(form).isRight(form, answer)) return mistake(form, state);
  if (right && shown) return "Right. It was shown before, so it does not count; start over to make it count.";
  return `Right ${after(tries)}.`;
}
function betOf(form, answer) {
  const reveals = all(document, "[data-reveal]").map(({ dataset }) => dataset.reveal);
  const next = reveals.includes(form.dataset.question) ? " The run below settles it." : "";
  return `Your bet: ${kindOf(form).told(form, answer)}.${next}`;
}
function mistake(form, { answer, tries, right, shown }) {
  const told = kindOf(form).wrong(form, answer);
  if (right) return `${told} Your right answer still counts.`;
  return `${told} ${tries > 1 && !shown ? "Try again, or open the answer." : "Try again."}`;
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
function prepareReveals(root) {
  for (const place of all(root, "[data-reveal]")) {
    if (place.dataset.ready || !kindOf(place)) continue;
    place.dataset.ready = "yes";
    place.prepend(place.querySelector(".sc-result"));
    place.querySelector("summary").textContent = "Why";
    paintReveal(place);
  }
}
function paintReveal(place) {
  const { answer, tries } = load(place);
  const now = JSON.stringify(tries ? answer : null);
  if (place.painted === now) return;
  place.painted = now;
  const kind = kindOf(place);
  all(place, ".sc-note, .sc-yours").forEach((each) => each.remove());
  place.querySelector(".sc-dot")?.setAttribute("visibility", "hidden");
  place.toggleAttribute("data-bet", tries > 0);
  place.querySelector("details").open = tries > 0;
  place.querySelector(".sc-lead").textContent = leadOf(place, answer, tries);
  if (!tries) return;
  kind.settle?.(place, answer);
  const why = whyOf(kind.reason(place, answer));
  if (why) place.querySelector(".sc-result").after(noteOf(kind.isRight(place, answer), "", why));
}
function leadOf(place, answer, tries) {
  const kind = kindOf(place);
  if (!tries) return "The run shows";
  if (kind.isRight(place, answer)) return "As you bet, the run shows";
  return `You bet ${kind.told(place, answer)}, the run shows`;
}
const watchers = [];
const whenSettled = (action) => watchers.push(action);
const statusOf = (form) => form.querySelector("[role=status]");
const prepared = (selector) => all(document, `${selector}[data-ready]`);
function shuffle(form) {
  const rows = rowsOf(form);
  if (rows.length < 2 || (isBet(form) && form.dataset.type === "order")) return;
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
  form.painted = JSON.stringify(state);
  all(form, ".sc-note").forEach((line) => line.remove());
  rowsOf(form).forEach((row) => fieldOf(row).removeAttribute("aria-describedby"));
  kindOf(form).draw(form, state, done);
  const status = statusOf(form);
  status.setAttribute("aria-live", aloud ? "polite" : "off");
  status.textContent = verdict(form, state) + refusal(state);
  form.toggleAttribute("data-done", done);
  const [check, reveal, over] = form.buttons;
  over.hidden = !tries && !shown;
  if (isBet(form)) {
    check.hidden = form.querySelector("fieldset").disabled = done;
    return;
  }
  const details = form.querySelector(".sc-answer");
  details.hidden = !done && tries < 2;
  details.open = done || (details.open && !details.hidden);
  reveal.hidden = done;
}
function settle(place, state, aloud) {
  save(place, state);
  const isCopy = (other) => keyOf(other) === keyOf(place);
  const copies = prepared("[data-question]").filter(isCopy);
  copies.forEach((form) => paint(form, state, aloud));
  prepared("[data-reveal]").filter(isCopy).forEach(paintReveal);
  copies.forEach((form) => announce(form, state));
  watchers.forEach((action) => action());
}
function announce(form, { answer, tries, right, shown }) {
  const detail = { id: form.dataset.question, answer, tries, right, shown };
  form.dispatchEvent(new CustomEvent("sc-answer", { bubbles: true, detail }));
}
function check(form) {
  const { lost, ...state } = load(form); // another tab may have answered meanwhile
  const kind = kindOf(form);
  const answer = kind.read(form);
  const missing = kind.missing(form, answer);
  if (missing) {
    statusOf(form).setAttribute("aria-live", "polite");
    statusOf(form).textContent = missing;
  } else if (isBet(form)) {
    settle(form, { ...state, answer, tries: 1 });
    focusOn(statusOf(form));
  } else {
    const tries = state.right ? state.tries : state.tries + 1;
    settle(form, { ...state, answer, tries, right: state.right || kind.isRight(form, answer) }, true);
  }
}
function showAnswer(form) {
  const { lost, ...state } = load(form);
  settle(form, { ...state, shown: true }, true);
  form.querySelector(".sc-answer summary").focus();
}
function startOver(form) {
  const { answer } = load(form);
  settle(form, blank, true);
  if (isBet(form)) kindOf(form).draw(form, { ...blank, answer }); // to be changed
  fieldOf(rowsOf(form)[0]).focus();
}
function addButtons(form) {
  const line = make("div", "sc-buttons");
  const over = button(isBet(form) ? "Bet again" : "Start over", () => startOver(form));
  const checks = button(isBet(form) ? "Place the bet" : "Check", () => check(form));
  form.buttons = [checks, button("Show me", () => showAnswer(form)), over];
  line.append(...(isBet(form) ? [checks] : form.buttons));
  form.querySelector("fieldset").after(line);
  if (isBet(form)) statusOf(form).after(over); // where the focus is, once a bet is placed
}
function prepare(form) {
  if (form.dataset.ready || !kindOf(form)) return;
  form.dataset.ready = "yes";
  shuffle(form);
  addButtons(form);
  ignoreEchoes(form);
  kindOf(form).start?.(form);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("input, select")) return;
    event.preventDefault();
    check(form);
  });
  paint(form, load(form));
}
function prepareAll(root) {
  all(root, "form[data-question]").forEach(prepare);
  prepareReveals(root);
}
whenChangedElsewhere((comesBack) => {
  for (const form of prepared("form[data-question]")) {
    const state = load(form);
    if (JSON.stringify(state) !== form.painted || (comesBack && state.tries)) paint(form, state);
  }
  prepared("[data-reveal]").forEach(paintReveal);
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
  if (!line.reset) fill(line, places);
  const text = line.firstElementChild;
  if (scored.length) text.textContent = `${right} of ${scored.length} answered right ${line.dataset.where}.`;
  if (isRefused()) text.textContent += " This browser keeps no answers: they last until you leave the page.";
  line.reset.hidden = !places.map(load).some(({ tries, shown }) => tries || shown);
}
function fill(line, places) {
  const text = make("span", "", line.textContent);
  const ask = make("span", "");
  ask.setAttribute("role", "status"); // from the start, so that it is heard
  line.reset = resetOf(line, places, ask);
  line.replaceChildren(text, " ", line.reset, " ", ask);
  ignoreEchoes(line);
}
const PAUSE = 1000; // ms in which a second press is no answer to the question
function resetOf(line, places, ask) {
  const name = `Start ${line.dataset.over} over`;
  let asked = 0; // ms since the page began; a translator may change the button's words
  const made = button(name, () => {
    if (!asked) {
      asked = performance.now();
      made.textContent = "Yes, forget them";
      ask.textContent = `This forgets your answers ${line.dataset.where}. Press again to go on.`;
    } else if (performance.now() - asked > PAUSE) {
      callOff();
      if (line.dataset.over === "the course") dropAnswers();
      focusOn(ask); // the button goes
      places.forEach((place) => settle(place, blank));
      ask.textContent = "Forgotten.";
    }
  });
  const callOff = () => {
    asked = 0;
    made.textContent = name;
    ask.textContent = "";
  };
  made.addEventListener("blur", () => asked && callOff());
  return made;
}
whenSettled(tally);
prepareAll(document);
tally();
let closed = [];
addEventListener("beforeprint", () => {
  closed = all(document, ".sc-question details:not([open]), .sc-reveal details:not([open]), .sc-say details:not([open])");
  closed.forEach((details) => { details.open = true; });
});
addEventListener("afterprint", () => closed.forEach((details) => { details.open = false; }));
})();

// Brings the questions to life that selfcheck/render.py wrote. Without this script they
// are complete; it adds Check, feedback beside the choice, a stable order and memory.
(() => {
  // In a notebook the room `live` says where there is a question to bring to life.
  const start = () => { if (!globalThis.liveOutputs) window.selfcheck(document); };
  if (window.selfcheck) return start();

  const space = "locks-and-quorums:", memory = {};
  let refused = false, notes = 0;
  const all = (root, selector) => [...root.querySelectorAll(selector)];
  const make = (tag, className, text = "") =>
    Object.assign(document.createElement(tag), { className, textContent: text });

  // Storage may be forbidden, full or damaged: then answers last as long as the page.
  const attempt = (action) => {
    try { return action(localStorage); } catch { refused = true; }
  };
  const recall = (key) => {
    const kept = attempt((storage) => storage.getItem(space + key));
    return refused ? memory[key] : kept;
  };
  const keep = (key, text) => {
    memory[key] = text;
    attempt((storage) => storage.setItem(space + key, text));
  };
  const drop = (key) => {
    delete memory[key];
    attempt((storage) => storage.removeItem(space + key));
  };
  const keyOf = ({ dataset }) => `question:${dataset.question}:${dataset.hash}`;
  const blank = { answer: [], tries: 0, right: false, shown: false };
  const load = (place) => {
    const text = recall(keyOf(place));
    try {
      const kept = text ? JSON.parse(text) : blank;
      if (Array.isArray(kept.answer) && kept.tries >= 0) return kept;
    } catch { /* told below */ }
    return { ...blank, lost: true };
  };

  // One order per reader, the same at every visit.
  const seed = recall("seed") || String(Math.random());
  keep("seed", seed);
  const mix = (text) => {
    let hash = 2166136261;
    for (const letter of seed + text) hash = Math.imul(hash ^ letter.charCodeAt(), 16777619);
    hash = Math.imul(hash ^ (hash >>> 15), 2246822507);
    return (hash ^ (hash >>> 13)) >>> 0;
  };

  const rowsOf = (form) => all(form, ".sc-row");
  const fieldOf = (row) => row.querySelector("input, select");
  const nameOf = (field) => (field.matches("select") ? field.name : field.value);
  const reasonsOf = (form) => all(form, ".sc-reasons > li");
  const number = (text) => (/\d/.test(text) ? Number(text.replace(",", ".")) : NaN);
  const textOf = (row) => row.querySelector("span").textContent.trim();
  const near = (answer, { dataset: { value, tolerance } }) =>
    value && Math.abs(number(answer) - value) <= +(tolerance || 0) + 1e-9;
  const isBet = ({ dataset }) => dataset.when === "before";
  const after = (n) => (n === 1 ? "at the first try" : `after ${n} tries`);

  function shuffle(form) {
    const rows = rowsOf(form), fieldset = form.querySelector("fieldset");
    if (rows.length < 2) return;
    const rank = (row) => mix(form.dataset.question + nameOf(fieldOf(row)));
    const pin = (row) => ({ first: -1, last: 1 })[row.dataset.pin] || 0;
    rows.sort((a, b) => pin(a) - pin(b) || rank(a) - rank(b));
    const right = reasonsOf(form).map((reason) => reason.dataset.key);
    if (form.dataset.type === "order" && rows.every((row, i) => nameOf(fieldOf(row)) === right[i]))
      rows.push(rows.shift());
    fieldset.append(...rows);
  }

  function read(form) {
    const fields = rowsOf(form).map(fieldOf);
    if (form.dataset.type === "numeric") return [fields[0].value.trim()];
    if (form.dataset.type === "order")
      return fields.filter((f) => f.value).sort((a, b) => a.value - b.value).map((f) => f.name);
    return fields.filter((f) => f.checked).map((f) => f.value);
  }

  function unfinished(form, answer) {
    const { type } = form.dataset, fields = rowsOf(form).map(fieldOf);
    if (type === "numeric") return isNaN(number(answer[0])) && "Write a number first, such as 3.";
    if (type === "order")
      return (fields.some((f) => !f.value) || new Set(fields.map((f) => f.value)).size < fields.length)
        && `Give each step a number of its own, 1 to ${fields.length}.`;
    return !answer.length && "Choose an answer first.";
  }

  // The right answer; of an order, all keys.
  function solution(form) {
    const reasons = reasonsOf(form), { type } = form.dataset;
    if (type === "numeric") return [reasons[0].dataset.value];
    return reasons.filter((r) => type === "order" || "right" in r.dataset).map((r) => r.dataset.key);
  }

  function judge(form, answer) {
    const right = solution(form), { type } = form.dataset;
    if (type === "numeric") return near(answer[0], reasonsOf(form)[0]);
    const given = type === "order" ? answer : right.filter((key) => answer.includes(key));
    return given.join() === right.join() && answer.length === right.length;
  }

  // What the answer says, in the words of the page.
  function told(form, answer) {
    if (form.dataset.type === "numeric") return answer[0];
    const rows = answer.map((key) => rowsOf(form).find((row) => nameOf(fieldOf(row)) === key));
    return rows.map((row) => `“${row ? textOf(row) : "?"}”`).join(", ");
  }

  function verdict(form, { answer, tries, right, shown, lost }) {
    const { type } = form.dataset;
    if (lost) return "Your earlier answer could not be read and is dropped. Please answer again.";
    if (!tries) return shown ? "Shown below." : "";
    if (isBet(form)) return `You bet ${told(form, answer)}; the run shows ${told(form, solution(form))}.`;
    if (right) return shown ? "Right. It was shown before, so it does not count; start over to make it count."
      : `Right ${after(tries)}.`;
    let text = "Not this one: the reason is below your choice.";
    if (type === "numeric") text = "Not this number: the reason is below.";
    if (type === "order") {
      const placed = solution(form).filter((key, i) => key === answer[i]).length;
      text = `Not this order: ${placed} of ${answer.length} stand in their place.`;
    }
    if (type === "multiple") {
      const rights = solution(form);
      const hits = answer.filter((key) => rights.includes(key)).length;
      text = `Not yet: ${hits} of ${rights.length} right ones chosen, ${answer.length - hits} wrong.`;
    }
    return `${text} ${tries > 1 && !shown ? "Try again, or open the answer." : "Try again."}`;
  }

  function note(row, good, text, reason) {
    const line = make("p", "sc-note" + (good ? " sc-good" : "")), field = fieldOf(row);
    line.append(make("strong", "", text), " ", ...(reason?.cloneNode(true).childNodes || []));
    line.id = `sc-note-${++notes}`;
    field.setAttribute("aria-describedby", line.id);
    row.after(line);
  }

  // Everything a question shows follows from its state.
  function paint(form, state, aloud) {
    const { answer, tries, right, shown } = state, { type } = form.dataset;
    const done = right || shown || (isBet(form) && tries > 0);
    const reasons = reasonsOf(form), order = type === "order";
    all(form, ".sc-note").forEach((line) => line.remove());
    for (const row of rowsOf(form)) {
      const field = fieldOf(row), key = nameOf(field), chosen = answer.includes(key);
      field.removeAttribute("aria-describedby");
      if (type === "numeric") {
        field.value = answer[0] || "";
        const reason = reasons.find((r) => near(field.value, r)) || reasons.at(-1);
        const good = reason === reasons[0];
        if (tries) note(row, good, good ? "Right." : "Not this number.", reason.querySelector(".sc-why"));
        continue;
      }
      const place = reasons.findIndex((r) => r.dataset.key === key), reason = reasons[place];
      const good = order ? answer[place] === key : "right" in reason.dataset;
      if (order) field.value = chosen ? answer.indexOf(key) + 1 : "";
      else field.checked = chosen;
      const why = reason.querySelector(".sc-why");
      if (order && done) note(row, true, `Its place: ${place + 1}.`);
      else if (order && tries) note(row, good, good ? "In its place." : "Not in its place.");
      else if (done || (tries && chosen)) note(row, good, good ? "Right choice." : "Not this one.", why);
    }
    const status = form.querySelector("[role=status]");
    const refusal = refused && (tries || shown) ? " This browser keeps no answers: it lasts until you leave the page." : "";
    status.setAttribute("aria-live", aloud ? "polite" : "off");
    status.textContent = verdict(form, state) + refusal;
    form.toggleAttribute("data-done", done);
    const details = form.querySelector(".sc-answer");
    details.hidden = !done && tries < 2;
    details.open = done || (details.open && !details.hidden);
    const [check, reveal, over] = all(form, ".sc-buttons button");
    check.textContent = isBet(form) ? "Place the bet" : "Check";
    reveal.hidden = done;
    over.hidden = !tries && !shown;
  }

  // All copies of a question on the page show the same state; a notebook's kernel hears it.
  function settle(place, state, aloud) {
    const same = all(document, "form[data-question]").filter((form) => form.dataset.ready && keyOf(form) === keyOf(place));
    if (state.tries || state.shown) keep(keyOf(place), JSON.stringify(state));
    else drop(keyOf(place));
    same.forEach((form) => paint(form, state, aloud));
    announce(same[0], state);
    tally();
  }
  const announce = (form, { answer, tries, right, shown }) => form?.dispatchEvent(new CustomEvent("sc-answer",
    { bubbles: true, detail: { id: form.dataset.question, answer, tries, right, shown } }));

  function check(form) {
    const state = load(form), answer = read(form), missing = unfinished(form, answer);
    const status = form.querySelector("[role=status]");
    status.setAttribute("aria-live", "polite");
    if (isBet(form) && state.tries) { paint(form, state, true); status.append(" Your bet stands; start over to bet again."); }
    else if (missing) status.textContent = missing;
    else settle(form, { answer, tries: state.tries + 1, right: judge(form, answer), shown: state.shown }, true);
  }

  function button(text, action) {
    const made = make("button", "sc-button", text);
    made.type = "button";
    made.addEventListener("click", action);
    return made;
  }

  function prepare(form) {
    if (form.dataset.ready) return;
    form.dataset.ready = "yes";
    shuffle(form);
    const buttons = make("div", "sc-buttons");
    buttons.append(
      button("", () => check(form)),
      button("Show me", () => {
        settle(form, { ...load(form), shown: true }, true);
        form.querySelector(".sc-answer summary").focus();
      }),
      button("Start over", () => {
        settle(form, blank, true);
        fieldOf(rowsOf(form)[0]).focus();
      }),
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

  const score = ({ tries, right, shown }, bet) => bet ? (tries ? "bet placed" : "no bet yet")
    : right && !shown ? `right ${after(tries)}` : shown ? "shown" : tries ? "not right yet" : "not answered yet";

  // "2 of 8 answered right on this page", for the section that the line stands in.
  function tally() {
    for (const row of all(document, "tr[data-question]"))
      row.querySelector(".sc-state").textContent = score(load(row), isBet(row));
    for (const line of all(document, ".sc-count")) {
      const found = new Map(all(line.closest("section") || document, "[data-question]").map((p) => [keyOf(p), p]));
      const states = [...found.values()].map((place) => [place, load(place)]);
      const scored = states.filter(([place]) => !isBet(place));
      const right = scored.filter(([, state]) => state.right && !state.shown).length;
      const begun = states.some(([, { tries, shown }]) => tries || shown);
      let text = line.querySelector("span");
      if (!text) line.replaceChildren(text = make("span", ""), " ", forget(line, found), " ", make("span", ""));
      if (scored.length) text.textContent = `${right} of ${scored.length} answered right ${line.dataset.where}.`;
      if (refused) text.textContent += " This browser keeps no answers: they last until you leave the page.";
      line.lastChild.textContent = "";
      line.querySelector("button").hidden = !begun;
    }
  }

  // Start over for many at once asks once more, in place; leaving the button calls it off.
  function forget(line, found) {
    const name = `Start ${line.dataset.over} over`;
    const made = button(name, () => {
      const sure = made.textContent !== name, ask = line.lastChild;
      if (!sure) {
        made.textContent = "Yes, forget them";
        ask.setAttribute("role", "status");
        ask.textContent = `This forgets your answers ${line.dataset.where}. Press again to go on.`;
        return;
      }
      made.textContent = name;
      if (line.dataset.over === "the course")
        attempt((storage) => Object.keys(storage).filter((key) => key.startsWith(space + "question:")).forEach((key) => storage.removeItem(key)));
      for (const place of found.values()) settle(place, blank);
      ask.textContent = "Forgotten.";
    });
    made.addEventListener("blur", () => {
      if (made.textContent !== name) line.lastChild.textContent = "";
      made.textContent = name;
    });
    return made;
  }

  window.selfcheck = (root) => { all(root, "form[data-question]").forEach(prepare); tally(); };
  // On paper nothing can be opened, so everything is.
  let closed = [];
  addEventListener("beforeprint", () => { closed = all(document, ".sc-question details:not([open])"); closed.forEach((d) => { d.open = true; }); });
  addEventListener("afterprint", () => closed.forEach((d) => { d.open = false; }));
  start();
})();

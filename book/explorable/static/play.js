// Made of the parts in scripts/ by `python -m live`; edit those.
(() => {
const all = (root, selector) => [...root.querySelectorAll(selector)];
function make(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}
const SPACE = "locks-and-quorums:play:";
const MOST_STRIPS = 12; // more orders than this are only counted
const MOST_STEPS = 5; // of a lane whose steps differ by the run, the last ones
function keep(name, ways) {
  try { localStorage.setItem(SPACE + name, JSON.stringify(ways)); } catch { /* not kept */ }
}
function kept(name) {
  try {
    const ways = JSON.parse(localStorage.getItem(SPACE + name));
    return Array.isArray(ways) ? ways.filter((way) => typeof way === "string") : [];
  } catch { return []; }
}
function follow(states, way) {
  const numbers = [0];
  for (const choice of way === "" ? [] : way.split(".")) {
    const move = /^\d+$/.test(choice) ? states[numbers.at(-1)][2][choice] : undefined;
    if (!move) return null;
    numbers.push(move[2]);
  }
  return numbers;
}
function everyWay(states) {
  const ways = [];
  const ahead = [["", 0, 0]];
  while (ahead.length) {
    const [way, number, length] = ahead.pop();
    const moves = states[number][2];
    if (!moves.length) ways.push(way);
    if (length > 30 || ways.length > MOST_STRIPS) return null;
    moves.map((move, place) => [way ? `${way}.${place}` : `${place}`, move[2], length + 1])
      .reverse().forEach((next) => ahead.push(next));
  }
  return ways;
}
function statesAhead(states, from) {
  const numbers = new Set([from]); // it grows meanwhile
  for (const number of numbers) states[number][2].forEach((move) => numbers.add(move[2]));
  return [...numbers].map((number) => states[number]);
}
const look = (ok) => (ok ? "xp-good" : "xp-bad");
const kindsOf = (ends) => [...new Map(ends.filter(Boolean).map((end) => [end[2] || end[1], end])).values()];
const count = (number) => `${number} move${number === 1 ? "" : "s"}`;
function play(figure) {
  const { values, harm, actors, programs, ends, par, states } = JSON.parse(figure.dataset.graph);
  const name = figure.dataset.play;
  const every = ends && everyWay(states);
  const found = new Set(kept(name).filter((way) => follow(states, way)));
  const movers = [...actors.keys(), -1].filter((actor) => states.some((state) => state[2].some((move) => move[0] === actor)));
  let way = [];
  const stage = make("div", { className: "xp-stage" });
  const moves = make("div", { className: "xp-controls xp-moves" });
  const verdict = make("p", { className: "xp-verdict" });
  verdict.setAttribute("role", "status");
  const tried = make("div", { className: "xp-tried" });
  const link = make("a", { textContent: "Link to these moves" });
  const linked = make("p", { className: "xp-link" }, link);
  const text = () => way.join(".");
  const numbers = () => follow(states, text());
  function boxes(now, before) {
    const shelf = make("p", { className: "xp-shelf" });
    const broken = now[3] && !now[3][0];
    values.forEach((words, place) => {
      const value = make("b", { textContent: now[0][place] });
      const box = make("span", {}, `${words} `, value);
      if (before && before[0][place] !== now[0][place]) value.className = "xp-changed";
      if (broken && harm[place]) {
        value.className = "xp-wrong";
        box.append(make("em", { textContent: ` ${harm[place]}` }));
      }
      shelf.append(box);
    });
    return shelf;
  }
  function stepsOf(actor, path) {
    const done = path.slice(0, -1).map((number, step) => states[number][2][way[step]])
      .filter((move) => move[0] === actor).map((move) => move[1]);
    const program = programs[actor];
    const first = program ? 0 : Math.max(0, done.length - MOST_STEPS);
    const over = done.length - actors.includes(states[path.at(-1)][1][actor][1]);
    const items = (program || done).slice(first).map((label, place) => {
      const state = place + first < over ? "done" : place + first === over ? "next" : "to-come";
      return make("li", { className: `xp-${state}`, textContent: label.replace(/ ([-+]) /g, "\u00a0$1\u2060\u00a0") });
    });
    return items.length ? [make("ol", {}, ...items)] : []; // an empty list is no list
  }
  function lane(actor, path) {
    const [belief, waits] = states[path.at(-1)][1][actor];
    const words = waits ? `waits for ${waits}` : belief;
    return make("section", { className: `xp-lane xp-actor-${actor % 4}` },
      make("b", { className: `xp-who xp-actor-${actor % 4}`, textContent: actors[actor] }),
      ...stepsOf(actor, path),
      make("p", { className: waits ? "xp-waits" : "", textContent: words }));
  }
  function button(words, act, properties) {
    const made = make("button", { type: "button", textContent: words, ...properties });
    if (!act) made.setAttribute("aria-disabled", true);
    else made.addEventListener("click", act);
    return made;
  }
  function still(actor, now, path) {
    const waits = now[1][actor][1];
    if (waits) return `waits for ${waits}`;
    const steps = path.slice(0, -1).filter((number, step) => states[number][2][way[step]][0] === actor).length;
    const later = statesAhead(states, path.at(-1)).flatMap((state) => state[2]).find((move) => move[0] === actor);
    return later?.[1] || programs[actor]?.[steps] || "has finished";
  }
  function buttonsOf(actor, now, path) {
    const who = actor < 0 ? "" : `${actors[actor]}: `;
    const properties = { className: `xp-go xp-actor-${actor < 0 ? "none" : actor % 4}` };
    const able = now[2].map((move, place) => [move, place]).filter(([move]) => move[0] === actor);
    if (!able.length) return actor < 0 ? [] : [button(who + still(actor, now, path), null, properties)];
    return able.map(([move, place]) => button(who + move[1], () => go([...way, place]), properties));
  }
  function number(buttons) {
    buttons.slice(0, 9).forEach((made, place) => {
      if (made.hasAttribute("aria-disabled")) return;
      made.setAttribute("aria-keyshortcuts", place + 1);
      made.prepend(make("kbd", { textContent: place + 1, ariaHidden: "true" }));
    });
    return buttons;
  }
  function paintMoves(now, path) {
    const buttons = () => [...moves.querySelectorAll("button")];
    const had = buttons().indexOf(document.activeElement);
    const undo = button("Undo", way.length && (() => go(way.slice(0, -1))));
    const over = button("Start over", way.length && (() => go([])));
    const choices = movers.flatMap((actor) => buttonsOf(actor, now, path));
    moves.replaceChildren(...number(choices), make("span", { className: "xp-pair" }, undo, over));
    const all = buttons();
    if (had >= 0) all[Math.min(had, all.length - 1)].focus();
  }
  function strip(end) {
    if (!found.has(end)) return make("li", { className: "xp-hidden", textContent: "not tried" });
    const path = follow(states, end);
    const letters = path.slice(0, -1).map((number, step) => {
      const actor = states[number][2][end.split(".")[step]][0];
      const who = actors[actor] || "·";
      return make("i", { className: `xp-actor-${actor % 4}`, textContent: who[0], title: who });
    });
    const ok = states[path.at(-1)][3][0];
    return make("li", { className: look(ok) }, make("span", {}, ...letters), ` ${ends[ok ? 0 : 1]}`);
  }
  function paintTried() {
    const reached = [...found].map((way) => states[follow(states, way).at(-1)][3]);
    const told = kindsOf(reached);
    const kinds = kindsOf(states.map((state) => state[3])).length;
    const said = every ? `Orders you have tried: ${found.size} of ${every.length}` : `Ends found: ${told.length} of ${kinds}`;
    const lines = every ? every.map(strip) : told.map(([ok, sentence, kind]) => {
      const word = ends ? `${ends[ok ? 0 : 1]}: ` : "";
      return make("li", { className: ends ? look(ok) : "", textContent: word + (kind || sentence) });
    });
    tried.replaceChildren(make("p", { textContent: said }), make("ul", { className: every ? "" : "xp-ends" }, ...lines));
    tried.hidden = !found.size || (!every && kinds < 3); // two: the goal, and the rest
  }
  function said(now, before) {
    if (now[3]) {
      const best = way.length > par && !before[3] ? ` The fewest possible: ${par}.` : "";
      const reached = now[3][0] ? "Goal not reached" : "Goal reached";
      return `${reached}. ${now[3][1]} (${count(way.length)}.${now[3][0] ? "" : best})`;
    }
    if (!before) return "Choose who moves next. Each press is one step.";
    const [actor, label] = before[2][way.at(-1)];
    const changed = values.map((words, place) => [words, now[0][place], before[0][place]])
      .filter(([, is, was]) => is !== was).map(([words, is]) => `${words} ${is}`);
    const act = `${way.length}. ${actors[actor] ? `${actors[actor]}: ` : ""}${label}`;
    const waits = actors.map((who, actor) => {
      const [is, was] = [now, before].map((state) => state[1][actor][1]);
      return is === was ? "" : is ? `. ${who} waits for ${is}` : `. ${who} waits no more`;
    });
    const lost = statesAhead(states, numbers().at(-1)).some(([, , , end]) => end && !end[0]) ? "" : ". From here the goal cannot be reached";
    return (changed.length ? `${act} → ${changed.join(", ")}` : act) + waits.join("") + lost;
  }
  function paint(words) {
    const path = numbers();
    const now = states[path.at(-1)];
    const before = path.length > 1 && states[path.at(-2)];
    stage.replaceChildren(boxes(now, before), ...actors.map((_, actor) => lane(actor, path)));
    verdict.className = now[3] ? `xp-verdict xp-${now[3][0] ? "missed" : "won"}` : "xp-verdict";
    verdict.textContent = words || said(now, before);
    link.href = `#${name}=${text()}`;
    linked.hidden = !way.length;
    paintMoves(now, path);
    paintTried();
  }
  function go(next, words) {
    way = next;
    const end = states[numbers().at(-1)];
    if (end[3]) {
      found.add(text());
      keep(name, [...found]);
    }
    paint(words);
  }
  function followLink() {
    const [word, moved] = location.hash.slice(1).split("=");
    if (word !== name) return;
    const fits = follow(states, moved || "");
    if (fits) go(moved ? moved.split(".").map(Number) : []);
    else go([], "The moves of this link do not fit here any more, so you are at the start.");
    figure.scrollIntoView({ block: "nearest" });
  }
  figure.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const chosen = moves.querySelector(`[aria-keyshortcuts="${CSS.escape(event.key)}"]`);
    if (event.key === "u" && way.length) go(way.slice(0, -1));
    else if (chosen) chosen.click();
    else return;
    event.preventDefault();
  });
  figure.querySelector(".xp-rest").replaceWith(stage, moves, verdict, tried, linked);
  const begun = figure.dataset.moves; // a link to an edited cell brings them
  if (begun && follow(states, begun)) way = begun.split(".").map(Number);
  paint();
  addEventListener("hashchange", followLink);
  followLink();
}
all(document, "figure[data-play]").forEach(play);
document.addEventListener("course:drawn", ({ target }) => all(target, "figure[data-play]").forEach(play));
})();

// A graph of states that the reader walks through, one move at a time.

import { make } from "./dom.js";

const SPACE = "locks-and-quorums:play:";
// More orders than this are only counted.
const MOST_STRIPS = 12;
// Of the states of a shelf, the longest ones.
const MOST_ROOMS = 12;
// Of a lane whose steps differ by the run, the last ones.
const MOST_STEPS = 5;

// What was found is kept if the browser keeps anything; its loss is harmless.
function keep(name, ways) {
  try { localStorage.setItem(SPACE + name, JSON.stringify(ways)); } catch {}
}

function kept(name) {
  try {
    const ways = JSON.parse(localStorage.getItem(SPACE + name));
    return Array.isArray(ways) ? ways.filter((way) => typeof way === "string") : [];
  } catch { return []; }
}

// The numbers of the states on a way, or null if the way does not fit the graph.
export function follow(states, way) {
  const numbers = [0];
  for (const choice of way === "" ? [] : way.split(".")) {
    const move = /^\d+$/.test(choice) ? states[numbers.at(-1)][2][choice] : undefined;
    if (!move) return null;
    numbers.push(move[2]);
  }
  return numbers;
}

// All ways from the start to an end, or null if there are too many to show.
function everyWay(states) {
  let ways = [];
  const walk = (number, way) => {
    const moves = states[number][2];
    if (!moves.length) ways?.push(way.join("."));
    if (way.length > 30 || ways?.length > MOST_STRIPS) ways = null;
    moves.forEach((move, place) => ways && walk(move[2], [...way, place]));
  };
  walk(0, []);
  return ways;
}

// The states on all ways from one, the near ones first.
function statesAhead(states, from) {
  // The set grows while it is walked through.
  const numbers = new Set([from]);
  for (const number of numbers) states[number][2].forEach((move) => numbers.add(move[2]));
  return [...numbers].map((number) => states[number]);
}

// How the log shows what was done, whatever the goal was.
const look = (ok) => (ok ? "xp-good" : "xp-bad");
const byLength = (one, other) => other.textContent.length - one.textContent.length;
// One of each kind of end.
const kindsOf = (states) => [...new Map(states.flatMap(([, , , end]) => (end ? [[end[2] || end[1], end]] : []))).values()];
const count = (number) => `${number} move${number === 1 ? "" : "s"}`;

export function play(figure) {
  const { values, harm, actors, programs, ends, nobody, par, slots, states } = JSON.parse(figure.dataset.graph);
  const name = figure.dataset.play;
  const every = ends && everyWay(states);
  const found = new Set(kept(name).filter((way) => follow(states, way)));
  let way = [];

  const shelf = make("p", { className: "xp-shelf" });
  const moves = make("div", { className: "xp-controls xp-moves" });
  const says = slots.map(() => make("span"));
  // A button keeps its place and its size: it has room for all that it may say. The first
  // nine have digits.
  const buttons = slots.map(([actor, labels, others], slot) => {
    const room = [...labels, ...others].map((words) => make("span", { className: "xp-room", textContent: named(actor) + words }));
    const made = make("button", { type: "button", className: `xp-go xp-actor-${actor < 0 ? "none" : actor % 4}` }, says[slot], ...room);
    if (slot < 9) {
      made.ariaKeyShortcuts = slot + 1;
      made.prepend(make("kbd", { textContent: slot + 1, ariaHidden: "true" }));
    }
    return made;
  });
  const [undo, over] = ["Undo", "Start over"].map((textContent) => make("button", { type: "button", textContent }));
  const stage = make("div", { className: "xp-stage" });
  const verdict = make("p", { role: "status" });
  const tried = make("div", { className: "xp-tried" });
  const link = make("a", { textContent: "Copy the link to these moves", onclick: copy });
  const copied = make("span", { role: "status" });
  const linked = make("p", { className: "xp-link" }, link, " ", copied);

  // The shelf has room for the longest of all states, so that nothing below it moves.
  shelf.append(make("span"), ...states.map((state) => make("span", { className: "xp-room" }, ...boxes(state))).sort(byLength).slice(0, MOST_ROOMS));
  moves.append(...buttons, make("span", { className: "xp-pair" }, undo, over));

  function named(actor) {
    return actor < 0 ? "" : `${actors[actor]}: `;
  }

  // What cannot be pressed now stays where it is, and in reach of the keys.
  function arm(button, act) {
    button.onclick = act || null;
    button.ariaDisabled = !act;
  }

  const text = () => way.join(".");
  const numbers = () => follow(states, text());

  function boxes(now, before) {
    return values.map((words, place) => {
      const value = make("b", { textContent: now[0][place] });
      const box = make("span", {}, `${words} `, value);
      if (before && before[0][place] !== now[0][place]) value.className = "xp-changed";
      if (now[3] && !now[3][0] && harm[place]) {
        value.className = "xp-wrong";
        box.append(make("em", { textContent: ` ${harm[place]}` }));
      }
      return box;
    });
  }

  // The steps that somebody has taken on the way.
  function taken(actor, path) {
    return way.map((place, step) => states[path[step]][2][place]).filter((move) => move[0] === actor);
  }

  function stepsOf(actor, path) {
    const done = taken(actor, path).map((move) => move[1]);
    const program = programs[actor];
    const first = program ? 0 : Math.max(0, done.length - MOST_STEPS);
    // Who waits for somebody has sent the step; who waits for a thing has not begun it.
    const over = done.length - actors.includes(states[path.at(-1)][1][actor][1]);
    const items = (program || done).slice(first).map((label, place) => {
      const state = place + first < over ? "done" : place + first === over ? "next" : "to-come";
      return make("li", { className: `xp-${state}`, textContent: label.replace(/ ([-+]) /g, "\u00a0$1\u2060\u00a0") });
    });
    // An empty list is no list.
    return items.length ? [make("ol", {}, ...items)] : [];
  }

  function lane(actor, path) {
    const [belief, waits] = states[path.at(-1)][1][actor];
    const words = waits ? `waits for ${waits}` : belief;
    return make("section", { className: `xp-lane xp-actor-${actor % 4}` },
      make("b", { className: `xp-who xp-actor-${actor % 4}`, textContent: actors[actor] }),
      ...stepsOf(actor, path),
      make("p", { className: waits ? "xp-waits" : "", textContent: words }));
  }

  // What stands on the button of a slot that no move is open for now.
  function still([actor, labels, others], now, path) {
    const waits = others.length && now[1][actor][1];
    if (waits) return `waits for ${waits}`;
    const later = statesAhead(states, path.at(-1)).flatMap((state) => state[2])
      .find((move) => move[0] === actor && labels.includes(move[1]));
    return later?.[1] || (others.length ? programs[actor]?.[taken(actor, path).length] || "has finished" : labels.at(-1));
  }

  function paintMoves(now, path) {
    const used = new Set();
    slots.forEach((slot, number) => {
      const place = now[2].findIndex((move, each) => move[0] === slot[0] && slot[1].includes(move[1]) && !used.has(each));
      used.add(place);
      says[number].textContent = named(slot[0]) + (now[2][place]?.[1] || still(slot, now, path));
      arm(buttons[number], place >= 0 && (() => go([...way, place])));
    });
    arm(undo, way.length && (() => go(way.slice(0, -1))));
    arm(over, way.length && (() => go([])));
  }

  function strip(end) {
    if (!found.has(end)) return make("li", { className: "xp-hidden", textContent: "not tried" });
    const path = follow(states, end);
    const letters = end.split(".").map((place, step) => {
      const actor = states[path[step]][2][place][0];
      const who = actors[actor] || "·";
      return make("i", { className: `xp-actor-${actor % 4}`, textContent: who[0], title: who });
    });
    const ok = states[path.at(-1)][3][0];
    return make("li", { className: look(ok) }, make("span", {}, ...letters), ` ${ends[ok ? 0 : 1]}`);
  }

  // Where the orders are few each has its strip, else each of several ends its line.
  function paintTried() {
    const told = kindsOf([...found].map((way) => states[follow(states, way).at(-1)]));
    const kinds = kindsOf(states).length;
    const dot = nobody ? ` (· = ${nobody})` : "";
    const said = every ? `Orders you have tried: ${found.size} of ${every.length}${dot}` : `Ends found: ${told.length} of ${kinds}`;
    const lines = every ? every.map(strip) : told.map(([ok, sentence, kind]) => {
      const word = ends ? `${ends[ok ? 0 : 1]}: ` : "";
      return make("li", { className: ends ? look(ok) : "", textContent: word + (kind || sentence) });
    });
    tried.replaceChildren(make("p", { textContent: said }), make("ul", { className: every ? "" : "xp-ends" }, ...lines));
    // Two are the goal, and the rest.
    tried.hidden = !found.size || (!every && kinds < 3);
  }

  // What has happened, in words: also what a screen reader hears.
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
    const act = `${way.length}. ${named(actor)}${label}`;
    const waits = actors.map((who, actor) => {
      const [is, was] = [now, before].map((state) => state[1][actor][1]);
      return is === was ? "" : `. ${who} waits ${is ? `for ${is}` : "no more"}`;
    });
    const lost = statesAhead(states, numbers().at(-1)).some(([, , , end]) => end && !end[0]) ? "" : ". From here the goal cannot be reached";
    return (changed.length ? `${act} → ${changed.join(", ")}` : act) + waits.join("") + lost;
  }

  function paint(words) {
    const path = numbers();
    const now = states[path.at(-1)];
    const before = path.length > 1 && states[path.at(-2)];
    shelf.firstChild.replaceChildren(...boxes(now, before));
    stage.replaceChildren(...actors.map((_, actor) => lane(actor, path)));
    verdict.className = `xp-verdict ${now[3] ? now[3][0] ? "xp-missed" : "xp-won" : ""}`;
    verdict.textContent = words || said(now, before);
    copied.replaceChildren();
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

  async function copy(event) {
    event.preventDefault();
    try {
      await navigator.clipboard.writeText(link.href);
      copied.textContent = "Link copied";
    } catch {
      // A page without a certificate may not; then the reader does.
      const field = make("input", { value: link.href, readOnly: true, ariaLabel: "Link" });
      copied.replaceChildren(field);
      field.select();
      field.scrollIntoView({ block: "nearest" });
    }
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
    const chosen = event.key === "u" ? undo : buttons.slice(0, 9)[event.key - 1];
    if (!chosen) return;
    chosen.click();
    event.preventDefault();
  });
  figure.querySelector(".xp-rest").replaceWith(shelf, moves, verdict, stage, tried, linked);
  // A link to an edited cell brings moves.
  const begun = figure.dataset.moves;
  if (begun && follow(states, begun)) way = begun.split(".").map(Number);
  paint();
  addEventListener("hashchange", followLink);
  followLink();
}

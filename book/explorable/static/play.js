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
const MOST_ROOMS = 12; // of the states of a shelf, the longest ones
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
const byLength = (one, other) => other.textContent.length - one.textContent.length;
const kindsOf = (ends) => [...new Map(ends.filter(Boolean).map((end) => [end[2] || end[1], end])).values()];
const count = (number) => `${number} move${number === 1 ? "" : "s"}`;
function play(figure) {
  const { values, harm, actors, programs, ends, par, slots, states } = JSON.parse(figure.dataset.graph);
  const name = figure.dataset.play;
  const every = ends && everyWay(states);
  const found = new Set(kept(name).filter((way) => follow(states, way)));
  let way = [];
  const shelf = make("p", { className: "xp-shelf" });
  const moves = make("div", { className: "xp-controls xp-moves" });
  const says = slots.map(() => make("span"));
  const buttons = slots.map(([actor, labels, others], slot) => {
    const room = [...labels, ...others].map((words) => make("span", { className: "xp-room", textContent: named(actor) + words }));
    const made = make("button", { type: "button", className: `xp-go xp-actor-${actor < 0 ? "none" : actor % 4}` }, says[slot], ...room);
    if (slot < 9) {
      made.setAttribute("aria-keyshortcuts", slot + 1);
      made.prepend(make("kbd", { textContent: slot + 1, ariaHidden: "true" }));
    }
    return made;
  });
  const [undo, over] = ["Undo", "Start over"].map((textContent) => make("button", { type: "button", textContent }));
  const stage = make("div", { className: "xp-stage" });
  const verdict = make("p", { className: "xp-verdict" });
  verdict.setAttribute("role", "status");
  const tried = make("div", { className: "xp-tried" });
  const link = make("a", { textContent: "Link to these moves" });
  const linked = make("p", { className: "xp-link" }, link);
  shelf.append(make("span"), ...states.map((state) => make("span", { className: "xp-room" }, ...boxes(state))).sort(byLength).slice(0, MOST_ROOMS));
  moves.append(...buttons, make("span", { className: "xp-pair" }, undo, over));
  function named(actor) {
    return actor < 0 ? "" : `${actors[actor]}: `;
  }
  function arm(button, act) {
    button.onclick = act || null;
    button.setAttribute("aria-disabled", !act);
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
  function still([actor, labels, others], now, path) {
    const waits = others.length && now[1][actor][1];
    if (waits) return `waits for ${waits}`;
    const later = statesAhead(states, path.at(-1)).flatMap((state) => state[2])
      .find((move) => move[0] === actor && labels.includes(move[1]));
    const steps = path.slice(0, -1).filter((number, step) => states[number][2][way[step]][0] === actor).length;
    return later?.[1] || (others.length ? programs[actor]?.[steps] || "has finished" : labels.at(-1));
  }
  function paintMoves(now, path) {
    const taken = new Set();
    slots.forEach((slot, number) => {
      const place = now[2].findIndex((move, each) => move[0] === slot[0] && slot[1].includes(move[1]) && !taken.has(each));
      taken.add(place);
      says[number].textContent = named(slot[0]) + (now[2][place]?.[1] || still(slot, now, path));
      arm(buttons[number], place >= 0 && (() => go([...way, place])));
    });
    arm(undo, way.length && (() => go(way.slice(0, -1))));
    arm(over, way.length && (() => go([])));
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
    const act = `${way.length}. ${named(actor)}${label}`;
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
    shelf.firstChild.replaceChildren(...boxes(now, before));
    stage.replaceChildren(...actors.map((_, actor) => lane(actor, path)));
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
    const chosen = event.key === "u" ? undo : buttons.slice(0, 9)[event.key - 1];
    if (!chosen) return;
    chosen.click();
    event.preventDefault();
  });
  figure.querySelector(".xp-rest").replaceWith(shelf, moves, verdict, stage, tried, linked);
  const begun = figure.dataset.moves; // a link to an edited cell brings them
  if (begun && follow(states, begun)) way = begun.split(".").map(Number);
  paint();
  addEventListener("hashchange", followLink);
  followLink();
}
all(document, "figure[data-play]").forEach(play);
document.addEventListener("course:drawn", ({ target }) => all(target, "figure[data-play]").forEach(play));
})();

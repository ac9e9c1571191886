// Made of the parts in scripts/ by `python -m live`; edit those.
(() => {
const all = (root, selector) => [...root.querySelectorAll(selector)];
function make(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}
const SPACE = "locks-and-quorums:play:";
const MOST_STRIPS = 12;
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
function play(figure) {
  const { values, actors, ends, states } = JSON.parse(figure.dataset.graph);
  const name = figure.dataset.play;
  const every = everyWay(states);
  const found = new Set(kept(name).filter((way) => follow(states, way)));
  let way = [];
  const stage = make("div", { className: "xp-stage" });
  const moves = make("div", { className: "xp-controls xp-moves" });
  const verdict = make("p", { className: "xp-verdict" });
  verdict.setAttribute("role", "status");
  const tried = make("div", { className: "xp-tried" });
  const link = make("a", { textContent: "Link to these moves" });
  const text = () => way.join(".");
  const numbers = () => follow(states, text());
  function boxes(now, before) {
    const shelf = make("p", { className: "xp-shelf" });
    values.forEach((words, place) => {
      const value = make("b", { textContent: now[0][place] });
      if (before && before[0][place] !== now[0][place]) value.className = "xp-changed";
      if (now[3] && !now[3][0]) value.className = "xp-wrong";
      shelf.append(make("span", {}, `${words} `, value));
    });
    return shelf;
  }
  function lane(actor, place, path) {
    const steps = make("ol", {});
    path.slice(0, -1).forEach((number, step) => {
      const [who, label] = states[number][2][way[step]];
      if (who === actor) steps.append(make("li", { textContent: label }));
    });
    const [belief, waits] = states[path.at(-1)][1][place];
    const made = make("section", { className: `xp-lane xp-actor-${place % 4}` }, make("b", { textContent: actor }), steps);
    if (belief) made.append(make("p", { textContent: belief }));
    if (waits) made.append(make("p", { className: "xp-waits", textContent: `waits for ${waits}` }));
    return made;
  }
  function button(words, act, properties) {
    const made = make("button", { type: "button", textContent: words, ...properties });
    made.addEventListener("click", () => { if (made.getAttribute("aria-disabled") !== "true") act(); });
    return made;
  }
  function paintMoves(now) {
    const had = [...moves.children].indexOf(document.activeElement);
    const choices = now[2].map(([who, label], place) => {
      const actor = actors.indexOf(who);
      const words = `${place + 1} ${who ? `${who}: ` : ""}${label}`;
      return button(words, () => go([...way, place]), { className: `xp-go xp-actor-${actor < 0 ? "none" : actor % 4}` });
    });
    const waiting = actors.flatMap((actor, place) => {
      const waits = now[1][place][1];
      if (!waits || now[3]) return [];
      const made = button(`${actor} waits for ${waits}`, () => {});
      made.setAttribute("aria-disabled", true);
      return [made];
    });
    const undo = button("Undo", () => go(way.slice(0, -1)));
    const over = button("Start over", () => go([]));
    [undo, over].forEach((each) => each.setAttribute("aria-disabled", !way.length));
    moves.replaceChildren(...choices, ...waiting, undo, over);
    if (had >= 0) moves.children[Math.min(had, moves.children.length - 1)].focus();
  }
  function paintTried() {
    const strips = (every || [...found]).map((end) => {
      if (!found.has(end)) return make("li", { className: "xp-hidden", textContent: "not tried" });
      const path = follow(states, end);
      const letters = path.slice(0, -1).map((number, step) => {
        const who = states[number][2][end.split(".")[step]][0];
        return make("i", { className: `xp-actor-${actors.indexOf(who) % 4}`, textContent: who[0], title: who });
      });
      const [ok] = states[path.at(-1)][3];
      return make("li", { className: ok ? "xp-good" : "xp-bad" }, ...letters, ` ${ends[ok ? 0 : 1]}`);
    });
    const said = every ? `Orders you have tried: ${found.size} of ${every.length}` : `Ends you have found: ${found.size}`;
    tried.replaceChildren(make("p", { textContent: said }), make("ul", {}, ...strips));
    tried.hidden = !found.size;
  }
  function paint(words) {
    const path = numbers();
    const now = states[path.at(-1)];
    const before = path.length > 1 && states[path.at(-2)];
    stage.replaceChildren(boxes(now, before), ...actors.map((actor, place) => lane(actor, place, path)));
    const over = now[3];
    verdict.className = over ? `xp-verdict ${over[0] ? "xp-good" : "xp-bad"}` : "xp-verdict";
    const counted = `${way.length} move${way.length === 1 ? "" : "s"}`;
    const ended = over && `${over[1]}, in ${counted}.`;
    verdict.textContent = words || ended || (way.length ? counted : "Choose who moves next.");
    link.href = `#${name}=${text()}`;
    paintMoves(now);
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
    const place = Number(event.key) - 1;
    if (event.key === "u" && way.length) go(way.slice(0, -1));
    else if (states[numbers().at(-1)][2][place]) go([...way, place]);
    else return;
    event.preventDefault();
  });
  figure.querySelector(".xp-rest").replaceWith(stage, moves, verdict, tried, make("p", { className: "xp-link" }, link));
  paint();
  addEventListener("hashchange", followLink);
  followLink();
}
all(document, "figure[data-play]").forEach(play);
})();

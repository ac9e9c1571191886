// Made of the parts in scripts/ by `python -m live`; edit those.
(() => {
const all = (root, selector) => [...root.querySelectorAll(selector)];
function make(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}
function markSteps(marks, lines, now, quiet) {
  for (const mark of marks) {
    const step = Number(mark.dataset.step);
    mark.classList.toggle("xp-later", step > now);
    mark.classList.toggle("xp-now", step === now && !quiet);
  }
  lines.forEach((line, place) => {
    line.classList.toggle("xp-later", place >= now);
    if (place === now - 1 && !quiet) line.setAttribute("aria-current", "step");
    else line.removeAttribute("aria-current");
  });
}
function followLinks(figure, controls, go, restart) {
  const start = `#${figure.dataset.steps}=`;
  const follow = () => {
    const step = location.hash.split(start)[1];
    if (!/^[1-9]\d*$/.test(step)) return false;
    go(Number(step));
    const { top, bottom } = controls.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight) figure.scrollIntoView({ block: "nearest" });
    return true;
  };
  addEventListener("hashchange", ({ oldURL }) => {
    if (!follow() && oldURL.includes(start)) restart();
  });
  follow();
}
function steps(figure, tell) {
  const marks = all(figure, "[data-step]");
  const lines = all(figure, ".xp-log li");
  const last = lines.length;
  const status = make("p", { className: "xp-status" });
  const slider = make("input", { type: "range", min: 1, max: last, value: 1 });
  const link = make("a", { textContent: "Link to this step" });
  let now = 1;
  function button(text, where) {
    const made = make("button", { type: "button", textContent: text });
    made.addEventListener("click", () => go(where()));
    return made;
  }
  const back = [button("First", () => 1), button("Back", () => now - 1)];
  const forward = [button("Forward", () => now + 1), button("Last", () => last)];
  function go(step, quiet) {
    now = Math.min(last, Math.max(1, step));
    slider.value = now;
    slider.setAttribute("aria-valuetext", `${now} of ${last}`);
    markSteps(marks, lines, now, quiet);
    link.href = `#${figure.dataset.steps}=${now}`;
    back.forEach((each) => each.setAttribute("aria-disabled", now === 1));
    forward.forEach((each) => each.setAttribute("aria-disabled", now === last));
    status.textContent = quiet ? "" : `Step ${now} of ${last}: ${lines[now - 1].textContent}`;
    if (tell && !quiet) tell({ step: now });
  }
  slider.addEventListener("input", () => go(Number(slider.value)));
  status.setAttribute("role", "status");
  const label = make("label", { className: "xp-knob" }, "Step ", slider);
  const controls = make("div", { className: "xp-controls" }, ...back, ...forward, label);
  if (!tell) controls.append(link);
  figure.querySelector(".xp-drawing").before(controls);
  figure.querySelector(".xp-log").before(status);
  go(1, true);
  if (tell) return;
  followLinks(figure, controls, go, () => go(1, true));
  addEventListener("pageshow", () => {
    if (Number(slider.value) !== now) go(Number(slider.value));
  });
}
function slider(values) {
  const field = make("input", { type: "range", min: 0, max: values.length - 1, value: 0 });
  const value = make("span", { className: "xp-value" });
  value.setAttribute("aria-hidden", "true");
  const say = () => {
    value.textContent = values[field.value];
    field.setAttribute("aria-valuetext", values[field.value]);
  };
  field.addEventListener("input", say);
  say();
  return { field, beside: [value] };
}
function numberBox(values) {
  return { field: make("input", { type: "number", value: values[0], step: 1 }), beside: [] };
}
function menu(values) {
  const options = values.map((text, place) => make("option", { value: place, textContent: text }));
  return { field: make("select", {}, ...options), beside: [] };
}
function control([name, kind, ...values], live) {
  const isRange = kind === "range";
  const { field, beside } = !isRange ? menu(values) : live ? numberBox(values) : slider(values);
  const label = make("label", { className: "xp-knob" }, `${name.replaceAll("_", " ")} `, field);
  return { name, field, pair: make("span", { className: "xp-pair" }, label, ...beside) };
}
const isUsable = ({ field }) => field.value !== "" && field.validity.valid;
function knobs(figure, tell) {
  const box = figure.querySelector(".xp-blocks");
  const blocks = all(box, ".xp-block");
  const controls = JSON.parse(figure.dataset.knobs).map((each) => control(each, Boolean(tell)));
  let asked = 0;
  function ask() {
    if (!controls.every(isUsable)) return;
    asked += 1;
    const setting = Object.fromEntries(controls.map(({ name, field }) => [name, Number(field.value)]));
    tell({ count: asked, setting });
  }
  function choose() {
    const at = controls.map(({ field }) => field.value).join(" ");
    blocks.forEach((block) => { block.hidden = block.dataset.at !== at; });
  }
  function show({ label, html, error }) {
    const result = make("div", { className: "xp-block" }, make("p", { className: "xp-label", textContent: label }));
    if (error) result.append(make("pre", { className: "xp-result", textContent: error }));
    else result.insertAdjacentHTML("beforeend", html);
    box.replaceChildren(result);
  }
  controls.forEach(({ field }) => field.addEventListener("input", tell ? ask : choose));
  if (!tell) addEventListener("pageshow", () => controls.forEach(({ field }) => field.dispatchEvent(new Event("input"))));
  box.before(make("div", { className: "xp-controls" }, ...controls.map(({ pair }) => pair)));
  box.setAttribute("aria-live", "polite");
  blocks.slice(1).forEach((block) => { block.hidden = true; });
  if (tell) all(figure, ".xp-said").forEach((said) => { said.textContent = "Live: each setting is computed anew."; });
  return show;
}
function prepareFigures(root, tell) {
  let show;
  for (const figure of all(root, "figure.xp-figure:not([data-ready], [data-play])")) {
    figure.dataset.ready = "yes";
    show = figure.dataset.knobs ? knobs(figure, tell) : steps(figure, tell);
  }
  return show;
}
prepareFigures(document);
})();

// A figure with a control for each argument of a function. On a page every setting is
// there, and the controls choose one. With a kernel, tell(...) asks for a setting.

import { all, make } from "./dom.js";

// Where a slider over values stands; its value is a position in the list.
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

// Returns a function that shows what the kernel answers.
export function knobs(figure, tell) {
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
  // A browser that comes back to the page may have set the controls by itself.
  if (!tell) addEventListener("pageshow", () => controls.forEach(({ field }) => field.dispatchEvent(new Event("input"))));
  box.before(make("div", { className: "xp-controls" }, ...controls.map(({ pair }) => pair)));
  box.setAttribute("aria-live", "polite");
  blocks.slice(1).forEach((block) => { block.hidden = true; });
  if (tell) all(figure, ".xp-said").forEach((said) => { said.textContent = "Live: each setting is computed anew."; });
  return show;
}

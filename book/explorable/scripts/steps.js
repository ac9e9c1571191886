// A drawing and its log, one step at a time. With a kernel, tell(...) says which step.

import { all, make } from "./dom.js";

// Mark what is still to come, and the step that is shown now.
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

// "#paused-holder=3" leads to step 3 of the figure with that name, and the way back from
// there to its first step. Whoever sees the controls already is left where they are.
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

export function steps(figure, tell) {
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

  // quiet: nothing is said yet, since the reader has not asked
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
  // A browser that comes back to the page may have moved the slider by itself.
  addEventListener("pageshow", () => {
    if (Number(slider.value) !== now) go(Number(slider.value));
  });
}

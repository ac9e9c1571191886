// Gives the figures of the explorable package their controls. Without this script all
// settings and the whole drawing are there to be read. `tell` is a live notebook's kernel.
(() => {
  const all = (root, selector) => [...root.querySelectorAll(selector)];
  const make = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };

  function knobs(figure, tell) {
    const box = figure.querySelector(".xp-blocks"), blocks = all(box, ".xp-block");
    const controls = JSON.parse(figure.dataset.knobs).map(([name, kind, ...values]) => {
      const whole = kind === "range", free = whole && tell;
      const value = make("span", { className: "xp-value", textContent: whole && !free ? values[0] : "" });
      value.setAttribute("aria-hidden", "true");
      const field = whole
        ? make("input", free ? { type: "number", value: values[0], step: 1 } : { type: "range", min: 0, max: values.length - 1, value: 0 })
        : make("select", {}, ...values.map((text, i) => make("option", { value: i, textContent: text })));
      const label = make("label", { className: "xp-knob" }, `${name.replaceAll("_", " ")} `, field);
      const pair = make("span", { className: "xp-pair" }, label, value);
      field.addEventListener("input", () => {
        if (field.type === "range") {
          value.textContent = values[field.value];
          field.setAttribute("aria-valuetext", values[field.value]);
        }
        turn();
      });
      if (field.type === "range") field.setAttribute("aria-valuetext", values[0]);
      return { name, field, pair };
    });
    let asked = 0;
    function turn() {
      if (tell) {
        if (controls.some(({ field }) => field.value === "" || !field.validity.valid)) return;
        return tell({ count: ++asked, setting: Object.fromEntries(controls.map(({ name, field }) => [name, +field.value])) });
      }
      const at = controls.map(({ field }) => field.value).join(" ");
      blocks.forEach((block) => { block.hidden = block.dataset.at !== at; });
    }
    function show({ label, html, error }) {
      const result = make("div", { className: "xp-block" }, make("p", { className: "xp-label", textContent: label }));
      if (error) result.append(make("pre", { className: "xp-result", textContent: error }));
      else result.insertAdjacentHTML("beforeend", html);
      box.replaceChildren(result);
    }
    box.before(make("div", { className: "xp-controls" }, ...controls.map(({ pair }) => pair)));
    box.setAttribute("aria-live", "polite");
    blocks.slice(1).forEach((block) => { block.hidden = true; });
    if (tell) all(figure, ".xp-said").forEach((said) => { said.textContent = "Live: each setting is computed anew."; });
    return show;
  }

  function steps(figure, tell) {
    const name = figure.dataset.steps, marks = all(figure, "[data-step]"), lines = all(figure, ".xp-log li");
    const last = lines.length, status = make("p", { className: "xp-status" });
    const slider = make("input", { type: "range", min: 1, max: last, value: last });
    const link = make("a", { textContent: "Link to this step" });
    let now = last;
    function go(step, quiet) {
      now = Math.min(last, Math.max(1, step));
      slider.value = now;
      marks.forEach((mark) => {
        mark.classList.toggle("xp-later", +mark.dataset.step > now);
        mark.classList.toggle("xp-now", +mark.dataset.step === now && !quiet);
      });
      lines.forEach((line, i) => {
        line.classList.toggle("xp-later", i >= now);
        if (i === now - 1 && !quiet) line.setAttribute("aria-current", "step");
        else line.removeAttribute("aria-current");
      });
      link.href = `#${name}=${now}`;
      slider.setAttribute("aria-valuetext", `${now} of ${last}`);
      buttons.forEach((button, i) => button.setAttribute("aria-disabled", i < 2 ? now === 1 : now === last));
      if (quiet) return;
      status.textContent = `Step ${now} of ${last}: ${lines[now - 1].textContent}`;
      if (tell) tell({ step: now });
    }
    const button = (text, where) => {
      const made = make("button", { type: "button", textContent: text });
      made.addEventListener("click", () => go(where()));
      return made;
    };
    const buttons = [button("First", () => 1), button("Back", () => now - 1), button("Forward", () => now + 1), button("Last", () => last)];
    slider.addEventListener("input", () => go(+slider.value));
    status.setAttribute("role", "status");
    figure.querySelector(".xp-drawing").before(make("div", { className: "xp-controls" },
      ...buttons, make("label", { className: "xp-knob" }, "Step ", slider), ...(tell ? [] : [link])));
    figure.querySelector(".xp-log").before(status);
    go(last, true);
    const follow = () => {
      const [asked, step] = location.hash.slice(1).split("=");
      if (asked !== name || !(+step >= 1)) return;
      go(+step);
      figure.scrollIntoView({ block: "nearest" });
    };
    if (tell) return;
    addEventListener("hashchange", follow);
    follow();
  }

  window.explorable = (root, tell) => {
    let show;
    for (const figure of all(root, "figure.xp-figure:not([data-ready])")) {
      figure.dataset.ready = "yes";
      show = (figure.dataset.knobs ? knobs : steps)(figure, tell);
    }
    return show;
  };
  // In a notebook the room `live` says where there is a figure to bring to life.
  if (!globalThis.liveOutputs) window.explorable(document);
})();

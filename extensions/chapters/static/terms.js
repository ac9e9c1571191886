/* The sentence of a term, from the glossary, at hover, focus and tap. */
(() => {
  let hideShown = () => {};

  const explain = (link, number) => {
    const tip = document.createElement("span");
    let leaving, tapped;
    tip.id = `ch-tip-${number}`;
    tip.className = "ch-tip";
    tip.setAttribute("role", "tooltip");
    tip.textContent = link.dataset.sentence;
    tip.hidden = true;
    document.body.append(tip);
    link.setAttribute("aria-describedby", tip.id);

    const hide = () => { tip.hidden = true; };
    const show = () => {
      clearTimeout(leaving);
      if (!tip.hidden) return;
      hideShown();
      hideShown = hide;
      tip.hidden = false;
      const at = link.getBoundingClientRect();
      const right = document.documentElement.clientWidth - tip.offsetWidth - 8;
      const below = at.bottom + tip.offsetHeight < innerHeight;
      tip.style.left = `${scrollX + Math.max(8, Math.min(at.left, right))}px`;
      tip.style.top = `${scrollY + (below ? at.bottom : at.top - tip.offsetHeight)}px`;
    };
    for (const each of [link, tip]) { // the pointer may go from the one to the other
      each.addEventListener("pointerenter", (event) => event.pointerType !== "touch" && show());
      each.addEventListener("pointerleave", () => { leaving = setTimeout(hide, 300); });
    }
    link.addEventListener("focus", show);
    link.addEventListener("blur", hide);
    link.addEventListener("pointerdown", (event) => {
      tapped = event.pointerType === "touch" && tip.hidden;
    });
    link.addEventListener("click", (event) => { // a second tap follows the link
      if (tapped) event.preventDefault();
      (tapped ? show : hide)();
      tapped = false;
    });
  };
  document.querySelectorAll(".ch-term").forEach(explain);
  addEventListener("keydown", (event) => event.key === "Escape" && hideShown());
  addEventListener("pointerdown", (event) => {
    if (!event.target.closest(".ch-term, .ch-tip")) hideShown();
  });
})();

/* Folds: a link to one, or into one, opens it; print opens all of them. */
(() => {
  const openTarget = () => {
    const target = document.querySelector(":target");
    let fold = target?.querySelector(":scope > .ch-further") || target?.closest("details");
    if (!fold) return;
    for (; fold; fold = fold.parentElement.closest("details")) fold.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", openTarget);
  addEventListener("pageshow", openTarget);

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll(".ch-further:not([open]), details.hide:not([open])")];
    for (const fold of opened) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
  });
})();

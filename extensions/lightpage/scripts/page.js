/* Print a dark page as a light one, with its folds open; put both back afterwards. The
   folds of questions and tasks stay shut: they hold the answers. */
const foldsToPrint = () =>
  [...document.querySelectorAll("article details:not([open])")].filter(
    (fold) => !fold.closest("[data-question], [data-task], [data-reveal]"),
  );

addEventListener("beforeprint", () => {
  const page = document.documentElement.dataset;
  const theme = page.theme;
  const folds = foldsToPrint();
  page.theme = "light";
  for (const fold of folds) fold.open = true;
  addEventListener("afterprint", () => {
    page.theme = theme;
    for (const fold of folds) fold.open = false;
  }, { once: true });
});

/* Close an open menu at a click elsewhere, and at Escape. */
const closeMenus = (except) => {
  for (const menu of document.querySelectorAll("details.menu[open]"))
    if (menu !== except) menu.open = false;
};
document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  event.target.closest("details.menu")?.querySelector("summary").focus();
  closeMenus();
});

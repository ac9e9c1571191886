/* Print a dark page as a light one, and put the darkness back afterwards. */
addEventListener("beforeprint", () => {
  const page = document.documentElement.dataset;
  const theme = page.theme;
  page.theme = "light";
  addEventListener("afterprint", () => { page.theme = theme; }, { once: true });
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

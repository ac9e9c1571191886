/* Print a dark page as a light one, and put the darkness back afterwards. */
addEventListener("beforeprint", () => {
  const page = document.documentElement.dataset;
  const theme = page.theme;
  page.theme = "light";
  addEventListener("afterprint", () => { page.theme = theme; }, { once: true });
});

/* Side bars. Where there is room, the course's one stands beside the text, and its button
   hides it. On a narrow page each lies in a drawer, a dialog that its button opens. */
"use strict";

const BESIDE = { // from which width on a side bar stands beside the text
  "pst-primary-sidebar": matchMedia("(min-width: 960px)"),
  "pst-secondary-sidebar": matchMedia("(min-width: 1200px)"),
};

const isOutside = (dialog, event) => {
  const { left, right, top, bottom } = dialog.getBoundingClientRect();
  const { clientX, clientY } = event;
  return clientX < left || clientX > right || clientY < top || clientY > bottom;
};

const prepareDrawer = (toggle) => {
  const bar = document.getElementById(toggle.getAttribute("aria-controls"));
  const drawer = document.getElementById(`${bar.id}-modal`);
  const beside = BESIDE[bar.id];

  const say = () => {
    const isShown = beside.matches ? !bar.classList.contains("pst-sidebar-hidden") : drawer.open;
    toggle.setAttribute("aria-expanded", isShown);
  };

  const open = () => {
    drawer.append(...bar.children);
    drawer.showModal();
    say();
  };

  const close = (focused) => {
    if (!drawer.open) return;
    drawer.close();
    focused?.focus();
  };

  toggle.addEventListener("click", () => {
    if (!beside.matches) open();
    else bar.classList.toggle("pst-sidebar-hidden");
    say();
  });
  drawer.addEventListener("click", (event) => {
    // A link leads away, and so does the focus; a page that comes back has no open drawer.
    if (event.target.closest("a[href]")) close();
    else if (event.target.closest(".drawer-close")) close(toggle);
    else if (event.target === drawer && isOutside(drawer, event)) close(toggle);
  });
  drawer.addEventListener("cancel", (event) => {
    event.preventDefault();
    close(toggle);
  });
  drawer.addEventListener("close", () => {
    bar.append(...[...drawer.children].filter((part) => !part.matches(".drawer-close")));
    say();
  });
  beside.addEventListener("change", () => {
    close();
    say();
  });
  say();
};

document.querySelectorAll(".sidebar-toggle[aria-controls]").forEach(prepareDrawer);

/* Names of buttons that the scripts of others write or change. */
"use strict";

const COLOURS = { auto: "as the system has them", light: "light", dark: "dark" };

/* Say on the button of the colours which ones are shown. */
const nameColours = () => {
  const name = `Colours: ${COLOURS[document.documentElement.dataset.mode]}`;
  for (const button of document.querySelectorAll(".theme-switch-button")) {
    button.setAttribute("aria-label", name);
    button.title = name;
  }
};

// Not every browser takes a hint or the title of an icon for the name of a button.
for (const button of document.querySelectorAll("button.copybtn"))
  button.setAttribute("aria-label", "Copy to clipboard");

new MutationObserver(nameColours).observe(document.documentElement, { attributeFilter: ["data-mode"] });
nameColours();

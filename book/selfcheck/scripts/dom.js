// Short words for the elements of a page.

export const all = (root, selector) => [...root.querySelectorAll(selector)];

export function make(tag, className, text = "") {
  return Object.assign(document.createElement(tag), { className, textContent: text });
}

// The second press of a double-click, or a held Enter, is not meant as an answer: what
// the first one moved may lie under the pointer by then.
export function ignoreEchoes(element) {
  for (const kind of ["click", "keydown"])
    element.addEventListener(kind, (event) => {
      if (!(event.detail > 1 || (event.repeat && event.key === "Enter"))) return;
      event.preventDefault();
      event.stopPropagation();
    }, true);
}

// Never a submit button: nothing may leave the page.
export function button(text, action) {
  const made = make("button", "sc-button", text);
  made.type = "button";
  made.addEventListener("click", action);
  return made;
}

// An element that takes the focus from a button that is about to vanish.
export function focusOn(element) {
  element.tabIndex = -1;
  element.focus();
}

// Short words for the elements of a page.

export const all = (root, selector) => [...root.querySelectorAll(selector)];

export function make(tag, className, text = "") {
  return Object.assign(document.createElement(tag), { className, textContent: text });
}

// The second press of a double-click, or a key that is held: not meant as an answer.
// What a press moved may lie under the pointer by then.
export const isEcho = ({ detail, repeat }) => detail > 1 || repeat;

// Never a submit button: nothing may leave the page.
export function button(text, action) {
  const made = make("button", "sc-button", text);
  made.type = "button";
  made.addEventListener("keydown", (event) => isEcho(event) && event.preventDefault());
  made.addEventListener("click", (event) => isEcho(event) || action());
  return made;
}

// An element that takes the focus from a button that is about to vanish.
export function focusOn(element) {
  element.tabIndex = -1;
  element.focus();
}

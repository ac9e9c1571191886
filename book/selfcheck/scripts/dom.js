// Short words for the elements of a page.

export const all = (root, selector) => [...root.querySelectorAll(selector)];

export function make(tag, className, text = "") {
  return Object.assign(document.createElement(tag), { className, textContent: text });
}

// Never a submit button: nothing may leave the page.
export function button(text, action) {
  const made = make("button", "sc-button", text);
  made.type = "button";
  made.addEventListener("click", action);
  return made;
}

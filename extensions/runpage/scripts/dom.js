// Short words for the elements of a page.

export function make(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

export const button = (words, act, properties) => make("button", { type: "button", textContent: words, onclick: act, ...properties });

// The second press of a double-click, or a held Enter, is not meant for what the first one
// has moved under the pointer.
export function ignoreEchoes(element) {
  for (const kind of ["click", "keydown"])
    element.addEventListener(kind, (event) => {
      if (!(event.detail > 1 || (event.repeat && event.key === "Enter"))) return;
      event.preventDefault();
      event.stopPropagation();
    }, true);
}

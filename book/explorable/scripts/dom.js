// Short words for the elements of a page.

export const all = (root, selector) => [...root.querySelectorAll(selector)];

export function make(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

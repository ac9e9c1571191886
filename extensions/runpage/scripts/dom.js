// Short words for the elements of a page.

export function make(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

export const button = (words, act, properties) => make("button", { type: "button", textContent: words, onclick: act, ...properties });

// Finds the rest form of a model's output in the notebook and puts the live form there.
// The script before this one defines awaken(place, model).

// rest form -> its newest model, for all notebooks that are open in this window
const newest = (globalThis.liveOutputs ??= new Map());

// The element as the browser reads the rest form.
function parsed(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild;
}

// A front end rewrites links, but neither words nor data attributes.
function isSame(one, other) {
  return one.textContent === other.textContent
    && JSON.stringify(one.dataset) === JSON.stringify(other.dataset);
}

function bringToLife(element, model) {
  const place = document.createElement("div");
  place.liveRest = model.get("rest");
  place.dataset.live = "";
  place.innerHTML = model.get("html") || model.get("rest");
  // In JupyterLab an arrow key would leave for another cell.
  place.dataset.lmSuppressShortcuts = "true";
  place.addEventListener("keydown", (event) => event.stopPropagation());
  element.replaceWith(place);
  awaken(place, model);
}

export default {
  initialize({ model }) {
    const rest = model.get("rest");
    const wanted = parsed(rest);
    const kind = `${wanted.localName}.${wanted.className}`;
    newest.set(rest, model);
    // A cell that ran again has a new model: it takes over what an older one had.
    for (const place of document.querySelectorAll("[data-live]")) {
      if (place.liveRest === rest) bringToLife(place, model);
    }
    // The output may be shown after this runs, and again whenever the notebook likes.
    const look = () => {
      if (newest.get(rest) !== model) return;
      for (const element of document.querySelectorAll(kind)) {
        const alive = element.closest("[data-live]");
        if (!alive && isSame(element, wanted)) bringToLife(element, model);
      }
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, subtree: true });
    look();
    return () => observer.disconnect();
  },
};

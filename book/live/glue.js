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

// Where an output is alive now.
function placesOf(rest) {
  const places = [...document.querySelectorAll("[data-live]")];
  return places.filter(({ liveRest }) => liveRest === rest);
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

// Nothing may look alive and be dead: without its model an output is at rest again.
function putToRest(rest) {
  newest.delete(rest);
  for (const place of placesOf(rest)) place.replaceWith(parsed(rest));
}

export default {
  initialize({ model }) {
    const rest = model.get("rest");
    const wanted = parsed(rest);
    const kind = `${wanted.localName}.${wanted.className}`;
    newest.set(rest, model);
    // A cell that ran again has a new model: it takes over what an older one had.
    for (const place of placesOf(rest)) bringToLife(place, model);
    // The output may be shown after this runs, and again whenever the notebook likes.
    const others = new WeakSet(); // elements that were looked at, and are not this output
    const look = () => {
      if (newest.get(rest) !== model) return;
      for (const element of document.querySelectorAll(kind)) {
        if (others.has(element)) continue;
        const alive = element.closest("[data-live]");
        if (!alive && isSame(element, wanted)) bringToLife(element, model);
        else others.add(element);
      }
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, subtree: true });
    look();
    return () => {
      observer.disconnect();
      if (newest.get(rest) === model) putToRest(rest);
    };
  },
};

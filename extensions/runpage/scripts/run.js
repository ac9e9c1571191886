// A page whose cells can run: buttons at each cell. Nothing is loaded before one is pressed.
(() => {
  const here = new URL("FILES_OF_THIS_BUILD/", document.currentScript.src).href;
  const site = new URL("..", document.currentScript.src).pathname;
  const KEPT = `locks-and-quorums:edits:${location.pathname.slice(site.length)}`;
  const FROM_FILE = "Python cannot start on a page that was opened as a file. In the site’s folder, run: python -m http.server";
  const MISSING = "The files that run Python could not be loaded. Press again, or open the page on Binder.";
  let runner;

  function make(tag, properties, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  }

  // What the cells hold, edited or not, is the runner's; it is loaded at the first press.
  async function load(cell) {
    if (location.protocol === "file:") {
      cell.tell(FROM_FILE);
      return null;
    }
    runner ??= import(`${here}runner.js`);
    try {
      return (await runner).take(cells, here, KEPT);
    } catch (error) {
      runner = null;
      cell.tell(MISSING);
      console.warn(error); // for whoever runs the site
      return null;
    }
  }

  // The reader's own code stands where the book's did, which is one press away.
  function showOwn(place, code) {
    const book = place.querySelector(".cell_input");
    place.querySelector(".run-own")?.remove();
    book.hidden = code !== null;
    if (!book.hidden) return;
    const whose = make("span");
    const swap = make("button", { type: "button" });
    const own = make("div", { className: "highlight" }, make("pre", { textContent: code, tabIndex: 0 }));
    swap.onclick = () => paint(!book.hidden);
    function paint(isOwn) {
      book.hidden = isOwn;
      own.hidden = !isOwn;
      whose.textContent = isOwn ? "Your code:" : "The book’s code:";
      swap.textContent = isOwn ? "Show the book’s" : "Show mine";
    }
    paint(true);
    book.before(make("div", { className: "run-own" }, make("p", { className: "run-bar" }, whose, swap), own));
    place.querySelector("details.hide")?.setAttribute("open", "");
  }

  function bar(place, number) {
    const label = (does) => ({ type: "button", textContent: does, ariaLabel: `${does} cell ${number + 1}` });
    const run = make("button", { ...label("Run"), className: "run-go" });
    const edit = make("button", { ...label("Edit"), className: "run-edit" });
    const status = make("span", { className: "run-status" });
    status.setAttribute("role", "status");
    const controls = make("div", { className: "run-bar" }, run, edit, status);
    const cell = { place, number, run, edit, controls, showOwn: (code) => showOwn(place, code), tell: (words) => { status.textContent = words; } };
    run.onclick = async () => (await load(cell))?.run(number);
    edit.onclick = async () => (await load(cell))?.edit(number);
    place.firstElementChild.after(controls);
    return cell;
  }

  const cells = [...document.querySelectorAll("[data-run]")].map(bar);
  for (const place of document.querySelectorAll("[data-run-elsewhere]"))
    place.firstElementChild.after(make("p", { className: "run-bar", textContent: "This cell runs on Binder: it needs more than Python’s own library." }));

  // An edit of an earlier visit is shown; a link with an edit shows what it brings.
  try {
    for (const [number, { book, mine }] of Object.entries(JSON.parse(localStorage.getItem(KEPT)) || {})) {
      const cell = cells[number];
      if (!cell || typeof mine !== "string") continue;
      const isNow = cell.place.querySelector(".cell_input pre").textContent.replace(/\n$/, "") === book;
      if (isNow) cell.showOwn(mine);
      cell.tell(isNow ? "You have edited this cell: Run runs your code." : "You edited this cell before the page changed: Edit shows both.");
    }
  } catch { /* nothing that can be read is kept */ }
  const openLink = async () => location.hash.startsWith("#edit=") && (await load(cells[0]))?.openLink();
  addEventListener("hashchange", openLink);
  openLink();
})();

// The cells of a page as the reader runs and edits them. Loaded at the first press.
//
// Of this build: BYTES are what the worker counts as it starts, MEGABYTES all that is sent.

import { button, make } from "./dom.js";
import { Edits } from "./edits.js";
import { brought, linkTo } from "./links.js";
import { show } from "./outputs.js";
import { forget, keptBytes, Python, Stopped } from "./python.js";

const MOST_HEARD = 300; // letters of an output that are read out at once

let page;

// The page's cells, taken over from its script; the same answer each time.
export function take(cells, here, key) {
  page ??= new Page(cells, here, key);
  return page;
}

class Page {
  constructor(cells, here, key) {
    this.python = new Python(here);
    this.edits = new Edits(key);
    this.cells = cells.map((parts) => new Cell(this, parts));
    this.here = here;
    addEventListener("storage", (event) => event.key === key && this.cells.forEach((cell) => cell.takeFromElsewhere()));
  }

  run(number) { return this.cells[number].run(); }

  edit(number) { return this.cells[number].edit(); }

  // A link's code is shown, and waits for the reader.
  openLink() {
    const offer = brought(location.hash);
    const cell = offer && this.cells[offer.number];
    if (cell) cell.offer(offer);
    else this.cells[0].tell("The link to an edited cell is damaged, or leads to a cell that is no longer here. Nothing was changed.");
  }
}

class Cell {
  constructor(page, { place, number, run, edit, controls, tell }) {
    Object.assign(this, { page, place, number, controls, tell, runButton: run, editButton: edit });
    this.pre = place.querySelector(".cell_input pre");
    this.book = this.pre.textContent.replace(/\n$/, "");
    this.isTask = this.book.startsWith("%%task ");
    this.attempts = 0;
    this.editor = null;
    this.yours = null;
    this.takeKept();
  }

  // What the cell holds now.
  get code() { return this.editor ? this.editor.text : this.mine; }

  get isEdited() { return this.code !== this.book; }

  // What is run: a task stays the task that it is, if its first line was lost.
  get source() {
    const isLost = this.isTask && !this.code.startsWith("%%task ");
    return isLost ? `${this.book.split("\n")[0]}\n${this.code}` : this.code;
  }

  takeKept() {
    const kept = this.page.edits.of(this.number);
    this.mine = kept && kept.book === this.book ? kept.mine : this.book;
  }

  takeFromElsewhere() {
    const kept = this.page.edits.of(this.number);
    const theirs = kept && kept.book === this.book ? kept.mine : this.book;
    if (theirs === this.code) return;
    if (this.editor) this.tell("This cell was edited in another tab; what you type here is kept over it.");
    else this.mine = theirs;
  }

  async run() {
    const { python, cells } = this.page;
    if (this.isRunning) return python.stop();
    if (python.isBusy) return this.tell("Another cell is running; stop it first.");
    if (this.waitsForBet()) return undefined;
    this.setRunning(true);
    const began = performance.now();
    let printed = "";
    const tell = {
      starting: (bytes) => this.tellStart(bytes),
      ready: () => this.tell("Running …"),
      printed: (text) => {
        printed += text;
        this.tell(`Running, and has printed ${printed.length.toLocaleString("en")} characters …`);
      },
    };
    try {
      const pieces = await python.run(cells.slice(0, this.number + 1).map((cell) => cell.source), tell);
      this.show(pieces, performance.now() - began);
    } catch (error) {
      const said = error instanceof Stopped ? "Stopped. The next run starts Python anew." : `Python ended: ${error.message}. The next run starts it anew.`;
      this.show(printed ? [{ text: printed }] : [], 0, said);
    } finally {
      this.setRunning(false);
    }
    return undefined;
  }

  tellStart(bytes) {
    this.loaded = bytes ? this.loaded + bytes : 0;
    const share = Math.min(99, Math.floor((100 * this.loaded) / BYTES));
    this.tell(`Starting Python (${MEGABYTES} MB, once): ${share} %`);
  }

  setRunning(isRunning) {
    this.isRunning = isRunning;
    this.runButton.textContent = isRunning ? "Stop" : "Run";
    this.runButton.ariaLabel = `${isRunning ? "Stop" : "Run"} cell ${this.number + 1}`;
    if (isRunning) this.tell("Running …");
  }

  // What covers the book's output until a bet is placed.
  get cover() {
    const ids = [...this.place.querySelectorAll("[class*='sc-waits-']")].map((each) => each.className.match(/sc-waits-(\w+)/)[1]);
    return ids.length ? document.querySelector(`.sc-cover[data-question="${ids[0]}"]:not([hidden])`) : null;
  }

  // A bet is placed before its run; whoever presses twice has asked for the run.
  waitsForBet() {
    const cover = this.cover;
    if (!cover || this.hasWarned) {
      cover?.querySelector("button").click();
      return false;
    }
    this.hasWarned = true;
    this.tell("A bet waits for this run: place it above. Or press Run again to see the run without one.");
    return true;
  }

  show(pieces, time, said) {
    if (!this.yours) {
      this.yours = make("section", { className: "run-yours", ariaLabel: `What your run of cell ${this.number + 1} gave` });
      this.controls.after(this.yours);
    }
    const compared = show(this.yours, this.place, pieces, { number: this.number, moves: this.moves, isWhole: !said });
    if (this.isTask && !said) this.attempts += 1;
    const attempt = this.isTask ? `Attempt ${this.attempts}. ` : "";
    const took = said ? "" : ` (${(time / 1000).toFixed(2)} s)`;
    this.tell(attempt + (said || (this.isTask ? "The judge has answered." : compared)) + took);
    this.letHear(pieces);
    this.yours.hidden = !this.yours.childNodes.length;
    this.paintMore();
  }

  // A screen reader hears what came out, after how it went.
  letHear(pieces) {
    const verdict = this.yours.querySelector(".ex-verdict");
    const text = (verdict ?? this.yours.querySelector(".run-text"))?.textContent ?? "";
    const heard = pieces.length && text.length > MOST_HEARD ? `${text.slice(0, MOST_HEARD)} …` : text;
    this.controls.querySelector(".run-status").append(make("span", { className: "run-heard", textContent: ` ${heard}` }));
  }

  async edit() {
    if (this.editor) return this.editor.focus();
    let module;
    try {
      module = await import(`${this.page.here}editor.js`);
    } catch {
      return this.tell("The editor could not be loaded. Press Edit again.");
    }
    if (this.editor) return this.editor.focus(); // pressed twice
    this.showOlder();
    this.place.querySelector("details.hide")?.setAttribute("open", "");
    const holder = make("div", { className: "run-editor highlight" });
    const shown = this.pre.closest(".cell_input");
    shown.hidden = true;
    shown.after(holder);
    this.editor = module.open(holder, this.mine, `Code of cell ${this.number + 1}`, {
      changed: (text) => this.keep(text),
      run: () => this.run(),
      leave: () => this.runButton.focus(),
    });
    this.editButton.hidden = true;
    this.paintMore();
    return this.editor.focus();
  }

  keep(text) {
    this.mine = text;
    this.page.edits.keep(this.number, this.book, text);
    const where = this.page.edits.isStored ? "" : " Your browser keeps nothing, so it lasts as long as this page is open.";
    this.tell(this.isEdited ? `Edited.${where}` : "This is the book’s code.");
    this.paintMore();
  }

  put(text) {
    if (this.editor) this.editor.text = text; // which keeps it, too
    else this.keep(text);
  }

  // The book's cell is another one since the reader edited it: both are shown.
  showOlder() {
    const older = this.page.edits.olderThan(this.number, this.book);
    if (!older) return;
    const decided = () => this.page.edits.dropOlder(this.number, this.book, this.code);
    this.notice("The book’s cell has changed since you edited it. Here is your version of then; below stands the cell as it is now.", older.mine, [
      ["Use mine", () => { this.put(older.mine); decided(); }],
      ["Leave mine", decided],
    ]);
  }

  offer({ code, moves }) {
    this.moves = moves;
    this.notice("This link brings code for the cell. It has not run.", code, [
      ["Put it in the cell", async () => { await this.edit(); this.put(code); }],
      ["Leave it", () => {}],
    ]);
    this.place.scrollIntoView({ block: "start" });
  }

  notice(words, code, choices) {
    this.place.querySelector(":scope > .run-notice")?.remove();
    const box = make("section", { className: "run-notice" }, make("p", { textContent: words }), make("pre", { textContent: code, tabIndex: 0 }));
    const buttons = choices.map(([name, act]) => button(name, async () => { await act(); box.remove(); this.runButton.focus(); }));
    box.append(make("p", { className: "run-bar" }, ...buttons));
    this.controls.after(box);
  }

  // What is needed now and then: the way back, a link, and what the browser keeps.
  paintMore() {
    const more = this.more ?? make("details", { className: "run-more" }, make("summary", { textContent: "More" }));
    if (!this.more) this.controls.append(more);
    this.more = more;
    more.ontoggle = () => more.open && this.paintMore(); // more may have been kept by now
    const { edits } = this.page;
    const items = [];
    if (this.isEdited) {
      items.push(button("Book’s code in this cell", () => this.reset()));
      items.push(make("a", { href: linkTo(this.number, this.code, this.movesShown()), textContent: "Link to this edit" }));
    }
    items.push(button("Book’s code in all cells of this page", () => this.resetAll(() => edits.dropPage())));
    items.push(button("Book’s code in the whole course", () => this.resetAll(() => edits.dropCourse())));
    const list = make("ul", {}, ...items.map((item) => make("li", {}, item)));
    more.replaceChildren(more.firstElementChild, list);
    keptBytes(this.page.here).then((bytes) => {
      if (bytes === null) return;
      const size = bytes ? `${Math.round(bytes / 1e6)} MB` : "kept";
      const drop = button(`Forget Python (${size} in this browser, for a quick start and for use without a network)`, () => forget().then(() => this.paintMore()));
      list.append(make("li", {}, drop));
    });
  }

  movesShown() {
    const link = this.yours?.querySelector(".xp-link:not([hidden]) a");
    return link ? link.hash.split("=")[1] : "";
  }

  reset() {
    this.put(this.book);
    this.page.edits.drop(this.number);
    this.runButton.focus();
  }

  resetAll(drop) {
    for (const cell of this.page.cells) if (cell.isEdited) cell.put(cell.book);
    drop();
    this.runButton.focus();
  }
}

// The cells of a page as the reader runs and edits them. Loaded at the first press.
//
// Of this build: BYTES are what the worker counts as it starts, MEGABYTES all that is sent.

import { discards } from "./discard.js";
import { button, ignoreEchoes, make } from "./dom.js";
import { Edits } from "./edits.js";
import { brought, linkTo } from "./links.js";
import { show, textGiven } from "./outputs.js";
import { forget, keptBytes, Python, Stopped } from "./python.js";
import style from "./runner.css";

const MOST_HEARD = 300; // letters of an output that are read out at once
const LONG = 1000; // ms after which a cell above is told to be running still
const BET_WAITS = "A bet waits for this run: place it above. Or press Run again to see the run without one.";

let page;

// The page's cells, taken over from its script; the same answer each time.
export function take(cells, here, key) {
  page ??= new Page(cells, here, key);
  return page;
}

class Page {
  constructor(cells, here, key) {
    document.head.append(make("style", { textContent: style }));
    this.python = new Python(here);
    this.edits = new Edits(key);
    this.cells = cells.map((parts) => new Cell(this, parts));
    this.here = here;
    addEventListener("storage", (event) => {
      if (event.key === key) this.cells.forEach((cell) => cell.takeFromElsewhere());
      this.paintMores();
    });
  }

  run(number) { return this.cells[number].run(); }

  edit(number) { return this.cells[number].edit(); }

  // What can be discarded has changed: told in this cell, and wherever it is in sight.
  paintMores(changed) {
    for (const cell of this.cells) if (cell === changed || cell.more?.open) cell.paintMore();
  }

  // A link's code is shown, and waits for the reader.
  openLink() {
    const offer = brought(location.hash);
    const cell = offer && this.cells[offer.number];
    if (cell) cell.offer(offer);
    else this.cells[0].tell("The link to an edited cell is damaged, or leads to a cell that is no longer here. Nothing was changed.");
  }
}

// What a link brought is decided about: a page that is loaded again does not offer it anew.
const leaveLink = () => history.replaceState(null, "", location.pathname + location.search);

class Cell {
  constructor(page, { place, number, run, edit, controls, showOwn, tell }) {
    Object.assign(this, { page, place, number, controls, showOwn, runButton: run, editButton: edit });
    this.tell = (words, above) => {
      this.said = words;
      tell(words);
      this.wayAbove?.remove();
      this.wayAbove = above ? button(`Go to cell ${above}`, () => page.cells[above - 1].goThere(), { className: "run-above" }) : null;
      if (above) controls.append(this.wayAbove);
    };
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
    else this.hold(theirs);
  }

  // Without an editor: what the cell holds is what it shows.
  hold(code) {
    this.mine = code;
    this.showOwn(this.isEdited ? code : null);
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
      begun: (begun) => this.tellAbove(begun <= this.number ? begun : 0),
      printed: (text) => {
        printed += text;
        this.tell(`Running, and has printed ${printed.length.toLocaleString("en")} characters …`);
      },
    };
    try {
      const pieces = await python.run(cells.slice(0, this.number + 1).map((cell) => cell.source), tell);
      this.show(pieces, performance.now() - began);
    } catch (error) {
      const where = this.above ? ` in cell ${this.above} above, which was still running` : "";
      const said = error instanceof Stopped ? `Stopped${where}. The next run starts Python anew.` : `Python ended: ${error.message}. The next run starts it anew.`;
      this.show(printed ? [{ text: printed }] : [], 0, said);
    } finally {
      clearTimeout(this.waiting);
      this.above = 0;
      this.setRunning(false);
    }
    return undefined;
  }

  // Which cell above runs now, if one does: told when it takes long.
  tellAbove(above) {
    clearTimeout(this.waiting);
    this.above = above;
    if (above) this.waiting = setTimeout(() => this.tell(`Running … Cell ${above} above is still running.`, above), LONG);
    else if (this.wayAbove) this.tell("Running …");
  }

  // Bring the reader here, whatever folds are in between.
  goThere() {
    for (let fold = this.place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    this.place.scrollIntoView({ block: "start" });
    (this.editor ?? this.editButton).focus({ preventScroll: true });
  }

  tellStart(bytes) {
    this.loaded = bytes ? this.loaded + bytes : 0;
    const share = Math.floor((100 * this.loaded) / BYTES);
    this.tell(share < 100 ? `Starting Python (${MEGABYTES} MB, once): ${share} %` : "Starting Python: its files are here, now it starts …");
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
    this.tell(BET_WAITS);
    const placed = new MutationObserver(() => {
      if (cover.isConnected) return;
      placed.disconnect();
      if (this.said === BET_WAITS) this.tell("");
    });
    placed.observe(cover.parentNode, { childList: true });
    return true;
  }

  show(pieces, time, said) {
    if (!this.yours) {
      this.yours = make("section", { className: "run-yours", ariaLabel: `What your run of cell ${this.number + 1} gave` });
      this.controls.after(this.yours);
    }
    const compared = show(this.yours, this.place, pieces, { number: this.number, moves: this.moves, isWhole: !said });
    if (this.isTask) this.placeHints();
    if (this.isTask && !said) this.attempts += 1;
    const attempt = this.isTask && !said ? `Attempt ${this.attempts}. ` : "";
    const took = said ? "" : ` (${(time / 1000).toFixed(2)} s)`;
    this.tell(attempt + (said || (this.isTask ? "The judge has answered." : compared)) + took, this.above || pieces[0]?.above);
    this.letHear(pieces);
    this.yours.hidden = !this.yours.childNodes.length;
    this.paintMore();
  }

  // The first verdict of the reader's takes the place of the book's, which is folded; the
  // hints, of which some may be open, stand under it from then on.
  placeHints() {
    const output = this.place.querySelector("[data-run-output]");
    const verdict = this.yours.querySelector(".ex-verdict");
    this.hints ??= [...output.querySelectorAll("[data-task] > details")];
    if (verdict && !this.fold) {
      this.fold = make("details", { className: "run-book" }, make("summary", { textContent: "How the cell fares as it stands in the book" }));
      output.before(this.fold);
      this.fold.append(output);
    }
    if (verdict) verdict.after(...this.hints);
    else if (this.fold) this.yours.append(make("section", { className: "ex-task" }, ...this.hints));
  }

  // A screen reader hears what came out, after how it went.
  letHear(pieces) {
    const verdict = this.yours.querySelector(".ex-verdict");
    const text = (verdict ?? this.yours.querySelector(".run-text"))?.textContent ?? textGiven(pieces);
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
    this.showOwn(null);
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
    this.page.paintMores(this);
  }

  put(text) {
    if (this.editor) this.editor.text = text; // which keeps it, too
    else {
      this.hold(text);
      this.keep(text);
    }
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
    if (code === this.code) this.tell("The cell holds this link’s code already.");
    else this.notice("This link brings code for the cell. It has not run.", code, [
      ["Put it in the cell", async () => { await this.edit(); this.put(code); leaveLink(); }],
      ["Leave it", leaveLink],
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
    if (!this.more) {
      ignoreEchoes(more);
      this.controls.append(more);
      more.ontoggle = () => more.open && this.paintMore(); // other cells may have been edited
    }
    this.more = more;
    if (more.querySelector("[data-asks]")) return; // the reader is about to answer
    const items = discards(this);
    if (this.isEdited) items.push(button("Copy a link to my code", () => this.copyLink()));
    const list = make("ul", {}, ...items.map((item) => make("li", {}, item)));
    more.replaceChildren(more.firstElementChild, list);
    // Once a cell has run, the browser may keep Python; the button for it comes when opened.
    more.hidden = !items.length && !this.yours;
    keptBytes(this.page.here).then((bytes) => {
      if (bytes === null) {
        if (!items.length) list.append(make("li", { textContent: "Nothing is kept of this page yet." }));
        return;
      }
      const size = bytes ? `${Math.round(bytes / 1e6)} MB` : "kept";
      const drop = button(`Forget Python (${size} in this browser, for a quick start and for use without a network)`, () => forget().then(() => this.paintMore()));
      list.append(make("li", {}, drop));
      more.hidden = false;
    });
  }

  // The address of the reader's own page stays as it is. A browser may not let us copy:
  // then the reader does.
  async copyLink() {
    const hash = linkTo(this.number, this.code, this.movesShown());
    if (!hash) return this.tell("This code is too long for a link.");
    const link = new URL(hash, location.href).href;
    try {
      await navigator.clipboard.writeText(link);
      this.tell("Link copied.");
    } catch {
      const field = make("input", { value: link, readOnly: true, onfocus: () => field.select() });
      this.more.querySelector(".run-link")?.remove();
      this.more.append(make("label", { className: "run-link" }, "The link, to be copied: ", field));
      field.focus();
    }
    return undefined;
  }

  movesShown() {
    const link = this.yours?.querySelector(".xp-link:not([hidden]) a");
    return link ? link.hash.split("=")[1] : "";
  }

  discard() {
    this.putBook();
    this.tellDiscarded("in this cell");
  }

  discardAll(drop, where) {
    for (const cell of this.page.cells) if (this.page.edits.of(cell.number)) cell.putBook();
    drop();
    this.tellDiscarded(where);
  }

  putBook() {
    this.put(this.book);
    this.page.edits.drop(this.number);
    this.page.paintMores(this);
  }

  tellDiscarded(where) {
    this.page.paintMores(this);
    this.runButton.focus();
    this.tell(`Your code ${where} is discarded. This is the book’s code.`);
  }
}

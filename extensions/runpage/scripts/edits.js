// The reader's versions of cells: kept in this browser, by page, cell and the book's text.

const PREFIX = "locks-and-quorums:edits:";

// What was stored may have been damaged: number of the cell -> { book, mine }.
function editsIn(kept) {
  try {
    const isEdit = ([number, edit]) => /^\d+$/.test(number) && typeof edit?.book === "string" && typeof edit.mine === "string";
    return Object.fromEntries(Object.entries(JSON.parse(kept) || {}).filter(isEdit));
  } catch { return {}; }
}

// None, if the browser stores nothing.
function keysOfPages() {
  try { return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)); } catch { return []; }
}

// What cannot be stored lasts as long as the page.
export class Edits {
  constructor(key) {
    this.key = key;
    this.unstored = null;
  }

  // All edits of the page.
  all() {
    if (this.unstored) return this.unstored;
    try { return editsIn(localStorage.getItem(this.key)); } catch { return {}; }
  }

  of(number) { return this.all()[number] ?? null; }

  keep(number, book, mine) {
    const edits = this.all(); // another tab may have edited another cell
    const older = this.olderThan(number, book);
    if (mine === book && !older) delete edits[number];
    else edits[number] = { book, mine, ...(older && { older }) };
    this.write(edits);
  }

  // The edit of a text that the page had before, if the reader has not decided about it.
  olderThan(number, book) {
    const edit = this.of(number);
    return (edit && edit.book !== book ? edit : edit?.older) ?? null;
  }

  dropOlder(number, book, mine) {
    this.drop(number);
    this.keep(number, book, mine);
  }

  drop(number) {
    const edits = this.all();
    delete edits[number];
    this.write(edits);
  }

  // In how many cells there is code of the reader's: on this page, and on all.
  count() { return Object.keys(this.all()).length; }

  countCourse() {
    const others = keysOfPages().filter((key) => key !== this.key);
    const counts = others.map((key) => Object.keys(editsIn(localStorage.getItem(key))).length);
    return counts.reduce((sum, count) => sum + count, this.count());
  }

  dropPage() { this.write({}); }

  dropCourse() {
    this.dropPage();
    for (const key of keysOfPages()) localStorage.removeItem(key);
  }

  write(edits) {
    try {
      if (Object.keys(edits).length) localStorage.setItem(this.key, JSON.stringify(edits));
      else localStorage.removeItem(this.key);
      this.unstored = null;
    } catch { this.unstored = edits; }
  }

  get isStored() { return this.unstored === null; }
}

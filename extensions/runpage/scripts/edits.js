// The reader's versions of cells: kept in this browser, by page, cell and the book's text.

const PREFIX = "locks-and-quorums:edits:";

// What cannot be stored lasts as long as the page.
export class Edits {
  constructor(key) {
    this.key = key;
    this.unstored = null;
  }

  // All edits of the page: number of the cell -> { book, mine }.
  all() {
    if (this.unstored) return this.unstored;
    try {
      const kept = JSON.parse(localStorage.getItem(this.key));
      const isEdit = ([number, edit]) => /^\d+$/.test(number) && typeof edit?.book === "string" && typeof edit.mine === "string";
      return Object.fromEntries(Object.entries(kept || {}).filter(isEdit));
    } catch { return {}; }
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

  dropPage() { this.write({}); }

  dropCourse() {
    this.dropPage();
    try {
      for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
    } catch { /* nothing is stored */ }
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

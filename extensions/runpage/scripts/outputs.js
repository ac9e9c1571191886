// What a cell gave, put on the page: as text, or as a drawing of the course made harmless.

import DOMPurify from "dompurify";
import { make } from "./dom.js";

// Nothing that a cell gives may load, submit, lead away or restyle the page.
const HARMLESS = {
  RETURN_DOM_FRAGMENT: true,
  FORBID_TAGS: ["style", "form", "input", "button", "textarea", "select", "a", "image", "img", "use", "audio", "video", "source", "picture", "math"],
  FORBID_ATTR: ["href", "xlink:href", "src", "srcset", "action", "id", "name"],
};
// The two styles that the course's drawings set by themselves.
const STYLES = ["margin:1em 0", "display:none"];
DOMPurify.addHook("uponSanitizeAttribute", (element, attribute) => {
  if (attribute.attrName === "style" && !STYLES.includes(attribute.attrValue)) attribute.keepAttr = false;
});

const textOf = (element) => (element?.textContent ?? "").replace(/\n$/, "");

// The lines that a drawing is told in, or the sentence of a verdict.
const stepsOf = (root) => [...root.querySelectorAll("figure details ol > li, .xp-log > li")].map((item) => item.textContent);

// The words of a drawing, without the style sheet that one of them may hold.
function wordsOf(drawing) {
  const copy = drawing.cloneNode(true);
  for (const style of copy.querySelectorAll("style")) style.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
}

// What the book has stored under a cell.
function inTheBook(place) {
  const output = place.querySelector("[data-run-output]");
  const texts = output ? [...output.querySelectorAll(".output.stream pre, .output.text_plain pre")] : [];
  return {
    text: texts.map(textOf).join("\n"),
    drawing: output?.querySelector("figure, table") ?? null,
    steps: output ? stepsOf(output) : [],
    verdict: textOf(output?.querySelector(".ex-verdict")),
  };
}

// From which line on two texts differ, or -1.
function firstDifference(mine, books) {
  const most = Math.max(mine.length, books.length);
  for (let place = 0; place < most; place += 1)
    if (mine[place] !== books[place]) return place;
  return -1;
}

// All that a cell printed, and its last value in words.
export function textGiven(pieces) {
  const shown = pieces.map(({ text, value, html }) => text ?? (html ? undefined : value));
  return shown.filter((text) => text !== undefined).map((text) => text.replace(/\n$/, "")).join("\n");
}

function asLines(text, differing, books) {
  const pre = make("pre", { className: "run-text", tabIndex: 0 });
  text.split("\n").forEach((line, place) => {
    if (place) pre.append("\n");
    if (place !== differing) return pre.append(line);
    const told = books === undefined ? "the book’s output ends before this" : `the book has: ${books || "an empty line"}`;
    return pre.append(make("mark", { textContent: line || " " }), make("small", { textContent: `  ← ${told}` }));
  });
  return pre;
}

// The reader's lines that led to an error, with their indent and in one piece; those of
// other cells with the cell's number.
function asError({ error, above }, own) {
  const told = make("pre", { className: "run-text run-error", tabIndex: 0 });
  for (const [cell, line, code] of error.lines) {
    const where = `${cell === own ? "" : `cell ${cell}, `}line ${line}:  `;
    told.append(make("span", { className: "run-line", textContent: where + code.trimEnd() }), "\n");
  }
  const head = above ? `Cell ${above}, which comes before this one, stops: ` : "";
  told.append(`${head}${error.name}${error.text ? `: ${error.text}` : ""}`);
  return told;
}

function markSteps(drawn, steps, differing) {
  const items = [...drawn.querySelectorAll("figure details ol > li, .xp-log > li")];
  const item = items[differing];
  if (item) {
    const mark = make("mark");
    mark.append(...item.childNodes);
    item.append(mark, make("small", { textContent: `  ← the book has: ${steps[differing] ?? "nothing here"}` }));
    item.closest("details")?.setAttribute("open", "");
  }
  for (const part of drawn.querySelectorAll(`[data-step="${differing + 1}"]`)) part.classList.add("run-differs");
}

// Put what a cell gave into a box; return the sentence that says how it compares. What is
// the book's to the letter stands on the page already: it is said, and not shown again.
export function show(box, place, pieces, { number, moves, isWhole }) {
  const books = inTheBook(place);
  const text = textGiven(pieces);
  const failed = pieces.find((piece) => piece.error);
  const drawn = pieces.find((piece) => piece.html);
  const lines = text.split("\n");
  const differing = firstDifference(lines, books.text.split("\n"));
  const parts = [];
  let isSame = isWhole && !failed && differing < 0;
  if (drawn) isSame = drawing(parts, drawn.html, books) && isSame;
  if (text && !isSame) parts.unshift(asLines(text, failed || drawn || !isWhole ? -1 : differing, books.text.split("\n")[differing]));
  if (failed) parts.push(asError(failed, number + 1));
  box.replaceChildren(...parts);
  for (const figure of moves ? box.querySelectorAll("[data-play]") : []) figure.dataset.moves = moves;
  box.dispatchEvent(new CustomEvent("course:drawn", { bubbles: true }));
  if (failed) return failed.above ? `It stops with an error in cell ${failed.above} above.` : "It stops with an error.";
  if (!text && !drawn) return books.text ? "It ran and shows nothing; the book’s shows something." : "It ran. It shows nothing: cells below use what it defines.";
  if (isSame) return "It ran, and gave the book’s output to the letter.";
  return drawn ? "It ran. What differs from the book’s is marked." : `It ran. It differs from the book’s output from line ${differing + 1} on.`;
}

// A drawing, its first event that differs from the book's marked; or a task's verdict.
function drawing(parts, html, books) {
  const drawn = DOMPurify.sanitize(html, HARMLESS);
  const task = drawn.querySelector("[data-task]");
  if (task) {
    for (const fold of task.querySelectorAll(":scope > details")) fold.remove(); // hints stay with the book’s
    const verdict = textOf(task.querySelector(".ex-verdict"));
    for (const figure of task.querySelectorAll("[data-play]")) figure.dataset.play += "-yours";
    parts.push(task);
    return verdict === books.verdict;
  }
  const steps = stepsOf(drawn);
  const differing = firstDifference(steps, books.steps);
  const isSame = differing < 0 && books.drawing !== null && wordsOf(drawn) === wordsOf(books.drawing);
  if (differing >= 0 && books.drawing) markSteps(drawn, books.steps, differing);
  const holder = isSame ? make("details", {}, make("summary", { textContent: "Your drawing, the same as the book’s" })) : make("div");
  holder.append(drawn);
  parts.push(holder);
  return isSame;
}

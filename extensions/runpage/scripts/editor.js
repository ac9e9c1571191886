// The editor: CodeMirror, with what Python and a reader without a mouse need.

import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

// The page's own colours, by its own classes.
const COLOURS = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword, tags.definitionKeyword, tags.moduleKeyword], class: "k" },
  { tag: [tags.string, tags.special(tags.string)], class: "s" },
  { tag: tags.comment, class: "c" },
  { tag: [tags.function(tags.definition(tags.variableName)), tags.definition(tags.className)], class: "nf" },
]);

const MOD = /^Mac|^iP/.test(navigator.platform) ? "Cmd" : "Ctrl";
let opened = 0;

// What a reader has to know to get out again; seen while the editor has the focus.
function keysAt(place) {
  const keys = document.createElement("p");
  keys.className = "run-keys";
  keys.id = `run-keys-${(opened += 1)}`;
  keys.textContent = `Tab indents. Escape, then Tab, leaves the editor. ${MOD}+Enter runs the cell.`;
  place.after(keys);
  return keys.id;
}

// Show an editor in a place. `on` has changed(text), run() and leave().
export function open(place, text, label, on) {
  const own = keymap.of([
    { key: "Shift-Enter", run: () => { on.run(); return true; } },
    { key: "Mod-Enter", run: () => { on.run(); return true; } },
    { key: "Escape", run: () => { on.leave(); return true; } },
  ]);
  const view = new EditorView({
    parent: place,
    state: EditorState.create({
      doc: text,
      extensions: [
        own,
        history(), closeBrackets(), bracketMatching(), indentOnInput(), indentUnit.of("    "),
        lineNumbers(), python(), syntaxHighlighting(COLOURS), // a long line is scrolled: a broken one looks mis-indented
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
        EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": keysAt(place), autocapitalize: "off", autocorrect: "off", spellcheck: "false" }),
        EditorView.updateListener.of((update) => update.docChanged && on.changed(view.state.doc.toString())),
      ],
    }),
  });
  return {
    get text() { return view.state.doc.toString(); },
    set text(words) { view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: words } }); },
    focus: () => view.focus(),
  };
}

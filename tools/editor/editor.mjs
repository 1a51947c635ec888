// The editor of the workshop: CodeMirror 6, set up for lessons. Gives `window.TandemEditor.open`.
// It stands in a shadow root: there its styles are adopted and need no hole in the policy.
import { autocompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { markdown, markdownLanguage } from "@codemirror/lang-markdown";
import { yamlFrontmatter } from "@codemirror/lang-yaml";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorSelection, EditorState } from "@codemirror/state";
import {
  Decoration,
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  MatchDecorator,
  ViewPlugin,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";

// What a lesson says beside Markdown: attributes in braces, gaps, accepted answers.
const SIGNS = new MatchDecorator({
  regexp: /\{[^{}\n]*\}(?=\s*$)|\[\[[^[\]\n]*\]\]|^= .*|_{3,}/gm,
  decoration: Decoration.mark({ class: "cm-sign" }),
});

const signs = ViewPlugin.define(
  (view) => ({
    found: SIGNS.createDeco(view),
    update(change) {
      this.found = SIGNS.updateDeco(change, this.found);
    },
  }),
  { decorations: (plugin) => plugin.found },
);

const colours = HighlightStyle.define([
  { tag: tags.heading, fontWeight: "700" },
  { tag: tags.strong, fontWeight: "700" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: tags.strikethrough, textDecoration: "line-through" },
  { tag: [tags.link, tags.url], color: "var(--support)" },
  { tag: tags.quote, color: "var(--good)" },
  { tag: [tags.monospace, tags.string], color: "var(--support)" },
  { tag: [tags.propertyName, tags.definition(tags.propertyName), tags.atom], color: "var(--rep)" },
  { tag: [tags.processingInstruction, tags.meta, tags.contentSeparator, tags.comment], color: "var(--ink-quiet)" },
]);

const mark = (sign, colour) => ({
  content: "normal",
  "&::before": { content: `'${sign}'`, fontWeight: "700", color: `var(${colour})` },
});
const wave = (colour) => ({ backgroundImage: "none", textDecoration: `underline wavy var(${colour})` });

const look = EditorView.theme({
  "&.cm-focused": { outline: "3px solid var(--focus)", outlineOffset: "2px" },
  "&": { color: "var(--ink)", backgroundColor: "var(--surface)", fontSize: "0.9rem", height: "100%" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.5", overflow: "auto" },
  ".cm-content": { padding: "0.75rem 0", caretColor: "var(--ink)" },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--tint)", color: "var(--ink-quiet)", border: "none" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--tint) 55%, transparent)" },
  ".cm-activeLineGutter": { color: "var(--ink)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--both-tint)",
  },
  ".cm-selectionMatch, .cm-searchMatch": { backgroundColor: "var(--rep-tint)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--both-tint)", outline: "1px solid var(--both)" },
  ".cm-sign": { color: "var(--both)", fontWeight: "600" },
  ".cm-gutter-lint": { width: "1.4em" },
  ".cm-lint-marker": { width: "auto", height: "auto", textAlign: "center" },
  ".cm-lint-marker-error": mark("!", "--error"),
  ".cm-lint-marker-warning": mark("?", "--ink-quiet"),
  ".cm-lint-marker-info": mark("i", "--ink-quiet"),
  ".cm-lintRange-error": wave("--error"),
  ".cm-lintRange-warning": wave("--line-strong"),
  ".cm-tooltip": { color: "var(--ink)", backgroundColor: "var(--surface)", border: "1px solid var(--line-strong)" },
  ".cm-diagnostic": { fontFamily: "var(--sans)", padding: "0.35rem 0.75rem", maxWidth: "34rem" },
  ".cm-diagnostic-error": { borderLeft: "3px solid var(--error)" },
  ".cm-diagnostic-warning": { borderLeft: "3px solid var(--line-strong)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--sans)", fontSize: "0.95rem", maxHeight: "18rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "0.3rem 0.75rem", minHeight: "1.5rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { color: "var(--on-ink)", backgroundColor: "var(--ink)" },
  ".cm-completionDetail": { fontStyle: "normal", opacity: "0.75", marginLeft: "0.75em" },
  ".cm-diagnosticAction": { fontFamily: "inherit", padding: "0.15rem 0.5rem", color: "var(--on-ink)", backgroundColor: "var(--ink)" },
  ".cm-panels": { color: "var(--ink)", backgroundColor: "var(--tint)", borderColor: "var(--line)" },
  ".cm-panel.cm-search": { fontFamily: "var(--sans)", padding: "0.5rem 0.75rem" },
  ".cm-panel.cm-search label, .cm-panel.cm-search input, .cm-panel.cm-search button": {
    fontFamily: "inherit",
    fontSize: "0.875rem",
  },
  ".cm-textfield": { padding: "0.2rem 0.4rem", color: "var(--ink)", backgroundColor: "var(--surface)", border: "1px solid var(--line-strong)" },
  ".cm-button": {
    color: "var(--ink)",
    backgroundColor: "var(--surface)",
    backgroundImage: "none",
    border: "1px solid var(--line-strong)",
    "&:active": { backgroundImage: "none", backgroundColor: "var(--tint)" },
  },
  ".cm-panel.cm-search [name=close], .cm-panel.cm-panel-lint [name=close]": { color: "var(--ink)", fontSize: "1.25rem" },
});

function marksFor(doc, problems) {
  return problems.map(({ line, severity, message, fix }) => {
    const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
    const indent = at.text.length - at.text.trimStart().length;
    const actions = fix ? [{ name: fix.name, apply: (view) => mend(view, line, fix) }] : [];
    return { from: Math.min(at.from + indent, at.to), to: at.to, severity, message, actions };
  });
}

// Puts the word that was meant where another stands in a line.
function mend(view, line, { written, meant }) {
  const at = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
  const place = at.text.indexOf(written);
  if (place < 0) return;
  view.dispatch({ changes: { from: at.from + place, to: at.from + place + written.length, insert: meant }, userEvent: "input" });
  view.focus();
}

// A piece stands by itself, with empty lines around it, and its first words are selected: they are typed over.
function put(view, piece, from, to) {
  const { doc } = view.state;
  const before = doc.sliceString(Math.max(0, from - 2), from);
  const lead = from === 0 || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const text = `${lead}${piece.trim()}\n`;
  const [, signs = "", words = ""] = text.match(/^(\s*(?:#+ )?)([^\n{]*[^\n{ ])/) ?? [];
  const start = from + signs.length;
  view.dispatch({
    changes: { from, to, insert: text },
    selection: { anchor: start, head: start + words.length },
    scrollIntoView: true,
    userEvent: "input.complete",
  });
  view.focus();
}

// “/” at the beginning of a line offers every piece.
const slash = (pieces) => (context) => {
  const typed = context.matchBefore(/^\/[\p{L}\d\u2019 ,-]*/u);
  if (!typed) return null;
  return {
    from: typed.from + 1,
    validFor: /^[\p{L}\d\u2019 ,-]*$/u,
    options: pieces.map(({ name, sort, text }) => ({
      label: name,
      detail: sort,
      apply: (view, _completion, from, to) => put(view, text, from - 1, to),
    })),
  };
};

// Opens an editor in `place`. Tab is left to the browser: it moves on, as in a plain text area.
function open({ place, text, label, phrases, pieces, changed }) {
  const root = place.attachShadow({ mode: "open" });
  const extensions = [
    lineNumbers(),
    highlightActiveLineGutter(),
    highlightSpecialChars(),
    history(),
    drawSelection(),
    highlightActiveLine(),
    highlightSelectionMatches(),
    search({ top: true }),
    EditorView.lineWrapping,
    EditorState.tabSize.of(4),
    EditorState.phrases.of(phrases),
    EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0", spellcheck: "true", autocorrect: "on", autocapitalize: "sentences" }),
    yamlFrontmatter({ content: markdown({ base: markdownLanguage, completeHTMLTags: false }) }),
    syntaxHighlighting(colours),
    signs,
    lintGutter(),
    // It opens where somebody asked for it, so Enter takes a piece however fast it is pressed.
    autocompletion({
      override: [slash(pieces)],
      icons: false,
      defaultKeymap: false,
      closeOnBlur: true,
      interactionDelay: 0,
    }),
    keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap, ...searchKeymap, ...lintKeymap]),
    EditorView.updateListener.of((update) => update.docChanged && changed(update.state.doc.toString())),
    look,
  ];
  const view = new EditorView({ state: EditorState.create({ doc: text, extensions }), parent: root, root });

  return {
    dom: view.dom,
    text: () => view.state.doc.toString(),
    focus: () => view.focus(),
    // Puts a text in the place of the selection; the cursor stands `back` characters before its end.
    insert(piece, back = 0) {
      view.dispatch(
        view.state.changeByRange((range) => ({
          changes: { from: range.from, to: range.to, insert: piece },
          range: EditorSelection.cursor(range.from + piece.length - back),
        })),
        { scrollIntoView: true, userEvent: "input" },
      );
      view.focus();
    },
    put: (piece) => put(view, piece, view.state.selection.main.from, view.state.selection.main.to),
    putAt(line, piece) {
      const { doc } = view.state;
      const at = line > doc.lines ? doc.length : doc.line(line).from;
      put(view, piece, at, at);
    },
    line: () => view.state.doc.lineAt(view.state.selection.main.head).number,
    mend: (line, fix) => mend(view, line, fix),
    moveTo(x, y) {
      const at = view.posAtCoords({ x, y });
      if (at !== null) view.dispatch({ selection: { anchor: at } });
    },
    goTo(line) {
      const at = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
      view.dispatch({ selection: { anchor: at.from }, effects: EditorView.scrollIntoView(at.from, { y: "center" }) });
      view.focus();
    },
    show: (problems) => view.dispatch(setDiagnostics(view.state, marksFor(view.state.doc, problems))),
  };
}

window.TandemEditor = { open };

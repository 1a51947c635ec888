// The editor of the workshop: CodeMirror 6, set up for lessons. Gives `window.TandemEditor.open`.
// It stands in a shadow root: there its styles are adopted and need no hole in the policy.
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
  "&": { color: "var(--ink)", backgroundColor: "var(--surface)", fontSize: "0.95rem" },
  "&.cm-focused": { outline: "3px solid var(--focus)", outlineOffset: "2px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.6", minHeight: "24rem", maxHeight: "70vh" },
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
  return problems.map(({ line, severity, message }) => {
    const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
    const indent = at.text.length - at.text.trimStart().length;
    return { from: Math.min(at.from + indent, at.to), to: at.to, severity, message };
  });
}

// Opens an editor in `place`. Tab is left to the browser: it moves on, as in a plain text area.
function open({ place, text, label, phrases, changed }) {
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
    keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap, ...lintKeymap]),
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

// The editor of the workshop: CodeMirror 6, set up for lessons. Gives `window.TandemEditor.open`.
// It stands in a shadow root: there its styles are adopted and need no hole in the policy.
import { autocompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { markdown, markdownLanguage } from "@codemirror/lang-markdown";
import { yamlFrontmatter } from "@codemirror/lang-yaml";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
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

// Where does the text begin, behind the front matter? 0 without one; nothing belongs before or into it.
const textStart = (text) => text.match(/^\uFEFF?---[ \t]*\n(?:[^]*?\n)??---[ \t]*(?:\n|$)/)?.[0].length ?? 0;

// Where does something go that stands by itself? On the empty line with the cursor or before the line it begins.
// Otherwise behind the paragraph, and what has a heading before the next one of its level. At the end where the
// cursor was never set, or stands in the front matter.
function roomFor(state, level) {
  const { doc, selection } = state;
  const { from, head, empty } = selection.main;
  if (from === 0 || from < textStart(doc.toString())) return doc.length;
  const at = doc.lineAt(head);
  if (empty && (!at.text.trim() || head === at.from)) return head;
  return level ? beforeHeading(doc, at.number, level) : behindParagraph(doc, at);
}

function behindParagraph(doc, line) {
  let last = line;
  while (last.number < doc.lines && /^(?!\s*$|#{1,6} )/.test(doc.line(last.number + 1).text)) last = doc.line(last.number + 1);
  return last.to;
}

// The next heading below a line that is of this level or above; nothing in a fence is one.
function beforeHeading(doc, number, level) {
  let fence = "";
  for (let at = 1; at <= doc.lines; at += 1) {
    const { from, text } = doc.line(at);
    const mark = text.match(/^ {0,3}(`{3,}|~{3,})/)?.[1];
    if (mark && (!fence || mark.startsWith(fence))) fence = fence ? "" : mark;
    const signs = fence ? 0 : text.match(/^(#{1,6}) /)?.[1].length;
    if (at > number && signs && signs <= level) return from;
  }
  return doc.length;
}

// Empty lines around what stands by itself.
function apart(doc, from, to, text) {
  const before = doc.sliceString(Math.max(0, from - 2), from);
  const behind = doc.sliceString(to, to + 2);
  const lead = from === 0 || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const tail = !behind.trim() || behind.startsWith("\n") ? "\n" : "\n\n";
  return { lead, text: `${lead}${text}${tail}` };
}

// Puts a piece; its first words are selected, so that they are typed over.
function put(view, piece, from, to) {
  const { lead, text } = apart(view.state.doc, from, to, piece.trim());
  const [, signs = "", words = ""] = text.slice(lead.length).match(/^((?:#+ )?)([^\n{]*[^\n{ ])/) ?? [];
  const start = from + lead.length + signs.length;
  view.dispatch({
    changes: { from, to, insert: text },
    selection: { anchor: start, head: start + words.length },
    scrollIntoView: true,
    userEvent: "input.complete",
  });
  view.focus();
}

// Images go on lines of their own, but into a list, a quote or a table where the cursor is in one. Then it stands
// where what the first shows is written.
function putImages(view, paths) {
  const { state } = view;
  const images = paths.map((path) => `![](${path})`).join("\n\n");
  const { from, head } = state.selection.main;
  const inside = from >= textStart(state.doc.toString()) && /^\s*(?:[-*+>|]|\d+[.)])/.test(state.doc.lineAt(head).text);
  const at = inside ? head : roomFor(state, 0);
  const { lead, text } = inside ? { lead: "", text: images } : apart(state.doc, at, at, images);
  view.dispatch({
    changes: { from: at, insert: text },
    selection: { anchor: at + lead.length + 2 },
    scrollIntoView: true,
    userEvent: "input",
  });
  view.focus();
}

// “/” at the beginning of a line offers every piece, but in the front matter.
const slash = (pieces) => (context) => {
  const typed = context.matchBefore(/^\/[\p{L}\d\u2019 ,-]*/u);
  if (!typed) return null;
  const { doc } = context.state;
  if (typed.from < textStart(doc.sliceString(0, typed.from) + doc.sliceString(typed.to))) return null;
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
    putImages: (paths) => putImages(view, paths),
    put(piece) {
      const at = roomFor(view.state, piece.trim().match(/^#+/)?.[0].length ?? 0);
      put(view, piece, at, at);
    },
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

// What stands for @codemirror/lang-html: lessons hold no HTML, and its parsers are most of a bundle.
import { parser } from "@lezer/markdown";
import { defineLanguageFacet, Language, LanguageSupport } from "@codemirror/language";

export const html = () => new LanguageSupport(new Language(defineLanguageFacet(), parser, [], "html"));
export const htmlCompletionSource = () => null;

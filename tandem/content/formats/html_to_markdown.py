"""How do words that know nothing of Markdown, or HTML, become Markdown that says the same?"""

from __future__ import annotations

import re
from html.parser import HTMLParser

# What Markdown would take for a sign: each is found where it would act, and only there.
SIGNS = re.compile(
    r"""\\(?=[!-/:-@\[-`{-~])                # a backslash that would vanish
    | `
    | (?<!\s)~ | ~(?!\s)                   # struck out, a fence
    | (?<!\s)\* | \*(?!\s)                   # emphasis; 2 * 3 is none
    | (?<!\S)_+(?=[^\s_])                   # emphasis; a_b is none
    | (?<=[^\W_])_+(?!\w)
    | (?<=[^\w\s])_+
    | (?<=\])[(:] | \[(?=\^)               # a link, an address of one, a footnote
    | ^[ ]*(?:\#|>|[-+*:](?=\s|$)|-{2,}$|=+$|!(?=!!)|\|)  # a heading, a quote, a list, a line
    """,
    re.VERBOSE | re.MULTILINE,
)
NUMBER = re.compile(r"^([ ]*\d{1,9})(?=[.)](?:\s|$))", re.MULTILINE)
TAG_OR_ENTITY = re.compile(r"<(?=[A-Za-z/!?])|&(?=#\w|\w+;)")
AS_ENTITY = {"<": "&lt;", "&": "&amp;"}
MARKS = {
    **dict.fromkeys(("b", "strong"), "**"),
    **dict.fromkeys(("i", "em"), "*"),
    **dict.fromkeys(("code", "tt", "kbd"), "`"),
}
KEPT = frozenset({"sub", "sup", "u", "s", "del", "small"})
# What stands on lines of its own; HTML needs no blank around it.
BREAKS = re.compile(
    "address|article|aside|blockquote|caption|center|dd|details|div|dl|dt|fieldset|figcaption"
    "|figure|footer|h[1-6]|header|hr|main|nav|ol|p|section|summary|table|ul"
)
# What has no place even as words: what it holds, or how it is laid out, is lost.
LOST = re.compile(
    r"<(table|svg|math|iframe|video|audio|object|embed|script|style|form|input|select|canvas)\b",
    re.IGNORECASE,
)
SILENT = frozenset({"script", "style"})
ITEMS = {"ol": "\n1. ", "ul": "\n- "}
CELLS = {"td": " ", "th": " ", "tr": "  \n"}


def literal(text: str) -> str:
    """A text whose signs stay signs."""
    text = TAG_OR_ENTITY.sub(lambda match: AS_ENTITY[match[0]], text)
    return NUMBER.sub(r"\1\\", SIGNS.sub(escaped, text))


def escaped(match: re.Match[str]) -> str:
    """Signs with a backslash before each; spaces before them stay."""
    signs = match[0]
    if len(signs) == 1:  # nearly always, and a file can hold a million of them
        return f"\\{signs}"
    return re.sub(r"(\S)", r"\\\1", signs)


def tags_lost(text: str) -> list[str]:
    """The names of the tags in a text of HTML that stay behind."""
    return list(dict.fromkeys(name.lower() for name in LOST.findall(text)))


def from_html(text: str) -> str:
    """HTML with its paragraphs, lists, code, links and pictures as Markdown."""
    reader = MarkdownWriter()
    reader.feed(text)
    reader.close()
    if reader.inside in SILENT:  # it never closes: no code, but somebody writes about the tag
        return from_html(re.sub(rf"<(?={reader.inside})", "&lt;", text, flags=re.IGNORECASE))
    return re.sub(r"\n{3,}", "\n\n", "".join(reader.pieces)).strip()


class MarkdownWriter(HTMLParser):
    """Puts down HTML as Markdown, piece by piece."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.links: list[str] = []
        self.lists: list[str] = []
        self.inside: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that opens."""
        facts = {name: value or "" for name, value in attrs}
        if tag in {"pre", *SILENT}:
            self.inside = tag
            self.pieces.append("\n\n```\n" if tag == "pre" else "")
        elif tag == "br":
            self.pieces.append("\n" if self.inside == "pre" else "  \n")
        elif tag == "img":
            alt = " ".join(facts.get("alt", "").split())
            self.pieces.append(f"![{literal(alt)}]({facts.get('src', '').strip() or '?'})")
        elif tag == "a":
            self.links.append(facts.get("href", "").strip())
            self.pieces.append("[" if self.links[-1] else "")
        elif tag == "li":
            self.pieces.append(ITEMS[self.lists[-1] if self.lists else "ul"])
        else:
            self.lists += [tag] if tag in {"ul", "ol"} else []
            self.mark(tag, closing=False)

    def handle_endtag(self, tag: str) -> None:
        """A tag that closes."""
        if tag == self.inside and tag in {"pre", *SILENT}:
            self.pieces.append("\n```\n\n" if tag == "pre" else "")
            self.inside = None
        elif tag == "a" and self.links:
            address = self.links.pop()
            self.pieces.append(f"]({address})" if address else "")
        else:
            if tag in {"ul", "ol"} and self.lists:
                self.lists.pop()
            self.mark(tag, closing=True)

    def mark(self, tag: str, *, closing: bool) -> None:
        """Put down a tag that has the same sign where it opens and where it closes."""
        if self.inside == "pre":
            return
        if tag in KEPT:
            self.pieces.append(f"</{tag}>" if closing else f"<{tag}>")
        elif BREAKS.fullmatch(tag):
            self.pieces.append("" if self.is_item_empty() else "\n\n")
        elif tag in CELLS and (closing or self.is_within_words()):
            self.pieces.append(CELLS[tag])
        elif tag in MARKS and (tag not in {"b", "strong", "i", "em"} or self.inside is None):
            self.pieces.append(MARKS[tag])
            if MARKS[tag] == "`":
                self.inside = None if closing else "code"

    def is_item_empty(self) -> bool:
        """Has an item of a list just begun?"""
        return bool(self.pieces) and self.pieces[-1] in ITEMS.values()

    def is_within_words(self) -> bool:
        """Would what follows join the word before it?"""
        return bool(self.pieces) and not self.pieces[-1][-1:].isspace()

    def handle_data(self, data: str) -> None:
        """Words: code as it is, others with their signs kept."""
        is_indented = not self.inside and self.is_item_empty() and not data.strip()
        if self.inside in SILENT or is_indented:
            return
        words = re.sub(r"\s*\n\s*", "\n", data)
        self.pieces.append(data if self.inside else literal(words))

"""How does Python-Markdown learn CommonMark? An extension that builds its tree from tokens.

The tokens are those of `parsing/grammar.py`, so that the page shows what the checker has read.
Python-Markdown goes on from its tree: the serializer, the kept HTML, whatever else is plugged in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions import Extension
from markdown.util import AMP_SUBSTITUTE, ETX, STX
from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from tandem.content.parsing.grammar import reader

Fences = Mapping[str, Callable[[str], str]]
# What would read signs in another way than CommonMark does, or set spaces anew.
PREPROCESSORS = ("normalize_whitespace", "html_block")
TREEPROCESSORS = ("inline", "prettify", "unescape")
# The serializer leaves `&amp;` alone, as it might stand for a sign. Here a text is a text.
AMPERSAND = f"{AMP_SUBSTITUTE}amp;"
# The signs that Python-Markdown keeps for itself.
RESERVED = str.maketrans("", "", STX + ETX)
OPEN, TICKED = "☐", "☑"
ALIGN = "text-align:"
TAGS = {"s": "del"}
CLASSES = {"contains-task-list": "task-list", "markdown-alert-title": "admonition-title"}
BACK = "↩"


class CommonMark(Extension):
    """Lets Python-Markdown read CommonMark. `fences` say what a fence of a kind becomes."""

    def __init__(self, *, footnotes: bool, fences: Fences) -> None:
        super().__init__()
        self.footnotes = footnotes
        self.fences = fences

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (its name there)
        """Put the parser into its place."""
        for name in PREPROCESSORS:
            md.preprocessors.deregister(name)
        for name in TREEPROCESSORS:
            md.treeprocessors.deregister(name)
        md.parser = TokenParser(md, footnotes=self.footnotes, fences=self.fences)


class TokenParser(BlockParser):
    """Parses a text by the one grammar."""

    def __init__(self, md: Markdown, *, footnotes: bool, fences: Fences) -> None:
        super().__init__(md)
        self.reader = reader(footnotes=footnotes)
        self.fences = fences

    def parseChunk(self, parent: Element, text: str) -> None:  # noqa: N802 (its name there)
        """Hang what the text says into the tree."""
        tokens = self.reader.parse(text.translate(RESERVED))
        TreeBuilder(parent, keep=self.md.htmlStash.store, fences=self.fences).build(tokens)


class TreeBuilder:
    """Builds elements from tokens. `keep` puts HTML aside and gives what stands for it."""

    def __init__(self, root: Element, *, keep: Callable[[str], str], fences: Fences) -> None:
        self.open = [root]
        self.keep = keep
        self.fences = fences
        self.ticked: bool | None = None
        # Where a block was closed last.
        self.parent_of_block: Element | None = None

    def build(self, tokens: Iterable[Token]) -> None:
        """Add these tokens below the innermost open element."""
        for token in tokens:
            special = SPECIAL.get(token.type)
            if special is not None:
                special(self, token)
            elif token.nesting > 0:
                self.enter(token)
            elif token.nesting < 0:
                self.leave(token)
            else:
                self.element(token.tag)

    def enter(self, token: Token) -> None:
        """An element that opens; a paragraph of a tight list is none."""
        if token.hidden:
            return
        self.break_line(token)
        self.open.append(self.element(TAGS.get(token.tag, token.tag), attributes(token)))
        if token.type == "list_item_open":
            self.ticked = token.meta.get("checked")

    def leave(self, token: Token) -> None:
        """An element that closes, on a line of its own where blocks stand in it."""
        if token.hidden:
            return
        if self.open[-1] is self.parent_of_block:
            self.text("\n")
        self.open.pop()
        self.parent_of_block = self.open[-1] if token.block else None

    def break_line(self, token: Token) -> None:
        """Begin a block on a line of its own, as a reader of the source expects."""
        if token.block:
            self.text("\n")

    def element(self, tag: str, attrib: dict[str, str] | None = None) -> Element:
        """A new element in the innermost open one."""
        return SubElement(self.open[-1], tag, attrib or {})

    def text(self, text: str) -> None:
        """A text behind what stands in the innermost open element."""
        if "&" in text:
            text = text.replace("&", AMPERSAND)
        self.written(text)

    def written(self, text: str) -> None:
        """A text that is ready to be served."""
        parent = self.open[-1]
        if len(parent):
            last = parent[-1]
            last.tail = f"{last.tail or ''}{text}"
        else:
            parent.text = f"{parent.text or ''}{text}"

    def inline(self, token: Token) -> None:
        """The words of a paragraph, behind the box of their item."""
        if self.ticked is not None:
            box = self.element("span", {"class": "task-list-box"})
            box.text, box.tail = (TICKED if self.ticked else OPEN), " "
            self.ticked = None
        self.build(token.children or ())

    def words(self, token: Token) -> None:
        """A text."""
        self.text(token.content)

    def code(self, token: Token) -> None:
        """Code within a line."""
        self.element("code").text = token.content.replace("&", AMPERSAND)

    def block_of_code(self, token: Token) -> None:
        """A fence or an indented block; a fence of a kind of its own becomes what that says."""
        kind = next(iter(unescapeAll(token.info).split()), "")
        self.text("\n")
        if kind in self.fences:
            self.written(self.keep(self.fences[kind](token.content.rstrip("\n"))))
            return
        code = SubElement(self.element("pre"), "code")
        code.text = token.content.replace("&", AMPERSAND)
        if kind:
            code.set("class", f"language-{kind}".replace("&", AMPERSAND))

    def html(self, token: Token) -> None:
        """HTML as it was written; the page is cleaned afterwards."""
        self.written(self.keep(token.content))

    def line_break(self, token: Token) -> None:
        """A line that ends; where it is meant, it ends on the page, too."""
        if token.type == "hardbreak":
            self.element("br")
        self.text("\n")

    def picture(self, token: Token) -> None:
        """A picture; its words stand beside it in the tokens."""
        facts = attributes(token)
        facts["alt"] = plain_words(token.children or ()).replace("&", AMPERSAND)
        self.element("img", facts)

    def alert(self, token: Token) -> None:
        """A note as GitHub writes it is an admonition."""
        self.text("\n")
        kind = str(token.meta["kind"]).lower()
        self.open.append(self.element("div", {"class": f"admonition {kind}"}))

    def mark(self, token: Token) -> None:
        """The number of a footnote in the text."""
        name, again = token.meta["label"], token.meta["subId"]
        superior = self.element("sup", {"id": f"fnref{again + 1 if again else ''}:{name}"})
        link = SubElement(superior, "a", {"class": "footnote-ref", "href": f"#fn:{name}"})
        link.text = str(token.meta["id"] + 1)

    def footnotes(self, _: Token) -> None:
        """The footnotes below the text."""
        self.text("\n")
        block = self.element("div", {"class": "footnote"})
        SubElement(block, "hr")
        self.open.append(block)
        self.open.append(self.element("ol"))

    def footnotes_end(self, _: Token) -> None:
        """Behind the last footnote."""
        del self.open[-2:]

    def footnote(self, token: Token) -> None:
        """One footnote."""
        self.text("\n")
        self.open.append(self.element("li", {"id": f"fn:{token.meta['label']}"}))

    def way_back(self, token: Token) -> None:
        """A link from a footnote to its place in the text."""
        name, again = token.meta["label"], token.meta["subId"]
        facts = {
            "class": "footnote-backref",
            "href": f"#fnref{again + 1 if again else ''}:{name}",
            "title": f"Jump back to footnote {token.meta['id'] + 1} in the text",
        }
        self.text("\N{NO-BREAK SPACE}")
        self.element("a", facts).text = BACK


def attributes(token: Token) -> dict[str, str]:
    """The attributes of an element."""
    facts = {}
    for name, value in token.attrs.items():
        text = CLASSES.get(str(value), str(value)).replace("&", AMPERSAND)
        if name == "style":
            facts["align"] = text.removeprefix(ALIGN)
        else:
            facts[name] = text
    return facts


def plain_words(tokens: Iterable[Token]) -> str:
    """What tokens say without any tag, as the text that stands for a picture."""
    pieces = []
    for token in tokens:
        if token.type == "image":
            pieces.append(plain_words(token.children or ()))
        elif token.type in {"softbreak", "hardbreak"}:
            pieces.append("\n")
        elif token.type != "html_inline":
            pieces.append(token.content)
    return "".join(pieces)


SPECIAL: dict[str, Callable[[TreeBuilder, Token], None]] = {
    "inline": TreeBuilder.inline,
    "text": TreeBuilder.words,
    "code_inline": TreeBuilder.code,
    "code_block": TreeBuilder.block_of_code,
    "fence": TreeBuilder.block_of_code,
    "html_block": TreeBuilder.html,
    "html_inline": TreeBuilder.html,
    "softbreak": TreeBuilder.line_break,
    "hardbreak": TreeBuilder.line_break,
    "image": TreeBuilder.picture,
    "alert_open": TreeBuilder.alert,
    "footnote_ref": TreeBuilder.mark,
    "footnote_block_open": TreeBuilder.footnotes,
    "footnote_block_close": TreeBuilder.footnotes_end,
    "footnote_open": TreeBuilder.footnote,
    "footnote_anchor": TreeBuilder.way_back,
}

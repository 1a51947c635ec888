"""What does a piece of HTML say, whatever its spaces, its attributes' order, its %20?"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import unquote

BLOCKS = frozenset(
    {"blockquote", "br", "dd", "div", "dl", "dt", "hr", "li", "ol", "p", "pre", "ul"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "table", "tbody", "td", "th", "thead", "tr"}
)
# What the sanitizer adds to each link that leads out.
ADDED = frozenset({"rel"})


class Normalizer(HTMLParser):
    """Puts down each tag and each text, spaces outside code made one."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.in_code = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that opens, its attributes in order."""
        facts = sorted((name, unquote(value or "")) for name, value in attrs if name not in ADDED)
        self.put(f"<{tag}{''.join(f' {name}={value!r}' for name, value in facts)}>", tag)
        self.in_code += tag == "pre"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that closes itself, as XHTML writes those that hold nothing."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """A tag that closes."""
        self.put(f"</{tag}>", tag)
        self.in_code -= tag == "pre"

    def put(self, sign: str, tag: str) -> None:
        """A tag; spaces beside that of a block mean nothing."""
        if tag in BLOCKS and not self.in_code and self.pieces:
            self.pieces[-1] = self.pieces[-1].rstrip()
        self.pieces.append(sign + ("\0" if tag in BLOCKS else ""))

    def handle_data(self, data: str) -> None:
        """A text."""
        if not self.in_code:
            data = re.sub(r"\s+", " ", data)
            is_first = not self.pieces or self.pieces[-1].endswith("\0")
            data = data.lstrip() if is_first else data
        if data:
            self.pieces.append(data)


def normalized(html: str) -> str:
    """The HTML in one way of writing it."""
    reader = Normalizer()
    reader.feed(html)
    reader.close()
    return "".join(reader.pieces).replace("\0", "").strip()

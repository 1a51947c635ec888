"""Which addresses in the web does a course name, and in which line?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tandem.content.files.folder import is_inside
from tandem.content.parsing.lines import decoded, numbered
from tandem.content.parsing.references import CODE

ADDRESS = re.compile(r"https?://[^\s<>\"'\]|`\\]+", re.IGNORECASE)
BEHIND = ".,;:!?*_"


@dataclass(frozen=True, order=True)
class WebLink:
    """An address, and where it stands."""

    file: str
    line: int
    address: str


def web_links(folder: Path, *, shown_as: str) -> list[WebLink]:
    """Every address in the texts of a course, in file and line order; code is left out."""
    links = []
    root = folder.resolve()
    for path in sorted(folder.glob("*.md")):
        if not is_inside(path, root):
            continue
        text, bad = decoded(path.read_bytes())
        lines = [] if bad else numbered(text)[0]
        for line in lines:
            texts = [] if line.code else addresses_in(line.text)
            links += [WebLink(f"{shown_as}/{path.name}", line.number, address) for address in texts]
    return sorted(set(links))


def addresses_in(text: str) -> Iterator[str]:
    """The addresses of a line, without the signs that belong to the sentence."""
    for written in ADDRESS.findall(CODE.sub("", text)):
        yield within_brackets(written).rstrip(BEHIND).partition("#")[0]


def within_brackets(address: str) -> str:
    """The address up to a bracket that closes one before it."""
    depth = 0
    for at, sign in enumerate(address):
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return address[:at]
    return address

"""Is everything that is pressed on a page spoken as it is written (WCAG 2.5.3), and are links told
apart by their words?

Whoever steers by voice says what is seen. So the words on a button stand in its spoken name too.
Whoever listens to a list of the links hears nothing around them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from html.parser import HTMLParser

PRESSED = frozenset({"a", "button", "summary"})
SIGNS = re.compile(r"[\W_]+")


class Pressed(HTMLParser):
    """Reads what is pressed on a page and has a spoken name of its own: its name and its words."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.name, self.words = "", ""
        self.tag, self.hidden = "", list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go in where something has a name, and step over what is in it and not seen."""
        given = dict(attrs)
        if tag in PRESSED and given.get("aria-label"):
            self.tag, self.name, self.words = tag, given["aria-label"] or "", ""
        elif self.tag and (self.hidden or is_unseen(given)):
            self.hidden.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Leave it."""
        if self.hidden and tag == self.hidden[-1]:
            self.hidden.pop()
        elif tag == self.tag:
            self.found.append((self.name, self.words))
            self.tag = ""

    def handle_data(self, data: str) -> None:
        """Words that are seen."""
        if self.tag and not self.hidden:
            self.words += data


def is_unseen(given: dict[str, str | None]) -> bool:
    """Is it for ears alone, or a picture?"""
    return given.get("aria-hidden") == "true" or "visually-hidden" in (given.get("class") or "")


def unlike_in(page: str) -> set[tuple[str, str]]:
    """What a page speaks without the words that are seen: the spoken name, and those words."""
    reader = Pressed()
    reader.feed(page)
    return {(name, words) for name, words in reader.found if plain(words) not in plain(name)}


def plain(text: str) -> str:
    """Its letters and numbers, with a space between words."""
    return f" {SIGNS.sub(' ', text.casefold()).strip()} ".replace("  ", " ")


class Links(HTMLParser):
    """Reads the links of a page: where each leads, by the words that are spoken."""

    def __init__(self) -> None:
        super().__init__()
        self.leads: dict[str, set[str]] = defaultdict(set)
        self.target, self.name, self.words = "", "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A link begins."""
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.target, self.name, self.words = (
                given["href"] or "",
                given.get("aria-label") or "",
                "",
            )

    def handle_endtag(self, tag: str) -> None:
        """It ends. Which place of a page is meant is heard there."""
        if tag == "a" and self.target and not self.target.startswith("#"):
            page, _, _ = self.target.partition("#")
            self.leads[" ".join((self.name or self.words).split())].add(page)
        self.target = "" if tag == "a" else self.target

    def handle_data(self, data: str) -> None:
        """Its words."""
        self.words += data


def of_two_ways(page: str) -> dict[str, set[str]]:
    """The words of a page that are on links to two addresses, with these."""
    reader = Links()
    reader.feed(page)
    return {words: targets for words, targets in reader.leads.items() if len(targets) > 1}

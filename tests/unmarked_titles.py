"""Which titles of a page are said to be in the language of the page, though they are English?"""

from __future__ import annotations

from collections.abc import Iterable
from html.parser import HTMLParser

VOID = {"br", "hr", "img", "input", "link", "meta", "path", "rect", "circle", "use", "wbr"}
# The tab of the browser, what is written, and what is drawn: a picture is read by its own title.
NOT_READ = {"title", "textarea", "text"}


class Unmarked(HTMLParser):
    """The titles that no element says to be English, with the element around them."""

    def __init__(self, titles: Iterable[str]) -> None:
        super().__init__()
        self.titles = tuple(titles)
        self.around: list[tuple[str, str]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        before = self.around[-1][1] if self.around else ""
        if tag not in VOID:
            self.around.append((tag, dict(attrs).get("lang") or before))

    def handle_endtag(self, tag: str) -> None:
        while tag not in VOID and self.around and self.around.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tag, language = self.around[-1] if self.around else ("", "")
        if language == "en" or tag in NOT_READ:
            return
        data = data.strip()
        # No part of an option can be marked.
        if data in self.titles or (tag != "option" and any(title in data for title in self.titles)):
            self.found.append(f"{tag}: {data}")


def unmarked_in(page: str, titles: Iterable[str]) -> list[str]:
    """English titles without their language in a page."""
    parser = Unmarked(titles)
    parser.feed(page)
    return parser.found

"""What does a page say and ask? Its main part, or what is around it, line by line, without what
only looks, but for classes that tell a state."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

# What somebody reads, hears, or sends, what a script goes by, and where something is drawn; no
# shape, no style, no id.
SAID = re.compile(
    "accept|action|alt|aria-(checked|current|disabled|label|pressed)|checked|colspan|datetime"
    "|data-.+|disabled|download|for|formaction|hidden|href|label|lang|list|max|maxlength|method|min"
    "|minlength|multiple|name|open|pattern|placeholder|readonly|required|role|rowspan|scope"
    "|selected|start|step|title|type|value"
    "|cx|cy|height|r|width|x|y"
)
# Longer lists, such as time zones, are told by what is chosen.
MANY_OPTIONS = 40
# What is drawn by lot or follows from a file's content, where a test keeps its files, what begins a
# name in tests/said.py, and a whole number: what is drawn for 24.0 is drawn once for 24, too.
BY_LOT = [
    (re.compile(r"^# "), "(sign) "),
    (re.compile(r"gAAAA[\w=-]+"), "(sealed)"),
    (re.compile(r"\$argon2id\S+"), "(hash)"),
    (re.compile(r"\b[0-9a-f]{32,}\b"), "(digest)"),
    (re.compile(r"\b[A-Z2-7]{32}\b"), "(secret)"),
    (re.compile(r"\.?[\w-]{20,}\.[\w-]{6}\.[\w-]{27}"), "(signed)"),
    (re.compile(r"(?<=tandem-scim-)[\w-]+"), "(token)"),
    (re.compile(r'(?<="challenge": ")[\w-]+'), "(challenge)"),
    (re.compile(r"(?<=/)[\w-]{30,}(?=[./?#]|$|>)"), "(token)"),
    (re.compile(r"(?<=/assets/)[0-9a-f]{12}(?=/)"), "(content)"),
    (re.compile(r"(?<==)(\d+)\.0(?=[ >])"), r"\1"),
    (re.compile(r"/\S+/pytest-\S+?/(?=courses)"), "/"),
]
# What a page calls its parts, and where it refers to them.
NAMED = re.compile(r'\sid="([^"]+)"')
REFERS = re.compile(r'\s(?:for|aria-labelledby|aria-describedby|aria-controls)="([^"]+)"')
TOKENS = frozenset({"csrf_token", "form_id"})


class Outline(HTMLParser):
    """Takes a page in and keeps the lines of its main part, or those around it."""

    def __init__(self, *, around: bool = False) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.text = ""
        self.around = around
        self.is_kept = around
        self.options: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element says of itself."""
        self.end_text()
        if tag == "main":
            self.is_kept = not self.around
        if not self.is_kept:
            return
        said = {name: value for name, value in attrs if SAID.fullmatch(name)}
        if looks := looks_of(dict(attrs).get("class")):
            said["class"] = looks
        if dict(attrs).get("name") in TOKENS:
            said.pop("value", None)
        if tag == "select":
            self.lines.append(line_of(tag, said))
            self.options = []
        elif said:
            self.note(line_of(tag, said))

    def handle_endtag(self, tag: str) -> None:
        """End a text, and a list of options."""
        self.end_text()
        if tag == "select" and self.options is not None:
            told = self.options
            if len(told) > MANY_OPTIONS:
                told = [f"{len(told)} lines, of them chosen:", *chosen(told)]
            self.options = None
            self.lines += told
        if tag == "main":
            self.is_kept = self.around

    def handle_data(self, data: str) -> None:
        """Take in a piece of text."""
        if self.is_kept:
            self.text += data

    def end_text(self) -> None:
        """Note the text up to here."""
        if text := " ".join(self.text.split()):
            self.note(text)
        self.text = ""

    def note(self, line: str) -> None:
        """Keep a line, for now with the other options where it stands among them."""
        (self.lines if self.options is None else self.options).append(line)


def looks_of(classes: str | None) -> str:
    """Of the classes of an element those that tell its state or its kind: `stop--here`."""
    return " ".join(name for name in (classes or "").split() if "--" in name)


def line_of(tag: str, said: dict[str, str | None]) -> str:
    """An element and what it says of itself."""
    words = [
        name if value is None else f"{name}={' '.join(value.split())}"
        for name, value in sorted(said.items())
    ]
    return " ".join([f"<{tag}", *words]) + ">"


def chosen(lines: list[str]) -> list[str]:
    """The options that are selected, and what each is called."""
    return [
        line
        for before, line in zip(["", *lines], lines, strict=False)
        if " selected" in line or " selected" in before
    ]


def said_in(page: str) -> list[str]:
    """What a page says and asks, the same on every day for the same page."""
    return outlined(page, Outline())


def said_around(page: str) -> list[str]:
    """What is said around its main part: in its head, above, and below."""
    return outlined(page, Outline(around=True))


def outlined(page: str, outline: Outline) -> list[str]:
    """The lines of a page."""
    outline.feed(page)
    return [without_lots(line) for line in outline.lines]


def dangling_in(page: str) -> set[str]:
    """What a page refers to and does not have, and which of its names are given twice."""
    names = NAMED.findall(page)
    twice = {name for name, times in Counter(names).items() if times > 1}
    meant = {name for named in REFERS.findall(page) for name in named.split()}
    return twice | meant - {*names}


def without_lots(line: str) -> str:
    """A line without what is drawn by lot."""
    for pattern, instead in BY_LOT:
        line = pattern.sub(instead, line)
    return line

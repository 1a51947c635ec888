"""What do the braces behind a heading say?"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches

from tandem.content.said import Said, say

WORDS = frozenset(
    {"for", "quiz", "pass", "pick", "together", "multi", "order", "match", "scenario", "end", "was"}
    | {"sealed", "guess", "scale", "share", "agreement", "thanks", "talked"}
)
HEADING = re.compile(r"^ {0,3}(#{1,6})(?: (.*))?$")
BRACES = re.compile(r"^(.*)\{([^{}]*)\}$")
ID = re.compile(r"^[a-z0-9][a-z0-9_-]{0,79}$")
QUOTES = str.maketrans(dict.fromkeys("“”„«»‘’'", '"'))


@dataclass(frozen=True)
class Attributes:
    """The attributes of one heading: the words with their values (empty for a bare word)."""

    words: dict[str, str] = field(default_factory=dict)
    id: str = ""
    faults: tuple[Said, ...] = ()

    def __contains__(self, word: str) -> bool:
        return word in self.words

    def value(self, word: str) -> str:
        """The value of a word, or an empty text."""
        return self.words.get(word, "")


@dataclass(frozen=True)
class Heading:
    """A heading: its level (1 to 6), title, attributes and line."""

    level: int
    title: str
    attributes: Attributes
    line: int

    @property
    def markdown(self) -> str:
        """The heading as Markdown, without its attributes."""
        return f"{'#' * self.level} {self.title}"


def heading(text: str, *, line: int) -> Heading | None:
    """The heading on this line, if it is one."""
    found = HEADING.match(text)
    if not found:
        return None
    title = without_closing(found[2] or "")
    braces = BRACES.match(title)
    if not braces:
        return Heading(len(found[1]), title, Attributes(), line)
    return Heading(len(found[1]), braces[1].strip(), attributes(braces[2]), line)


def without_closing(title: str) -> str:
    """The title without the # signs that may close a heading."""
    title = title.strip()
    bare = title.rstrip("#")
    return bare.rstrip() if not bare or bare.endswith(" ") else title


def attributes(text: str) -> Attributes:
    """Read what stands between the braces."""
    words: dict[str, str] = {}
    name, faults = "", list[Said]()
    for token in text.translate(QUOTES).split():
        if token.startswith("#"):
            name = token[1:]
            if not ID.match(name):
                faults.append(no_id(name))
            continue
        word, _, value = token.partition("=")
        if word in WORDS:
            words[word] = value.strip('"')
        else:
            faults.append(unknown(word))
    return Attributes(words=words, id=name, faults=tuple(faults))


def no_id(name: str) -> Said:
    """What to say about a name that cannot be an id."""
    return say(
        "#%(name)s cannot be an id. Use small letters, digits and hyphens: #late-order", name=name
    )


def unknown(word: str) -> Said:
    """What to say about a word that nobody knows."""
    near = get_close_matches(word.lower(), sorted(WORDS), n=1, cutoff=0.5)
    if near:
        return say('unknown attribute "%(word)s". Did you mean %(near)s?', word=word, near=near[0])
    return say('unknown attribute "%(word)s".', word=word)


def slug(title: str) -> str:
    """A name made from a title."""
    words = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
    return words[:60].strip("-") or "question"

"""What do the braces behind a heading say?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import pairwise

from tandem.content.messages import Message, say

WITH_VALUE = frozenset(
    {"for", "pass", "pick", "end", "was", "guess", "share", "sibling", "recap"} | {"minutes"}
)
BARE = frozenset(
    {"quiz", "practice", "together", "pulse", "multi", "order", "match", "scenario", "write"}
    | {"first", "last"}
    | {"sealed", "scale", "agreement", "thanks", "talked", "choice", "handover", "plan"}
    | {"scene"}
)
WORDS = WITH_VALUE | BARE
HEADING = re.compile(r"^ {0,3}(#{1,6})(?: (.*))?$")
BRACES = re.compile(r"^(.*)\{([^{}]*)\}$")
ID = re.compile(r"^[a-z0-9][a-z0-9_-]{0,79}$")
# A formatter may put a backslash before a sign.
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
QUOTES = str.maketrans(dict.fromkeys("“”„«»‘’‚‹›'", '"'))
# A word with its value, in quotes or not; or, where that is nothing, up to the next space.
TOKEN = re.compile(r'[^\s="]+(?:="[^"]*"(?=\s|$)|=[^\s"]*(?=\s|$))|\S+')
SPACED = re.compile(r"(?<=\w) {0,9}= {0,9}(?=[\w\"#])")
LONGEST = 500


@dataclass(frozen=True)
class Attributes:
    """The attributes of one heading: the words with their values (empty for a bare word).

    `unknown` are the words that nobody knows; `faults` is what else is wrong. `behind_id` is the
    word that follows the id, if any: it may have been meant as a part of it.
    """

    words: dict[str, str] = field(default_factory=dict)
    id: str = ""
    behind_id: str = ""
    faults: tuple[Message, ...] = ()
    unknown: tuple[str, ...] = ()

    def __contains__(self, word: str) -> bool:
        return word in self.words

    def value(self, word: str) -> str:
        """The value of a word, or an empty text."""
        return self.words.get(word, "")


@dataclass(frozen=True)
class Heading:
    """A heading: its level (1 to 6), title, attributes and line, where that is known."""

    level: int
    title: str
    attributes: Attributes
    line: int = 0

    @property
    def markdown(self) -> str:
        """The heading as Markdown, without its attributes."""
        return f"{'#' * self.level} {self.title}"


def heading(text: str, *, line: int = 0) -> Heading | None:
    """The heading on this line, if it is one."""
    match = HEADING.match(text)
    if not match:
        return None
    return titled(without_closing(match[2] or ""), level=len(match[1]), line=line)


def titled(title: str, *, level: int, line: int = 0) -> Heading:
    """The heading with this title, which may end with its attributes."""
    braces = BRACES.match(title)
    if not braces:
        return Heading(level, title, Attributes(), line)
    return Heading(level, braces[1].strip(), attributes(ESCAPED.sub(r"\1", braces[2])), line)


def without_closing(title: str) -> str:
    """The title without the # signs that may close a heading."""
    title = title.strip()
    bare = title.rstrip("#")
    return bare.rstrip() if not bare or bare.endswith(" ") else title


def attributes(text: str) -> Attributes:
    """Read what stands between the braces."""
    words: dict[str, str] = {}
    names: list[str] = []
    faults: list[Message] = []
    unknown: dict[str, None] = {}
    twice: dict[str, Message] = {}
    if len(text) > LONGEST:
        faults.append(say("the braces hold more than %(most)s characters", most=LONGEST))
    tokens = TOKEN.findall(SPACED.sub("=", text[:LONGEST].translate(QUOTES)))
    for token in tokens:
        if token.startswith("#"):
            names.append(token[1:])
            continue
        word, _, value = token.partition("=")
        value = value.strip('"').strip()
        if word not in WORDS:
            unknown[word] = None
            continue
        if word in words:
            twice[word] = say("%(word)s is here twice. Keep one of them", word=word)
            continue
        faults.extend(faults_of_value(word, value))
        words[word] = value
    faults.extend([*twice.values(), *faults_of_names(names)])
    return Attributes(
        words=words,
        id=names[0] if names else "",
        behind_id=next((b for a, b in pairwise(tokens) if a.startswith("#")), ""),
        faults=tuple(faults),
        unknown=tuple(unknown),
    )


def faults_of_names(names: list[str]) -> Iterator[Message]:
    """What is wrong with the ids of one heading: it has one at most."""
    if names and not ID.match(names[0]):
        yield no_id(names[0])
    if len(names) > 1:
        yield say(
            "a heading has one id: #%(first)s or #%(second)s", first=names[0], second=names[1]
        )


def faults_of_value(word: str, value: str) -> Iterator[Message]:
    """What is wrong with a value: a bare word takes none, and `was=` needs an id."""
    if word in BARE and value:
        yield say("%(word)s takes no value. Write {%(word)s}, or take it out", word=word)
    if word == "was" and not ID.match(value.removeprefix("#")):
        yield say("was= needs the id that this had before: was=late-order")
    if word == "sibling" and not ID.match(value.removeprefix("#")):
        yield say("sibling= needs the id of another question of this quiz: sibling=late-order")


def no_id(name: str) -> Message:
    """What to say about a name that cannot be an id."""
    return say(
        "#%(name)s can’t be an id. Use small letters, digits and hyphens: #late-order", name=name
    )


def unknown_word(word: str, attributes: Attributes) -> Message:
    """What to say about a word that nobody knows: the nearest known one, or that it is an id."""
    is_end_of_id = word == attributes.behind_id and bool(ID.match(spaceless(attributes)))
    may_be_id = is_end_of_id or "-" in word
    near = get_close_matches(word.lower(), sorted(WORDS), cutoff=0.75 if may_be_id else 0.5)
    if not near and not attributes.id and ID.match(word):
        near = [f"#{word}"]
    if near:
        return say('unknown attribute "%(word)s". Did you mean %(near)s?', word=word, near=near[0])
    return no_space(attributes) if is_end_of_id else unknown(word)


def no_space(attributes: Attributes) -> Message:
    """What to say about an unknown word right behind an id."""
    return say(
        'unknown attribute "%(unknown)s". Did you mean %(near)s instead of %(name)s?'
        " An id has no spaces",
        unknown=attributes.behind_id,
        **ids_meant(attributes),
    )


def spaceless(attributes: Attributes) -> str:
    """The id that was meant where it was written with a space."""
    return f"{attributes.id}-{attributes.behind_id}"


def ids_meant(attributes: Attributes) -> dict[str, str]:
    """The id that was meant, and how it stands there: the values of both messages."""
    written = f"#{attributes.id} {attributes.behind_id}"
    return {"near": f"#{spaceless(attributes)}", "name": written}


def no_kind(attributes: Attributes) -> Message:
    """What to say about the kind of a question that nothing below it fits, right behind an id."""
    return say(
        "nothing below this fits {%(kind)s}. Did you mean %(near)s instead of %(name)s?"
        " An id has no spaces",
        kind=attributes.behind_id,
        **ids_meant(attributes),
    )


def unknown(word: str) -> Message:
    """What to say about an unknown word, without suggesting a known one."""
    return say('unknown attribute "%(word)s".', word=word)


def slug(title: str) -> str:
    """A name made from a title."""
    words = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
    return words[:60].strip("-") or "question"

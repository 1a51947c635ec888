"""What does the front matter of a file say?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

import yaml

from tandem.content.messages import Message, say
from tandem.content.parsing import header_errors

# The version of the grammar that this program reads; a later one must go on reading it.
GRAMMAR = 1
MODULE_WORDS = (
    *("title", "summary", "minutes", "edition", "shuffle", "show", "attempts", "prepare", "format"),
)
COURSE_WORDS = ("title", "summary", "for", "language", "format")
# libyaml, where PyYAML was built with it, is many times faster.
QUICK = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
VERSION = re.compile(r"\d{1,6}")
FENCE = re.compile(r"^---\s*$")
# What stands deeper is no front matter; libyaml ends the whole process at some thousand levels.
DEEPEST = 10
# What is longer is not read a second time by the slow reader, for a better message.
LONGEST_READ_TWICE = 20_000
UNSTORABLE = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True)
class Header:
    """The front matter: values by name, the line of each, what is wrong, and the text's first line.

    Values stand as they are written, so that 16:30 and No may be titles.
    `faults` are (line, message). `body_from` counts from 1.
    """

    values: dict[str, str | list[str]]
    lines: dict[str, int]
    faults: tuple[tuple[int, Message], ...]
    body_from: int

    def text(self, name: str) -> str:
        """A value as text; empty where it is missing."""
        value = self.values.get(name, "")
        return value.strip() if isinstance(value, str) else ""

    def line(self, name: str) -> int:
        """The line a value stands on; the first one where it is missing."""
        return self.lines.get(name, 1)


NO_HEADER = Header({}, {}, (), 1)


def header(text: str, words: tuple[str, ...]) -> Header:
    """Read the front matter at the top of a file, if there is one."""
    lines = text.split("\n")
    if not FENCE.match(lines[0]):
        return NO_HEADER
    end = next((at for at, line in enumerate(lines[1:], 1) if FENCE.match(line)), None)
    if end is None:
        fault = say("the front matter isn’t closed: a line --- is missing")
        return Header({}, {}, ((1, fault),), 1)
    return read("\n".join(lines[1:end]), words=words, body_from=end + 2)


def read(text: str, *, words: tuple[str, ...], body_from: int) -> Header:
    """Read the lines between the two fences."""
    try:
        if deep := first_too_deep(text):
            fault = say(
                "brackets and lists are nested more than %(most)s levels deep here", most=DEEPEST
            )
            return Header({}, {}, ((deep + 1, bad_yaml(fault)),), body_from)
        node = composed(text)
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        return Header({}, {}, (unreadable(error, text),), body_from)
    if node is None:
        return Header({}, {}, (), body_from)
    if not isinstance(node, yaml.MappingNode):
        return Header({}, {}, ((2, bad_yaml(say("no names found"))),), body_from)
    values: dict[str, str | list[str]] = {}
    lines: dict[str, int] = {}
    faults: list[tuple[int, Message]] = []
    for key, value_node in node.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        line, value = key.start_mark.line + 2, value_of(value_node)
        if name not in words:
            faults.append((line, unknown(name, words)))
        elif name in lines:
            faults.append((line, twice(name, lines[name])))
        elif value is None or (isinstance(value, list) and name != "for"):
            fault = say("%(name)s needs a plain value, as in  title: Two halves", name=name)
            faults.append((line, fault))
        else:
            values[name] = value
        lines.setdefault(name, line)
    if "format" in values:
        faults += [(lines["format"], fault) for fault in grammar_faults(values["format"])]
    return Header(values, lines, tuple(faults), body_from)


def grammar_faults(version: str | list[str]) -> Iterator[Message]:
    """What is wrong with the version of the grammar that a file names."""
    number = str(version).strip()
    if not VERSION.fullmatch(number) or not int(number):
        yield say("format is the version of the grammar, a whole number: format: 1")
    elif int(number) > GRAMMAR:
        yield say(
            "this file is written in format %(theirs)s, and this program knows formats up to"
            " %(ours)s: update it, or write the file again in format %(ours)s",
            theirs=int(number),
            ours=GRAMMAR,
        )


def first_too_deep(text: str) -> int:
    """The line (from 1) of what lies too deep in front matter; 0 where nothing does.

    The events come one by one, and none of them stands inside another: no depth can harm here.
    """
    depth = 0
    try:
        for event in yaml.parse(text, Loader=QUICK):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > DEEPEST:
                return event.start_mark.line + 1 if event.start_mark else 1
    except (yaml.YAMLError, ValueError):
        return 0  # up to here nothing was too deep, and nobody reads on
    return 0


def composed(text: str) -> yaml.Node | None:
    """The YAML's nodes. What libyaml does not take is read again for the better message."""
    try:
        return yaml.compose(text, Loader=QUICK)
    except (yaml.YAMLError, ValueError):
        if len(text) > LONGEST_READ_TWICE:
            raise
        return yaml.compose(text, Loader=yaml.BaseLoader)


def bad_yaml(problem: Message) -> Message:
    """What to say about front matter that cannot be read, and why."""
    return say(
        "the front matter can’t be read: %(problem)s. It needs lines like  title: Two halves",
        problem=problem,
    )


def twice(name: str, line: int) -> Message:
    """What to say about a name that stands there a second time."""
    return say("%(name)s is in line %(line)s, too. Keep one of them", name=name, line=line)


def unreadable(error: Exception, text: str) -> tuple[int, Message]:
    """What to say about front matter that is no YAML."""
    line, why = header_errors.of_yaml(error, text)
    return line + 1, bad_yaml(why)


def value_of(node: yaml.Node) -> str | list[str] | None:
    """A text or a list of texts, as written; None where it is neither."""
    if isinstance(node, yaml.ScalarNode):
        return None if UNSTORABLE.search(node.value) else str(node.value)
    if not isinstance(node, yaml.SequenceNode):
        return None
    texts = [each.value for each in node.value if isinstance(each, yaml.ScalarNode)]
    return texts if len(texts) == len(node.value) else None


def unknown(name: str, words: tuple[str, ...]) -> Message:
    """What to say about a name that nobody knows."""
    near = get_close_matches(name.lower(), words, cutoff=0.5)
    if near:
        return say(
            'unknown name "%(name)s" in the front matter. Did you mean %(near)s?',
            name=name,
            near=near[0],
        )
    known = ", ".join(words)
    return say(
        'unknown name "%(name)s" in the front matter. Known are: %(known)s.', name=name, known=known
    )

"""Which options has a question, and which of them are right?"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace

from tandem.content.lesson import Option, QuestionKind
from tandem.content.parsing.blocks import BlockKind
from tandem.content.parsing.lines import Line
from tandem.content.parsing.lists import ItemLines, answer_list, beginnings, behind_sign

BOX = re.compile(r"^\[ *([xX]?) *\] *(.*)$")
BOXED_LINE = re.compile(r"^( {0,3})[-*+] +\[ *([xX]?) *\] *(.*)$")
# Where a dash or the space behind it is missing. A link has no space behind its brackets.
BARE_BOX = re.compile(r"^ *[-*+]?(\[ *[xX]? *\]) +\S")
KINDS = frozenset({QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.TRUE_FALSE})
LOW_STRESS = re.compile(r"(?<![\w_])(_{1,2})(?=\S)(.+?)(?<=\S)\1(?![\w_])", re.DOTALL)
PIN = re.compile(r"\{pin\}\s*$")


@dataclass(frozen=True)
class ReadOptions:
    """The options of a question, where their list begins and ends, and items without a box."""

    first: int
    last: int
    options: tuple[Option, ...]
    boxless: tuple[int, ...] = ()


def read_options(lines: list[Line]) -> ReadOptions:
    """The last list whose items have a box, behind bullets."""
    listed = answer_list(lines, BlockKind.BULLETS, BOX.match)
    options = keyed([option(item) for item in listed.items if item.is_asked])
    boxless = tuple(item.line for item in listed.items if not item.is_asked)
    return ReadOptions(listed.first, listed.last, options, boxless)


def first_box(lines: list[Line]) -> int | None:
    """The number of the line with the first option; None where there is none."""
    boxes = (
        line.number
        for line in beginnings(lines)
        if line.kind is BlockKind.BULLETS and BOX.match(behind_sign(line))
    )
    return next(boxes, None)


def is_box(line: Line) -> bool:
    """Is this the first line of an option?"""
    return not line.code and bool(BOXED_LINE.match(line.text))


def bare_box(line: Line) -> str:
    """The box with which a line begins, but no option; empty where there is none."""
    box = None if line.code else BARE_BOX.match(line.text)
    return box[1] if box else ""


def option(item: ItemLines) -> Option:
    """The option that an item says."""
    box = BOX.match(item.first)
    ticked, first = (box[1], box[2]) if box else ("", item.first)
    return Option(
        key="",
        text=f"{PIN.sub('', first)}\n{item.more}".strip(),
        right=bool(ticked),
        feedback=item.quoted,
        pin=bool(PIN.search(first)),
        line=item.line,
    )


def keyed(options: list[Option]) -> tuple[Option, ...]:
    """Give each option a key made from its text, so that the key tells nothing."""
    seen: dict[str, int] = {}
    with_keys = []
    for each in options:
        key = key_of(each.text)
        seen[key] = seen.get(key, 0) + 1
        with_keys.append(replace(each, key=key if seen[key] == 1 else f"{key}-{seen[key]}"))
    return tuple(with_keys)


def key_of(text: str) -> str:
    """A short key made from a text, so that it says nothing about right or wrong.

    `_so_` and `*so*` make one key: a formatter writes the one for the other.
    """
    starred = LOW_STRESS.sub(lambda stress: f"{high(stress[1])}{stress[2]}{high(stress[1])}", text)
    return hashlib.sha256(starred.encode()).hexdigest()[:8]


def high(signs: str) -> str:
    """The signs of stress that we write ourselves."""
    return "*" * len(signs)


def kind_of(options: tuple[Option, ...], *, is_multi: bool) -> QuestionKind:
    """The kind of question that its boxes show."""
    right = sum(each.right for each in options)
    if is_multi or right > 1:
        return QuestionKind.MULTIPLE
    return QuestionKind.TRUE_FALSE if len(options) == 2 else QuestionKind.SINGLE

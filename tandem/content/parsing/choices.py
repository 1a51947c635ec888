"""Which options has a question, and what comes before and behind them?"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from textwrap import dedent

from tandem.content.lesson import Option, QuestionKind
from tandem.content.parsing.lines import Line

BOX = re.compile(r"^( {0,3})[-*+] +\[ *([xX]?) *\] *(.*)$")
KINDS = frozenset({QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.TRUE_FALSE})
PIN = re.compile(r"\{pin\}\s*$")


@dataclass
class OptionLines:
    """An option while its lines are drafts."""

    right: bool
    pin: bool
    line: int
    indent: int
    text: list[str] = field(default_factory=list)
    feedback: list[str] = field(default_factory=list)


def options(lines: list[Line]) -> tuple[Option, ...]:
    """The options in the lines of a list."""
    return keyed([option(draft) for draft in drafts(lines)])


def list_between(lines: list[Line], is_item: Callable[[Line], bool]) -> tuple[int, int]:
    """Where the last list of such items begins and ends. Both are the end where there is none."""
    end = len(lines)
    items = [at for at, line in enumerate(lines) if is_item(line)]
    if not items:
        return end, end
    first = items[-1]
    for before in reversed(items[:-1]):
        if kept_by_list(lines[before + 1 : first]) < first - before - 1:
            break
        first = before
    behind = items[-1] + 1
    return first, behind + kept_by_list(lines[behind:])


def is_box(line: Line) -> bool:
    """Is this the first line of an option?"""
    return not line.code and bool(BOX.match(line.text))


def kept_by_list(lines: list[Line]) -> int:
    """How many of these lines belong to the item before? A blank line and then text ends it."""
    was_blank = False
    for at, line in enumerate(lines):
        if line.is_blank:
            was_blank = True
            continue
        is_feedback = not line.code and line.text.startswith(">")
        if was_blank and line.indent < 2 and not is_feedback:
            return at
    return len(lines)


def drafts(lines: list[Line]) -> list[OptionLines]:
    """Collect each option's own lines and its feedback."""
    drafts: list[OptionLines] = []
    is_quoted = False
    for line in lines:
        box = None if line.code else BOX.match(line.text)
        if box:
            drafts.append(
                OptionLines(
                    right=bool(box[2]),
                    pin=bool(PIN.search(box[3])),
                    line=line.number,
                    indent=len(box[1]),
                    text=[PIN.sub("", box[3])],
                )
            )
        elif not line.code and line.text.lstrip().startswith(">"):
            drafts[-1].feedback.append(re.sub(r"^\s*> ?", "", line.text))
            is_quoted = True
            continue
        elif is_quoted and not line.code and not line.is_blank:
            drafts[-1].feedback.append(line.text.strip())  # Markdown lets a quote go on like this
            continue
        else:
            drafts[-1].text.append(line.text)
        is_quoted = False
    return drafts


def option(draft: OptionLines) -> Option:
    """The option that was drafts."""
    rest = dedent("\n".join(draft.text[1:]))
    text = f"{draft.text[0]}\n{rest}".strip()
    return Option(
        key="",
        text=text,
        right=draft.right,
        feedback="\n".join(draft.feedback).strip(),
        pin=draft.pin,
        line=draft.line,
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
    """A short key made from a text, so that it says nothing about right or wrong."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def kind_of(options: tuple[Option, ...], *, is_multi: bool) -> QuestionKind:
    """The kind of question that its boxes show."""
    right = sum(each.right for each in options)
    if is_multi or right > 1:
        return QuestionKind.MULTIPLE
    return QuestionKind.TRUE_FALSE if len(options) == 2 else QuestionKind.SINGLE

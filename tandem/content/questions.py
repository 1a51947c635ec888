"""What does a question ask, and what are its options?"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from textwrap import dedent

from tandem.content.attributes import Heading
from tandem.content.lesson import Option, Question, QuestionKind
from tandem.content.lines import Line, joined

BOX = re.compile(r"^( {0,3})[-*+] +\[ *([xX]?) *\] *(.*)$")
PIN = re.compile(r"\s*\{pin\}\s*$")
HINT = re.compile(r"^\s*Hint:\s*", re.IGNORECASE)
LATER = {
    "order": "ordering",
    "match": "matching",
    "scenario": "scenario",
}


@dataclass
class Draft:
    """An option while its lines are collected."""

    right: bool
    pin: bool
    line: int
    indent: int
    text: list[str] = field(default_factory=list)
    feedback: list[str] = field(default_factory=list)


def question(heading: Heading, lines: list[Line]) -> tuple[Question, list[tuple[int, str]]]:
    """The question under a heading, and its faults as (line, message)."""
    first, last = options_between(lines)
    before, after = lines[:first], lines[last:]
    hint, body = hint_and_body(before)
    options = keyed([option(draft) for draft in drafts(lines[first:last])])
    kind = kind_of(options, is_multi="multi" in heading.attributes)
    found = Question(
        id=heading.attributes.id or slug(heading.title),
        kind=kind,
        title=heading.title,
        body=body,
        hint=hint,
        explanation=joined(after),
        options=options,
        was=heading.attributes.value("was"),
        line=heading.line,
    )
    return found, faults(found, heading, lines)


def options_between(lines: list[Line]) -> tuple[int, int]:
    """Where the last list with boxes begins and ends. Both are the end where there is none."""
    end = len(lines)
    boxes = [at for at, line in enumerate(lines) if is_box(line)]
    if not boxes:
        return end, end
    first = last = boxes[-1]
    while True:
        before = [at for at in boxes if at < first]
        if not before or ends_list(lines[before[-1] + 1 : first]):
            break
        first = before[-1]
    after = last + 1
    while after < end and not ends_list(lines[last + 1 : after + 1]):
        after += 1
    return first, after


def is_box(line: Line) -> bool:
    """Is this the first line of an option?"""
    return not line.code and bool(BOX.match(line.text))


def ends_list(lines: list[Line]) -> bool:
    """Do these lines, standing behind an option, end the list? A blank line and then text does."""
    was_blank = False
    for line in lines:
        if line.is_blank:
            was_blank = True
            continue
        is_feedback = not line.code and line.text.startswith(">")
        if was_blank and line.indent < 2 and not is_feedback:
            return True
    return False


def drafts(lines: list[Line]) -> list[Draft]:
    """Collect each option's own lines and its feedback."""
    found: list[Draft] = []
    for line in lines:
        box = None if line.code else BOX.match(line.text)
        if box:
            found.append(
                Draft(
                    right=bool(box[2]),
                    pin=bool(PIN.search(box[3])),
                    line=line.number,
                    indent=len(box[1]),
                    text=[PIN.sub("", box[3])],
                )
            )
        elif not line.code and line.text.lstrip().startswith(">"):
            found[-1].feedback.append(re.sub(r"^\s*> ?", "", line.text))
        else:
            found[-1].text.append(line.text)
    return found


def option(draft: Draft) -> Option:
    """The option that was collected."""
    rest = dedent("\n".join(draft.text[1:])).strip("\n")
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
    found = []
    for each in options:
        key = hashlib.sha256(each.text.encode()).hexdigest()[:8]
        seen[key] = seen.get(key, 0) + 1
        found.append(replace(each, key=key if seen[key] == 1 else f"{key}-{seen[key]}"))
    return tuple(found)


def hint_and_body(lines: list[Line]) -> tuple[str, str]:
    """Take the paragraph that begins with `Hint:` out of the text before the options."""
    start = next((i for i, each in enumerate(lines) if is_hint(each)), None)
    if start is None:
        return "", joined(lines)
    end = next((i for i in range(start, len(lines)) if lines[i].is_blank), len(lines))
    hint = HINT.sub("", joined(lines[start:end]))
    return hint, joined([*lines[:start], *lines[end:]])


def is_hint(line: Line) -> bool:
    """Does a hint begin here?"""
    return not line.code and bool(HINT.match(line.text))


def kind_of(options: tuple[Option, ...], *, is_multi: bool) -> QuestionKind:
    """The kind that the boxes tell."""
    right = sum(each.right for each in options)
    if is_multi or right > 1:
        return QuestionKind.MULTIPLE
    return QuestionKind.TRUE_FALSE if len(options) == 2 else QuestionKind.SINGLE


def faults(found: Question, heading: Heading, lines: list[Line]) -> list[tuple[int, str]]:
    """What keeps the question from being asked."""
    for word, name in LATER.items():
        if word in heading.attributes:
            return [(heading.line, f"this version cannot ask {name} questions yet: use options")]
    if not heading.title:
        return [(heading.line, "a question needs its text behind the #")]
    if not found.options:
        return [(sign_line(lines) or heading.line, sign_fault(lines))]
    wrong = [
        (each.line, "an option needs a text behind its box")
        for each in found.options
        if not each.text
    ]
    if not any(each.right for each in found.options):
        wrong.append((heading.line, "no answer is marked as right. Put an x into a box: - [x]"))
    if len(found.options) < 2:
        wrong.append((heading.line, "a question needs two options or more"))
    sign = sign_line(lines)
    if sign is not None:
        first = found.options[0].line
        said = f"two signs in one question: options in line {first}, an answer in line {sign}"
        wrong.append((sign, f"{said}. Keep one of them"))
    pinned = [each.line for each in found.options[:-1] if each.pin]
    return wrong + [(line, "{pin} belongs behind the last option") for line in pinned]


def sign_line(lines: list[Line]) -> int | None:
    """The line with a sign of a kind that cannot be asked yet."""
    for line in lines:
        if not line.code and ("[[" in line.text or line.text.startswith("= ")):
            return line.number
    return None


def sign_fault(lines: list[Line]) -> str:
    """What to say about a question without options."""
    if sign_line(lines) is not None:
        return "this version cannot ask fill-in, short or numeric questions yet: use options"
    return "this question has no answer. Write options below it: - [x] right, - [ ] wrong"


def slug(title: str) -> str:
    """A name made from a title."""
    words = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
    return words[:60].strip("-") or "question"

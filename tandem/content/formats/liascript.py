"""What does a LiaScript course ask? Choices, selections and texts, with hints and solutions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tandem.content.formats.imported import (
    Chapter,
    ImportedFile,
    ImportedOption,
    ImportedQuestion,
    ImportedReading,
    moved,
)
from tandem.content.lesson import Accepted, QuestionKind
from tandem.content.messages import Message, say
from tandem.content.parsing.answers import GAP
from tandem.content.parsing.attributes import heading
from tandem.content.parsing.lines import Line, fenced, joined

CUT = (("<!--", "-->", say("a comment")), ("<script", "</script>", say("a script")))
EFFECT = re.compile(r"^\s*(?:--)?\{\{[^{}]*\}\}(?:--)?\s*$")
# A quiz may stand in a list, one box to an item.
HINT = re.compile(r"^\s*(?:[-*+]\s+)?\[\[\?\]\]\s*(.*)$")
BOX = re.compile(r"^\s*(?:[-*+]\s+)?\[(?:\[([ xX]?)\]|\(([ xX]?)\))\]\s*(.*)$")
TEXT = re.compile(r"^\s*\[\[([^\[\]]+)\]\]\s*$")
STRANGE = re.compile(r"^\s*(?:[-*+]\s+)?\[(?:\[!\]|[\[(].*[\])])\]?.*$")
# Words behind the gap: a sentence, and no field that answers what stands above it.
BEGINS_WITH_GAP = re.compile(r"^\s*\[\[(?![?!]\]|:)[^\[\]]*[^\[\]\sxX][^\[\]]*\]\]\s*[^\s\[(].*$")
BULLET = re.compile(r"^\s*[-*+]\s+")
STARS = re.compile(r"^\s*\*{3,}\s*$")
# No gap is what stands in code, behind a backslash, or as a picture of a notebook.
GAPS = re.compile(r"(`[^`]*`|[\\!]\[\[[^\[\]]*\]\])|\[\[([^\[\]]+)\]\]")
RIGHT = re.compile(r"^\s*\((.*)\)\s*$")
NUMBER = re.compile(r"^\s*\d+[.)]\s+")
LOST = say("this kind of LiaScript quiz couldn’t be carried over")
TYPED = say("a choice inside a sentence is typed here: its wrong options aren’t carried over")


@dataclass
class LiaScriptReader:
    """What has been read so far, and the lines since the last question.

    `effects` says how many blocks between two lines of stars are open here.
    """

    title: str = ""
    at: int = 1
    parts: list[ImportedQuestion | ImportedReading] = field(default_factory=list)
    notes: list[tuple[int, Message]] = field(default_factory=list)
    waiting: list[Line] = field(default_factory=list)
    course: str = ""
    effects: int = 0

    def close(self) -> None:
        """Take the waiting lines as texts to read, or as texts with gaps."""
        for paragraph in paragraphs(self.waiting):
            question = fill(paragraph)
            if question:
                self.parts.append(question)
            elif joined(paragraph).strip():
                self.parts.append(ImportedReading(paragraph[0].number, "", joined(paragraph)))
        self.waiting = []


def sheet(text: str) -> ImportedFile:
    """The questions and the texts of a LiaScript file."""
    reader = LiaScriptReader()
    for opening, closing, name in CUT:
        text = without(text, opening, closing, name=name, notes=reader.notes)
    lines = [undragged(line) for line in fenced(text)]
    at = 0
    while at < len(lines):
        at = step(reader, lines, at)
    reader.close()
    questions = tuple(part for part in reader.parts if isinstance(part, ImportedQuestion))
    readings = tuple(melted(reader.parts))
    chapters = (Chapter(reader.course, "", readings, questions),) if questions else ()
    return ImportedFile(chapters, (*reader.notes, *moved(reader.parts)))


def without(
    text: str, opening: str, closing: str, *, name: Message, notes: list[tuple[int, Message]]
) -> str:
    """The text without what stands between two signs; its lines keep their numbers."""
    kept: list[str] = []
    at, line = 0, 1
    while (start := text.find(opening, at)) >= 0 and (end := text.find(closing, start)) >= 0:
        line += text.count("\n", at, start)
        notes.append((line, say("%(name)s isn’t carried over", name=name)))
        inside = text.count("\n", start, end)
        kept += [text[at:start], "\n" * inside]
        at, line = end + len(closing), line + inside
    return "".join([*kept, text[at:]])


def undragged(line: Line) -> Line:
    """A line in which words to be dragged are words to be chosen."""
    return line if line.code else replace(line, text=line.text.replace("[->[", "[["))


def step(reader: LiaScriptReader, lines: list[Line], at: int) -> int:
    """Read what stands here; gives the place behind it."""
    line = lines[at]
    title = None if line.code else heading(line.text)
    if title:
        reader.close()
        reader.title, reader.at = title.title, line.number
        if not reader.course and title.level == 1:
            reader.course = title.title
        else:
            reader.parts.append(ImportedReading(line.number, title.title, ""))
        return at + 1
    if not line.code and is_quiz(line) and not is_lone_item(lines, at):
        return quiz(reader, lines, at)
    if line.code:
        reader.waiting.append(line)
    elif EFFECT.match(line.text):
        opens = any(STARS.match(below.text) for below in lines[at + 1 : at + 2])
        reader.effects += opens
        return at + 1 + opens
    elif reader.effects and STARS.match(line.text):
        reader.effects -= 1
    else:
        reader.waiting.append(line)
    return at + 1


def is_quiz(line: Line) -> bool:
    """Does a line of a quiz stand here? A sentence that begins with a gap is none."""
    if BEGINS_WITH_GAP.match(line.text):
        return False
    return any(sign.match(line.text) for sign in (BOX, HINT, TEXT, STRANGE))


def is_lone_item(lines: list[Line], at: int) -> bool:
    """Is this an item that begins with a gap? Several below each other are a survey."""
    item = BULLET.match(lines[at].text)
    if item is None or not BEGINS_WITH_GAP.match(lines[at].text[item.end() :]):
        return False
    return not any(STRANGE.match(below.text) for below in lines[at + 1 : at + 2])


def quiz(reader: LiaScriptReader, lines: list[Line], at: int) -> int:
    """Read a quiz: its lines, then a solution between two lines of stars."""
    first = at
    while at < len(lines) and not lines[at].is_blank and not STARS.match(lines[at].text):
        at += 1
    own = lines[first:at]
    solution, at = solution_at(lines, at, is_close=bool(reader.effects))
    text, reader.waiting = question_text(reader.waiting, reader.title)
    reader.close()
    question = taken(own, text=text, solution=solution)
    if question is None:
        reader.notes.append((own[0].number, LOST))
    else:
        reader.parts.append(question)
    return at


def solution_at(lines: list[Line], at: int, *, is_close: bool) -> tuple[str, int]:
    """The text between two lines of stars, and the place behind it.

    Behind a blank line stars may also close an effect, which only `is_close` rules out, or be a
    line drawn across the page, where a heading follows before the next ones.
    """
    opening = at
    while not is_close and opening < len(lines) and lines[opening].is_blank:
        opening += 1
    if opening >= len(lines) or not STARS.match(lines[opening].text):
        return "", at
    closing = next((n for n in range(opening + 1, len(lines)) if STARS.match(lines[n].text)), None)
    if closing is None:
        return "", opening + 1
    inside = lines[opening + 1 : closing]
    if opening > at and any(not line.code and heading(line.text) for line in inside):
        return "", at
    texts = [line if line.code else replace(line, text=line.text.strip()) for line in inside]
    return joined(texts), closing + 1


def question_text(waiting: list[Line], title: str) -> tuple[str, list[Line]]:
    """The paragraph above a quiz with the code below it, else the heading; and what is before."""
    blocks = paragraphs(waiting)
    words = [at for at, block in enumerate(blocks) if not any(line.code for line in block)]
    first = max(words, default=0)
    if any(fill(block) for block in blocks[first:]):
        return title, waiting  # a sentence with gaps of its own
    own = [line for block in blocks[first:] for line in [*block, Line(0, "")]]
    before = [line for block in blocks[:first] for line in [*block, Line(0, "")]]
    return (joined(unnumbered(own)) if blocks else title), before


def unnumbered(lines: list[Line]) -> list[Line]:
    """A question without its number in a list of questions."""
    number = NUMBER.match(lines[0].text)
    if not number or lines[0].code:
        return lines
    width = len(number[0])
    return [
        replace(line, text=line.text[width if line is lines[0] else min(width, line.indent) :])
        for line in lines
    ]


def paragraphs(lines: list[Line]) -> list[list[Line]]:
    """The lines in paragraphs; code is never cut."""
    blocks: list[list[Line]] = [[]]
    for line in lines:
        if line.is_blank and not line.code:
            blocks.append([])
        else:
            blocks[-1].append(line)
    return [block for block in blocks if block]


def taken(lines: list[Line], *, text: str, solution: str) -> ImportedQuestion | None:
    """The question that these lines answer; None for a kind we do not have."""
    hints = [hint[1] for line in lines if (hint := HINT.match(line.text))]
    rest = [line for line in lines if not HINT.match(line.text)]
    base = ImportedQuestion(
        line=lines[0].number,
        kind=QuestionKind.SHORT,
        text=text,
        hint=" ".join(hints),
        explanation=solution,
    )
    if rest and BOX.match(rest[0].text):
        is_multi, options = boxes(rest)
        kind = QuestionKind.MULTIPLE if is_multi else QuestionKind.SINGLE
        return replace(base, kind=kind, choices=options)
    only = TEXT.match(rest[0].text) if len(rest) == 1 else None
    if only is None or only[1].strip() == "!" or not only[1].strip(" _"):
        return None
    if "|" in only[1]:
        return replace(base, kind=QuestionKind.SINGLE, choices=selection(only[1]))
    return replace(base, accepted=(Accepted(text=only[1].strip()),))


def boxes(lines: list[Line]) -> tuple[bool, tuple[ImportedOption, ...]]:
    """Whether several may be ticked, and the options; a line without a box goes on with one."""
    options: list[ImportedOption] = []
    is_multi = False
    for line in lines:
        box = BOX.match(line.text)
        if box:
            is_multi = is_multi or box[1] is not None
            options.append(ImportedOption(box[3], (box[1] or box[2] or "").lower() == "x"))
        else:
            options[-1] = replace(options[-1], text=f"{options[-1].text}\n{line.text.strip()}")
    return is_multi, tuple(options)


def selection(text: str) -> tuple[ImportedOption, ...]:
    """The options of a selection; the right one stands in brackets."""
    sides = [(side.strip(), RIGHT.match(side)) for side in text.split("|")]
    return tuple(
        ImportedOption(right[1] if right else side, bool(right)) for side, right in sides if side
    )


def fill(lines: list[Line]) -> ImportedQuestion | None:
    """A paragraph with gaps."""
    gaps: list[tuple[str, ...]] = []
    notes: list[tuple[int, Message]] = []
    number = lines[0].number

    def gap(match: re.Match[str]) -> str:
        if match[1] or not match[2].strip(" _"):
            return match[0]
        notes.extend([(number, TYPED)] if "|" in match[2] else [])
        options = selection(match[2])
        right = tuple(option.text for option in options if option.right)
        gaps.append(right if "|" in match[2] else (match[2].strip(),))
        return GAP

    texts = [line.text if line.code else GAPS.sub(gap, line.text) for line in lines]
    if not gaps:
        return None
    asked = "\n".join(texts)
    return ImportedQuestion(number, QuestionKind.FILL, asked, gaps=tuple(gaps), notes=tuple(notes))


def melted(parts: list[ImportedQuestion | ImportedReading]) -> Iterator[ImportedReading]:
    """The texts to read, those below one heading put together."""
    open_reading: ImportedReading | None = None
    for part in parts:
        if not isinstance(part, ImportedReading):
            continue
        if open_reading and not part.title:
            open_reading = replace(open_reading, text=f"{open_reading.text}\n\n{part.text}".strip())
            continue
        if open_reading:
            yield open_reading
        open_reading = part
    if open_reading:
        yield open_reading

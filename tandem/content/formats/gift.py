"""What does a GIFT file of Moodle ask? Its categories, questions and answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tandem.content.formats.gift_answers import answered
from tandem.content.formats.gift_braces import ANSWER, answer_of, braces, healed
from tandem.content.formats.gift_text import escaped, form_of, formatted, read
from tandem.content.formats.html_to_markdown import tags_lost
from tandem.content.formats.imported import (
    Chapter,
    ImportedFile,
    ImportedQuestion,
    ImportedReading,
    moved,
)
from tandem.content.lesson import QuestionKind
from tandem.content.messages import Message, say
from tandem.content.parsing.answers import GAP

CATEGORY = re.compile(r"^\s*\$CATEGORY:\s*(.*)$", re.IGNORECASE)
COMMENT = re.compile(r"^\s*//")
NAME = re.compile(r"^::(.*?)::\s*", re.DOTALL)
BLANK = "_____"
SECOND = say("only the first answer in braces is read: the second one is in the text now")


@dataclass
class OpenCategories:
    """What has been read so far, by category."""

    chapters: dict[str, Chapter] = field(default_factory=lambda: {"": Chapter()})
    category: str = ""
    notes: list[tuple[int, Message]] = field(default_factory=list)

    def add(self, part: ImportedQuestion | ImportedReading) -> None:
        """Put what was found into the chapter of its category."""
        chapter = self.chapters[self.category]
        if isinstance(part, ImportedQuestion):
            chapter = replace(chapter, questions=(*chapter.questions, part))
        else:
            chapter = replace(chapter, readings=(*chapter.readings, part))
        self.chapters[self.category] = chapter


def sheet(text: str) -> ImportedFile:
    """The questions of a GIFT file, one chapter for each category."""
    outline = OpenCategories()
    for line, block in blocks(text):
        category = CATEGORY.match(block)
        if category:
            outline.category = title_of(category[1])
            outline.chapters.setdefault(outline.category, Chapter(title=outline.category))
        elif part := item(line, block, outline.notes):
            outline.add(part)
    chapters = [
        chapter for chapter in outline.chapters.values() if chapter.questions or chapter.readings
    ]
    for chapter in chapters:
        outline.notes.extend(moved([*chapter.questions, *chapter.readings]))
    return ImportedFile(tuple(chapters), tuple(outline.notes))


def blocks(text: str) -> Iterator[tuple[int, str]]:
    """Each question's text with its first line; comments are gone.

    Blank lines part them, but for those in an answer, and so does the line that closes an answer
    where a name or another answer follows.
    """
    return healed(parted(text))


def parted(text: str) -> Iterator[tuple[int, str]]:
    """The same, cut at every blank line."""
    kept: list[str] = []
    first = 0
    lines = [*text.split("\n"), ""]
    followed = answers_ahead(lines)
    for number, line in enumerate(lines, start=1):
        if COMMENT.match(line):
            continue
        is_category = bool(CATEGORY.match(line))
        is_named = line.lstrip().startswith("::") or followed[number - 1]
        is_next = bool(kept) and is_named and kept[-1].rstrip().endswith("}")
        if kept and (is_category or is_next or not line.strip()):
            yield first, "\n".join(kept)
            kept = []
        if is_category:
            yield number, line
        elif line.strip():
            first = first if kept else number
            kept.append(line)


def answers_ahead(lines: list[str]) -> list[bool]:
    """Whether an answer in braces begins in each line or below it, before the next blank one."""
    ahead, is_ahead = list[bool](), False
    for line in (escaped(text.strip()) for text in reversed(lines)):
        is_ahead = bool(line) and (is_ahead or line.endswith("{") or bool(ANSWER.search(line)))
        ahead.append(is_ahead)
    return ahead[::-1]


def title_of(category: str) -> str:
    """The last step of a category's path, without what Moodle puts in front."""
    steps = re.split(r"(?<!/)/(?!/)", category.strip())
    kept = [step.replace("//", "/").strip() for step in steps]
    return next((step for step in reversed(kept) if step and not re.match(r"^\$.*\$$", step)), "")


def item(
    line: int, block: str, notes: list[tuple[int, Message]]
) -> ImportedQuestion | ImportedReading | None:
    """A question, or a text to read where there is no answer."""
    text = escaped(block.strip())
    name = NAME.match(text)
    text = text[name.end() :] if name else text
    title = " ".join(read(name[1]).split()) if name else ""
    if "{" not in text and "}" not in text:
        return ImportedReading(line, title, formatted(text, form=form_of(text)))
    pairs = braces(text)
    if not pairs:
        unmatched = say("this question couldn’t be carried over: its braces don’t match")
        notes.append((line, unmatched))
        return None
    (opening, closing), is_alone = answer_of(text, pairs)
    before, inside, behind = text[:opening], text[opening + 1 : closing], text[closing + 1 :]
    form = form_of(before)
    question = answered(line, inside.strip(), form=form)
    if isinstance(question, Message):
        notes.append((line, question))
        return None
    if not is_alone:
        notes.append((line, SECOND))
    notes.extend((line, tag_lost(name)) for name in tags_lost(block))
    sign = gap_or_blank(question, behind)
    asked = formatted(f"{before}{sign}{behind}", form=form)
    return in_sentence(replace(question, name=title, text=asked), sign)


def tag_lost(name: str) -> Message:
    """What to say about a tag that has no place here."""
    return say("<%(name)s> isn’t carried over, at most its words", name=name)


def gap_or_blank(question: ImportedQuestion, behind: str) -> str:
    """What stands for the answer inside a sentence."""
    if not behind.strip():
        return ""
    if question.accepted and all(accepted.low is None for accepted in question.accepted):
        return GAP
    return BLANK


def in_sentence(question: ImportedQuestion, sign: str) -> ImportedQuestion:
    """A short answer that stands inside a sentence fills a gap."""
    if sign != GAP:
        return question
    texts = tuple(accepted.text for accepted in question.accepted)
    return replace(question, kind=QuestionKind.FILL, accepted=(), gaps=(texts,))

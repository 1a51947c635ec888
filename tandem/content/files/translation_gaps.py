"""What does a translation lack that its original says or asks? Advice: nothing here blocks it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeVar

from tandem.content.lesson import (
    EVERYBODY,
    Lesson,
    PairStep,
    Question,
    Scene,
    Section,
    SectionKind,
)
from tandem.content.messages import Message, counted, say
from tandem.content.parsing.contact_place import SIGN
from tandem.content.parsing.lines import FENCE
from tandem.content.parsing.references import CODE
from tandem.content.rendering.example import FENCE as PIECE
from tandem.terms import Role

Gaps = Iterator[tuple[int, Message]]
P = TypeVar("P", Question, PairStep)
# In a file, and once it is rendered.
PICTURE = re.compile(r"!\[[^\]\[]*\]\(|<img\b")
CODE_BEGINS, CODE_ENDS = re.compile(r"<code\b[^<>]*>"), "</code>"


def gaps(translation: Lesson, original: Lesson) -> Gaps:
    """What is missing, as (its line, message). For one without faults, whose parts match."""
    yield from gaps_in_faces(translation, original)
    yield from gaps_in_pictures(translation, original)
    yield from gaps_in_contact(translation, original)
    for other, own in zip(answered(original), answered(translation), strict=True):
        yield from gaps_in_words(own, other)
        for question, mine in under_one_id(other.questions, own.questions):
            yield from gaps_in_question(mine, question)
        for step, kept in under_one_id(other.steps, own.steps):
            yield from gaps_in_step(kept, step)
        yield from gaps_in_scenes(own.scenes, other.scenes)


def answered(lesson: Lesson) -> list[Section]:
    """The sections in which something is answered."""
    return [section for section in lesson.sections if section.kind is not SectionKind.READING]


def gaps_in_faces(translation: Lesson, original: Lesson) -> Gaps:
    """Headings to read that are missing, those for one role each by themselves."""
    theirs, ours = headings_by_roles(original), headings_by_roles(translation)
    for roles, number in theirs.items():
        missing = number - ours[roles]
        if missing <= 0:
            continue
        if roles == EVERYBODY:
            yield 1, counted(
                "a heading for everybody of the original is missing here. Write its section, too",
                "%(num)s headings for everybody of the original are missing here. Write their"
                " sections, too",
                num=missing,
            )  # fmt: skip
            continue
        names = ",".join(sorted(role.value for role in roles))
        yield 1, counted(
            "a heading with {for=%(roles)s} of the original is missing here. Write that face, too",
            "%(num)s headings with {for=%(roles)s} of the original are missing here. Write those"
            " faces, too",
            num=missing,
            roles=names,
        )  # fmt: skip


def headings_by_roles(lesson: Lesson) -> Counter[frozenset[Role]]:
    """How many headings there are for whom. Those of quizzes and steps are the same in both."""
    return Counter(section.roles for section in lesson.sections if section.title)


def gaps_in_pictures(translation: Lesson, original: Lesson) -> Gaps:
    """Pictures that are missing."""
    missing = pictures_in(original) - pictures_in(translation)
    if missing > 0:
        yield 1, counted(
            "a picture of the original is missing here. Put it in, with its text alternative",
            "%(num)s pictures of the original are missing here. Put them in, with their text"
            " alternatives",
            num=missing,
        )  # fmt: skip


def gaps_in_contact(translation: Lesson, original: Lesson) -> Gaps:
    """The place where people read whom they can turn to."""
    if has_contact(original) and not has_contact(translation):
        yield 1, say(
            "{contact} of the original is missing here. Write it on a line of its own: readers"
            " are told there whom they can turn to"
        )  # fmt: skip


def has_contact(lesson: Lesson) -> bool:
    """Does the text that is read say it somewhere?"""
    return any(SIGN in section.text for section in lesson.sections)


def pictures_in(lesson: Lesson) -> int:
    """How many pictures are seen in the text that is read, from the file or once it is rendered."""
    return sum(len(PICTURE.findall(drawn(section.text))) for section in lesson.sections)


def drawn(text: str) -> str:
    """A text without what is only shown as it is written. What a fence says that holds a piece
    of a lesson is drawn, too.
    """
    first, *others = CODE_BEGINS.split(text)
    text = first + "".join(part.split(CODE_ENDS, 1)[-1] for part in others)
    lines, fence, is_drawn = [], "", True
    for line in text.splitlines():
        mark = FENCE.match(line)
        if mark and not fence:
            fence, is_drawn = mark[1], mark[2].strip() == PIECE
        elif mark and mark[1].startswith(fence) and not mark[2].strip():
            fence, is_drawn = "", True
        elif is_drawn:
            lines.append(CODE.sub("", line))
    return "\n".join(lines)


def gaps_in_words(own: Section, other: Section) -> Gaps:
    """What the heading of a quiz says in the original alone. The original counts all the same."""
    if other.pass_share not in (0.8, own.pass_share):
        yield own.line, counts_anyway(f"pass={round(other.pass_share * 100)}%")
    if other.pick not in (None, own.pick):
        yield own.line, counts_anyway(f"pick={other.pick}")


def counts_anyway(word: str) -> Message:
    """What to say about a word of the original that holds for the translation, too."""
    return say(
        "%(word)s of the original counts here, too. Write it as well, so that the file says so",
        word=word,
    )


def under_one_id(theirs: Iterable[P], ours: Iterable[P]) -> Iterator[tuple[P, P]]:
    """The questions or steps of both."""
    own = {part.id: part for part in ours}
    return ((part, own[part.id]) for part in theirs)


def gaps_in_text(own: Question | PairStep, other: Question | PairStep) -> Gaps:
    """Texts that a question or a step may have, and that are missing."""
    if other.body.strip() and not own.body.strip():
        yield own.line, lacks(own.id, say("the text under its heading"))
    if other.explanation.strip() and not own.explanation.strip():
        yield own.line, lacks(own.id, say("the explanation behind it"))
    yield from gaps_in_scenes(own.scenes, other.scenes)


def gaps_in_question(own: Question, other: Question) -> Gaps:
    """Texts of a question that are missing."""
    yield from gaps_in_text(own, other)
    if other.hint.strip() and not own.hint.strip():
        yield own.line, lacks(own.id, say("the hint"))
    for option, mine in zip(other.options, own.options, strict=True):
        if option.feedback.strip() and not mine.feedback.strip():
            advice = say("this option has feedback in the original. Add a  > line below it")
            yield mine.line, advice


def gaps_in_step(own: PairStep, other: PairStep) -> Gaps:
    """What a step for two says in the original alone."""
    yield from gaps_in_text(own, other)
    if other.shared and not own.shared:
        yield own.line, counts_anyway("share=pair")
    if (other.low, other.high) != (own.low, own.high):
        yield own.line, lacks(own.id, say("the same ends of the scale"))
    if len(own.outcomes) < len(other.outcomes):
        yield own.line, lacks(own.id, say("a cell of the table"))


def gaps_in_scenes(own: tuple[Scene, ...], other: tuple[Scene, ...]) -> Gaps:
    """Scenes whose text is missing."""
    for mine, scene in zip(own, other, strict=True):
        if scene.text.strip() and not mine.text.strip():
            yield mine.line, lacks(scene.id, say("the text of this scene"))


def lacks(name: str, what: Message) -> Message:
    """What to say about a text that the original has and the translation has not."""
    return say("#%(name)s lacks what the original has: %(what)s. Write it, too", name=name,
               what=what)  # fmt: skip

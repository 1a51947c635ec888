"""What does a reader meet in one of our own lessons? Their texts as plain words, to be measured."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from tandem.content.face import reading_for, sections_for
from tandem.content.files.folder import read_course
from tandem.content.lesson import (
    CourseFolder,
    Lesson,
    Question,
    QuestionKind,
    Scene,
    Section,
)
from tandem.terms import Role

ROOT = Path(__file__).parents[2] / "courses"
WORDS_A_MINUTE = 220
# A message of two or three sentences, compared with a model.
MINUTES_TO_WRITE = 1
CODE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
PICTURE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
MARKS = re.compile(r"^\s*(?:>|#+|[-*+]|\d+\.|\|)\s?|[*_`|]|^\s*\|?[-: |]+\|?\s*$", re.MULTILINE)
CITED = re.compile(r"\([^()]*\d{4}\)")


@cache
def course(name: str) -> CourseFolder:
    """One of our own courses, as it stands in its folder; read once in a test process."""
    return read_course(ROOT / name, shown_as=f"courses/{name}")


def modules(name: str) -> list[Lesson]:
    """The modules of a course in its own language that could be read, in order."""
    found = course(name)
    return [one.module for one in found.modules if one.module and one.is_own_of(found)]


def translations(name: str, language: str) -> list[Lesson]:
    """The modules of a course in another language that could be read, in order."""
    found = course(name).modules
    return [one.module for one in found if one.module and one.language == language]


def reading(module: Lesson, role: Role) -> str:
    """The prose of a module in one face, without code, pictures and citations."""
    text = "\n\n".join(section.text for section in reading_for(module, role))
    return CITED.sub("", plain(text))


def face_alone(module: Lesson, role: Role) -> str:
    """Only what this role reads and its opposite does not."""
    return "\n\n".join(
        plain(section.text) for section in module.sections if section.roles == {role}
    )


def everything(module: Lesson, role: Role) -> str:
    """All that a reader of this face meets: the reading, the quiz to its end, the steps for two."""
    steps = [step for section in sections_for(module, role) for step in section.steps]
    return "\n\n".join(
        [alone(module, role), *(text for step in steps for text in (step.title, step.body))]
    )


def alone(module: Lesson, role: Role) -> str:
    """All that a reader of this face meets without the partner."""
    pieces = [plain(section.text, code=True) for section in sections_for(module, role)]
    for section in sections_for(module, role):
        pieces += [text for question in asked(section) for text in texts(question)]
        pieces += [longest_way(section.scenes)] if section.scenes else []
    return "\n\n".join(pieces)


def asked(section: Section) -> list[Question]:
    """The questions of one attempt: of siblings only the first."""
    return [question for question in section.questions if not question.sibling]


def texts(question: Question) -> Iterator[str]:
    """Every text of a question; of a scenario the longest way through."""
    yield from (question.title, question.body.replace("\ufffc", "blank"))
    yield from (question.hint, question.explanation)
    for option in question.options:
        yield from (option.text, option.feedback)
    for match in question.matches:
        yield from (match.left, match.right)
    yield from (criterion.text for criterion in question.criteria)
    yield from question.models
    if question.scenes:
        yield longest_way(question.scenes)


def longest_way(scenes: Sequence[Scene]) -> str:
    """The texts on the longest way through scenes that never comes back to one."""
    by_id = {scene.id: scene for scene in scenes}

    def from_here(scene: Scene, seen: frozenset[str]) -> str:
        here = "\n".join([scene.title, scene.text, *(link.text for link in scene.links)])
        ways = [
            from_here(by_id[link.scene], seen | {link.scene})
            for link in scene.links
            if link.scene not in seen
        ]
        return f"{here}\n{max(ways, key=count, default='')}"

    first = scenes[0]
    return from_here(first, frozenset({first.id}))


def plain(text: str, *, code: bool = False) -> str:
    """A Markdown text as it would be read aloud; `code` keeps the examples in it."""
    text = LINK.sub(r"\1", PICTURE.sub("", text if code else CODE.sub("", text)))
    return html.unescape(MARKS.sub("", text)).strip()


def count(text: str) -> int:
    """How many words a text has."""
    return len(re.findall(r"[\w’'-]+", text))


def minutes(module: Lesson, role: Role) -> float:
    """How long this face takes, alone: what is played, answered and written included."""
    written = sum(
        question.kind is QuestionKind.WRITE
        for section in sections_for(module, role)
        for question in section.questions
    )
    return count(alone(module, role)) / WORDS_A_MINUTE + written * MINUTES_TO_WRITE

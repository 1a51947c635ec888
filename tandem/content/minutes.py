"""How long does a lesson take, alone and for the two, and how much of it is left?

What is done alone takes the `minutes` of the lesson, parted among its steps by what each has
to read and to decide. A step for two takes what its heading says (`{talked minutes=20}`), else what
its kind usually takes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import ceil

from tandem.content.face import practice_for, quiz_for, reading_for, steps_for
from tandem.content.lesson import (
    Ending,
    Lesson,
    PairStep,
    Question,
    QuestionKind,
    Scene,
    Section,
    StepKind,
)
from tandem.terms import READERS, Role, Step

WORDS_A_MINUTE = 220
# To decide takes longer than to read: so many minutes for a question, and for a text of one's own.
TO_DECIDE, TO_WRITE = 0.2, 1.5
# A question of an earlier module.
TO_RECALL = 0.4
# From here on a lesson is no draft, and its minutes are compared with its words.
DRAFT = 2
FAR = 1 / 3
USUALLY = {
    StepKind.REFLECTION: 1,
    StepKind.SEALED: 1,
    StepKind.GUESS: 1,
    StepKind.SCALE: 1,
    StepKind.THANKS: 1,
    StepKind.PLAN: 1,
    StepKind.CHOICE: 2,
    StepKind.AGREEMENT: 5,
    StepKind.HANDOVER: 6,
    StepKind.SCENE: 6,
    StepKind.TALKED: 5,
}
# What is no word for a reader: tags, the address of a link or picture, an address.
UNREAD = re.compile(r"<[^<>]*>|\]\([^()\s]*\)|https?://\S+")
WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


@dataclass(frozen=True)
class Minutes:
    """What one half of a lesson takes: each step done alone, and each for two by its id.

    Nothing is known where the lesson does not say its `minutes`.
    """

    alone: Mapping[Step, float] = field(default_factory=dict)
    for_two: Mapping[str, int] = field(default_factory=dict)

    @property
    def by_oneself(self) -> int:
        """All that is done alone."""
        return ceil(round(sum(self.alone.values()), 6))

    @property
    def together(self) -> int:
        """All the steps for two."""
        return sum(self.for_two.values()) if self.alone else 0


UNKNOWN = Minutes()


def minutes_of(lesson: Lesson, role: Role, *, has_partner: bool = True) -> Minutes:
    """What a lesson takes somebody of this role."""
    if not lesson.minutes:
        return UNKNOWN
    parts = measured(lesson, role)
    whole = sum(parts.values())
    return Minutes(
        alone={step: lesson.minutes * part / whole for step, part in parts.items()},
        for_two={step.id: minutes_for_two(step) for step in steps_for(lesson, role)}
        if has_partner
        else {},
    )


def minutes_left(minutes: Minutes, *, done: Collection[Step], given: Collection[str]) -> int:
    """How many of them are left: no step counts that is done."""
    if not minutes.alone:
        return 0
    alone = sum(part for step, part in minutes.alone.items() if step not in done)
    for_two = sum(part for step, part in minutes.for_two.items() if step not in given)
    return ceil(round(alone + for_two, 6))


def all_together(modules: Iterable[Minutes]) -> Minutes:
    """What several lessons take, one after the other."""
    kept = [minutes for minutes in modules if minutes.alone]
    alone = sum(minutes.by_oneself for minutes in kept)
    return Minutes(
        alone={Step.READ: alone} if alone else {},
        for_two={str(place): minutes.together for place, minutes in enumerate(kept)},
    )


def minutes_for_two(step: PairStep) -> int:
    """What a step for two takes."""
    return step.minutes or USUALLY[step.kind]


def honest_minutes(lesson: Lesson) -> int | None:
    """What its minutes should say, where they lie more than a third away from what is measured."""
    whole = max(sum(measured(lesson, role).values()) for role in READERS)
    if not lesson.minutes or whole < DRAFT or abs(whole - lesson.minutes) <= FAR * lesson.minutes:
        return None
    return ceil(whole)


def measured(lesson: Lesson, role: Role) -> dict[Step, float]:
    """How many minutes each step alone takes by its words, at 220 a minute, and its decisions."""
    parts = {Step.READ: max(reading(reading_for(lesson, role)), 1 / WORDS_A_MINUTE)}
    practice, quiz = practice_for(lesson, role), quiz_for(lesson, role)
    if practice:
        parts[Step.PRACTICE] = playing(practice.scenes)
    if quiz:
        parts[Step.QUIZ] = answering(quiz)
    return parts


def reading(sections: Iterable[Section]) -> float:
    """What it takes to read sections."""
    return at_pace(f"{section.title} {section.text}" for section in sections)


def answering(quiz: Section) -> float:
    """What it takes to answer a quiz: one question of each family, as many as are drawn."""
    families = {question.family: question for question in reversed(quiz.questions)}
    asked = [time_for(question) for question in families.values()]
    drawn = min(quiz.pick or len(asked), len(asked))
    return sum(asked) / len(asked) * drawn + quiz.recap * TO_RECALL


def time_for(question: Question) -> float:
    """What it takes to read a question, to decide, and to read what is said to it."""
    if question.kind is QuestionKind.SCENARIO:
        return playing(question.scenes)
    said = [option.feedback for option in question.options if option.feedback][:1]
    asked = at_pace([question.title, question.body, *texts_of(question), *said])
    if question.kind is QuestionKind.WRITE:
        return asked + TO_WRITE
    return asked + at_pace([question.explanation]) + TO_DECIDE


def texts_of(question: Question) -> Iterator[str]:
    """What stands to choose from, and what a text is compared with."""
    yield from (option.text for option in question.options)
    yield from (f"{match.left} {match.right}" for match in question.matches)
    yield from (criterion.text for criterion in question.criteria)
    yield from question.models


def playing(scenes: tuple[Scene, ...]) -> float:
    """What it takes to play: the shortest way to a good ending, and a quarter of it once more."""
    way = shortest_way(scenes)
    read = at_pace(text for scene in way for text in texts_in(scene))
    return 1.25 * (read + TO_DECIDE * len(way))


def texts_in(scene: Scene) -> Iterator[str]:
    """What is read in a scene."""
    yield f"{scene.title} {scene.text}"
    yield from (link.text for link in scene.links)


def shortest_way(scenes: tuple[Scene, ...]) -> list[Scene]:
    """The scenes on the shortest way to a good ending; all of them where there is none."""
    by_id = {scene.id: scene for scene in scenes}
    ways, seen = [[scene] for scene in scenes[:1]], {scene.id for scene in scenes[:1]}
    for way in ways:
        if way[-1].end is Ending.GOOD:
            return way
        for link in way[-1].links:
            if link.scene in by_id and link.scene not in seen:
                seen.add(link.scene)
                ways.append([*way, by_id[link.scene]])
    return list(scenes)


def at_pace(texts: Iterable[str]) -> float:
    """How many minutes these texts take to read."""
    return sum(map(number_of_words, texts)) / WORDS_A_MINUTE


def number_of_words(text: str) -> int:
    """How many words a text has, in Markdown or HTML."""
    return len(WORD.findall(UNREAD.sub(" ", text)))

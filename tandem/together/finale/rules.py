"""Which sentences stand on the page that the two keep? What both may read, and one's own plans.

Nothing is opened by it: where a promise holds something back, the page holds it back, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tandem.content.lesson import Ending, Lesson, PairStep, StepKind
from tandem.learning.scenario import walk
from tandem.terms import Promise
from tandem.together.scene_for_two.rules import SharedWay
from tandem.together.steps.handovers import HandoverTurn
from tandem.together.steps.visibility import Record, names


@dataclass(frozen=True)
class Sentence:
    """What one of the two wrote, with what was added to it later."""

    person_id: int
    text: str
    added: tuple[str, ...] = ()


@dataclass(frozen=True)
class Exchange:
    """What the two wrote in one step. `title` is empty where the lesson no longer has the step."""

    title: str
    language: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class StoryEnd:
    """A good ending that the two played, in the words of the text they played in."""

    title: str
    language: str
    end: str
    text: str


def stands_there(record: Record, *, reader_id: int) -> bool:
    """Does what was given stand on this reader's page?"""
    match record.kind:
        case StepKind.SEALED:
            return bool(record.shown_how)
        case StepKind.THANKS:
            return record.promise is Promise.PAIR
        case StepKind.HANDOVER:
            is_lines = record.number == HandoverTurn.WRITE
            return is_lines and record.promise is Promise.PAIR
        case StepKind.PLAN:
            return record.person_id == reader_id
        case _:
            return False


def by_step(steps: Sequence[PairStep], records: Iterable[Record]) -> list[tuple[str, list[Record]]]:
    """What was given in each step, with its title, in the order of the lesson.

    Steps that are gone come last and have no title.
    """
    places = {name: place for place, step in enumerate(steps) for name in names(step)}
    grouped: dict[tuple[int, str], list[Record]] = {}
    for record in records:
        place = places.get(record.step, len(steps))
        name = steps[place].id if place < len(steps) else record.step
        grouped.setdefault((place, name), []).append(record)
    titles = [step.title for step in steps] + [""]
    return [(titles[place], grouped[place, name]) for place, name in sorted(grouped)]


def good_end(lesson: Lesson, step: PairStep, way: SharedWay) -> StoryEnd | None:
    """Where a way ended, if it ended well."""
    _, scene = walk(step.scenes, way.path)
    if scene.end is not Ending.GOOD:
        return None
    return StoryEnd(step.title, lesson.language, scene.title, scene.text)

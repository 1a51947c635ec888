"""What does one of the two see of a scene for two, and what may they do now?

Whoever has the turn reads the scene; the other reads what was chosen there. At an ending both read
all of it. One's own last decision can be taken back alone; both begin again when both want to.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from tandem.content.lesson import Ending, Scene
from tandem.learning.scenario import walk
from tandem.terms import Role

NO = "no"


@dataclass(frozen=True)
class SharedWay:
    """One way the two took through a scene, in the text of a revision.

    `step` is what the step was called then. `again_by` is who would like to begin again.
    """

    id: int
    step: str
    number: int
    revision_id: int
    path: tuple[str, ...]
    again_by: int | None
    at: datetime


@dataclass(frozen=True)
class Told:
    """A decision of the two: whose, what was chosen, and the scene where it may be read."""

    seat: Role | None
    title: str
    text: str
    chosen: str


@dataclass(frozen=True)
class SeatStory:
    """A scene for two as one seat sees it. `turn` is whose decision it is; None at an ending.

    `title`, `text` and `choices` are empty where it is the other's turn.
    """

    decisions: tuple[Told, ...]
    title: str
    text: str
    choices: tuple[str, ...]
    turn: Role | None
    end: Ending | None
    is_mine: bool
    may_take_back: bool

    @property
    def place(self) -> int:
        """How many decisions were taken."""
        return len(self.decisions)

    @property
    def is_over(self) -> bool:
        """Has the story come to an end?"""
        return self.end is not None

    @property
    def is_good(self) -> bool:
        """Has it come to a good one?"""
        return self.end is Ending.GOOD


def seat_story(scenes: Sequence[Scene], path: Sequence[str], *, seat: Role) -> SeatStory:
    """What somebody in this seat sees of a way."""
    left, scene = walk(scenes, path)
    is_over, is_mine = scene.end is not None, scene.seat is seat
    is_read = is_over or is_mine
    return SeatStory(
        decisions=tuple(
            told(earlier, choice, is_read=is_over or earlier.seat is seat)
            for earlier, choice in left
        ),
        title=scene.title if is_read else "",
        text=scene.text if is_read else "",
        choices=tuple(link.text for link in scene.links) if is_mine else (),
        turn=scene.seat,
        end=scene.end,
        is_mine=is_mine,
        may_take_back=bool(left) and left[-1][0].seat is seat,
    )


def told(scene: Scene, choice: int, *, is_read: bool) -> Told:
    """A decision, with the scene where it may be read."""
    title, text = (scene.title, scene.text) if is_read else ("", "")
    return Told(scene.seat, title, text, scene.links[choice].text)


def mark_of(way: SharedWay | None) -> str:
    """What tells a state of the story from every other one, and holds no word of it."""
    return f"{way.id}.{len(way.path)}.{way.again_by or ''}" if way else ""


def ways_left(ways: Iterable[SharedWay], *, now: SharedWay | None) -> tuple[SharedWay, ...]:
    """The ways that the two took and left, the newest first; none that another one only goes on."""
    kept = list(ways)
    left: list[SharedWay] = []
    for way in reversed(kept):
        others = [other for other in kept if is_same_text(other, way)]
        is_begun = any(
            other.path[: len(way.path)] == way.path
            and (len(other.path) > len(way.path) or other.id > way.id)
            for other in others
        )
        if way.path and way != now and not is_begun:
            left.append(way)
    return tuple(left)


def is_same_text(one: SharedWay, other: SharedWay) -> bool:
    """Were both taken in the same text?"""
    return one.revision_id == other.revision_id

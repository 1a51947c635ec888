"""Where in a scene is somebody, and what have they seen of it? Nothing else is shown.

A path is the list of the decisions taken, each the place of a link in its scene: `["0", "2"]`.
Whoever plays can go one step back or begin again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tandem.content.lesson import Ending, Scene

LONGEST = 60
MOST_DIGITS = 6
BACK, AGAIN = "back", "again"
Path = Sequence[str]


@dataclass(frozen=True)
class Move:
    """A button of a scene: a choice by its number, one step back, or from the beginning.

    `place` is how many decisions its page showed: a second press is not the next decision.
    """

    place: int
    what: str


@dataclass(frozen=True)
class Decision:
    """One decision that was taken: the scene and what was chosen in it."""

    title: str
    text: str
    chosen: str


@dataclass(frozen=True)
class Story:
    """What somebody has seen of a scene: the decisions taken, and where they are now.

    `choices` are what can be done now; none where the story is over, and `end` says how.
    """

    decisions: tuple[Decision, ...]
    title: str
    text: str
    choices: tuple[str, ...]
    end: Ending | None

    @property
    def is_over(self) -> bool:
        """Has the story come to an end?"""
        return not self.choices

    @property
    def is_good(self) -> bool:
        """Has it come to a good one?"""
        return self.end is Ending.GOOD

    @property
    def place(self) -> int:
        """How many decisions were taken."""
        return len(self.decisions)


def walk(scenes: Sequence[Scene], path: Path) -> tuple[list[tuple[Scene, int]], Scene]:
    """The scenes that were left, each with the link taken, and the scene that was reached.

    A decision that does not exist ends the walk where it was to be taken.
    """
    by_id = {scene.id: scene for scene in scenes}
    scene = scenes[0]
    left: list[tuple[Scene, int]] = []
    for step in path[:LONGEST]:
        link = number_of(step)
        if not 0 <= link < len(scene.links):
            break
        left.append((scene, link))
        scene = by_id[scene.links[link].scene]
    return left, scene


def story(scenes: Sequence[Scene], path: Path) -> Story:
    """What somebody with this path has seen."""
    left, scene = walk(scenes, path)
    return Story(
        decisions=tuple(
            Decision(title=earlier.title, text=earlier.text, chosen=earlier.links[link].text)
            for earlier, link in left
        ),
        title=scene.title,
        text=scene.text,
        choices=tuple(link.text for link in scene.links),
        end=scene.end,
    )


def moved(scenes: Sequence[Scene], path: Path, move: Move) -> list[str]:
    """The path after a move; the same path where another page has gone on meanwhile."""
    taken = taken_of(scenes, path)
    if move.place != len(taken):
        return taken
    if move.what == AGAIN:
        return []
    if move.what == BACK:
        return taken[:-1]
    return decided(scenes, taken, place=move.place, choice=number_of(move.what))


def decided(scenes: Sequence[Scene], path: Path, *, place: int, choice: int) -> list[str]:
    """The path with one more decision; the same path where it was taken already or cannot be."""
    left, scene = walk(scenes, path)
    taken = [str(link) for _, link in left]
    if place != len(taken) or not 0 <= choice < len(scene.links) or len(taken) >= LONGEST:
        return taken
    return [*taken, str(choice)]


def taken_of(scenes: Sequence[Scene], path: Path) -> list[str]:
    """The decisions of a path that exist."""
    return [str(link) for _, link in walk(scenes, path)[0]]


def move_in(pressed: str) -> Move:
    """The move that a button names: `2:0` is the first choice behind two decisions."""
    place, _, what = pressed.partition(":")
    return Move(number_of(place), what)


def number_of(text: str) -> int:
    """The number that a button names, or -1."""
    # More digits than a large number has are no number that Python would read.
    is_number = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    return int(text) if is_number else -1


def ending(scenes: Sequence[Scene], path: Path) -> Ending | None:
    """How the story ended, or None where it goes on."""
    return walk(scenes, path)[1].end if scenes else None

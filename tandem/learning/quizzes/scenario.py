"""Where in a scenario is somebody, and what have they seen of it? Nothing else is shown.

A path is the list of the decisions taken, each the place of a link in its scene: `["0", "2"]`.
A decision stands once it is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tandem.content.lesson import Ending, Question, Scene

LONGEST = 60


@dataclass(frozen=True)
class Decision:
    """One decision that was taken: the scene and what was chosen in it."""

    title: str
    text: str
    chosen: str


@dataclass(frozen=True)
class Story:
    """What somebody has seen of a scenario: the decisions taken, and the scene they are in.

    `choices` are what can be done now; none where the story is over.
    """

    decisions: tuple[Decision, ...]
    title: str
    text: str
    choices: tuple[str, ...]

    @property
    def is_over(self) -> bool:
        """Has the story come to an end?"""
        return not self.choices


def walk(question: Question, path: Sequence[str]) -> tuple[list[tuple[Scene, int]], Scene]:
    """The scenes that were left, each with the link taken, and the scene that was reached.

    A decision that does not exist ends the walk where it was to be taken.
    """
    by_id = {scene.id: scene for scene in question.scenes}
    scene = question.scenes[0]
    left: list[tuple[Scene, int]] = []
    for step in path[:LONGEST]:
        if not step.isascii() or not step.isdigit() or int(step) >= len(scene.links):
            break
        left.append((scene, int(step)))
        scene = by_id[scene.links[int(step)].scene]
    return left, scene


def story(question: Question, path: Sequence[str]) -> Story:
    """What somebody with this path has seen."""
    left, scene = walk(question, path)
    return Story(
        decisions=tuple(
            Decision(title=earlier.title, text=earlier.text, chosen=earlier.links[link].text)
            for earlier, link in left
        ),
        title=scene.title,
        text=scene.text,
        choices=tuple(link.text for link in scene.links),
    )


def decided(question: Question, path: Sequence[str], *, place: int, choice: int) -> list[str]:
    """The path with one more decision; the same path where it was taken already or cannot be."""
    left, scene = walk(question, path)
    taken = [str(link) for _, link in left]
    if place != len(taken) or not 0 <= choice < len(scene.links) or len(taken) >= LONGEST:
        return taken
    return [*taken, str(choice)]


def ending(question: Question, path: Sequence[str]) -> Ending | None:
    """How the story ended, or None where it goes on."""
    if not question.scenes:
        return None
    return walk(question, path)[1].end

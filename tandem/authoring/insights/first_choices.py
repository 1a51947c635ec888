"""Where do people go wrong in a scene? What they first chose at each decision, in full fives."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.content.face import steps_of
from tandem.content.lesson import Ending, Lesson, Scene, SectionKind
from tandem.figures.groups import Share, in_fives, told
from tandem.models import FirstChoice, Person

# By (part, scene): the choices in the order in which they came, each with where it led.
Choices = Mapping[tuple[str, str], Sequence[tuple[int, str]]]


@dataclass(frozen=True)
class SceneEdge:
    """What was chosen first in a scene, or what rarer choices there were together.

    `scene` is its title, or its text where it has none. `ends` is how the story ended with it,
    where it did; `share` is None for fewer than five.
    """

    scene: str
    texts: tuple[str, ...]
    ends: Ending | None
    share: Share | None


@dataclass(frozen=True)
class SceneInsight:
    """A scene that is played, with what was first chosen at each of its decisions."""

    title: str
    edges: tuple[SceneEdge, ...]


def scene_insights(
    session: Session, module_id: int, lesson: Lesson, *, reader_id: int
) -> tuple[SceneInsight, ...]:
    """Each scene of a lesson. One query, none where nothing is played.

    Choices count in the scenes that still lead where they led then.
    """
    parts = list(played_in(lesson))
    if not parts:
        return ()
    choices = first_choices(session, module_id, reader_id=reader_id)
    return tuple(
        SceneInsight(title, tuple(edges_of(part, scenes, choices))) for title, part, scenes in parts
    )


def played_in(lesson: Lesson) -> Iterator[tuple[str, str, tuple[Scene, ...]]]:
    """Each thing that is played: its title, what its choices are kept under, its scenes."""
    for section in lesson.sections:
        if section.kind is SectionKind.PRACTICE:
            yield section.title, section.anchor, section.scenes
    for step in steps_of(lesson):
        if step.scenes:
            yield step.title, step.id, step.scenes


def first_choices(session: Session, module_id: int, *, reader_id: int) -> Choices:
    """What everybody but the reader first chose in each scene. Those of the sample fill nobody's
    group."""
    query = (
        select(FirstChoice, Person.is_sample)
        .join(Person, Person.id == FirstChoice.person_id)
        .where(FirstChoice.module_id == module_id, FirstChoice.person_id != reader_id)
        .order_by(FirstChoice.id)
    )
    rows = session.execute(query).all()
    real = [row for row, is_sample in rows if not is_sample] or [row for row, _ in rows]
    choices: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for row in real:
        choices[row.part, row.scene].append((row.choice, row.leads_to))
    return choices


def edges_of(part: str, scenes: Sequence[Scene], choices: Choices) -> Iterator[SceneEdge]:
    """What was first chosen at each decision, the rare choices of one together."""
    ends = {scene.id: scene.end for scene in scenes}
    for scene in scenes:
        fitting = [
            choice
            for choice, leads_to in choices.get((part, scene.id), ())
            if choice < len(scene.links) and scene.links[choice].scene == leads_to
        ]
        counted = fitting[: in_fives(len(fitting))]
        if len(scene.links) < 2:
            continue
        if not counted:
            yield SceneEdge(scene.title or scene.text, (), None, None)
            continue
        groups = told({str(choice): count for choice, count in Counter(counted).items()})
        for name, count in sorted(groups.single.items()):
            link = scene.links[int(name)]
            share = Share(count, len(counted))
            yield SceneEdge(scene.title or scene.text, (link.text,), ends[link.scene], share)
        if groups.together:
            texts = tuple(scene.links[int(name)].text for name in sorted(groups.together))
            yield SceneEdge(
                scene.title or scene.text, texts, None, Share(groups.count, len(counted))
            )

"""How does a scene for two stand, for one of the two?"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.content.face import steps_of
from tandem.content.lesson import Lesson, PairStep, StepKind
from tandem.library.served import lesson_of
from tandem.models import Module, SceneWay
from tandem.models.rows import first_of
from tandem.terms import Role
from tandem.together.scene_for_two.rules import SeatStory, SharedWay, mark_of, seat_story, ways_left
from tandem.together.steps.known import BegunStep
from tandem.together.steps.queries import StepGone, StepsPlace
from tandem.together.steps.visibility import names


@dataclass(frozen=True)
class ScenePlay:
    """A scene for two under way. It holds all of it, so no template ever gets it.

    `step` is the step as the text says in which they play, and `language` that of this text.
    """

    place: StepsPlace
    step: PairStep
    language: str
    names: frozenset[str]
    ways: tuple[SharedWay, ...]
    now: SharedWay | None
    revision_id: int
    may_write: bool

    @property
    def path(self) -> tuple[str, ...]:
        """The decisions taken."""
        return self.now.path if self.now else ()

    @property
    def begun(self) -> SharedWay | None:
        """The way that they are on, where something was decided on it."""
        return self.now if self.path else None

    @property
    def mark(self) -> str:
        """What tells this state from every other one."""
        return mark_of(self.now)


@dataclass(frozen=True)
class WayTaken:
    """A way that the two took and left, as one of them may read it."""

    story: SeatStory
    language: str
    at: datetime


@dataclass(frozen=True)
class ScenePage:
    """A scene for two as one of them sees it: nothing of it that is not due."""

    place: StepsPlace
    step_id: str
    title: str
    language: str
    opening: str
    story: SeatStory
    left: tuple[WayTaken, ...]
    mark: str
    names: frozenset[str]
    is_of_now: bool
    is_done: bool
    may_write: bool
    i_asked: bool
    partner_asked: bool


def playing(session: Session, place: StepsPlace, name: str) -> ScenePlay:
    """A scene of this pair in the text it was begun with. Raises NoResultFound.

    One that is gone from the lesson can still be read by the two who played it.
    """
    try:
        served = place.step(name)
    except StepGone:
        return gone(session, place, name)
    if served.kind is not StepKind.SCENE:
        raise NoResultFound(name)
    ways = ways_of(session, place, names(served))
    present = [way for way in ways if place.round.counts(way.at)]
    now = present[-1] if present else None
    begun = now if now and now.path else None
    revision_id = place.module.revision_id
    text = BegunStep(served, revision_id, place.lesson.language)
    if begun is not None and begun.revision_id != revision_id:
        revision_id, text = begun.revision_id, text_then(session, begun) or text
    return ScenePlay(
        place, text.step, text.language, names(served), ways, now, revision_id, place.may_write
    )


def gone(session: Session, place: StepsPlace, name: str) -> ScenePlay:
    """A scene that the lesson no longer has: to be read, as it stood. Raises NoResultFound."""
    ways = ways_of(session, place, {name})
    text = text_then(session, ways[-1]) if ways else None
    if text is None:
        raise NoResultFound(name)
    now = ways[-1]
    return ScenePlay(
        place,
        text.step,
        text.language,
        frozenset({name}),
        ways,
        now,
        now.revision_id,
        may_write=False,
    )


def text_then(session: Session, way: SharedWay) -> BegunStep | None:
    """The scene in the text in which a way was taken."""
    lesson = lesson_of(session, way.revision_id)
    step = step_of_way(lesson, way)
    return BegunStep(step, way.revision_id, lesson.language) if step else None


def step_of_way(lesson: Lesson, way: SharedWay) -> PairStep | None:
    """The scene of a way in the lesson in which it was taken."""
    scenes = (step for step in steps_of(lesson) if step.kind is StepKind.SCENE)
    return next((step for step in scenes if step.id == way.step), None)


def ways_of(session: Session, place: StepsPlace, called: Collection[str]) -> tuple[SharedWay, ...]:
    """Every way this pair took through a scene, the first one first. One query."""
    query = (
        select(SceneWay)
        .where(
            SceneWay.pair_id == place.pair.id,
            SceneWay.module_id == place.module.id,
            SceneWay.step.in_(called),
        )
        .order_by(SceneWay.id)
    )
    return tuple(way_of(row) for row in session.scalars(query))


def ways_in_course(
    session: Session, pair_id: int, *, course_id: int
) -> dict[int, tuple[SharedWay, ...]]:
    """Every way this pair took in a course, by module, the first one first. One query."""
    query = (
        select(SceneWay)
        .join(Module, Module.id == SceneWay.module_id)
        .where(SceneWay.pair_id == pair_id, Module.course_id == course_id)
        .order_by(SceneWay.id)
    )
    by_module: dict[int, tuple[SharedWay, ...]] = {}
    for row in session.scalars(query):
        by_module[row.module_id] = (*by_module.get(row.module_id, ()), way_of(row))
    return by_module


def way_of(row: SceneWay) -> SharedWay:
    """A way, from its row."""
    path = tuple(json.loads(row.path))
    return SharedWay(row.id, row.step, row.number, row.revision_id, path, row.again_by_id, row.at)


def mark_now(session: Session, *, pair_id: int, module_id: int, called: Collection[str]) -> str:
    """How the newest way of a pair stands. One query, by its index."""
    query = (
        select(SceneWay)
        .where(
            SceneWay.pair_id == pair_id,
            SceneWay.module_id == module_id,
            SceneWay.step.in_(called),
        )
        .order_by(SceneWay.id.desc())
    )
    row = first_of(session, query)
    return mark_of(way_of(row) if row else None)


def scene_page(session: Session, play: ScenePlay, *, is_done: bool) -> ScenePage:
    """The page of a scene for one of the two."""
    place = play.place
    asked_by = play.now.again_by if play.now else None
    return ScenePage(
        place=place,
        step_id=play.step.id,
        title=play.step.title,
        language=play.language,
        opening=play.step.body,
        story=seat_story(play.step.scenes, play.path, seat=place.me.role),
        left=ways_taken(session, play),
        mark=play.mark,
        names=play.names,
        is_of_now=play.revision_id == place.module.revision_id,
        is_done=is_done,
        may_write=play.may_write,
        i_asked=asked_by == place.me.id,
        partner_asked=asked_by == place.partner.id,
    )


def ways_taken(session: Session, play: ScenePlay) -> tuple[WayTaken, ...]:
    """The ways that were left, each in its own text. One or two queries for each text."""
    left = ways_left(play.ways, now=play.now)
    texts = {play.revision_id: BegunStep(play.step, play.revision_id, play.language)}
    for way in left:
        if way.revision_id not in texts:
            texts[way.revision_id] = text_then(session, way) or texts[play.revision_id]
    return tuple(way_taken(texts[way.revision_id], way, seat=play.place.me.role) for way in left)


def way_taken(text: BegunStep, way: SharedWay, *, seat: Role) -> WayTaken:
    """A way in the text in which it was taken."""
    return WayTaken(seat_story(text.step.scenes, way.path, seat=seat), text.language, way.at)

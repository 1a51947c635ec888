"""Whose turn is it in the scenes for two that are not done? No text of a scene is told here."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandem.content.face import steps_of
from tandem.content.lesson import PairStep, Scene, StepKind
from tandem.learning.scenario import walk
from tandem.library.served import ServedCourse, ServedModule, lesson_from
from tandem.models import Revision, SceneWay
from tandem.progress.pair_courses import OwnModule, PairCourse
from tandem.progress.rules.rounds import Round
from tandem.terms import Role, opposite

# A pair, a module and the name of a step.
SceneKey = tuple[int, int, str]


@dataclass(frozen=True)
class OpenScene:
    """A scene for two that is not done, in a pair and its round."""

    pair_id: int
    round: Round
    module: ServedModule
    step: PairStep

    @property
    def key(self) -> SceneKey:
        """What tells it from every other one."""
        return self.pair_id, self.module.id, self.step.id


class SceneCall(StrEnum):
    """What a scene asks of one of the two."""

    BEGIN = "begin"
    DECIDE = "decide"
    GO_BACK = "go_back"
    AGREE = "agree"
    WAIT = "wait"


@dataclass(frozen=True)
class SceneTurn:
    """How a scene that is not done stands between the two.

    `turn` is whose decision it is, None at an ending; `last` whose the last one was, None before
    the first. `asked_by` is who would like to begin again. `moved_at` is None before anything was.
    """

    scene: OpenScene
    turn: Role | None
    last: Role | None = None
    asked_by: int | None = None
    moved_at: datetime | None = None

    @property
    def title(self) -> str:
        """What the scene is called, as HTML."""
        return self.scene.step.title

    @property
    def has_begun(self) -> bool:
        """Was anything decided?"""
        return self.last is not None

    def call(self, me: int, role: Role) -> SceneCall:
        """What is now to do for the one in this seat."""
        if self.asked_by is not None:
            return SceneCall.WAIT if self.asked_by == me else SceneCall.AGREE
        if self.turn is None:
            return SceneCall.GO_BACK
        if self.turn is not role:
            return SceneCall.WAIT
        return SceneCall.BEGIN if self.last is None else SceneCall.DECIDE

    def partner_moved(self, me: int, role: Role) -> bool:
        """Was it the partner who moved last, so that it is new to the one in this seat?"""
        if self.asked_by is not None:
            return self.asked_by != me
        return self.last is not None and self.last is not role


@dataclass(frozen=True)
class SeatTurn:
    """The same, as one of the two sees it: `role` is their seat."""

    course: ServedCourse
    state: SceneTurn
    role: Role
    me: int
    partner: str

    @property
    def scene(self) -> OpenScene:
        """The scene."""
        return self.state.scene

    @property
    def call(self) -> SceneCall:
        """What is now to do for me."""
        return self.state.call(self.me, self.role)

    @property
    def partner_moved(self) -> bool:
        """Was it the partner who moved last?"""
        return self.state.partner_moved(self.me, self.role)

    @property
    def waits_for_me(self) -> bool:
        """Has it begun, and does it go on with me?"""
        return self.call in (SceneCall.DECIDE, SceneCall.GO_BACK, SceneCall.AGREE)


@dataclass(frozen=True)
class SceneSeat:
    """One of the two in a course: whose scenes are looked up."""

    course: ServedCourse
    pair_id: int
    round: Round
    role: Role
    me: int
    partner: str
    modules: Sequence[OwnModule]


def seat_in(course: PairCourse, role: Role) -> SceneSeat:
    """A seat of a pair in a course of theirs."""
    return SceneSeat(
        course=course.course,
        pair_id=course.pair.id,
        round=course.round,
        role=role,
        me=course.pair.in_seat(role).id,
        partner=course.pair.in_seat(opposite(role)).name,
        modules=[module.for_seat(role) for module in course.modules],
    )


def turns_in_seats(session: Session, seats: Iterable[SceneSeat]) -> list[SeatTurn]:
    """How their open scenes stand, in the order of the seats. Two queries at most."""
    by_seat = [(seat, open_scenes(seat)) for seat in seats]
    turns = scene_turns(session, [scene for _, scenes in by_seat for scene in scenes])
    return [
        SeatTurn(seat.course, turns[scene.key], seat.role, seat.me, seat.partner)
        for seat, scenes in by_seat
        for scene in scenes
    ]


def open_scenes(seat: SceneSeat) -> list[OpenScene]:
    """The scenes for two that have still to come to a good ending. No query."""
    return [
        OpenScene(seat.pair_id, seat.round, own.module, step)
        for own in seat.modules
        for step in own.mine.asked
        if step.kind is StepKind.SCENE and step.id not in own.mine.given and not own.mine.is_done
    ]


def scene_turns(session: Session, scenes: Sequence[OpenScene]) -> dict[SceneKey, SceneTurn]:
    """Whose turn it is in each of them, also where nothing was decided yet.

    One query however many they are, and one more where somebody goes on in an earlier text.
    """
    if not scenes:
        return {}
    ways = newest_ways(session, {scene.pair_id for scene in scenes})
    current = {scene.key: way for scene in scenes if (way := way_in(scene, ways))}
    served = {scene.module.revision_id for scene in scenes}
    begun = {way.revision_id for way in current.values() if way.path != "[]"}
    earlier = stories_then(session, begun - served)
    return {scene.key: turn_in(scene, current.get(scene.key), earlier) for scene in scenes}


def newest_ways(session: Session, pairs: Collection[int]) -> dict[SceneKey, SceneWay]:
    """The way that each pair is on now in each scene. One query."""
    newest = (
        select(func.max(SceneWay.id))
        .where(SceneWay.pair_id.in_(pairs))
        .group_by(SceneWay.pair_id, SceneWay.module_id, SceneWay.step)
    )
    rows = session.scalars(select(SceneWay).where(SceneWay.id.in_(newest)).order_by(SceneWay.id))
    return {(row.pair_id, row.module_id, row.step): row for row in rows}


def way_in(scene: OpenScene, ways: Mapping[SceneKey, SceneWay]) -> SceneWay | None:
    """The way of this round, also where the scene had another name when it was begun."""
    names = [name for name in (scene.step.id, scene.step.was) if name]
    found = [ways.get((scene.pair_id, scene.module.id, name)) for name in names]
    present = [way for way in found if way and scene.round.counts(way.at)]
    return max(present, key=lambda way: way.id, default=None)


def stories_then(
    session: Session, revisions: Collection[int]
) -> dict[tuple[int, str], Sequence[Scene]]:
    """The scenes of each step for two in these earlier texts, none of what is no scene for two.

    One query, or none.
    """
    if not revisions:
        return {}
    query = select(Revision.id, Revision.lesson).where(Revision.id.in_(revisions))
    return {
        (revision_id, step.id): step.scenes
        for revision_id, stored in session.execute(query)
        for step in steps_of(lesson_from(stored))
    }


def turn_in(
    scene: OpenScene, way: SceneWay | None, earlier: Mapping[tuple[int, str], Sequence[Scene]]
) -> SceneTurn:
    """Whose turn it is on a way."""
    if way is None:
        return SceneTurn(scene, turn=scene.step.scenes[0].seat)
    path = json.loads(way.path)
    story = earlier.get((way.revision_id, way.step), scene.step.scenes)
    left, reached = walk(story, path)
    return SceneTurn(
        scene,
        turn=reached.seat,
        last=left[-1][0].seat if left else None,
        asked_by=way.again_by_id,
        moved_at=way.moved_at,
    )

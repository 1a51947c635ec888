"""How is a move in a scene for two recorded? A way that was left stays as it was."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from tandem.content.lesson import Ending
from tandem.learning.practice.actions import note_choice
from tandem.learning.scenario import AGAIN, BACK, decided, ending, number_of
from tandem.models import SceneWay
from tandem.together.scene_for_two.queries import ScenePlay
from tandem.together.scene_for_two.rules import NO, seat_story
from tandem.together.steps.actions import mark_done


def move(session: Session, play: ScenePlay, what: str, *, now: datetime) -> bool:
    """Do what a button says; False where that is not theirs to do now."""
    if what == AGAIN:
        return begin_again(session, play, now=now)
    if what == NO:
        return ask(session, play, by=None, now=now)
    story = seat_story(play.step.scenes, play.path, seat=play.place.me.role)
    if what == BACK:
        if story.may_take_back:
            add_way(session, play, play.path[:-1], revision_id=play.revision_id, now=now)
        return story.may_take_back
    return story.is_mine and decide(session, play, number_of(what), now=now)


def decide(session: Session, play: ScenePlay, choice: int, *, now: datetime) -> bool:
    """Take one decision; a good ending is the step done, for both."""
    place, scenes = play.place, play.step.scenes
    path = decided(scenes, play.path, place=len(play.path), choice=choice)
    if len(path) == len(play.path):
        return False
    if play.begun is None:
        add_way(session, play, path, revision_id=play.revision_id, now=now)
    else:
        row = session.get_one(SceneWay, play.begun.id)
        row.path, row.again_by_id, row.moved_at = json.dumps(path), None, now
    note_choice(
        session,
        scenes,
        path,
        person_id=place.me.id,
        module_id=place.module.id,
        revision_id=play.revision_id,
        part=play.step.id,
        now=now,
    )
    if ending(scenes, path) is Ending.GOOD:
        for partner in (place.pair.rep, place.pair.support):
            mark_done(session, place, place.step(play.step.id), person_id=partner.id, now=now)
    session.flush()
    return True


def begin_again(session: Session, play: ScenePlay, *, now: datetime) -> bool:
    """Ask to begin again; where the partner has asked, both do."""
    if play.begun is None:
        return False
    if play.begun.again_by == play.place.partner.id:
        add_way(session, play, (), revision_id=play.place.module.revision_id, now=now)
        return True
    return ask(session, play, by=play.place.me.id, now=now)


def ask(session: Session, play: ScenePlay, *, by: int | None, now: datetime) -> bool:
    """Note who would like to begin again; None where it was taken back or declined."""
    if play.now is None:
        return False
    row = session.get_one(SceneWay, play.now.id)
    row.again_by_id = by
    row.moved_at = row.moved_at if by is None else now
    session.flush()
    return True


def add_way(
    session: Session, play: ScenePlay, path: Sequence[str], *, revision_id: int, now: datetime
) -> None:
    """The way that they are on from now on; the ones before stay."""
    place = play.place
    of_step = [way.number for way in play.ways if way.step == play.step.id]
    session.add(
        SceneWay(
            pair_id=place.pair.id,
            module_id=place.module.id,
            revision_id=revision_id if path else place.module.revision_id,
            step=play.step.id,
            number=max(of_step, default=0) + 1,
            path=json.dumps(list(path)),
            at=now,
            moved_at=now,
        )
    )
    session.flush()

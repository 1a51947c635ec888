"""How is a move in a scene recorded? How often somebody plays is kept nowhere."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from tandem.content.face import practice_for
from tandem.content.lesson import Ending, Scene
from tandem.learning.practice.queries import Playing
from tandem.learning.scenario import AGAIN, Move, ending, moved, taken_of, walk
from tandem.models import FirstChoice, Practice
from tandem.models.inserting import insert_into
from tandem.progress import steps_alone
from tandem.terms import Step


def move(session: Session, playing: Playing, move: Move, *, person_id: int, now: datetime) -> bool:
    """Go on, back or to the beginning; False where another page has gone on meanwhile."""
    scenes = playing.section.scenes
    before = taken_of(scenes, playing.path)
    if move.place != len(before):
        return False
    path = moved(scenes, before, move)
    keep(session, playing, path, person_id=person_id, now=now, anew=move.what == AGAIN)
    if len(path) > len(before):
        note_choice(
            session,
            scenes,
            path,
            person_id=person_id,
            module_id=playing.where.module.id,
            revision_id=playing.revision_id,
            part=playing.section.anchor,
            now=now,
        )
        if ending(scenes, path) is Ending.GOOD:
            record_done(session, playing, person_id=person_id, now=now)
    return True


def keep(
    session: Session,
    playing: Playing,
    path: Sequence[str],
    *,
    person_id: int,
    now: datetime,
    anew: bool,
) -> None:
    """Keep where somebody is. From the beginning the text is the one that is served now."""
    where, row = playing.where, playing.row
    is_there_now = practice_for(where.module.lesson, where.role) is not None
    revision_id = where.module.revision_id if anew and is_there_now else playing.revision_id
    if row is None:
        row = Practice(person_id=person_id, module_id=where.module.id, role=where.role)
        session.add(row)
    if not playing.path or anew:
        row.begun_at = now
    row.revision_id, row.path, row.saved_at = revision_id, json.dumps(list(path)), now
    session.flush()


def note_choice(
    session: Session,
    scenes: Sequence[Scene],
    path: Sequence[str],
    *,
    person_id: int,
    module_id: int,
    revision_id: int,
    part: str,
    now: datetime,
) -> None:
    """Note the last decision of a path, if it is somebody's first one in that scene."""
    scene, choice = walk(scenes, path)[0][-1]
    facts = {
        "person_id": person_id,
        "module_id": module_id,
        "revision_id": revision_id,
        "part": part,
        "scene": scene.id,
        "choice": choice,
        "leads_to": scene.links[choice].scene,
        "at": now,
    }
    session.execute(insert_into(session, FirstChoice).values(facts).on_conflict_do_nothing())


def record_done(session: Session, playing: Playing, *, person_id: int, now: datetime) -> None:
    """The scene is a step done; what completes the module is what the lesson asks now."""
    where = playing.where
    steps_alone.do_step(
        session,
        Step.PRACTICE,
        person_id=person_id,
        module_id=where.module.id,
        revision_id=playing.revision_id,
        lesson=where.module.lesson,
        role=where.role,
        now=now,
        round=where.round,
    )

"""Does the sample play scenes to their end, and leave some half way?"""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.commands.sample.scenes import play_practice, play_scene
from tandem.commands.sample.team import learn
from tandem.library.served import library
from tandem.models import PairStepDone, Practice, SceneWay, StepDone
from tandem.terms import Role, Step
from tandem.together.steps.queries import StepsPlace, place
from tests.cast import NOW, Cast
from tests.learning.practice_helpers import practiced
from tests.lessons import assign, serve
from tests.together.scene_for_two.scene_helpers import HARBOUR, with_scene


def play(session: Session, cast: Cast, *, wanders: bool, decisions: int | None) -> None:
    """Let Sam play the scene of a module."""
    assign(session, cast.pair, serve(session, practiced()))
    (course,) = library(session).courses
    play_practice(
        session,
        course,
        course.modules[0],
        cast.sam,
        Role.REP,
        has_wandered=wanders,
        at=NOW,
        decisions=decisions,
    )


@pytest.mark.parametrize(("decisions", "path"), [(None, ["0", "0"]), (1, ["0"])])
def test_a_scene_is_played_to_a_good_end_or_half_way(
    session: Session, cast: Cast, decisions: int | None, path: list[str]
) -> None:
    play(session, cast, wanders=False, decisions=decisions)

    assert json.loads(session.scalars(select(Practice.path)).one()) == path
    done = [Step.PRACTICE] if decisions is None else []
    assert session.scalars(select(StepDone.step)).all() == done


@pytest.mark.parametrize(("decisions", "path"), [(None, ["0", "0"]), (1, ["1"])])
def test_who_wanders_takes_the_other_way_first_and_comes_back(
    session: Session, cast: Cast, decisions: int | None, path: list[str]
) -> None:
    play(session, cast, wanders=True, decisions=decisions)

    assert json.loads(session.scalars(select(Practice.path)).one()) == path
    done = [Step.PRACTICE] if decisions is None else []
    assert session.scalars(select(StepDone.step)).all() == done


def places(session: Session, cast: Cast) -> tuple[StepsPlace, StepsPlace]:
    """Sam's and Sue's."""
    assign(session, cast.pair, serve(session, with_scene()))
    sam = place(
        session, cast.sam.id, course="teaming", module="engine", pair_id=cast.pair.id, now=NOW
    )
    return sam, replace(sam, me=sam.partner, partner=sam.me)


@pytest.mark.parametrize(("first", "begun"), [(0, ["0"]), (1, ["0", "1"])])
def test_the_first_of_two_begins_and_the_second_ends_it(
    session: Session, cast: Cast, first: int, begun: list[str]
) -> None:
    both = places(session, cast)
    play_scene(session, both[first], HARBOUR, now=NOW)
    assert json.loads(session.scalars(select(SceneWay.path)).one()) == begun
    assert session.scalars(select(PairStepDone)).all() == []

    play_scene(session, both[1 - first], HARBOUR, now=NOW)

    assert len(session.scalars(select(PairStepDone)).all()) == 2


def test_who_stops_after_reading_has_only_begun_the_scene(session: Session, cast: Cast) -> None:
    lessons = practiced(with_quiz=False), practiced(name="volcano", with_quiz=False)
    assign(session, cast.pair, serve(session, *lessons))
    (course,) = library(session).courses

    learn(session, course, cast.sam, Role.REP, steps=3, since=NOW)

    paths = session.scalars(select(Practice.path).order_by(Practice.id)).all()
    assert [len(json.loads(path)) for path in paths] == [2, 1]

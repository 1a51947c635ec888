"""Which row of a scene for two does a move add or change, and which moves do nothing?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.learning.scenario import AGAIN, BACK
from tandem.models import FirstChoice, PairStepDone, Revision, SceneWay
from tandem.progress.rules.rounds import Round
from tandem.terms import Role
from tandem.together.scene_for_two.actions import move
from tandem.together.scene_for_two.queries import ScenePlay, playing, scene_page
from tandem.together.scene_for_two.rules import NO
from tests.cast import NOW, House
from tests.lessons import assign, serve
from tests.together.scene_for_two.scene_helpers import HARBOUR, REP, SCENES, SUPPORT, with_scene
from tests.together.steps.rows import place_of
from tests.together.steps.step_helpers import TALK, for_two

HOUR = timedelta(hours=1)
Way = tuple[int, str, int | None, datetime]


@pytest.fixture(autouse=True)
def course(session: Session, cast: House) -> None:
    """Sam and Sue have a module with a scene for two."""
    assign(session, cast.pair, serve(session, with_scene()))


def play_of(
    session: Session, cast: House, seat: Role, step: str = "harbour", round: Round | None = None
) -> ScenePlay:
    """The scene as it stands for one of the two."""
    place = place_of(session, cast.pair, cast.sam if seat is REP else cast.sue)
    return playing(session, replace(place, round=round) if round else place, step)


def press(session: Session, cast: House, seat: Role, what: str, hours: int = 0) -> bool:
    """One of the two presses a button, so many hours later."""
    return move(session, play_of(session, cast, seat), what, now=NOW + hours * HOUR)


def ways(session: Session) -> list[Way]:
    """Each way: its number, its decisions, who would like to begin again, and when it moved."""
    rows = session.scalars(select(SceneWay).order_by(SceneWay.id))
    return [(row.number, row.path, row.again_by_id, row.moved_at) for row in rows]


@pytest.mark.parametrize(
    ("seat", "what"),
    [(SUPPORT, "0"), (REP, "9"), (REP, "-1"), (REP, BACK), (REP, AGAIN), (REP, NO)],
)
def test_before_the_first_decision_only_who_begins_decides(
    session: Session, cast: House, seat: Role, what: str
) -> None:
    assert not press(session, cast, seat, what)
    assert ways(session) == []


def test_a_way_goes_on_in_its_row_and_its_last_decision_is_taken_back_in_a_new_one(
    session: Session, cast: House
) -> None:
    press(session, cast, REP, "0")
    press(session, cast, SUPPORT, "1", hours=1)
    assert ways(session) == [(1, '["0", "1"]', None, NOW + HOUR)]
    assert not press(session, cast, REP, BACK, hours=2), "Sue has decided since"

    assert press(session, cast, SUPPORT, BACK, hours=2)

    assert ways(session)[1:] == [(2, '["0"]', None, NOW + 2 * HOUR)]


def test_both_begin_again_when_both_want_to_and_a_decision_takes_the_wish_back(
    session: Session, cast: House
) -> None:
    press(session, cast, REP, "0")
    press(session, cast, REP, AGAIN, hours=1)
    assert ways(session) == [(1, '["0"]', cast.sam.id, NOW + HOUR)]
    press(session, cast, SUPPORT, NO, hours=2)
    assert ways(session) == [(1, '["0"]', None, NOW + HOUR)]
    press(session, cast, SUPPORT, AGAIN, hours=3)
    assert press(session, cast, SUPPORT, "1", hours=4)
    assert ways(session) == [(1, '["0", "1"]', None, NOW + 4 * HOUR)]

    press(session, cast, SUPPORT, AGAIN, hours=5)
    assert press(session, cast, REP, AGAIN, hours=6)

    assert ways(session)[1:] == [(2, "[]", None, NOW + 6 * HOUR)]
    assert not press(session, cast, REP, AGAIN), "nothing was decided since"


def test_a_good_end_is_the_step_done_for_both_and_a_poor_one_for_nobody(
    session: Session, cast: House
) -> None:
    done = select(PairStepDone.person_id).order_by(PairStepDone.person_id)
    for seat, what in ((REP, "0"), (SUPPORT, "0"), (SUPPORT, BACK), (SUPPORT, "1")):
        press(session, cast, seat, what)
    assert session.scalars(done).all() == []

    press(session, cast, REP, "0")

    assert session.scalars(done).all() == [cast.sam.id, cast.sue.id]
    assert session.scalars(select(FirstChoice.person_id)).first() == cast.sam.id


def anew(session: Session, **fields: str) -> int:
    """The scene is published anew, each text marked; gives the revision."""
    scenes = tuple(replace(one, text=f"NEW-{one.text}") for one in SCENES)
    serve(session, with_scene(step=replace(HARBOUR, scenes=scenes, **fields)))
    return max(session.scalars(select(Revision.id)))


def test_what_is_begun_goes_on_in_its_text_and_what_is_begun_again_takes_the_new_one(
    session: Session, cast: House
) -> None:
    press(session, cast, REP, "0")
    newest = anew(session)
    begun = scene_page(session, play_of(session, cast, SUPPORT), is_done=False)
    assert (begun.story.text, begun.is_of_now) == ("AT-DESK", False)
    for seat in (REP, SUPPORT):
        press(session, cast, seat, AGAIN)

    again = scene_page(session, play_of(session, cast, REP), is_done=False)

    assert (again.story.text, again.is_of_now) == ("NEW-AT-CALL", True)
    assert [way.story.decisions[0].text for way in again.left] == ["AT-CALL"]
    press(session, cast, REP, "0")
    assert session.scalars(select(SceneWay.revision_id)).all()[1:] == [newest, newest]


def test_what_was_begun_again_and_not_decided_yet_takes_the_text_that_is_served_now(
    session: Session, cast: House
) -> None:
    for seat, what in ((REP, "0"), (REP, AGAIN), (SUPPORT, AGAIN)):
        press(session, cast, seat, what)
    newest = anew(session)

    play = play_of(session, cast, REP)

    shown = scene_page(session, play, is_done=False)
    assert (play.revision_id, shown.story.text, shown.is_of_now) == (newest, "NEW-AT-CALL", True)


def test_a_way_of_an_earlier_round_is_left_and_not_gone_on_with(
    session: Session, cast: House
) -> None:
    press(session, cast, REP, "0")

    play = play_of(session, cast, REP, round=Round(2, NOW + HOUR))

    assert (play.now, play.path, len(play.ways)) == (None, (), 1)
    shown = scene_page(session, play, is_done=False)
    assert ([len(way.story.decisions) for way in shown.left], shown.story.is_mine) == ([1], True)
    assert play_of(session, cast, REP, round=Round(2, NOW)).path == ("0",)


def test_the_ways_of_a_renamed_scene_are_counted_anew_under_its_new_name(
    session: Session, cast: House
) -> None:
    press(session, cast, REP, "0")
    anew(session, id="quay", was="harbour")

    assert play_of(session, cast, SUPPORT, "quay").path == ("0",)
    for seat, what in ((REP, AGAIN), (SUPPORT, AGAIN), (REP, "0")):
        assert move(session, play_of(session, cast, seat, "quay"), what, now=NOW)

    rows = session.execute(select(SceneWay.step, SceneWay.number).order_by(SceneWay.id)).all()
    assert [tuple(row) for row in rows] == [("harbour", 1), ("harbour", 2), ("quay", 1)]


def test_a_scene_that_is_gone_is_read_by_who_played_it_and_was_never_another_step(
    session: Session, cast: House
) -> None:
    press(session, cast, REP, "0")
    serve(session, for_two(TALK))

    play = play_of(session, cast, SUPPORT)

    assert (play.step.title, play.path, play.may_write) == ("The harbour", ("0",), False)
    for name in ("talk", "market"):
        with pytest.raises(NoResultFound):
            play_of(session, cast, SUPPORT, name)


def test_who_would_like_to_begin_again_is_told_to_each_of_the_two(
    session: Session, cast: House
) -> None:
    press(session, cast, REP, "0")
    press(session, cast, REP, AGAIN)

    rep, support = (
        scene_page(session, play_of(session, cast, seat), is_done=False) for seat in (REP, SUPPORT)
    )

    assert (rep.i_asked, rep.partner_asked) == (True, False)
    assert (support.i_asked, support.partner_asked) == (False, True)

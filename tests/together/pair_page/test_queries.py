"""What of a pair does its page hold for one of the two, and what for their leader?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import FitAnswer, Module, Nudge, PairConsent, SceneWay
from tandem.progress.nudges.rules import NudgeFault
from tandem.progress.rules.halves import HalfInPair
from tandem.terms import Consent, Fit, PairState, Role
from tandem.together.pair_page import queries
from tandem.together.pair_page.queries import PairPage, whole_half
from tests import cast as stage
from tests.cast import NOW, House, change
from tests.lessons import assign, finish, lesson, serve
from tests.plain_courses import DONE, OPEN, pair_course
from tests.together.scene_for_two.scene_helpers import HARBOUR
from tests.together.steps.rows import answer_row
from tests.together.steps.step_helpers import SCALE, for_two

MONTH = timedelta(days=40)


@pytest.fixture
def module(session: Session, cast: House) -> Module:
    """Sam and Sue have a module with a scene, in which they have begun, and a scale that both have
    filled in; both are done with another one."""
    other = lesson(name="done")
    course = serve(session, for_two(HARBOUR, SCALE), other)
    assign(session, cast.pair, course)
    for who in (cast.sam, cast.sue):
        finish(session, who, "done")
    module = session.scalars(select(Module).where(Module.slug == "engine")).one()
    session.add(
        SceneWay(
            pair_id=cast.pair.id, module_id=module.id, revision_id=module.revision_id,
            step="harbour", number=1, path='["0"]', at=NOW, moved_at=NOW,
        )
    )  # fmt: skip
    for who in (cast.sam, cast.sue):
        answer_row(session, cast.pair, who, module, "", step="often", kind="scale")
    session.commit()
    return module


def page_of(session: Session, cast: House, who: str = "sam") -> PairPage:
    """The page of Sam and Sue for somebody, a month later."""
    session.rollback()
    return queries.pair_page(session, getattr(cast, who).id, pair_id=cast.pair.id, now=NOW + MONTH)


def of_the_two(page: PairPage) -> list[int]:
    """How many turns, scenes and scales there are, and whether it is asked how it fits."""
    return [len(page.turns), len(page.scenes), len(page.scales_again), page.asks_for_fit]


def become(session: Session, cast: House, state: PairState) -> None:
    """The pair of Sam and Sue is in another state."""
    change(session, session.merge(cast.pair), state)
    session.commit()


def test_whose_turn_it_is_and_what_is_asked_of_them_is_for_the_two(
    session: Session, cast: House, module: Module
) -> None:
    assert of_the_two(page_of(session, cast, "sue")) == [1, 1, 1, True]
    assert of_the_two(page_of(session, cast, "lee")) == [0, 0, 0, False]
    assert len(page_of(session, cast, "lee").courses) == 1


@pytest.mark.parametrize(
    ("state", "found"),
    [
        (PairState.PAUSED, [1, 0, 1, True]),
        (PairState.ENDED, [1, 0, 0, False]),
        (PairState.PROPOSED, [0, 0, 0, False]),
    ],
)
def test_in_a_pair_that_rests_nobody_waits_in_a_scene_and_after_its_end_nothing_is_asked(
    session: Session, cast: House, module: Module, state: PairState, found: list[int]
) -> None:
    become(session, cast, state)

    assert of_the_two(page_of(session, cast)) == found


def test_a_scene_that_nobody_has_begun_waits_for_nobody(
    session: Session, cast: House, module: Module
) -> None:
    session.query(SceneWay).delete()
    session.commit()

    assert page_of(session, cast).scenes == ()


def test_the_courses_of_a_pair_that_is_proposed_anew_are_read_by_the_two_alone(
    session: Session, cast: House, module: Module
) -> None:
    cast.pair.again_at = NOW
    become(session, cast, PairState.PROPOSED)

    assert [len(page_of(session, cast, who).courses) for who in ("sam", "sue", "lee")] == [1, 1, 0]


def test_what_is_new_of_what_they_have_finished_is_for_the_two(
    session: Session, cast: House
) -> None:
    assign(session, cast.pair, serve(session, lesson(), lesson(name="brake")))
    for who in (cast.sam, cast.sue):
        finish(session, who)
    serve(session, lesson(edition=2), lesson(name="brake", edition=2))

    found = {who: page_of(session, cast, who).editions for who in ("sam", "sue", "lee")}

    assert {who: [one.module.slug for one in news] for who, news in found.items()} == {
        "sam": ["engine"], "sue": ["engine"], "lee": [],
    }  # fmt: skip


@pytest.mark.parametrize(("who", "fault"), [("sam", NudgeFault.TOO_SOON), ("sue", None)])
def test_a_nudge_comes_too_soon_after_ones_own_and_not_after_the_partners(
    session: Session, cast: House, who: str, fault: NudgeFault | None
) -> None:
    assign(session, cast.pair, serve(session, lesson()))
    nudger = getattr(cast, who)
    finish(session, nudger)
    module_id = session.scalars(select(Module.id)).one()
    to_id = cast.sue.id if nudger is cast.sam else cast.sam.id
    session.add(
        Nudge(pair_id=cast.pair.id, from_id=cast.sam.id, to_id=cast.sue.id, module_id=module_id,
              at=NOW + MONTH)
    )  # fmt: skip
    session.commit()

    (turn,) = page_of(session, cast, who).turns

    assert (turn.partner.id, turn.nudge_fault) == (to_id, fault)


def test_the_two_of_a_pair_that_ended_are_led_to_where_they_go_on_and_their_leader_is_not(
    session: Session, cast: House, module: Module
) -> None:
    assert page_of(session, cast).goes_on_in is None
    become(session, cast, PairState.ENDED)
    again = stage.pair(session, cast.north, cast.sam, cast.sue)
    session.commit()

    found = {who: page_of(session, cast, who).goes_on_in for who in ("sam", "sue", "lee")}

    assert found == {"sam": again.id, "sue": again.id, "lee": None}


def test_what_somebody_has_said_is_asked_only_while_the_pair_is_proposed(
    session: Session, cast: House
) -> None:
    session.add(
        PairConsent(pair_id=cast.pair.id, person_id=cast.sue.id, answer=Consent.TALK, at=NOW)
    )
    session.commit()
    working = page_of(session, cast, "sue").own_answer
    become(session, cast, PairState.PROPOSED)

    answers = [page_of(session, cast, who).own_answer for who in ("sue", "sam")]

    assert (working, answers) == (None, [Consent.TALK, None])


@pytest.mark.parametrize(
    ("fit", "later", "asks"),
    [
        (Fit.UNDECIDED, timedelta(hours=-1), True),
        (Fit.UNDECIDED, timedelta(hours=1), False),
        (Fit.GOOD, timedelta(hours=-1), False),
    ],
)
def test_who_has_answered_how_it_fits_is_asked_again_when_they_were_undecided(
    session: Session, cast: House, module: Module, fit: Fit, later: timedelta, asks: bool
) -> None:
    session.add(
        FitAnswer(pair_id=cast.pair.id, person_id=cast.sam.id, fit=fit, is_for_leader=True,
                  at=NOW + later)
    )  # fmt: skip
    session.commit()

    assert page_of(session, cast).asks_for_fit is asks
    assert page_of(session, cast, "sue").asks_for_fit


@pytest.mark.parametrize(
    ("halves", "numbers", "is_done"),
    [
        ([], (0, 0), False),
        ([(DONE, OPEN)], (1, 1), True),
        ([(DONE, DONE), (OPEN, DONE)], (1, 2), False),
    ],
)
def test_a_half_is_done_when_there_is_something_and_nothing_of_it_is_left(
    halves: list[tuple[HalfInPair, HalfInPair]], numbers: tuple[int, int], is_done: bool
) -> None:
    courses = [pair_course(both) for both in halves]

    rep = whole_half(courses, Role.REP)

    assert ((rep.done, rep.total), rep.is_done) == (numbers, is_done)
    swapped = [pair_course(both[::-1]) for both in halves]
    assert whole_half(swapped, Role.SUPPORT) == rep

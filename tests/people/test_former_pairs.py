"""Which pair of another time do two take up again, and with which courses?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Assignment, AuditEntry, Course, Pair, PairChange, Team, TeamMember
from tandem.people import forming
from tandem.people.pairs.actions import answer_proposal
from tandem.terms import AuditAct, Consent, PairState
from tests import cast as stage
from tests.cast import NOW, House
from tests.lessons import assignment, lesson, question, serve

DAY = timedelta(days=1)
DUE = date(2026, 4, 1)


def ended(session: Session, cast: House, *states: PairState, team: Team | None = None) -> Pair:
    """A pair of Rex and Sue that went through these states and has ended."""
    pair = Pair(
        team_id=(team or cast.north).id, rep_id=cast.rex.id, support_id=cast.sue.id,
        state=PairState.ENDED, created_at=NOW,
    )  # fmt: skip
    session.add(pair)
    session.flush()
    for state in (*states, PairState.ENDED):
        session.add(PairChange(pair_id=pair.id, state=state, at=NOW))
        session.flush()
    return pair


def again(session: Session, cast: House, state: PairState, team: Team | None = None) -> Pair:
    """They are formed, or proposed, a day later."""
    pair = forming.form_pair(
        session, team_id=(team or cast.north).id, rep_id=cast.rex.id, support_id=cast.sue.id,
        by_id=cast.lee.id, now=NOW + DAY, state=state,
    )  # fmt: skip
    assert pair
    return pair


def given(session: Session, team: Team) -> set[tuple[str, bool, date | None]]:
    """The courses that are given in a team: to one pair or to all, and to which date."""
    live = select(Course.slug, Assignment.pair_id, Assignment.due_on).join(
        Course, Course.id == Assignment.course_id
    )
    query = live.where(Assignment.team_id == team.id, Assignment.withdrawn_at.is_(None))
    return {(slug, pair_id is not None, due) for slug, pair_id, due in session.execute(query)}


def test_the_last_pair_that_worked_goes_on_before_one_that_never_began(
    session: Session, cast: House
) -> None:
    ended(session, cast, PairState.ACTIVE)
    worked = ended(session, cast, PairState.PROPOSED, PairState.ACTIVE)
    never = ended(session, cast, PairState.PROPOSED)

    assert forming.has_been_active(session, worked)
    assert not forming.has_been_active(session, never)
    pair = again(session, cast, PairState.ACTIVE)
    assert (pair.id, pair.again_at) == (worked.id, NOW + DAY)


def test_two_who_were_only_proposed_begin_for_the_first_time(session: Session, cast: House) -> None:
    never = ended(session, cast, PairState.PROPOSED)
    seats = {"rep_id": cast.rex.id, "support_id": cast.sue.id}
    assert not forming.were_a_pair(session, team_id=cast.north.id, **seats)

    pair = again(session, cast, PairState.PROPOSED)

    assert (pair.id, pair.again_at, pair.state) == (never.id, None, PairState.PROPOSED)


@pytest.mark.parametrize(
    ("state", "is_same"), [(PairState.PROPOSED, False), (PairState.ACTIVE, True)]
)
def test_a_pair_of_another_team_comes_along_once_both_have_agreed(
    session: Session, cast: House, state: PairState, is_same: bool
) -> None:
    elsewhere = ended(session, cast, PairState.ACTIVE, team=cast.south)

    pair = again(session, cast, state)

    assert (pair.id == elsewhere.id, pair.team_id) == (is_same, cast.north.id)
    assert (pair.moved_at == NOW + DAY) is is_same
    earlier = forming.pair_to_go_on_in(session, pair)
    assert earlier is (None if is_same else elsewhere)


def test_that_two_were_a_pair_is_known_in_their_team_alone(session: Session, cast: House) -> None:
    ended(session, cast, PairState.ACTIVE)
    two = {"rep_id": cast.rex.id, "support_id": cast.sue.id}

    assert forming.were_a_pair(session, team_id=cast.north.id, **two)
    assert not forming.were_a_pair(session, team_id=cast.south.id, **two)
    swapped = {"rep_id": cast.sue.id, "support_id": cast.rex.id}
    assert not forming.were_a_pair(session, team_id=cast.north.id, **swapped)


@pytest.mark.parametrize("where", ["nowhere", "rep", "support", "in a pair", "in an ended pair"])
def test_two_belong_elsewhere_by_a_place_or_a_pair_of_either(
    session: Session, cast: House, where: str
) -> None:
    two = [cast.rex.id, cast.sue.id]
    match where:
        case "rep" | "support":
            person_id = two[where == "support"]
            session.add(TeamMember(team_id=cast.south.id, person_id=person_id))
        case "in a pair":
            stage.pair(session, cast.south, cast.otto, cast.sue)
        case "in an ended pair":
            pair = stage.pair(session, cast.south, cast.rex, cast.ona)
            stage.change(session, pair, PairState.ENDED)
    session.flush()

    found = forming.belong_elsewhere(session, two, team_id=cast.north.id)

    assert found is (where != "nowhere")
    assert not forming.belong_elsewhere(session, [cast.eve.id], team_id=cast.north.id)


@pytest.fixture
def carried(session: Session, cast: House) -> Pair:
    """A pair that had courses in South, of its own and with everybody, goes on in North."""
    courses = {
        name: serve(session, lesson(question("q1"), name=f"of-{name}"), course_slug=name)
        for name in ("own", "all", "late", "gone", "here", "else")
    }
    pair = ended(session, cast, PairState.ACTIVE, team=cast.south)

    def give(name: str, **fields: Any) -> None:
        row = assignment(pair, courses[name], due_on=DUE)
        for field, value in fields.items():
            setattr(row, field, value)
        session.add(row)

    give("own", renew_months=6)
    give("all", pair_id=None)
    give("own", pair_id=None)
    give("late", at=NOW + timedelta(seconds=1))
    give("gone", withdrawn_at=NOW)
    give("here")
    give("here", pair_id=None, team_id=cast.north.id)
    give("else", pair_id=cast.other_pair.id)
    session.flush()
    again(session, cast, PairState.ACTIVE)
    return pair


def test_courses_that_were_given_before_the_end_come_along_without_their_date(
    session: Session, cast: House, carried: Pair
) -> None:
    assert given(session, cast.north) == {
        ("own", True, None), ("all", True, None), ("here", False, DUE),
    }  # fmt: skip
    south = {(slug, is_own) for slug, is_own, _ in given(session, cast.south)}
    assert south == {("all", False), ("own", False), ("else", True)}


def test_a_course_that_comes_along_keeps_its_zone_and_its_rounds(
    session: Session, cast: House, carried: Pair
) -> None:
    own = select(Assignment).where(Assignment.pair_id == carried.id)
    live = session.scalars(own.where(Assignment.withdrawn_at.is_(None))).all()

    assert {(row.renew_months, row.time_zone, row.at) for row in live} == {
        (6, "Europe/Berlin", NOW + DAY), (None, "Europe/Berlin", NOW + DAY),
    }  # fmt: skip
    ended_now = select(Assignment.pair_id).where(Assignment.withdrawn_at == NOW + DAY)
    assert set(session.scalars(ended_now)) == {carried.id}


def test_what_was_given_to_a_proposed_pair_takes_the_place_of_the_same_course(
    session: Session, cast: House
) -> None:
    one, two = (
        serve(session, lesson(question("q1"), name=f"of-{name}"), course_slug=name)
        for name in ("one", "two")
    )
    pair, proposed = cast.pair, cast.second_pair
    for owner, course in ((pair, one), (pair, two), (proposed, one), (cast.leaders_pair, one)):
        session.add(assignment(owner, course, due_on=DUE if owner is proposed else None))
    withdrawn = assignment(proposed, two)
    withdrawn.withdrawn_at = NOW
    session.add(withdrawn)
    session.flush()

    forming.move_own(session, proposed, to=pair)

    session.expire_all()
    live = select(Assignment).where(Assignment.withdrawn_at.is_(None))
    found = {(row.pair_id, row.course_id, row.due_on) for row in session.scalars(live)}
    assert found == {
        (pair.id, one.id, DUE), (pair.id, two.id, None), (cast.leaders_pair.id, one.id, None),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("state", "act"),
    [
        (PairState.ACTIVE, AuditAct.PAIR_FORMED),
        (PairState.PROPOSED, AuditAct.PAIR_PROPOSED),
    ],
)
def test_the_log_says_whether_two_were_formed_or_proposed(
    session: Session, cast: House, state: PairState, act: AuditAct
) -> None:
    again(session, cast, state)

    entry = session.scalars(select(AuditEntry)).one()
    assert (entry.act, entry.actor_id, entry.team_id) == (act, cast.lee.id, cast.north.id)
    assert (entry.subject_id, entry.other_id) == (cast.rex.id, cast.sue.id)


@pytest.mark.parametrize(
    ("before", "goes_on"), [([PairState.ACTIVE], True), ([PairState.PROPOSED], False)]
)
def test_with_both_yeses_a_pair_of_another_team_goes_on_if_it_ever_worked(
    session: Session, cast: House, before: list[PairState], goes_on: bool
) -> None:
    elsewhere = ended(session, cast, *before, team=cast.south)
    proposed = again(session, cast, PairState.PROPOSED)

    begins = [
        answer_proposal(session, proposed, Consent.YES, person_id=who.id, now=NOW + 2 * DAY)
        for who in (cast.rex, cast.sue)
    ]

    assert begins == [False, True]
    assert elsewhere.state is (PairState.ACTIVE if goes_on else PairState.ENDED)
    assert proposed.state is (PairState.ENDED if goes_on else PairState.ACTIVE)
    assert elsewhere.again_at == (NOW + 2 * DAY if goes_on else None)

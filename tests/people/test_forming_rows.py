"""Which earlier pair goes on, what comes along to another team, and what is written down of it?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import (
    Assignment,
    AuditEntry,
    Course,
    Pair,
    PairChange,
    Person,
    Team,
    TeamMember,
)
from tandem.people import forming
from tandem.terms import AuditAct, PairState
from tests import cast as stage
from tests.cast import NOW, House
from tests.lessons import give

HOUR = timedelta(hours=1)
LATER = NOW + HOUR
ACTIVE, PROPOSED, ENDED = PairState.ACTIVE, PairState.PROPOSED, PairState.ENDED


def form(
    session: Session, cast: House, rep: Person, support: Person, team: Team, state: PairState
) -> Pair | None:
    """Lee forms a pair of these two, an hour later."""
    return forming.form_pair(
        session, team_id=team.id, rep_id=rep.id, support_id=support.id, by_id=cast.lee.id,
        now=LATER, state=state,
    )  # fmt: skip


def past_pair(
    session: Session, rep: Person, support: Person, team: Team, *states: PairState
) -> Pair:
    """A pair that went through these states and has ended."""
    row = Pair(
        team_id=team.id, rep_id=rep.id, support_id=support.id, state=ENDED, created_at=NOW - HOUR
    )
    session.add(row)
    session.flush()
    changes = (*states, ENDED)
    session.add_all(PairChange(pair_id=row.id, state=state, at=NOW) for state in changes)
    session.flush()
    return row


def made(session: Session, *slugs: str) -> list[Course]:
    """Courses of these names."""
    courses = [Course(slug=slug, title=slug, audience="rep,support") for slug in slugs]
    session.add_all(courses)
    session.flush()
    return courses


@pytest.mark.parametrize("state", [ACTIVE, PROPOSED])
def test_a_new_pair_is_written_down_with_who_formed_it_and_when(
    session: Session, cast: House, state: PairState
) -> None:
    pair = form(session, cast, cast.rex, cast.abe, cast.north, state)

    assert pair is not None
    assert (pair.state, pair.created_at, pair.team_id) == (state, LATER, cast.north.id)
    assert (pair.again_at, pair.moved_at) == (None, None)
    change = session.scalars(select(PairChange).where(PairChange.pair_id == pair.id)).one()
    assert (change.state, change.at, change.by_id) == (state, LATER, cast.lee.id)
    act = AuditAct.PAIR_FORMED if state is ACTIVE else AuditAct.PAIR_PROPOSED
    entry = session.scalars(select(AuditEntry)).one()
    assert (entry.act, entry.actor_id, entry.at) == (act, cast.lee.id, LATER)
    assert (entry.subject_id, entry.other_id) == (cast.rex.id, cast.abe.id)
    assert entry.team_id == cast.north.id


@pytest.mark.parametrize("state", [ACTIVE, PROPOSED, PairState.PAUSED])
@pytest.mark.parametrize("swapped", [False, True])
def test_two_who_are_a_living_pair_anywhere_become_no_second_one(
    session: Session, cast: House, state: PairState, swapped: bool
) -> None:
    cast.other_pair.state = state
    session.flush()
    two = (cast.ona, cast.otto) if swapped else (cast.otto, cast.ona)

    assert form(session, cast, *two, cast.north, ACTIVE) is None
    assert session.scalars(select(AuditEntry)).all() == []


@pytest.mark.parametrize(
    ("states", "team", "wanted", "goes_on", "again"),
    [
        ((ACTIVE,), "north", PROPOSED, True, True),
        ((ACTIVE,), "north", ACTIVE, True, True),
        ((ACTIVE,), "south", ACTIVE, True, True),
        ((ACTIVE,), "south", PROPOSED, False, False),
        ((PROPOSED,), "north", PROPOSED, True, False),
        ((PROPOSED,), "north", ACTIVE, True, False),
    ],
)
def test_the_pair_that_ended_goes_on_unless_two_of_another_team_have_yet_to_say_yes(
    session: Session, cast: House, states: tuple[PairState, ...], team: str, wanted: PairState,
    goes_on: bool, again: bool,
) -> None:  # fmt: skip
    before = past_pair(session, cast.rex, cast.abe, cast.north, *states)

    pair = form(session, cast, cast.rex, cast.abe, getattr(cast, team), wanted)

    assert pair is not None
    assert (pair is before) is goes_on
    assert pair.again_at == (LATER if again else None)
    assert pair.moved_at == (LATER if goes_on and team == "south" else None)
    assert pair.state is wanted


def test_of_several_pairs_of_two_the_last_that_worked_goes_on_in_these_seats(
    session: Session, cast: House
) -> None:
    def earlier(rep: Person = cast.rex, support: Person = cast.abe) -> Pair | None:
        return forming.earlier_pair(session, rep_id=rep.id, support_id=support.id)

    past_pair(session, cast.abe, cast.rex, cast.north, ACTIVE)
    past_pair(session, cast.rex, cast.sue, cast.north, ACTIVE)
    past_pair(session, cast.lia, cast.abe, cast.north, ACTIVE)
    assert earlier() is None
    proposed = past_pair(session, cast.rex, cast.abe, cast.north, PROPOSED)
    assert earlier() is proposed
    first, second = (past_pair(session, cast.rex, cast.abe, cast.north, ACTIVE) for _ in range(2))
    past_pair(session, cast.rex, cast.abe, cast.north, PROPOSED)
    assert earlier() is second
    second.state = ACTIVE
    session.flush()
    assert earlier() is first


@pytest.mark.parametrize(
    ("team", "states", "were"),
    [("north", (ACTIVE,), True), ("north", (PROPOSED,), False), ("south", (ACTIVE,), False)],
)
def test_a_leader_is_told_that_two_were_a_pair_where_they_worked_in_this_team(
    session: Session, cast: House, team: str, states: tuple[PairState, ...], were: bool
) -> None:
    past_pair(session, cast.rex, cast.abe, getattr(cast, team), *states)
    two = {"rep_id": cast.rex.id, "support_id": cast.abe.id}

    assert forming.were_a_pair(session, team_id=cast.north.id, **two) is were
    swapped = {"rep_id": cast.abe.id, "support_id": cast.rex.id}
    assert not forming.were_a_pair(session, team_id=cast.north.id, **swapped)


def test_who_has_a_place_or_a_pair_in_another_team_belongs_elsewhere(
    session: Session, cast: House
) -> None:
    def elsewhere(*people: Person) -> bool:
        ids = [person.id for person in people]
        return forming.belong_elsewhere(session, ids, team_id=cast.north.id)

    assert not elsewhere(cast.rex, cast.abe)
    assert elsewhere(cast.otto)
    for place in session.scalars(select(TeamMember).where(TeamMember.team_id == cast.south.id)):
        session.delete(place)
    session.flush()
    assert elsewhere(cast.rex, cast.otto)
    assert elsewhere(cast.ona)
    session.add(TeamMember(team_id=cast.south.id, person_id=cast.abe.id))
    session.flush()
    assert elsewhere(cast.rex, cast.abe)
    assert not elsewhere(cast.rex)


def test_what_a_pair_had_when_it_ended_comes_along_without_dates(
    session: Session, cast: House
) -> None:
    pair = cast.ended_pair
    own, teams, here, late, gone, others, both = made(session, *"abcdefg")
    kept = give(session, own, cast.north, pair, due_on=date(2026, 4, 1), time_zone="Asia/Tokyo")
    give(session, teams, cast.north, renew_months=6, due_on=date(2026, 4, 1))
    give(session, here, cast.north)
    give(session, here, cast.south)
    give(session, late, cast.north, at=NOW + timedelta(seconds=1))
    give(session, gone, cast.north, withdrawn_at=NOW)
    give(session, others, cast.north, cast.pair)
    give(session, both, cast.north, renew_months=3)
    give(session, both, cast.north, pair, renew_months=9)

    forming.begin(session, pair, ACTIVE, team_id=cast.south.id, by_id=cast.lee.id, now=LATER)

    rows = session.scalars(
        select(Assignment)
        .where(Assignment.pair_id == pair.id, Assignment.withdrawn_at.is_(None))
        .order_by(Assignment.course_id)
    ).all()
    assert [(row.course_id, row.time_zone, row.renew_months) for row in rows] == [
        (own.id, "Asia/Tokyo", None), (teams.id, "UTC", 6), (both.id, "UTC", 9),
    ]  # fmt: skip
    assert {(row.team_id, row.at, row.due_on) for row in rows} == {(cast.south.id, LATER, None)}
    assert kept.withdrawn_at == LATER
    stays = select(Assignment).where(Assignment.pair_id == cast.pair.id)
    assert session.scalars(stays).one().withdrawn_at is None


def test_what_other_pairs_and_teams_have_neither_comes_along_nor_stands_in_the_way(
    session: Session, cast: House
) -> None:
    pair, west = cast.ended_pair, stage.team(session, "West", cast.lee)
    own, others = made(session, "a", "b")
    give(session, own, cast.north, pair)
    give(session, own, cast.south, cast.other_pair)
    give(session, others, cast.north, cast.pair)
    give(session, others, west)
    back = give(session, others, cast.north, pair, withdrawn_at=NOW)

    forming.begin(session, pair, ACTIVE, team_id=cast.south.id, by_id=None, now=LATER)

    query = select(Assignment.course_id).where(
        Assignment.pair_id == pair.id, Assignment.withdrawn_at.is_(None)
    )
    assert session.scalars(query).all() == [own.id]
    assert back.withdrawn_at == NOW


def test_only_what_was_given_before_the_last_ending_comes_along(
    session: Session, cast: House
) -> None:
    pair = cast.ended_pair
    session.add(PairChange(pair_id=pair.id, state=ACTIVE, at=NOW + HOUR))
    session.flush()
    session.add(PairChange(pair_id=pair.id, state=ENDED, at=NOW + 2 * HOUR))
    session.add(PairChange(pair_id=cast.pair.id, state=ENDED, at=NOW + 9 * HOUR))
    session.add(PairChange(pair_id=pair.id, state=PROPOSED, at=NOW + 3 * HOUR))
    before, after = made(session, "a", "b")
    give(session, before, cast.north, at=NOW + 2 * HOUR)
    give(session, after, cast.north, at=NOW + 3 * HOUR)

    forming.begin(session, pair, ACTIVE, team_id=cast.south.id, by_id=None, now=NOW + 4 * HOUR)

    query = select(Assignment.course_id).where(Assignment.pair_id == pair.id)
    assert session.scalars(query).all() == [before.id]


def test_what_was_given_to_the_proposed_pair_is_given_to_the_one_that_goes_on(
    session: Session, cast: House
) -> None:
    earlier, proposed = cast.ended_pair, cast.other_pair
    same, new, gone, kept = made(session, *"abcd")
    older = give(session, same, cast.north, earlier, withdrawn_at=NOW)
    old = give(session, same, cast.north, earlier)
    stays = give(session, kept, cast.north, earlier)
    others = [give(session, same, cast.north, pair) for pair in (cast.pair, None)]
    first = give(session, same, cast.south, proposed, at=LATER)
    second = give(session, new, cast.south, proposed)
    back = give(session, gone, cast.south, proposed, withdrawn_at=NOW)

    forming.move_own(session, proposed, to=earlier)

    session.expire_all()
    assert (first.pair_id, second.pair_id) == (earlier.id, earlier.id)
    assert older.withdrawn_at == NOW
    assert [row.withdrawn_at for row in others] == [None, None]
    assert (back.pair_id, old.withdrawn_at, stays.withdrawn_at) == (proposed.id, LATER, None)


def test_with_the_second_yes_the_earlier_pair_lives_again_in_the_team_that_proposed_it(
    session: Session, cast: House
) -> None:
    earlier = cast.ended_pair
    proposed = past_pair(session, cast.sam, cast.eve, cast.south, PROPOSED)
    (course,) = made(session, "a")
    own = give(session, course, cast.south, proposed)

    forming.go_on(session, earlier, proposed=proposed, by_id=cast.sam.id, now=LATER)

    assert (earlier.state, earlier.team_id) == (ACTIVE, cast.south.id)
    assert (earlier.again_at, earlier.moved_at, own.pair_id) == (LATER, LATER, earlier.id)
    query = select(PairChange).where(PairChange.pair_id == earlier.id)
    last = session.scalars(query.order_by(PairChange.id.desc())).first()
    assert last is not None
    assert (last.state, last.at, last.by_id) == (ACTIVE, LATER, cast.sam.id)
    entry = session.scalars(select(AuditEntry)).one()
    assert (entry.act, entry.actor_id, entry.at) == (AuditAct.PAIR_BEGAN, cast.sam.id, LATER)
    assert (entry.subject_id, entry.other_id) == (cast.sam.id, cast.eve.id)


@pytest.mark.parametrize("again", [True, False])
def test_a_proposal_leads_on_to_the_pair_that_had_worked(
    session: Session, cast: House, again: bool
) -> None:
    proposed = Pair(
        team_id=cast.south.id, rep_id=cast.sam.id, support_id=cast.eve.id, state=PROPOSED,
        created_at=NOW, again_at=NOW if again else None,
    )  # fmt: skip
    session.add(proposed)
    session.flush()

    goes_on = forming.pair_to_go_on_in(session, proposed)

    assert goes_on is (None if again else cast.ended_pair)
    new = Pair(team_id=cast.south.id, rep_id=cast.rex.id, support_id=cast.abe.id, state=PROPOSED)
    assert forming.pair_to_go_on_in(session, new) is None
    past_pair(session, cast.rex, cast.abe, cast.north, PROPOSED)
    assert forming.pair_to_go_on_in(session, new) is None

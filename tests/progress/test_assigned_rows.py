"""Which courses reach which pairs and people, and which rounds are on record for them?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tandem.models import Course, Pair, PairChange, RoundDone, TeamMember
from tandem.models.erased_name import ERASED
from tandem.progress import assigned
from tandem.progress.rules.rounds import FIRST, Completed, Round
from tandem.terms import PairState, Role
from tests.cast import NOW, House
from tests.lessons import give

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
REP, SUPPORT = Role.REP, Role.SUPPORT
Courses = tuple[Course, Course, Course, Course]


@pytest.fixture
def courses(session: Session, cast: House) -> Courses:
    """Four courses that nobody has yet."""
    one, two, three, four = (
        Course(slug=slug, title=slug.title(), audience="rep,support") for slug in "abcd"
    )
    session.add_all([one, two, three, four])
    session.flush()
    return one, two, three, four


def finish_round(
    session: Session, pair: Pair, course: Course, number: int, *, days: int = 0
) -> RoundDone:
    """A pair has completed a round, which began the day before that; the first began never."""
    row = RoundDone(
        pair_id=pair.id, course_id=course.id, number=number, finished_at=NOW + days * DAY,
        began_at=NOW + (days - 1) * DAY if number > 1 else None,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def test_a_course_of_a_team_reaches_its_pairs_and_a_pairs_own_that_pair_alone(
    session: Session, cast: House, courses: Courses
) -> None:
    one, two, three, four = courses
    give(session, one, cast.north)
    give(session, two, cast.north, cast.second_pair)
    give(session, three, cast.south)
    give(session, four, cast.north, withdrawn_at=NOW)
    north = (
        cast.pair, cast.second_pair, cast.leaders_pair, cast.ended_pair, cast.paused_pair
    )  # fmt: skip

    given = assigned.given_to(session, [pair.id for pair in (*north, cast.other_pair)], now=NOW)

    assert [(course.pair_id, course.course_id) for course in given] == sorted(
        [(pair.id, one.id) for pair in north]
        + [(cast.second_pair.id, two.id), (cast.other_pair.id, three.id)]
    )
    only = assigned.given_to(session, [cast.pair.id], now=NOW)
    assert [course.pair_id for course in only] == [cast.pair.id]


@pytest.mark.parametrize(
    ("late", "became", "reaches"),
    [
        (0 * SECOND, None, True),
        (SECOND, None, False),
        (SECOND, PairState.PROPOSED, False),
        (SECOND, PairState.ACTIVE, True),
        (SECOND, PairState.PAUSED, True),
    ],
)
def test_a_pair_that_ended_before_a_team_got_a_course_has_it_only_where_it_went_on(
    session: Session, cast: House, courses: Courses, late: timedelta, became: PairState | None,
    reaches: bool,
) -> None:  # fmt: skip
    teams, own, *_ = courses
    pair = cast.ended_pair
    give(session, teams, cast.north, at=NOW + late)
    give(session, own, cast.north, pair, at=NOW + late)
    if became is not None:
        session.add(PairChange(pair_id=pair.id, state=became, at=NOW + 2 * SECOND))
        session.flush()

    given = assigned.given_to(session, [pair.id], now=NOW)

    assert [course.course_id for course in given] == [teams.id] * reaches + [own.id]
    lives = assigned.given_to(session, [cast.pair.id], now=NOW)
    assert [course.course_id for course in lives] == [teams.id]


def test_a_pairs_own_date_comes_before_the_teams_whichever_was_given_first(
    session: Session, cast: House, courses: Courses
) -> None:
    one, two, *_ = courses
    for course, order in ((one, (None, cast.pair)), (two, (cast.pair, None))):
        for pair in order:
            due = date(2026, 4, 1 if pair else 9)
            give(session, course, cast.north, pair, due_on=due)

    given = assigned.given_to(session, [cast.pair.id, cast.second_pair.id], now=NOW)

    assert [(course.pair_id, course.due_on) for course in given] == [
        (cast.pair.id, date(2026, 4, 1)), (cast.pair.id, date(2026, 4, 1)),
        (cast.second_pair.id, date(2026, 4, 9)), (cast.second_pair.id, date(2026, 4, 9)),
    ]  # fmt: skip
    own = assigned.course_of_pair(session, cast.pair.id, two.id, now=NOW)
    assert own is not None
    assert own.course_id == two.id
    assert assigned.course_of_pair(session, cast.other_pair.id, two.id, now=NOW) is None


def test_the_last_round_of_a_course_is_the_newest_of_this_pair(
    session: Session, cast: House, courses: Courses
) -> None:
    one, two, *_ = courses
    give(session, one, cast.north)
    finish_round(session, cast.pair, one, 2, days=2)
    finish_round(session, cast.pair, one, 1)
    finish_round(session, cast.pair, two, 3, days=3)
    finish_round(session, cast.second_pair, one, 4, days=4)

    own, other = assigned.given_to(session, [cast.pair.id, cast.leaders_pair.id], now=NOW)

    assert (own.last_done, other.last_done) == (Round(2, NOW + DAY), None)
    assert assigned.last_completed(session, cast.pair.id, course_id=one.id) == Completed(
        2, NOW + DAY, NOW + 2 * DAY
    )
    assert assigned.last_completed(session, cast.leaders_pair.id, course_id=one.id) is None


@pytest.mark.parametrize("chunk", [1, 5000])
def test_the_round_of_a_course_is_known_where_it_was_taken_back_too(
    session: Session, cast: House, courses: Courses, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assigned, "IN_A_CHUNK", chunk)
    one, two, *_ = courses
    give(session, one, cast.north, cast.second_pair)
    give(session, two, cast.north)
    finish_round(session, cast.pair, one, 3, days=3)
    finish_round(session, cast.pair, one, 2, days=2)
    finish_round(session, cast.pair, two, 4, days=4)
    finish_round(session, cast.leaders_pair, one, 5, days=5)
    pairs = [cast.pair.id, cast.second_pair.id, cast.other_pair.id]

    assert assigned.rounds_of(session, pairs, course_id=one.id, now=NOW) == {
        cast.pair.id: Round(3, NOW + 2 * DAY), cast.second_pair.id: FIRST,
    }  # fmt: skip
    last = [assigned.last_round(session, number, one.id, now=NOW) for number in pairs]
    assert last == [Round(3, NOW + 2 * DAY), FIRST, FIRST]


def test_somebody_sits_where_their_pairs_have_a_course_with_the_partner_of_each(
    session: Session, cast: House, courses: Courses
) -> None:
    give(session, courses[0], cast.north)

    def seats(person_id: int) -> list[tuple[int, PairState, Role, str, str]]:
        return [
            (seat.pair_id, seat.pair_state, seat.role, seat.partner_name, seat.partner_given_name)
            for seat in assigned.seats(session, person_id, now=NOW)
        ]

    assert seats(cast.sam.id) == [
        (cast.pair.id, PairState.ACTIVE, REP, "Sue Zhang", "Sue"),
        (cast.second_pair.id, PairState.ACTIVE, REP, "Abe Aalto", "Abe"),
        (cast.ended_pair.id, PairState.ENDED, REP, "Eve Ferris", "Eve"),
    ]
    assert seats(cast.sue.id) == [
        (cast.pair.id, PairState.ACTIVE, SUPPORT, "Sam Adeyemi", "Sam"),
        (cast.leaders_pair.id, PairState.ACTIVE, SUPPORT, "Lia Okoro", "Lia"),
    ]
    assert seats(cast.lee.id) == []


def test_a_partner_without_a_given_name_is_called_by_the_surname(
    session: Session, cast: House, courses: Courses
) -> None:
    give(session, courses[0], cast.south)
    cast.otto.given_name = ""
    session.flush()

    (seat,) = assigned.seats(session, cast.ona.id, now=NOW)

    assert (seat.partner_name, seat.partner_given_name) == ("Berg", "Berg")


def test_a_partner_who_is_erased_is_called_a_former_colleague(
    session: Session, cast: House, courses: Courses
) -> None:
    give(session, courses[0], cast.south)
    cast.otto.given_name, cast.otto.surname = "", ERASED
    session.flush()

    (seat,) = assigned.seats(session, cast.ona.id, now=NOW)

    assert (seat.partner_name, seat.partner_given_name) == ("Former colleague",) * 2


@pytest.mark.parametrize(("again", "state"), [(None, None), (NOW, PairState.ENDED)])
def test_a_pair_that_is_proposed_reads_only_where_it_was_one_before(
    session: Session, cast: House, courses: Courses, again: Any, state: PairState | None
) -> None:
    give(session, courses[0], cast.south)
    cast.other_pair.state, cast.other_pair.again_at = PairState.PROPOSED, again
    session.flush()

    found = assigned.seats(session, cast.otto.id, now=NOW)

    assert [seat.pair_state for seat in found] == ([state] if state else [])


@pytest.mark.parametrize(("moved_at", "set_at"), [(None, NOW), (NOW + DAY, NOW + DAY)])
def test_a_date_was_set_when_the_course_was_given_or_the_date_moved(
    session: Session, cast: House, courses: Courses, moved_at: Any, set_at: Any
) -> None:
    give(session, courses[0], cast.south, moved_at=moved_at)

    (seat,) = assigned.seats(session, cast.ona.id, now=NOW)

    assert seat.date_set_at == set_at


def test_a_course_of_all_pairs_of_ones_teams_waits_for_a_partner(
    session: Session, cast: House, courses: Courses
) -> None:
    one, two, three, four = courses
    give(session, three, cast.north)
    give(session, one, cast.north, closes=True)
    give(session, two, cast.north, cast.pair)
    give(session, four, cast.north, withdrawn_at=NOW)
    give(session, two, cast.south)
    eve, north = cast.eve.id, assigned.seats(session, cast.eve.id, now=NOW)

    def waiting(*roles: Role, seats: Any = ()) -> list[tuple[int, Role, bool]]:
        found = assigned.waiting_seats(session, eve, set(roles), seats)
        return [(seat.course_id, seat.role, seat.closes) for seat in found]

    assert waiting(SUPPORT) == [(one.id, SUPPORT, True), (three.id, SUPPORT, False)]
    assert waiting(SUPPORT, REP)[:2] == [(one.id, REP, True), (one.id, SUPPORT, True)]
    assert waiting(Role.LEADER) == []
    assert {seat.pair_state for seat in north} == {PairState.ENDED, PairState.PAUSED}
    assert waiting(SUPPORT, seats=[s for s in north if s.pair_state is PairState.PAUSED]) == []
    assert len(waiting(SUPPORT, seats=[s for s in north if s.pair_state is PairState.ENDED])) == 2
    session.add(TeamMember(team_id=cast.south.id, person_id=eve))
    give(session, one, cast.south)
    assert waiting(SUPPORT) == [
        (one.id, SUPPORT, False), (two.id, SUPPORT, False), (three.id, SUPPORT, False),
    ]  # fmt: skip


def test_the_first_who_has_a_course_in_a_pair_that_lives_can_come_in(
    session: Session, cast: House, courses: Courses
) -> None:
    def first() -> str | None:
        session.flush()
        person = assigned.somebody_with_a_course(session)
        return person.given_name if person else None

    assert first() is None
    south = give(session, courses[0], cast.south)
    assert first() == "Otto"
    give(session, courses[0], cast.north)
    assert first() == "Sam"
    cast.sam.is_active = False
    assert first() == "Otto"
    south.withdrawn_at = NOW
    assert first() == "Lia"
    cast.lia.is_active = False
    assert first() == "Rex"
    cast.paused_pair.state = PairState.ENDED
    assert first() is None

"""Which course for one was given to whom, and by when? Plain values, as the rows hold them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from tandem.progress.given_alone import GivenAlone, once_per_team, soonest
from tandem.progress.rules.rounds import FIRST, Round
from tandem.terms import Role
from tests.cast import NOW

RENEWED = datetime(2027, 3, 2, tzinfo=UTC)


def row(
    id: int = 1, *, whom: int = 1, held: Role = Role.LEADER, done_at: datetime | None = None,
    **fields: Any,
) -> SimpleNamespace:  # fmt: skip
    """An assignment that reaches somebody, with the last round that they completed."""
    facts = {
        "course_id": 1, "team_id": 1, "person_id": None, "due_on": date(2026, 4, 1),
        "due_days": 30, "renew_months": None, "time_zone": "UTC", "at": NOW, "moved_at": None,
    }  # fmt: skip
    done = SimpleNamespace(number=1, began_at=None, finished_at=done_at) if done_at else None
    given = SimpleNamespace(**{"id": id, **facts, **fields})
    return SimpleNamespace(SoloAssignment=given, SoloRoundDone=done, whom=whom, held=held)


def test_what_is_given_to_one_comes_before_what_is_given_to_their_role() -> None:
    own = row(2, person_id=1, due_on=date(2026, 5, 1))
    (found,) = once_per_team([own, row(1, renew_months=12)], now=NOW)

    assert (found.assignment_id, found.is_own, found.due_on) == (2, True, date(2026, 5, 1))
    assert found.round == FIRST


def test_the_months_of_the_role_count_where_the_own_say_nothing() -> None:
    own, of_role = row(2, person_id=1, done_at=NOW), row(1, renew_months=12, done_at=NOW)
    (found,) = once_per_team([own, of_role], now=RENEWED)

    assert (found.round.number, found.due_on) == (2, date(2027, 4, 1))
    assert (found.last_done, found.date_set_at) == (Round(1), RENEWED)


def test_a_course_is_given_once_for_each_person_and_team() -> None:
    rows = [row(), row(whom=2), row(2, team_id=2), row(3, course_id=2)]

    found = once_per_team(rows, now=NOW)

    assert [(one.person_id, one.team_id, one.course_id) for one in found] == [
        (1, 1, 1), (2, 1, 1), (1, 2, 1), (1, 1, 2),
    ]  # fmt: skip


def test_the_roles_are_those_that_the_assignment_reaches_somebody_in() -> None:
    rows = [row(), row(held=Role.TRAINER), row(2, held=Role.ADMIN)]
    (found,) = once_per_team(rows, now=NOW)

    assert (found.roles, found.is_own) == ({Role.LEADER, Role.TRAINER}, False)


def test_a_date_was_set_when_it_was_moved_last_or_its_round_began() -> None:
    moved = NOW + timedelta(days=3)

    dates = [once_per_team([one], now=NOW)[0].date_set_at for one in (row(), row(moved_at=moved))]

    assert dates == [NOW, moved]


def given(id: int, due_on: date | None, *, course: int = 1, round: Round = FIRST) -> GivenAlone:
    """A course that a team has given."""
    return GivenAlone(id, 1, course, id, frozenset(), due_on, "UTC", False, NOW, round)


def test_of_several_teams_the_earliest_date_counts_and_the_round_that_began_last() -> None:
    second, third = Round(2, NOW), Round(3, NOW + timedelta(days=1))
    teams = [
        given(1, None, round=third), given(2, date(2026, 5, 1)),
        given(3, date(2026, 4, 1), round=second), given(4, date(2026, 4, 1)),
        given(5, None, course=2),
    ]  # fmt: skip

    found = soonest(teams)

    assert {key: (one.assignment_id, one.round) for key, one in found.items()} == {
        1: (3, third), 2: (5, FIRST),
    }  # fmt: skip
    assert soonest([]) == {}

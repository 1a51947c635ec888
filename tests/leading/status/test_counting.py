"""Do all numbers of a page follow from one statement as if each had been asked for?"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete, insert, update
from sqlalchemy.orm import Session

from tandem.leading.board.rows import number_found
from tandem.leading.status.counting import (
    Count,
    Tally,
    counted,
    counting,
    counting_most,
    counts,
    counts_of_most,
    leads_most_teams,
    passes,
    stands_in,
    tallies_of_teams,
    tally_of,
)
from tandem.leading.status.queries import SAID, WHOLE, Due, Filters, Order, StatusScope
from tandem.library.served import library
from tandem.models import Course, PairStatus, Team, TeamLeader
from tandem.terms import PairState, Together
from tests.cast import NOW, Cast
from tests.lessons import counted_queries, lesson, question, serve

MOMENTS = st.none() | st.integers(-20, 60).map(lambda days: NOW - timedelta(days=days))
CLOCKS = ("due_at", "unbegun_since", "still_since", "sealed_since", "renews_at", "renewed_due_at")
ROWS = st.fixed_dictionaries(
    {
        **dict.fromkeys(CLOCKS, MOMENTS),
        "pair_state": st.sampled_from(list(PairState)),
        "together": st.sampled_from(list(Together)),
        "is_running": st.booleans(),
        "is_begun": st.booleans(),
    }
)
FILTERS = st.builds(
    Filters,
    state=st.sampled_from((None, *SAID)),
    due=st.sampled_from((None, *Due)),
    stalled=st.booleans(),
    module=st.sampled_from(("", "engine", "second")),
    ended=st.booleans(),
)


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """A course of two modules."""
    return serve(session, lesson(question("q1")), lesson(question("q2"), name="second"))


def fill(session: Session, cast: Cast, course: Course, rows: list[dict[str, object]]) -> None:
    """Both pairs have such rows; the second stands at the second module."""
    session.execute(delete(PairStatus))
    modules = library(session).courses[0].modules
    for pair, module, row in zip((cast.pair, cast.other_pair), modules, rows, strict=True):
        values = {"pair_id": pair.id, "course_id": course.id, "team_id": cast.north.id}
        session.execute(
            insert(PairStatus).values(**values, names="", stands_at_id=module.id, **row)
        )


@given(st.lists(ROWS, min_size=2, max_size=2), st.lists(FILTERS, min_size=5, max_size=10))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_what_is_counted_at_once_is_what_the_database_finds_one_by_one(
    session: Session,
    cast: Cast,
    course: Course,
    rows: list[dict[str, object]],
    looked_for: list[Filters],
) -> None:
    fill(session, cast, course, rows)
    sight = StatusScope(leader_id=cast.lee.id, team_id=None, now=NOW)
    courses = library(session).courses

    for filters in looked_for:
        counted = sum(
            count.place.number
            for count in counts(session, sight, filters)
            if passes(count, filters) and stands_in(count.place, filters, courses)
        )
        assert counted == number_found(session, sight, filters).rows, filters
    session.rollback()


@given(st.lists(ROWS, min_size=2, max_size=2), st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_whoever_leads_most_teams_has_the_same_numbers_as_others(
    session: Session,
    cast: Cast,
    course: Course,
    rows: list[dict[str, object]],
    is_with_ended: bool,
) -> None:
    fill(session, cast, course, rows)
    sight = StatusScope(leader_id=cast.lee.id, team_id=None, now=NOW)

    of_few = counted(session, sight, counting(WHOLE, is_with_ended=is_with_ended))
    of_most = counts_of_most(session, sight, is_with_ended=is_with_ended)

    assert numbers_of(of_most) == numbers_of(of_few)
    session.rollback()


def numbers_of(found: list[Count]) -> dict[Count, int]:
    """How many pairs are alike in everything."""
    numbers: dict[Count, int] = {}
    for count in found:
        alike = replace(count, place=replace(count.place, number=0))
        numbers[alike] = numbers.get(alike, 0) + count.place.number
    return numbers


@pytest.mark.parametrize(("more", "is_most"), [(0, True), (1, False)])
def test_most_is_half_of_all_teams_and_more(
    session: Session, cast: Cast, more: int, is_most: bool
) -> None:
    """Lee leads one of the two teams of the cast."""
    session.add_all([Team(name=f"Other {number}", created_at=NOW) for number in range(more)])
    session.flush()
    sight = StatusScope(leader_id=cast.lee.id, team_id=None, now=NOW)

    assert leads_most_teams(session, sight) is is_most


def test_no_row_is_looked_at_for_whoever_leads_most_teams(session: Session) -> None:
    if session.get_bind().dialect.name != "sqlite":
        pytest.skip("SQLite says how it counts, whatever is in the table")
    query = str(counting_most(is_with_ended=False).compile(session.get_bind()))
    nothing = (None,) * query.count("?")

    found = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", nothing)
    plan = [row.detail for row in found]

    assert plan[0] == "SCAN pair_status USING COVERING INDEX ix_pair_status_counted"
    assert not any("TEMP B-TREE" in step for step in plan)


def test_the_numbers_of_a_team_are_those_of_all_that_it_has(
    session: Session, cast: Cast, course: Course
) -> None:
    row: dict[str, object] = {
        **dict.fromkeys(CLOCKS),
        "pair_state": PairState.ACTIVE,
        "together": Together.WAITING_FOR_REP,
        "is_running": True,
        "due_at": datetime(2020, 1, 1, tzinfo=NOW.tzinfo),
    }
    fill(session, cast, course, [row, row])
    sight = StatusScope(leader_id=cast.lee.id, team_id=None, now=NOW)

    whole = tally_of(counts(session, sight, Filters()))
    (own,) = tallies_of_teams(session, sight, [cast.north.id]).values()

    assert own.states == {Together.WAITING_FOR_REP: 2}
    assert (whole.total, whole.overdue, own.overdue) == (2, 2, 2)


def test_each_team_has_its_own_numbers_and_only_those_that_are_asked_for_are_counted(
    session: Session, cast: Cast, course: Course
) -> None:
    row: dict[str, object] = {
        **dict.fromkeys(CLOCKS), "pair_state": PairState.ACTIVE, "is_running": True,
        "still_since": NOW - timedelta(days=20), "together": Together.WAITING_FOR_REP,
    }  # fmt: skip
    fill(session, cast, course, [row, row])
    session.execute(
        update(PairStatus)
        .where(PairStatus.pair_id == cast.other_pair.id)
        .values(team_id=cast.south.id, together=Together.BOTH_DONE)
    )
    session.add(TeamLeader(team_id=cast.south.id, person_id=cast.lee.id))
    sight = StatusScope(leader_id=cast.lee.id, team_id=None, now=NOW)
    north, south = (
        Tally({state: 1}, stalled=1) for state in (Together.WAITING_FOR_REP, Together.BOTH_DONE)
    )

    both = tallies_of_teams(session, sight, [cast.north.id, cast.south.id])

    assert both == {cast.north.id: north, cast.south.id: south}
    assert tallies_of_teams(session, sight, [cast.south.id]) == {cast.south.id: south}
    assert tallies_of_teams(session, replace(sight, leader_id=cast.olga.id), [cast.north.id]) == {}


@pytest.mark.parametrize(
    ("filters", "of_team", "more_teams", "asked"),
    [
        (Filters(), False, 0, ["team_leader", "pair_status"]),
        (Filters(ended=True, page=3, stalled=True, module="second"), False, 0,
         ["team_leader", "pair_status"]),
        (Filters(state=Together.BOTH_DONE, order=Order.DUE), False, 2,
         ["team_leader", "pair_status"]),
        (Filters(), True, 0, ["pair_status"]),
        (Filters(due=Due.SOON), False, 0, ["pair_status"]),
        (Filters(search="zhang"), False, 0, ["pair_status"]),
    ],
)  # fmt: skip
def test_how_much_somebody_leads_is_asked_only_where_nothing_is_looked_for(
    session: Session, engine: Engine, cast: Cast, course: Course, filters: Filters, of_team: bool,
    more_teams: int, asked: list[str],
) -> None:  # fmt: skip
    session.add_all([Team(name=f"Other {at}", created_at=NOW) for at in range(more_teams)])
    session.flush()
    team_id = cast.north.id if of_team else None
    sight = StatusScope(leader_id=cast.lee.id, team_id=team_id, now=NOW)

    with counted_queries(engine) as sent:
        counts(session, sight, filters)

    assert [re.findall(r"FROM (\w+)", statement)[0] for statement in sent] == asked
    is_by_index = any("FILTER" in statement for statement in sent)
    assert is_by_index is (len(asked) > 1 and not more_teams)

"""Which version, which yes and which readings of which pair make its goal?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.figures.intervals import Period
from tandem.models import Goal, GoalReading, GoalYes, Pair, Person
from tandem.people.pairs.queries import pair_for
from tandem.terms import Role
from tandem.together.goals import actions
from tandem.together.goals.queries import (
    PairGoal,
    goal_of,
    leaders_of,
    measure_of,
    review_days,
    yes_to,
)
from tandem.together.goals.reading_records import record_readings
from tandem.together.goals.readings import DayReading, EarlierValue, reading_in, readings_of
from tandem.together.goals.sparks import goal_sparks
from tests.cast import NOW, House
from tests.together.goals.conftest import PROPOSAL

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LAST, FIRST = date(2026, 1, 31), date(2026, 1, 1)


def propose(
    session: Session, cast: House, pair: Pair, *more: Person, number: int = 1, **fields: object
) -> Goal:
    """Sue, or whoever is support, proposes a version, to which these say yes, too."""
    by = session.get_one(Person, pair.support_id)
    shown = pair_for(session, by.id, pair_id=pair.id).pair
    goal = actions.propose(
        session, shown, replace(PROPOSAL, **fields), number=number, time_zone="UTC", by_id=by.id,
        now=NOW + number * HOUR,
    )  # fmt: skip
    for person in more:
        actions.say_yes(
            session, shown, goal_id=goal.id, person_id=person.id, now=NOW + number * HOUR
        )
    return goal


def goal(session: Session, cast: House) -> PairGoal:
    """The goal of Sam and Sue."""
    return goal_of(session, pair_for(session, cast.sam.id, pair_id=cast.pair.id).pair)


def numbers(found: PairGoal) -> tuple[int | None, int | None, int | None]:
    """Which version is agreed on, which proposed, and which fills the form."""
    agreed, proposed, change = (
        terms and terms.number for terms in (found.agreed, found.proposed, found.terms_to_change)
    )
    return agreed, proposed, change


def test_the_newest_agreed_version_holds_and_only_the_newest_is_proposed(
    session: Session, cast: House
) -> None:
    assert (numbers(goal(session, cast)), goal(session, cast).newest_number) == ((None,) * 3, 0)
    others = (cast.sam, cast.lee)
    steps: list[tuple[tuple[Person, ...], tuple[int | None, int | None, int | None]]] = [
        ((), (None, 1, 1)), (others, (2, None, 2)), (others, (3, None, 3)),
        (others[:1], (3, 4, 4)), (others, (5, None, 5)),
    ]  # fmt: skip
    for number, (more, found) in enumerate(steps, start=1):
        propose(session, cast, cast.pair, *more, number=number)
        propose(session, cast, cast.second_pair, number=number + 10)

        assert numbers(goal(session, cast)) == found
        assert goal(session, cast).newest_number == number


def test_a_version_that_was_withdrawn_is_history_and_fills_the_form_where_nothing_holds(
    session: Session, cast: House
) -> None:
    first = propose(session, cast, cast.pair)
    assert not goal(session, cast).has_history
    actions.withdraw(session, goal_id=first.id, now=NOW)
    session.flush()

    withdrawn = goal(session, cast)
    assert (numbers(withdrawn), withdrawn.is_withdrawn) == ((None, None, 1), True)
    assert withdrawn.has_history
    propose(session, cast, cast.pair, number=2)

    anew = goal(session, cast)
    assert (numbers(anew), anew.is_withdrawn, anew.has_history) == ((None, 2, 2), False, True)


def test_what_holds_fills_the_form_where_what_came_after_it_was_withdrawn(
    session: Session, cast: House
) -> None:
    proposed = propose(session, cast, cast.pair)
    assert goal(session, cast).terms == goal(session, cast).proposed is not None
    for who in (cast.sam, cast.lee):
        shown = pair_for(session, cast.sam.id, pair_id=cast.pair.id).pair
        actions.say_yes(session, shown, goal_id=proposed.id, person_id=who.id, now=NOW)
    later = propose(session, cast, cast.pair, number=2)
    assert goal(session, cast).terms == goal(session, cast).agreed
    actions.withdraw(session, goal_id=later.id, now=NOW)
    session.flush()

    assert numbers(goal(session, cast)) == (1, None, 1)


def test_readings_count_for_the_measure_that_holds_and_others_are_kept_where_there_are_any(
    session: Session, cast: House
) -> None:
    agreed = propose(session, cast, cast.pair, cast.sam, cast.lee)
    proposed = propose(session, cast, cast.pair, number=2, name="Returns")
    propose(session, cast, cast.pair, number=3, name="Calls")
    for version, value in ((agreed, 1.0), (proposed, 2.0)):
        record_readings(
            session, version.measure_id, {FIRST: value}, present={}, by_id=cast.sue.id, now=NOW
        )

    found = goal(session, cast)

    assert [reading.value for reading in found.readings] == [1.0]
    assert [(kept.terms.name, len(kept.readings)) for kept in found.earlier] == [("Returns", 1)]


def test_the_readings_of_a_measure_stand_by_day_with_what_stood_there_before_newest_first(
    session: Session, cast: House
) -> None:
    mine = propose(session, cast, cast.pair).measure_id
    other = propose(session, cast, cast.second_pair).measure_id
    rows = [
        (mine, LAST + DAY, 7.0), (mine, LAST, 1.0), (other, LAST, 9.0), (mine, LAST, 2.0),
        (mine, LAST, None),
    ]  # fmt: skip
    for measure_id, day, value in rows:
        session.add(GoalReading(measure_id=measure_id, day=day, value=value, at=NOW))
        session.flush()

    found = readings_of(session, {mine: (FIRST, LAST)})

    told = [
        (one.day, one.value, one.period.value, [before.value for before in one.earlier])
        for one in found.pop(mine)
    ]
    assert told == [(LAST, None, "baseline", [2.0, 1.0]), (LAST + DAY, 7.0, "since", [])]
    assert found == {}


def test_a_reading_is_found_by_any_row_of_its_day() -> None:
    first, second = (
        DayReading(id, FIRST, 1.0, Period.BASELINE, "Sue", NOW,
                   (EarlierValue(id + 1, 2.0, "Sue", NOW), EarlierValue(id + 2, 3.0, "Sue", NOW)))
        for id in (10, 20)
    )  # fmt: skip

    found = [reading_in([first, second], id) for id in (10, 12, 20, 21, 13)]

    assert found == [first, first, second, second, None]


def test_only_what_changes_something_is_recorded(session: Session, cast: House) -> None:
    measure = propose(session, cast, cast.pair).measure_id
    values = {LAST: 1.0, FIRST: None, LAST + DAY: 3.0, LAST + 2 * DAY: None}
    present = {LAST: 1.0, FIRST: 5.0}

    count = record_readings(session, measure, values, present=present, by_id=cast.sue.id, now=NOW)

    rows = session.scalars(select(GoalReading).order_by(GoalReading.id)).all()
    assert [(row.day, row.value) for row in rows] == [(FIRST, None), (LAST + DAY, 3.0)]
    assert count == 2


def test_a_pair_looks_again_at_the_newest_goal_on_which_it_has_agreed(
    session: Session, cast: House
) -> None:
    for number, who in ((1, (cast.sam, cast.lee)), (2, (cast.sam, cast.lee)), (3, ())):
        propose(session, cast, cast.pair, *who, number=number, review_on=LAST + number * DAY)
    propose(session, cast, cast.second_pair, cast.sam, cast.lee)

    (review,) = review_days(session, [cast.pair.id])

    assert (review.pair_id, review.on) == (cast.pair.id, LAST + 2 * DAY)
    assert review.since == NOW + 2 * HOUR


def test_my_page_draws_the_newest_goal_on_which_each_of_these_pairs_has_agreed(
    session: Session, cast: House
) -> None:
    for number, who in ((1, (cast.sam, cast.lee)), (2, (cast.sam, cast.lee)), (3, ())):
        propose(session, cast, cast.pair, *who, number=number, target=float(number))
    propose(session, cast, cast.second_pair, cast.sam, cast.lee)
    propose(session, cast, cast.leaders_pair)

    found = goal_sparks(session, [cast.pair.id, cast.leaders_pair.id])

    assert [(spark.pair_id, spark.target) for spark in found] == [(cast.pair.id, 2.0)]
    assert goal_sparks(session, [cast.leaders_pair.id]) == []


@pytest.mark.parametrize(
    ("name", "unit", "is_same"),
    [
        ("LATE Orders", "Orders A Week", True),
        ("Late orders", "days", False),
        ("Returns", "orders a week", False),
    ],
)
def test_a_measure_is_the_same_by_name_and_unit_in_whatever_letter_case(
    session: Session, cast: House, name: str, unit: str, is_same: bool
) -> None:
    known = propose(session, cast, cast.pair).measure_id

    found = measure_of(session, cast.pair.id, name=name, unit=unit)

    assert (found is not None and found.id == known) is is_same
    assert measure_of(session, cast.second_pair.id, name=name, unit=unit) is None


def test_the_yes_to_a_version_stands_by_surname_and_counts_for_it_alone(
    session: Session, cast: House
) -> None:
    first = propose(session, cast, cast.pair, cast.lee, cast.sam)
    second = propose(session, cast, cast.pair, number=2)

    found = yes_to(session, [first.id])

    assert {id: [yes.name for yes in each] for id, each in found.items()} == {
        first.id: ["Sam Adeyemi", "Lee Moreau", "Sue Zhang"]
    }
    versions = goal(session, cast).versions
    assert [len(version.yes) for version in versions] == [1, 3]
    assert [versions[0].has_yes_of(who.id) for who in (cast.sue, cast.sam)] == [True, False]
    assert versions[0].needed == (Role.REP, Role.LEADER)
    assert second.agreed_at is None


@pytest.mark.parametrize("who", ["sam", "sue"])
def test_the_yes_of_one_partner_and_a_leader_is_not_enough(
    session: Session, cast: House, who: str
) -> None:
    shown = pair_for(session, cast.sam.id, pair_id=cast.pair.id).pair
    version = actions.propose(
        session, shown, PROPOSAL, number=1, time_zone="UTC", by_id=getattr(cast, who).id, now=NOW
    )

    actions.say_yes(session, shown, goal_id=version.id, person_id=cast.lee.id, now=NOW)

    assert version.agreed_at is None


def test_a_yes_is_said_once_and_the_goal_holds_from_the_last_one_on(
    session: Session, cast: House
) -> None:
    version = propose(session, cast, cast.pair)
    shown = pair_for(session, cast.sam.id, pair_id=cast.pair.id).pair

    agreed = [
        actions.say_yes(session, shown, goal_id=version.id, person_id=who.id, now=at)
        for who, at in (
            (cast.sam, NOW), (cast.sam, NOW + HOUR), (cast.lee, NOW + HOUR), (cast.lia, NOW + DAY)
        )
    ]  # fmt: skip

    assert agreed == [False, False, True, True]
    assert version.agreed_at == NOW + HOUR
    of_sam = select(GoalYes.at).where(GoalYes.person_id == cast.sam.id)
    assert session.scalars(of_sam).all() == [NOW]


def test_who_leads_a_team_leads_no_other(session: Session, cast: House) -> None:
    assert leaders_of(session, cast.north.id) == {cast.lee.id, cast.lia.id}
    assert leaders_of(session, cast.south.id) == {cast.olga.id}


def test_whose_role_was_taken_is_waited_for_only_until_somebody_leads_again(
    session: Session, cast: House
) -> None:
    cast.lee.role_rows = []
    cast.olga.role_rows = []
    session.flush()
    assert leaders_of(session, cast.north.id) == {cast.lia.id}
    assert leaders_of(session, cast.south.id) == {cast.olga.id}

    cast.lia.is_active = False
    session.flush()

    assert leaders_of(session, cast.north.id) == {cast.lee.id, cast.lia.id}

"""Who is asked how a pair fits, and who reads what was said?"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tandem.models import FitAnswer, Pair, Person
from tandem.people.fit import queries
from tandem.people.pairs.queries import pair_for
from tandem.terms import Fit
from tests.cast import NOW, House
from tests.lessons import counted_queries

HOUR = timedelta(hours=1)


def say(
    session: Session, pair: Pair, person: Person, fit: Fit, *, at: datetime = NOW,
    is_for_leader: bool = True,
) -> FitAnswer:  # fmt: skip
    """One of the two answers."""
    row = FitAnswer(
        pair_id=pair.id, person_id=person.id, fit=fit, at=at, is_for_leader=is_for_leader
    )
    session.add(row)
    session.flush()
    return row


def test_the_newest_of_ones_own_answers_counts(session: Session, cast: House) -> None:
    assert queries.own_fit(session, cast.pair.id, person_id=cast.sam.id) is None
    say(session, cast.pair, cast.sam, Fit.NOT_GOOD)
    newest = say(session, cast.pair, cast.sam, Fit.GOOD)
    say(session, cast.pair, cast.sue, Fit.UNDECIDED)
    say(session, cast.second_pair, cast.sam, Fit.UNDECIDED)

    assert queries.own_fit(session, cast.pair.id, person_id=cast.sam.id) is newest


def test_of_several_pairs_those_are_asked_about_where_it_is_time(
    session: Session, cast: House
) -> None:
    say(session, cast.pair, cast.sam, Fit.UNDECIDED)
    say(session, cast.pair, cast.sue, Fit.GOOD)
    say(session, cast.second_pair, cast.sam, Fit.UNDECIDED)
    say(session, cast.second_pair, cast.sam, Fit.GOOD)
    done = {
        cast.pair.id: [NOW - HOUR, NOW + HOUR], cast.second_pair.id: [NOW + HOUR],
        cast.ended_pair.id: [NOW], cast.leaders_pair.id: [],
    }  # fmt: skip

    def asked(person: Person) -> set[int]:
        return set(queries.pairs_to_ask(session, person.id, both_done_at=done))

    assert asked(cast.sam) == {cast.pair.id, cast.ended_pair.id}
    assert asked(cast.sue) == {cast.second_pair.id, cast.ended_pair.id}


def test_where_nothing_is_done_nothing_is_asked_for(
    engine: Engine, session: Session, cast: House
) -> None:
    done: dict[int, list[datetime]] = {cast.pair.id: []}

    with counted_queries(engine) as sent:
        asked = queries.pairs_to_ask(session, cast.sam.id, both_done_at=done)

    assert (asked, sent) == (frozenset(), [])


def test_a_leader_outside_reads_both_newest_answers_by_surname(
    session: Session, cast: House
) -> None:
    say(session, cast.pair, cast.sue, Fit.NOT_GOOD)
    say(session, cast.pair, cast.sam, Fit.UNDECIDED, at=NOW + HOUR)
    say(session, cast.pair, cast.sue, Fit.GOOD)
    say(session, cast.pair, cast.sue, Fit.NOT_GOOD, is_for_leader=False)
    say(session, cast.leaders_pair, cast.sue, Fit.GOOD)

    seen = pair_for(session, cast.lee.id, pair_id=cast.pair.id)

    found = queries.fits_for_leader(session, seen)
    assert [(one.partner.given_name, one.fit, one.at) for one in found] == [
        ("Sam", Fit.UNDECIDED, NOW + HOUR), ("Sue", Fit.GOOD, NOW),
    ]  # fmt: skip
    own = pair_for(session, cast.lia.id, pair_id=cast.leaders_pair.id)
    assert queries.fits_for_leader(session, own) == ()


@pytest.mark.parametrize(
    ("moved", "number"), [(None, 1), (timedelta(0), 1), (timedelta(seconds=1), 0)]
)
def test_what_was_said_before_a_pair_came_into_a_team_is_not_for_its_leaders(
    session: Session, cast: House, moved: timedelta | None, number: int
) -> None:
    say(session, cast.pair, cast.sam, Fit.GOOD)
    cast.pair.moved_at = None if moved is None else NOW + moved
    session.flush()

    seen = pair_for(session, cast.lee.id, pair_id=cast.pair.id)

    assert len(queries.fits_for_leader(session, seen)) == number

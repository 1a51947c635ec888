"""Which files that were handed in wait, for how long, and for whom?"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.authoring.exchange.actions import (
    KEPT_FOR,
    MOST_WAITING,
    hand_in,
    taken_over,
    throw_away,
)
from tandem.authoring.exchange.queries import handed_in
from tandem.models import Person, Upload
from tests.cast import NOW, Cast


def hand(session: Session, who: Person, name: str, at: datetime = NOW) -> str:
    """Hand a file in; its token."""
    return hand_in(session, name.encode(), name=name, into="c", person_id=who.id, now=at)


def waiting(session: Session, who: Person) -> list[str]:
    """The names of somebody's files, the oldest first."""
    query = select(Upload.name).where(Upload.person_id == who.id).order_by(Upload.at)
    return list(session.scalars(query))


def test_of_one_person_the_ten_newest_files_wait(session: Session, cast: Cast) -> None:
    hand(session, cast.ada, "hers")
    for at in range(MOST_WAITING + 2):
        hand(session, cast.tess, f"f{at}", NOW + timedelta(seconds=at))
        session.flush()

    assert waiting(session, cast.tess) == [f"f{at}" for at in range(2, 12)]
    assert waiting(session, cast.ada) == ["hers"]


@pytest.mark.parametrize(("seconds", "left"), [(0, ["old"]), (1, [])])
def test_a_file_waits_a_day_until_somebody_hands_in_another(
    session: Session, cast: Cast, seconds: int, left: list[str]
) -> None:
    hand(session, cast.ada, "old")
    session.flush()

    hand(session, cast.tess, "new", NOW + KEPT_FOR + timedelta(seconds=seconds))
    session.flush()

    assert waiting(session, cast.ada) == left
    assert waiting(session, cast.tess) == ["new"]


def test_a_file_is_read_taken_over_and_thrown_away_by_whoever_handed_it_in(
    session: Session, cast: Cast
) -> None:
    token, other = hand(session, cast.tess, "one"), hand(session, cast.tess, "two")
    session.flush()

    assert taken_over(session, token, person_id=cast.ada.id) is None
    throw_away(session, token, person_id=cast.ada.id)
    with pytest.raises(NoResultFound):
        handed_in(session, token, person_id=cast.ada.id)

    assert handed_in(session, token, person_id=cast.tess.id).content == b"one"
    assert taken_over(session, token, person_id=cast.tess.id) == b"one"
    session.flush()
    assert taken_over(session, token, person_id=cast.tess.id) is None
    throw_away(session, other, person_id=cast.tess.id)
    assert waiting(session, cast.tess) == []


def test_files_of_others_push_out_none_of_mine(session: Session, cast: Cast) -> None:
    for at in range(MOST_WAITING):
        hand(session, cast.ada, f"hers {at}", NOW + timedelta(minutes=1))
    session.flush()

    for name in ("one", "two"):
        hand(session, cast.tess, name)
        session.flush()

    assert sorted(waiting(session, cast.tess)) == ["one", "two"]


def test_one_file_is_thrown_away_and_the_others_wait_on(session: Session, cast: Cast) -> None:
    token, _ = hand(session, cast.tess, "one"), hand(session, cast.tess, "two")
    session.flush()

    throw_away(session, token, person_id=cast.tess.id)

    assert waiting(session, cast.tess) == ["two"]

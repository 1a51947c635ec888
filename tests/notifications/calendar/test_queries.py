"""Whose days stand in a calendar, as the rows say?"""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import AgreementVersion, CalendarAddress, Module, Pair, Signature
from tandem.notifications.calendar.queries import DayKind, days_behind, review_days
from tandem.terms import PairState
from tests.cast import NOW, House
from tests.lessons import give, lesson, serve

DUE, AGAIN = date(2026, 3, 9), date(2026, 4, 9)


@pytest.fixture
def agreed(session: Session, cast: House) -> None:
    """Every pair looks again at what it has agreed on the same day; the north has a course."""
    course = serve(session, lesson())
    give(session, course, cast.north, due_on=DUE)
    module = session.scalars(select(Module)).one()
    for pair in session.scalars(select(Pair)).all():
        version = AgreementVersion(
            pair_id=pair.id, module_id=module.id, revision_id=module.revision_id or 0,
            step="deal", number=1, lines="[]", look_again_on=AGAIN, by_id=pair.rep_id, at=NOW,
        )  # fmt: skip
        session.add(version)
        session.flush()
        for who in (pair.rep_id, pair.support_id):
            session.add(Signature(version_id=version.id, person_id=who, at=NOW))
    session.flush()


@pytest.mark.parametrize(
    ("who", "pairs"),
    [
        ("sam", ["pair", "second_pair"]),
        ("sue", ["pair", "leaders_pair"]),
        ("abe", ["second_pair"]),
        ("eve", []),
        ("lee", []),
    ],
)
def test_a_calendar_has_the_days_of_ones_own_active_pairs(
    session: Session, cast: House, agreed: None, who: str, pairs: list[str]
) -> None:
    days = review_days(session, getattr(cast, who))

    assert {day.pair_id for day in days} == {getattr(cast, name).id for name in pairs}
    assert {day.on for day in days} <= {AGAIN}


def test_a_calendar_is_opened_by_its_own_key_as_long_as_the_account_is_open(
    session: Session, cast: House, agreed: None
) -> None:
    for who in (cast.abe, cast.otto):
        session.add(CalendarAddress(person_id=who.id, key=f"key of {who.given_name}", made_at=NOW))
    session.flush()

    def kinds(key: str) -> list[DayKind] | None:
        found = days_behind(session, key, now=NOW)
        return [day.kind for day in found.days] if found else None

    assert kinds("key of Abe") == [DayKind.DUE, DayKind.AGREEMENT]
    assert kinds("key of Otto") == [DayKind.AGREEMENT]
    assert kinds("key of Sam") is None
    cast.second_pair.state = PairState.PAUSED
    session.flush()
    assert kinds("key of Abe") == []
    cast.abe.is_active = False
    session.flush()
    assert kinds("key of Abe") is None

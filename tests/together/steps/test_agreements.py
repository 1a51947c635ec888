"""Which agreements does a pair's page hold, and when are they looked at again?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Module
from tandem.people.pairs.queries import pair_for
from tandem.together.steps.agreements import (
    Agreement,
    AgreementReview,
    agreements_of,
    look_again_days,
)
from tests.cast import NOW, House
from tests.lessons import lesson, serve
from tests.together.steps.rows import DAY, version_row

HOUR = timedelta(hours=1)


@pytest.fixture
def modules(session: Session) -> list[Module]:
    """Two modules of one course."""
    serve(session, lesson(name="engine"), lesson(name="brake"))
    return list(session.scalars(select(Module).order_by(Module.id)))


def of_the_two(session: Session, cast: House, who: str = "sam") -> tuple[Agreement, ...]:
    """The agreements of Sam and Sue for somebody."""
    seen = pair_for(session, getattr(cast, who).id, pair_id=cast.pair.id)
    return agreements_of(session, seen)


def test_the_two_keep_each_agreement_with_its_versions_in_order_and_nobody_else(
    session: Session, cast: House, modules: list[Module]
) -> None:
    engine, brake = modules
    two = (cast.sam, cast.sue)
    version_row(session, cast.pair, brake, "OF THE BRAKE", *two)
    version_row(session, cast.pair, engine, "SECOND", cast.sue, number=2)
    version_row(session, cast.pair, engine, "FIRST", *two)
    version_row(session, cast.pair, engine, "UNSIGNED", step="other")
    version_row(session, cast.second_pair, engine, "OF OTHERS", cast.sam, cast.abe)

    found = [
        (one.module_slug, one.step, [(*v.lines, len(v.signed)) for v in one.versions])
        for one in of_the_two(session, cast)
    ]

    assert found == [
        ("engine", "agreed", [("FIRST", 2), ("SECOND", 1)]),
        ("engine", "other", [("UNSIGNED", 0)]),
        ("brake", "agreed", [("OF THE BRAKE", 2)]),
    ]
    assert of_the_two(session, cast, "lee") == ()


def test_a_pair_looks_again_at_the_newest_version_that_both_have_signed(
    session: Session, cast: House, modules: list[Module]
) -> None:
    engine, brake = modules
    two, later = (cast.sam, cast.sue), DAY + timedelta(days=9)
    version_row(session, cast.pair, engine, "SECOND", *two, number=2, look_again_on=later)
    version_row(session, cast.pair, engine, "FIRST", *two)
    version_row(session, cast.pair, engine, "THIRD", cast.sam, number=3)
    version_row(session, cast.pair, brake, "PROPOSED", cast.sue)
    version_row(session, cast.second_pair, engine, "OF OTHERS", cast.sam, cast.abe)

    found = look_again_days(session, [cast.pair.id])

    assert found == [AgreementReview(cast.pair.id, engine.id, "agreed", later, NOW + HOUR)]


@pytest.mark.parametrize(
    ("today", "newer", "is_due"),
    [(DAY, False, True), (DAY - timedelta(days=1), False, False), (DAY, True, False)],
)
def test_it_is_looked_at_again_from_its_day_on_until_something_newer_is_proposed(
    session: Session, cast: House, modules: list[Module], today: date, newer: bool, is_due: bool
) -> None:
    engine = modules[0]
    version_row(session, cast.pair, engine, "FIRST", cast.sam, cast.sue)
    if newer:
        version_row(session, cast.pair, engine, "SECOND", cast.sam, number=2)
    version_row(session, cast.pair, engine, "UNSIGNED", cast.sam, step="other")

    agreed, unsigned = of_the_two(session, cast)

    assert agreed.is_to_be_looked_at(today) is is_due
    assert not unsigned.is_to_be_looked_at(today)

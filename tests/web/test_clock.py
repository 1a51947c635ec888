"""Does everything on a site happen at the time that its clock tells?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import create_app
from tandem.models import PairStatus, Person, Team
from tandem.terms import Together
from tandem.web import clock as clocks
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import form_id_in, lesson, question, serve
from tests.moments import SetClock, moment_in, next_monday
from tests.progress.rounds.round_helpers import AFTER, BEFORE, both_finish, give
from tests.status import drain


def test_a_site_that_was_handed_no_clock_goes_by_the_machine(tmp_path: Path) -> None:
    site = create_app({"INSTANCE": tmp_path, "DATABASE_URL": "sqlite://"})

    before, told, after = datetime.now(UTC), clocks.now(site), datetime.now(UTC)

    assert before <= told <= after


def test_what_is_recorded_bears_the_time_of_the_clock(
    session: Session, cast: Cast, browser_of: Browser, clock: SetClock
) -> None:
    clock.go_on(timedelta(days=400))
    lee = browser_of(cast.lee)
    form_id = form_id_in(lee.get("/lead/teams/new"))

    lee.post("/lead/teams/new", data={"form_id": form_id, "name": "East"})

    east = session.scalars(select(Team).where(Team.name == "East")).one()
    assert east.created_at == clock.now


def test_what_follows_from_a_commit_goes_by_the_clock_of_the_database(
    app: Flask, session: Session, cast: Cast, clock: SetClock
) -> None:
    give(session, cast, serve(session, lesson(question("q1"))))
    both_finish(session, cast)
    seen = []
    for moment, name in ((BEFORE, "Samuel"), (AFTER, "Sam")):
        clock.set_to(moment)
        session.get_one(Person, cast.sam.id).given_name = name
        drain(session)
        session.expire_all()
        seen.append(session.scalars(select(PairStatus)).one().together)

    assert seen == [Together.BOTH_DONE, Together.NOBODY_YET]


@pytest.mark.parametrize("days", range(7))
def test_the_next_monday_is_a_monday_ahead(clock: SetClock, days: int) -> None:
    moment = clock.now + timedelta(days=days)

    monday = next_monday(moment)

    assert monday.weekday() == 0
    assert timedelta(0) < monday - moment < timedelta(days=8)


def test_a_moment_without_an_offset_is_refused() -> None:
    assert moment_in("2026-03-29T02:30+01:00") == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    with pytest.raises(ValueError, match="offset"):
        moment_in("2026-03-29T02:30")

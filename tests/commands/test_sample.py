"""A sample team to look around with, and to take away again."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandem.commands.sample import removal
from tandem.commands.sample import team as sample_team
from tandem.models import (
    Base,
    Completion,
    Goal,
    Pair,
    Person,
    RecordedAnswer,
    RecordedAnswerShown,
    Signature,
    Team,
)
from tandem.people.accounts import queries
from tandem.people.accounts.actions import password_fits
from tandem.people.pairs.queries import pairs_of_teams
from tandem.progress.pair_courses import courses_of
from tandem.terms import PairState, Role, Together
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.courses import publish, write_course
from tests.status import drain


@pytest.fixture
def course(session: Session, tmp_path: Path) -> None:
    """A course with two modules is published."""
    publish(session, write_course(tmp_path / "courses", "equals", "engine").parent)


def counts(session: Session) -> dict[str, int]:
    """How many rows each table has once nothing waits anymore."""
    drain(session)
    tables = Base.metadata.sorted_tables
    return {t.name: session.scalar(select(func.count()).select_from(t)) or 0 for t in tables}


def test_sample_pairs_stand_in_all_four_states_some_paused_some_ended(
    session: Session, course: None
) -> None:
    sample_team.load(session, now=NOW)

    team = session.scalars(select(Pair.team_id)).first()
    shown = pairs_of_teams(session, [team or 0])
    assert {one.together for one in courses_of(session, shown, now=NOW)} == set(Together)
    assert {pair.state for pair in shown} == set(PairState)


def test_one_person_sits_in_two_pairs_and_a_leader_sits_in_a_pair(
    session: Session, course: None
) -> None:
    sample_team.load(session, now=NOW)

    pairs = session.scalars(select(Pair).where(Pair.state == PairState.ACTIVE)).all()
    seated = Counter(one for pair in pairs for one in (pair.rep_id, pair.support_id))
    assert max(seated.values()) == 2
    leaders = select(Person.id).where(Person.role_rows.any(role=Role.LEADER))
    assert set(session.scalars(leaders)) & set(seated)


@pytest.mark.parametrize("who", ["rep", "support", "leader", "trainer", "admin"])
def test_everybody_named_can_sign_in(session: Session, who: str) -> None:
    sample_team.load(session, now=NOW)

    person = queries.person_by_email(session, f"{who}@example.com")

    assert person is not None
    assert password_fits("tandem-sample", person.password_hash)
    assert who in person.roles


def test_loading_twice_is_loading_once(session: Session, course: None) -> None:
    sample_team.load(session, now=NOW)
    before = counts(session)

    assert sample_team.load(session, now=NOW) is False
    assert counts(session) == before


def test_removing_takes_all_of_it_away_and_nothing_else(
    session: Session, cast: Cast, course: None
) -> None:
    before = counts(session)
    sample_team.load(session, now=NOW, leader_id=cast.lee.id)
    session.commit()
    assert session.scalar(select(func.count()).select_from(Completion))

    removal.remove(session)
    session.commit()

    assert counts(session) == before


def test_a_real_person_with_a_sample_address_keeps_the_account(
    app: Flask, session: Session, cast: Cast
) -> None:
    cast.sam.email = "rep@example.com"
    session.commit()

    result = app.test_cli_runner().invoke(args=["sample", "load"])

    assert result.exit_code == 1
    assert "rep@example.com is a real account here" in result.output


def test_the_commands_load_and_remove(app: Flask, session: Session) -> None:
    run = app.test_cli_runner().invoke

    assert "leader@example.com  tandem-sample" in run(args=["sample", "load"]).output
    assert run(args=["sample", "remove"]).output == "sample people removed: 13\n"


def test_the_sample_shows_every_kind_of_step_and_takes_all_of_it_away(session: Session) -> None:
    publish(session, Path("courses"))
    before = counts(session)
    sample_team.load(session, now=NOW)
    session.commit()

    kinds = set(session.scalars(select(RecordedAnswer.kind)))
    assert kinds >= {
        "reflection",
        "sealed",
        "guess",
        "scale",
        "thanks",
        "plan",
        "choice",
        "handover",
    }
    assert session.scalar(select(func.count()).select_from(Signature)) == 3
    assert set(session.scalars(select(RecordedAnswerShown.how))) == {"both"}
    removal.remove(session)
    session.commit()
    assert counts(session) == before


def test_the_sample_has_mail_a_calendar_goals_to_review_and_a_suggestion_to_look_at(
    session: Session, cast: Cast, course: None, browser_of: Browser
) -> None:
    sample_team.load(session, now=NOW)
    session.commit()
    people = {one.email: one for one in session.scalars(select(Person).where(Person.is_sample))}
    team_id = session.scalars(select(Team.id).where(Team.is_sample)).one()

    leader = browser_of(people["leader@example.com"])
    suggested = leader.get(f"/lead/teams/{team_id}/pairs/suggestions").text
    log = browser_of(cast.ada).get("/admin/mail").text
    calendar = browser_of(people["rep@example.com"]).get("/account/calendar").text

    assert "Diego Paredes and Jonas Weber" in suggested
    assert "Both enjoy working with their opposite." in suggested
    assert "Sees what is missing before anybody asks." in suggested
    assert "550 no such mailbox" in log
    assert "Your week in Tandem" in log
    assert "/calendar/" in calendar
    reviewed = session.scalars(select(Goal.review_on)).all()
    assert reviewed
    assert None not in reviewed


def test_whoever_loads_it_reads_whether_it_was_there_already(app: Flask, course: None) -> None:
    load = app.test_cli_runner().invoke

    said = [load(args=["sample", "load"]).output.splitlines()[0] for _ in range(2)]

    assert said == ["the sample team is here", "the sample team was here already"]

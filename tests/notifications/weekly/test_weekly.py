"""What does a leader get once a week? Steps and dates, and nothing of the pairs they sit in."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tandem.leading.board.words import HINTS
from tandem.leading.status.queries import StatusScope
from tandem.models import Course, PersonRole, Team, TeamLeader
from tandem.notifications.weekly.queries import leaders_with_pairs, weeks_of
from tandem.terms import Hint, Role
from tests import cast as stage
from tests.cast import NOW, Cast, pair
from tests.conftest import Browser
from tests.lessons import assign, counted_queries, finish, lesson, question, serve
from tests.notifications.conftest import DUE, At, mail_today
from tests.postbox import Postbox, text_of
from tests.status import drain


def digest(postbox: Postbox) -> str:
    """What Lee got, as text."""
    return text_of(postbox.to("lee@example.com")[0], "plain")


def test_the_digest_says_where_the_pairs_stand_and_what_is_due(
    mailing: Flask, session: Session, cast: Cast, course: Course, postbox: Postbox
) -> None:
    finish(session, cast.sam)

    mail_today(mailing)

    text = digest(postbox)
    assert "The week of North" in text
    assert "Waiting for support: 1" in text
    assert "Sam Adeyemi · Sue Zhang: Gasoline and engine, Waiting for support" in text
    assert "Otto" not in text


def test_the_digest_says_that_a_pair_counts_in_each_of_its_courses(
    mailing: Flask, session: Session, cast: Cast, course: Course, postbox: Postbox
) -> None:
    assign(session, cast.pair, serve(session, lesson(question("q3")), course_slug="other"))

    mail_today(mailing)

    assert "Nobody yet: 2\nEach pair counts once per course.\n" in digest(postbox)


def test_the_digest_says_what_both_have_finished_last_week(
    mailing: Flask, session: Session, cast: Cast, course: Course, postbox: Postbox, at: At
) -> None:
    finish(session, cast.sam)
    finish(session, cast.sue)
    at(NOW + timedelta(days=7))

    mail_today(mailing)

    assert "Finished by both\n- Sam Adeyemi · Sue Zhang: Gasoline and engine" in digest(postbox)


def test_the_digest_comes_once_a_week(
    mailing: Flask, cast: Cast, course: Course, postbox: Postbox, at: At
) -> None:
    for days in range(14):
        at(NOW + timedelta(days=days))
        mail_today(mailing)

    assert len(postbox.to("lee@example.com")) == 2


def test_whose_role_was_taken_gets_no_digest(
    mailing: Flask, session: Session, cast: Cast, course: Course, postbox: Postbox
) -> None:
    session.delete(session.get_one(PersonRole, (cast.lee.id, Role.LEADER)))
    session.commit()

    mail_today(mailing)

    assert not postbox.to("lee@example.com")
    assert postbox.to("sam@example.com")


def test_a_leader_gets_nothing_in_the_digest_about_a_pair_they_sit_in(
    mailing: Flask, session: Session, cast: Cast, course: Course, postbox: Postbox
) -> None:
    own = pair(session, cast.north, cast.lee, cast.ona)
    assign(session, own, course, due_on=DUE)

    mail_today(mailing)

    (letter,) = postbox.to("lee@example.com")
    week = text_of(letter, "plain").partition("The week of North")[2]
    assert "Sam Adeyemi" in week
    assert "Ona" not in week


def test_a_leader_of_two_teams_gets_one_mail_and_none_about_a_sample(
    mailing: Flask, session: Session, cast: Cast, course: Course, postbox: Postbox
) -> None:
    sample = Team(name="Sample team", is_sample=True, created_at=NOW)
    session.add(sample)
    session.flush()
    teams = (cast.south.id, sample.id)
    session.add_all(TeamLeader(team_id=team, person_id=cast.lee.id) for team in teams)
    assign(session, cast.other_pair, course)
    assign(session, pair(session, sample, cast.tess, cast.ada), course)

    mail_today(mailing)

    text = digest(postbox)
    assert "The week of North" in text
    assert "The week of South" in text
    assert "Sample team" not in text


def test_a_date_that_has_passed_is_said_without_blame(
    mailing: Flask, session: Session, cast: Cast, course: Course, postbox: Postbox, at: At
) -> None:
    monday: datetime = NOW + timedelta(days=14)
    at(monday)

    mail_today(mailing)

    text = digest(postbox)
    assert "Past the date\n- Sam Adeyemi · Sue Zhang: Gasoline and engine, Nobody yet" in text


@pytest.fixture
def without_date(session: Session, cast: Cast, course: Course) -> Course:
    """A second course for Sam and Sue that has no date."""
    served = serve(session, lesson(question("q2"), name="calm", title="Calm"), course_slug="calm")
    assign(session, cast.pair, served)
    return served


def test_a_pair_that_stands_still_is_named_with_one_hint_as_on_the_page(
    mailing: Flask, session: Session, cast: Cast, without_date: Course, postbox: Postbox, at: At,
    browser_of: Browser,
) -> None:  # fmt: skip
    at(NOW + timedelta(days=14))

    mail_today(mailing)

    still = digest(postbox).partition("No movement\n")[2].partition("\n\n")[0].split("\n")[0]
    step = "No first step for 14 days. Next: reading, “Calm”."
    hint = str(HINTS[Hint.BEGIN_TOGETHER])
    assert still.endswith(f"{step} What would help: {hint}")
    page = browser_of(cast.lee).get(f"/lead/pairs/{cast.pair.id}/courses/calm").text
    assert step in page
    assert hint in page


def test_who_is_behind_is_not_said_before_the_date(
    mailing: Flask, session: Session, cast: Cast, without_date: Course, postbox: Postbox, at: At
) -> None:
    at(NOW + timedelta(days=14))

    mail_today(mailing)

    still = digest(postbox).partition("No movement\n")[2]
    assert "Open:" not in still
    assert still.count("Sam") == still.count("Sue") == 1


def test_a_leader_reads_no_hint_about_a_pair_they_sit_in(
    mailing: Flask, session: Session, cast: Cast, without_date: Course, postbox: Postbox, at: At
) -> None:
    own = pair(session, cast.north, cast.lee, cast.ona)
    assign(session, own, without_date)
    at(NOW + timedelta(days=14))

    mail_today(mailing)

    week = digest(postbox).partition("The week of North")[2]
    assert "No first step for 14 days." in week
    assert "Ona" not in week


def test_a_pair_past_its_date_is_named_once_with_its_hint(
    mailing: Flask, session: Session, cast: Cast, course: Course, postbox: Postbox, at: At
) -> None:
    at(NOW + timedelta(days=14))

    mail_today(mailing)

    text = digest(postbox)
    assert text.count("Sam Adeyemi") == 1
    assert "No movement" not in text
    assert "What would help: Ask both, on the same day" in text


def test_many_teams_are_told_of_together_in_a_short_letter(
    mailing: Flask, engine: Engine, session: Session, cast: Cast, course: Course, postbox: Postbox
) -> None:
    looked = StatusScope(leader_id=cast.lee.id, team_id=None, now=NOW)
    for number in range(12):
        team = stage.team(session, f"Team {number}", cast.lee)
        new = stage.person(session, f"Nia{number}", f"Quist{number:02}", Role.SUPPORT)
        session.flush()
        assign(session, pair(session, team, cast.sam, new), course, due_on=DUE)
    drain(session)
    with counted_queries(engine) as sent:
        assert len(weeks_of(session, cast.lee, looked)) == 1

    mail_today(mailing)

    text = digest(postbox)
    assert "The week of your 13 teams" in text
    assert "Nobody yet: 13" in text
    assert "and 3 more" in text
    assert len(text) < 3000
    assert len(sent) <= 15


def test_a_module_finished_weeks_ago_is_no_news_of_a_pair_that_goes_on(
    mailing: Flask, session: Session, cast: Cast, course: Course, postbox: Postbox, at: At
) -> None:
    serve(session, lesson(question("q1")), lesson(question("q1"), name="second", title="Second"))
    for who in (cast.sam, cast.sue):
        finish(session, who, now=NOW)
        finish(session, who, "second", now=NOW + timedelta(days=15))
    at(NOW + timedelta(days=21))

    mail_today(mailing)

    finished = digest(postbox).partition("Finished by both")[2].partition("\n\n")[0]
    assert "Second" in finished
    assert "Gasoline and engine" not in finished


def test_a_team_without_a_pair_has_no_week_and_neither_has_a_sample(
    session: Session, cast: Cast, course: Course
) -> None:
    stage.team(session, "Empty", cast.lee)
    session.commit()
    drain(session)
    sight = StatusScope(leader_id=cast.lee.id, team_id=None, now=NOW)

    assert [week.team and week.team.name for week in weeks_of(session, cast.lee, sight)] == [
        "North"
    ]
    assert leaders_with_pairs(session, [cast.lee.id]) == {cast.lee.id}
    session.merge(cast.north).is_sample = True
    session.commit()
    assert weeks_of(session, cast.lee, sight) == []
    assert leaders_with_pairs(session, [cast.lee.id]) == frozenset()

"""What does a leader get once a week? Steps and dates, and nothing of the pairs they sit in."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy.orm import Session

from tandem.models import Course, Team, TeamLeader
from tests.cast import NOW, Cast, pair
from tests.lessons import assign, finish
from tests.postbox import Postbox, text_of
from tests.reminders.conftest import DUE, At, mail_today


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

"""At most one mail per person and day, bundled, never to someone who is done (promise 14)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from tandem.models import Course, Letter, MailChoice, MailRun, Publication
from tandem.notifications.daily import letter as daily_letter
from tandem.notifications.daily import queries
from tandem.notifications.daily.actions import Written
from tandem.people.accounts.actions import post_letter
from tandem.people.pairs import actions as pairs
from tandem.terms import LetterKind, PairState
from tandem.trust.privacy import erasure
from tests.cast import NOW, Cast, read_german
from tests.lessons import assign, counted_queries, finish, lesson, question, serve
from tests.notifications.conftest import DUE, At, mail_today
from tests.postbox import Postbox, text_of
from tests.two_pairs import two_pairs


def test_a_reminder_says_what_by_when_with_whom_and_how_to_switch_it_off(
    mailing: Flask, cast: Cast, course: Course, postbox: Postbox
) -> None:
    mail_today(mailing)

    (letter,) = postbox.to("sam@example.com")
    for kind in ("plain", "html"):
        text = text_of(letter, kind)
        assert "Respectful teaming" in text
        assert "9 Mar 2026 (Europe/Berlin)" in text
        assert "Sue Zhang" in text
        assert "https://tandem.example.com/learn/teaming/engine/" in text
        assert "https://tandem.example.com/mail/off/" in text
    assert letter["List-Unsubscribe"].startswith("<https://tandem.example.com/mail/off/")
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_nobody_gets_two_mails_on_one_day(
    mailing: Flask, session: Session, cast: Cast, course: Course, postbox: Postbox, at: At
) -> None:
    for hours in range(3):
        at(NOW + timedelta(hours=hours))
        mail_today(mailing)

    assert len(postbox.to("sam@example.com")) == 1
    assert len(postbox.to("lee@example.com")) == 1


def test_everything_for_one_person_is_in_one_mail(
    mailing: Flask, session: Session, cast: Cast, course: Course, postbox: Postbox
) -> None:
    other = serve(session, lesson(question("q2"), name="volcano"), course_slug="second")
    other.title = "The volcano"
    session.add(Publication(at=NOW))
    assign(session, cast.pair, other, due_on=DUE)

    mail_today(mailing)

    (letter,) = postbox.to("sam@example.com")
    assert "Respectful teaming" in text_of(letter, "plain")
    assert "The volcano" in text_of(letter, "plain")
    assert letter["Subject"] == "Gasoline and engine. About 6 minutes"


@two_pairs
def test_who_is_done_gets_nothing_and_the_partner_does(
    mailing: Flask, session: Session, cast: Cast, course: Course, postbox: Postbox
) -> None:
    finish(session, cast.sam)

    mail_today(mailing)

    assert postbox.to("sam@example.com") == []
    assert len(postbox.to("sue@example.com")) == 1


@two_pairs
def test_who_finishes_before_the_letter_leaves_gets_nothing(
    mailing: Flask, session: Session, cast: Cast, course: Course, postbox: Postbox
) -> None:
    daily_letter.run(mailing)
    finish(session, cast.sam)

    daily_letter.send(mailing)

    assert postbox.to("sam@example.com") == []
    letter = session.scalars(select(Letter).where(Letter.person_id == cast.sam.id)).one()
    assert letter.given_up_at
    assert letter.trouble == ""


@two_pairs
@pytest.mark.parametrize("state", [PairState.PAUSED, PairState.ENDED])
def test_a_pair_that_does_not_work_now_is_not_reminded(
    mailing: Flask, session: Session, cast: Cast, course: Course, postbox: Postbox, state: PairState
) -> None:
    long_ago = NOW - timedelta(days=5)
    assign(session, cast.other_pair, course, due_on=DUE)
    pairs.change_state(session, cast.pair, state, by_id=None, now=long_ago)
    session.commit()

    mail_today(mailing)

    found = [len(postbox.to(f"{who}@example.com")) for who in ("sam", "sue", "otto", "ona")]
    assert found == [0, 0, 1, 1]


@pytest.mark.parametrize("change", ["closed", "not joined", "sample", "switched off"])
def test_who_is_not_to_be_written_to_gets_nothing(
    mailing: Flask, session: Session, cast: Cast, course: Course, postbox: Postbox, change: str
) -> None:
    match change:
        case "closed":
            cast.sam.is_active = False
        case "not joined":
            cast.sam.joined_at = None
        case "sample":
            cast.sam.is_sample = True
        case _:
            session.add(MailChoice(person_id=cast.sam.id, reminders=False, changed_at=NOW))
    session.commit()

    mail_today(mailing)

    assert postbox.to("sam@example.com") == []
    assert len(postbox.to("sue@example.com")) == 1


def test_an_invitation_is_the_mail_of_its_day(
    mailing: Flask, session: Session, cast: Cast, course: Course, postbox: Postbox
) -> None:
    kind = LetterKind.INVITATION
    post_letter(session, cast.sam, subject="Come in", text="Link", kind=kind, now=NOW)
    session.commit()

    mail_today(mailing)

    assert [letter["Subject"] for letter in postbox.to("sam@example.com")] == ["Come in"]


def test_a_day_without_a_reminder_brings_no_mail(
    mailing: Flask, cast: Cast, course: Course, postbox: Postbox, at: At
) -> None:
    at(NOW + timedelta(days=3))

    mail_today(mailing)

    assert postbox.letters == []


def test_a_letter_that_did_not_leave_in_its_day_is_followed_by_the_next_days(
    mailing: Flask, session: Session, cast: Cast, course: Course, postbox: Postbox, at: At
) -> None:
    mailing.config["SMTP_URL"] = "smtp://127.0.0.1:1"
    mail_today(mailing)
    mailing.config["SMTP_URL"] = postbox.url
    at(NOW + timedelta(days=1))

    mail_today(mailing)

    assert len(postbox.to("sam@example.com")) == 1
    query = select(func.count(Letter.id)).where(Letter.person_id == cast.sam.id)
    assert session.scalar(query) == 2


def test_after_the_date_the_words_are_neutral(
    mailing: Flask, cast: Cast, course: Course, postbox: Postbox, at: At
) -> None:
    at(NOW + timedelta(days=8))

    mail_today(mailing)

    text = text_of(postbox.to("sam@example.com")[0], "plain")
    assert "It was due by the end of 9 Mar 2026 (Europe/Berlin). With Sue Zhang." in text


def test_a_pair_that_has_ended_is_told_once_and_kindly(
    mailing: Flask, session: Session, cast: Cast, postbox: Postbox, at: At
) -> None:
    at(NOW)
    pairs.change_state(session, cast.pair, PairState.ENDED, by_id=cast.lee.id, now=NOW)
    session.commit()
    for days in range(3):
        at(NOW + timedelta(days=days, hours=1))
        mail_today(mailing)

    (letter,) = postbox.to("sue@example.com")
    assert "Everything you have completed stays yours" in text_of(letter, "plain")


def test_a_letter_names_an_erased_partner_in_the_language_of_its_reader(
    mailing: Flask, session: Session, cast: Cast, postbox: Postbox, at: At
) -> None:
    at(NOW)
    read_german(session, cast.sue)
    erasure.erase(session, cast.sam.id, by_id=None, now=NOW)
    session.commit()

    at(NOW + timedelta(hours=1))
    mail_today(mailing)

    (letter,) = postbox.to("sue@example.com")
    assert "Früher im Team" in text_of(letter, "plain")


def test_a_letter_speaks_the_language_of_its_reader(
    mailing: Flask, session: Session, cast: Cast, course: Course, postbox: Postbox
) -> None:
    cast.sam.language = "de"
    session.commit()

    mail_today(mailing)

    (letter,) = postbox.to("sam@example.com")
    assert letter["Content-Language"] == "de"
    assert "Fällig bis Ende des 9. März 2026" in text_of(letter, "plain")


def test_the_site_waits_for_the_morning_where_the_reader_is(
    mailing: Flask, session: Session, cast: Cast, course: Course, postbox: Postbox, at: At
) -> None:
    cast.sam.time_zone = "America/New_York"
    session.commit()

    daily_letter.run_of_this_hour(mailing)
    assert postbox.to("sam@example.com") == []
    assert len(postbox.to("sue@example.com")) == 1

    at(NOW + timedelta(hours=3))
    daily_letter.run_of_this_hour(mailing)
    assert len(postbox.to("sam@example.com")) == 1


@two_pairs
def test_two_workers_never_both_do_the_run_of_an_hour(
    mailing: Flask, session: Session, cast: Cast, course: Course
) -> None:
    slot = NOW.replace(minute=0)

    assert [daily_letter.run(mailing, slot=slot) for _ in range(2)] == [Written(3), None]
    assert session.scalar(select(func.count(MailRun.id))) == 1


@two_pairs
def test_a_run_that_died_is_finished_by_the_next(
    mailing: Flask, session: Session, cast: Cast, course: Course, postbox: Postbox, at: At
) -> None:
    session.add(MailRun(slot=NOW, started_at=NOW))
    session.commit()
    daily_letter.run_of_this_hour(mailing)
    assert postbox.letters == []

    at(NOW + timedelta(hours=1))
    daily_letter.run_of_this_hour(mailing)

    assert len(postbox.letters) == 3


def test_the_number_of_queries_does_not_depend_on_the_number_of_people(
    mailing: Flask, engine: Engine, session: Session, cast: Cast, course: Course
) -> None:
    counts = []
    for people in ([cast.sam.id], [cast.sam.id, cast.sue.id, cast.otto.id, cast.lee.id]):
        with counted_queries(engine) as sent:
            readers = queries.readers_of(session, people, now=NOW)
            assert queries.bundles(session, readers, now=NOW)
        counts.append(len(sent))

    assert counts[1] - counts[0] <= 5, "a leader among them adds the queries of the digest"


def test_one_time_zone_that_went_away_stops_no_mail(
    mailing: Flask, session: Session, cast: Cast, course: Course, postbox: Postbox
) -> None:
    cast.sam.time_zone = "Mars/Olympus"
    session.commit()

    mail_today(mailing)

    assert {str(letter["To"]) for letter in postbox.letters} >= {cast.sam.email, cast.sue.email}


def test_one_bad_record_leaves_out_those_it_belongs_to_and_names_them(
    mailing: Flask, session: Session, cast: Cast, course: Course, postbox: Postbox
) -> None:
    # No form takes such a date: the day after it cannot be said.
    assign(session, cast.other_pair, course, due_on=date.max)

    answer = mailing.test_cli_runner().invoke(args=["reminders", "send"])

    told = {str(letter["To"]) for letter in postbox.letters}
    for person in (cast.otto, cast.ona):
        assert f"left out, the log says why: {person.email}" in answer.stderr
        assert person.email not in told
    assert {cast.sam.email, cast.sue.email} <= told


def test_no_letter_speaks_of_a_course_of_a_sample(
    mailing: Flask, session: Session, cast: Cast, course: Course, postbox: Postbox
) -> None:
    session.merge(cast.north).is_sample = True
    session.commit()

    mail_today(mailing)

    for who in ("sam", "sue", "lee"):
        texts = [text_of(letter, "plain") for letter in postbox.to(f"{who}@example.com")]
        assert not any("Respectful teaming" in text for text in texts), texts


def test_a_letter_that_did_not_leave_on_its_day_leaves_no_more(
    mailing: Flask, session: Session, cast: Cast, course: Course, postbox: Postbox, at: At
) -> None:
    daily_letter.run(mailing)
    at(NOW + timedelta(days=1))

    daily_letter.send(mailing)

    assert postbox.to("sam@example.com") == []


@pytest.mark.parametrize(
    ("choice", "wants"),
    [
        (None, (True, True)),
        ({"reminders": False, "digest": True}, (False, True)),
        ({"reminders": True, "digest": False}, (True, False)),
    ],
)
def test_each_regular_mail_is_chosen_by_itself(
    session: Session, cast: Cast, choice: dict[str, bool] | None, wants: tuple[bool, bool]
) -> None:
    if choice:
        session.add(MailChoice(person_id=cast.sam.id, changed_at=NOW, **choice))
        session.flush()

    (sam,) = queries.readers_of(session, [cast.sam.id], now=NOW)

    assert (sam.wants_reminders, sam.wants_digest) == wants

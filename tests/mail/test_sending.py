"""How does a letter leave? From the table, once, whatever happens to the mail server or to us."""

from __future__ import annotations

from datetime import timedelta
from email.message import EmailMessage

import pytest
from flask import Flask
from flask_babel import force_locale
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from tandem.mail import sending
from tandem.mail.letters import LetterText
from tandem.mail.sending import Outcome
from tandem.mail.smtp import Postman
from tandem.models import Letter, Person
from tandem.models.timing import moment_of
from tandem.people.accounts.actions import post_letter
from tandem.terms import LetterKind
from tests.cast import Cast
from tests.moments import SetClock
from tests.postbox import Postbox


def write(session: Session, person: Person, subject: str = "Hello") -> Letter:
    """Put a letter into the outbox."""
    post_letter(
        session, person, subject=subject, text="Good morning.", html="<p>Good morning.</p>",
        kind=LetterKind.INVITATION, now=moment_of(session),
    )  # fmt: skip
    session.commit()
    return session.scalars(select(Letter).order_by(Letter.id.desc())).first() or Letter()


def again(session: Session, letter: Letter) -> Letter:
    """The letter as it stands now."""
    session.rollback()
    session.refresh(letter)
    return letter


def test_a_letter_leaves_once_as_text_and_html(
    mailing: Flask, session: Session, cast: Cast, postbox: Postbox
) -> None:
    write(session, cast.sam)

    assert [sending.send_waiting(mailing), sending.send_waiting(mailing)] == [
        Outcome(sent=1),
        Outcome(),
    ]
    (letter,) = postbox.letters
    assert letter["To"] == "sam@example.com"
    assert [part.get_content_type() for part in letter.iter_parts()] == ["text/plain", "text/html"]
    assert letter["Message-ID"].endswith("@tandem.example.com>")


def test_a_daily_letter_is_left_to_whoever_writes_it(
    mailing: Flask, session: Session, cast: Cast, postbox: Postbox
) -> None:
    daily, other = write(session, cast.sam), write(session, cast.sue)
    daily.kind = LetterKind.DAILY
    session.commit()

    assert sending.send_waiting(mailing) == Outcome(sent=1)
    assert (again(session, daily).sent_at, daily.tries) == (None, 0)
    assert again(session, other).sent_at is not None

    def compose(own: Session, letter: Letter) -> LetterText:
        return LetterText("Today", "Good morning.", "<p>Good morning.</p>")

    assert sending.send_waiting(mailing, compose) == Outcome(sent=1)
    assert [letter["Subject"] for letter in postbox.letters] == ["Hello", "Today"]


def test_a_letter_that_has_left_keeps_no_link(
    mailing: Flask, session: Session, cast: Cast, postbox: Postbox
) -> None:
    letter = write(session, cast.sam)

    sending.send_waiting(mailing)

    kept = again(session, letter)
    assert (kept.text, kept.html) == ("", "")
    assert kept.sent_at


def test_a_server_that_is_away_is_asked_again_later_and_nothing_is_lost(
    mailing: Flask, session: Session, cast: Cast, postbox: Postbox, clock: SetClock
) -> None:
    letter, other = write(session, cast.sam), write(session, cast.sue)
    mailing.config["SMTP_URL"] = "smtp://127.0.0.1:1"

    assert sending.send_waiting(mailing) == Outcome(server_is_away=True)

    waiting = again(session, letter)
    assert waiting.trouble
    assert waiting.next_try_at > clock.now + timedelta(minutes=1)
    assert again(session, other).tries == 0, "no use in trying others now"
    waiting.next_try_at = clock.now
    session.commit()
    mailing.config["SMTP_URL"] = postbox.url
    assert sending.send_waiting(mailing) == Outcome(sent=2)


def test_a_letter_waits_at_most_until_its_link_is_too_old(
    mailing: Flask, session: Session, cast: Cast, postbox: Postbox, clock: SetClock
) -> None:
    letter = write(session, cast.sam)
    letter.expires_at = clock.now
    session.commit()

    assert sending.send_waiting(mailing) == Outcome(given_up=1)
    assert again(session, letter).trouble.startswith("not sent in time")
    assert postbox.letters == []


def test_no_letter_is_lost_while_the_server_is_away_and_its_link_good(
    mailing: Flask, session: Session, cast: Cast, postbox: Postbox, clock: SetClock
) -> None:
    letter = write(session, cast.sam)
    mailing.config["SMTP_URL"] = "smtp://127.0.0.1:1"
    for _day in range(12):
        clock.set_to(clock.now + timedelta(days=1))
        assert sending.send_waiting(mailing) == Outcome(server_is_away=True)

    mailing.config["SMTP_URL"] = postbox.url
    clock.set_to(clock.now + timedelta(days=1))

    assert sending.send_waiting(mailing) == Outcome(sent=1)
    assert again(session, letter).sent_at == clock.now


def test_a_letter_that_the_server_puts_off_for_days_is_given_up(
    mailing: Flask, session: Session, cast: Cast, postbox: Postbox, clock: SetClock
) -> None:
    postbox.refused["sam@example.com"] = "450 come back later"
    letter = write(session, cast.sam)
    outcomes = []
    for _hour in range(sending.MOST_TRIES + 1):
        clock.set_to(clock.now + timedelta(hours=2))
        outcomes.append(sending.send_waiting(mailing))

    assert outcomes == [Outcome()] * sending.MOST_TRIES + [Outcome(given_up=1)]
    assert again(session, letter).trouble == "not sent in time. 450 come back later"


def test_a_letter_that_cannot_be_written_holds_nobody_up(
    mailing: Flask, session: Session, cast: Cast, postbox: Postbox
) -> None:
    broken, sound = write(session, cast.sam), write(session, cast.sue)
    broken.kind = LetterKind.DAILY
    session.commit()

    def compose(own: Session, letter: Letter) -> LetterText:
        raise LookupError("a record that nobody can read")

    assert sending.send_waiting(mailing, compose) == Outcome(sent=1)
    assert again(session, broken).trouble == sending.UNWRITTEN
    assert again(session, sound).sent_at is not None


def test_a_long_subject_travels_in_lines_that_every_server_takes(
    mailing: Flask, session: Session, cast: Cast, postbox: Postbox
) -> None:
    subject = "Bis Dezember: „Unter Zeitdruck – gemeinsam“, „Überall zuhören und fragen“, Größe"
    write(session, cast.sam, subject=subject)

    sending.send_waiting(mailing)

    (letter,) = postbox.letters
    lines = postbox.raw[0].partition(b"\r\n\r\n")[0].split(b"\r\n")
    assert letter["Subject"] == subject
    assert [line for line in lines if b"=?utf-8" in line and len(line) > 76] == []


def test_a_host_in_another_script_goes_as_every_server_knows_it(
    mailing: Flask, session: Session, cast: Cast, postbox: Postbox
) -> None:
    letter = write(session, cast.sam)
    letter.recipient = "sam@straße.example"
    session.commit()

    assert sending.send_waiting(mailing) == Outcome(sent=1)
    assert postbox.letters[0]["To"] == "sam@xn--strae-oqa.example"


def test_a_refused_recipient_is_given_up_and_holds_nobody_up(
    mailing: Flask, session: Session, cast: Cast, postbox: Postbox
) -> None:
    postbox.refused["sam@example.com"] = "550 no such mailbox"
    letter = write(session, cast.sam)
    write(session, cast.sue)

    assert sending.send_waiting(mailing) == Outcome(sent=1, given_up=1)
    assert again(session, letter).trouble == "550 no such mailbox"
    assert sending.send_waiting(mailing) == Outcome()


def test_a_recipient_refused_for_now_is_tried_later(
    mailing: Flask, session: Session, cast: Cast, postbox: Postbox
) -> None:
    postbox.refused["sam@example.com"] = "450 come back later"
    letter = write(session, cast.sam)
    write(session, cast.sue)

    assert sending.send_waiting(mailing) == Outcome(sent=1)
    waiting = again(session, letter)
    assert (waiting.trouble, waiting.given_up_at) == ("450 come back later", None)


def test_a_subject_smuggles_in_no_header_and_holds_nobody_up(
    mailing: Flask, session: Session, cast: Cast, postbox: Postbox
) -> None:
    write(session, cast.sam, subject="Hello\nBcc: everybody@example.com")
    write(session, cast.sam, subject="The next one")

    sending.send_waiting(mailing)

    assert [letter["Subject"] for letter in postbox.letters] == ["The next one"]


class KilledError(Exception):
    """Stands for a process that dies: nothing of ours runs after it."""


@pytest.mark.parametrize(("kind", "times"), [(LetterKind.INVITATION, 2), (LetterKind.DAILY, 1)])
def test_a_process_killed_while_handing_over_loses_no_invitation_and_doubles_no_daily_mail(
    mailing: Flask, session: Session, cast: Cast, postbox: Postbox,
    monkeypatch: pytest.MonkeyPatch, kind: LetterKind, times: int, clock: SetClock,
) -> None:  # fmt: skip
    letter = write(session, cast.sam)
    letter.kind = kind
    session.commit()
    real = Postman.hand_over

    def hand_over_and_die(postman: Postman, message: EmailMessage, recipient: str) -> None:
        real(postman, message, recipient)
        raise KilledError

    monkeypatch.setattr(Postman, "hand_over", hand_over_and_die)
    with pytest.raises(KilledError):
        sending.send_waiting(mailing, lambda s, one: LetterText("Hello", "Good morning.", ""))
    monkeypatch.undo()
    again(session, letter).next_try_at = clock.now
    session.commit()
    sending.send_waiting(mailing, lambda s, one: LetterText("Hello", "Good morning.", ""))

    assert len(postbox.letters) == times
    assert len({one["Message-ID"] for one in postbox.letters}) == 1


def test_a_letter_claimed_by_one_worker_is_left_alone_by_another(
    mailing: Flask, session: Session, cast: Cast, postbox: Postbox, clock: SetClock
) -> None:
    letter = write(session, cast.sam)

    first, second = (sending.claim(mailing, with_daily=True, now=clock.now) for _ in range(2))

    assert (first, second) == (letter.id, None)
    late = clock.now + timedelta(minutes=11)
    assert sending.claim(mailing, with_daily=True, now=late) == letter.id


def test_a_database_that_is_away_stops_no_request_that_has_posted_a_letter(
    mailing: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(app: Flask) -> None:
        raise OperationalError("select", {}, Exception("no such table"))

    monkeypatch.setattr(sending, "send_waiting", away)

    sending.send_or_log(mailing)

    assert "letters could not be sent" in caplog.text


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (sending.LATE, "nicht rechtzeitig verschickt."),
        (f"{sending.LATE} 451 busy", "nicht rechtzeitig verschickt. 451 busy"),
        ("550 no such user", "550 no such user"),
        ("", ""),
    ],
)
def test_only_what_the_site_says_of_a_letters_trouble_is_translated(
    app: Flask, trouble: str, words: str
) -> None:
    with app.test_request_context(), force_locale("de"):
        assert sending.trouble_words(trouble) == words


@pytest.mark.parametrize("ended", [None, "sent_at", "given_up_at"])
def test_a_letter_that_left_or_was_given_up_is_not_taken_again(
    app: Flask, session: Session, cast: Cast, clock: SetClock, ended: str | None
) -> None:
    letter = write(session, cast.sam)
    if ended:
        setattr(letter, ended, clock.now)
    session.commit()

    taken = sending.claim(app, with_daily=True, now=clock.now)

    assert taken == (None if ended else letter.id)


@pytest.mark.parametrize(
    ("tries", "counts", "minutes", "kept"),
    [(1, True, 2, 1), (2, True, 4, 2), (5, True, 32, 5), (6, True, 60, 6), (80, False, 60, 79)],
)
def test_each_pause_is_longer_than_the_last_up_to_an_hour(
    app: Flask, session: Session, cast: Cast, clock: SetClock,
    tries: int, counts: bool, minutes: int, kept: int,
) -> None:  # fmt: skip
    letter = write(session, cast.sam)
    letter.tries = tries
    session.commit()

    sending.record_trouble(app, letter.id, "x" * 501, counts=counts)

    waiting = again(session, letter)
    assert waiting.next_try_at == clock.now + timedelta(minutes=minutes)
    assert (waiting.tries, waiting.trouble) == (kept, "x" * 500)

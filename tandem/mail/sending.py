"""How does a letter leave? From the table, by whichever worker comes first.

A letter is claimed, handed over and recorded, each step committed by itself. What holds when a
process dies: before it is handed over, another worker sends it later. While it is handed over,
nobody can know whether it arrived; then an invitation or a link somebody asked for is sent again
under the same Message-ID, so that nothing is lost, and a daily letter is not, so that nobody gets
two. Tomorrow's says again whatever still waits.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.utils import parseaddr

from flask import Flask, current_app
from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.content.own_words import NAME
from tandem.mail.letters import LetterText, message_of
from tandem.mail.smtp import Postman, Refused, ServerAway, TryLater
from tandem.mail.working_times import put_off, when_to_send
from tandem.models import Letter
from tandem.terms import N_, LetterKind
from tandem.web import clock, db
from tandem.web.setting_values import mail_server
from tandem.web.site_identity import own_words
from tandem.working_time import WorkingTime, working_time_in

log = logging.getLogger(__name__)
# How long a worker may take over one letter before another one takes it for dead.
LEASE = timedelta(minutes=10)
# Minutes.
LONGEST_PAUSE = 60
# So often a server may put a letter off, once an hour: about three days. A server that is away does
# not count, however long it is: no letter is lost to a fault of the connection.
MOST_TRIES = 80
INTERRUPTED = N_("interrupted while it was handed over: it may have arrived, and isn’t sent twice")
LATE = N_("not sent in time.")
UNWRITTEN = N_("it couldn’t be written; the log of the site says why.")
OUR_TROUBLES = (INTERRUPTED, LATE, UNWRITTEN)
Composer = Callable[[Session, Letter], LetterText | None]


@dataclass(frozen=True)
class Outcome:
    """How many letters one run has sent and given up, and whether the server was away."""

    sent: int = 0
    given_up: int = 0
    server_is_away: bool = False


def can_send() -> bool:
    """Is a mail server set up?"""
    return bool(current_app.config["SMTP_URL"])


# The name of a thread that sends letters beside a request.
LETTERS = "letters"


def sender_of(app: Flask) -> str:
    """From whom letters come. The name that we gave gives way to the site's own."""
    name, address = parseaddr(app.config["MAIL_FROM"])
    with app.app_context():
        own = own_words().name if name in {"", NAME} else name
    return str(Address(display_name=own, addr_spec=address))


def send_soon() -> None:
    """Send what waits beside the request, so that its time tells nothing. Call after commit."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # werkzeug's proxy
    if app.config["SMTP_URL"]:
        threading.Thread(target=send_or_log, args=(app,), name=LETTERS, daemon=True).start()


def send_or_log(app: Flask) -> None:
    """Send what waits; what fails is logged, and the next run of the site tries again."""
    try:
        send_waiting(app)
    except Exception:
        log.exception("letters could not be sent; they wait in the outbox")


def send_waiting(app: Flask, compose: Composer | None = None) -> Outcome:
    """Send every letter that is due, and stop at the first sign that the server is away.

    `compose` writes a daily letter from what is true now, or says that it is no longer wanted.
    Without it daily letters are left to others.
    """
    sent = given_up = 0
    server = mail_server(app.config["SMTP_URL"])
    with Postman(server, sender_of(app)) as postman:
        while True:
            letter_id = claim(app, with_daily=compose is not None, now=clock.now(app))
            if letter_id is None:
                return Outcome(sent, given_up)
            try:
                left = send_one(app, letter_id, postman, compose)
            except ServerAway as error:
                record_trouble(app, letter_id, str(error), counts=False)
                return Outcome(sent, given_up, server_is_away=True)
            except TryLater as error:
                record_trouble(app, letter_id, str(error), counts=True)
                continue
            sent, given_up = sent + left, given_up + (not left)


def claim(app: Flask, *, with_daily: bool, now: datetime) -> int | None:
    """Take the oldest letter that is due; no other worker takes it for a while.

    One whose reader does not work now waits until they do.
    """
    kinds = set(LetterKind) if with_daily else set(LetterKind) - {LetterKind.DAILY}
    query = (
        select(Letter)
        .where(Letter.sent_at.is_(None), Letter.given_up_at.is_(None), Letter.next_try_at <= now)
        .where(Letter.kind.in_(kinds))
        .order_by(Letter.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    with db.own_session(app) as session:
        while (letter := session.scalars(query).one_or_none()) is not None:
            until = when_to_send(session, letter, site=site_time(app), now=now)
            if until > now:
                put_off(letter, until)
                session.commit()
                continue
            letter.tries += 1
            letter.next_try_at = now + LEASE
            session.commit()
            return letter.id
        return None


def site_time(app: Flask) -> WorkingTime:
    """When people work here who have not said it themselves."""
    time = working_time_in(app.config["WORK_HOURS"])
    return replace(time, country=app.config["HOLIDAYS"])


def send_one(app: Flask, letter_id: int, postman: Postman, compose: Composer | None) -> bool:
    """Send a claimed letter and record what became of it. Raises TryLater."""
    with db.own_session(app) as session:
        letter = session.get_one(Letter, letter_id)
        trouble = reason_to_give_up(letter, now=clock.now(app))
        written = None if trouble else content_or_later(session, letter, compose)
        if written is None:
            give_up(letter, trouble, now=clock.now(app))
            session.commit()
            return False
        session.commit()
        return hand_over(session, letter, written, postman, app)


def content_or_later(
    session: Session, letter: Letter, compose: Composer | None
) -> LetterText | None:
    """What the letter says. Raises TryLater where it cannot be written: the others leave."""
    try:
        return content_of(session, letter, compose)
    except Exception as error:
        log.exception("letter %s to person %s cannot be written", letter.id, letter.person_id)
        session.rollback()
        raise TryLater(UNWRITTEN) from error


def content_of(session: Session, letter: Letter, compose: Composer | None) -> LetterText | None:
    """What the letter says: a daily one is written now, from what is true now."""
    if letter.kind is not LetterKind.DAILY:
        return LetterText(subject=letter.subject, text=letter.text, html=letter.html)
    written = compose(session, letter) if compose else None
    if written is not None:
        letter.subject = written.subject
    return written


def hand_over(
    session: Session, letter: Letter, written: LetterText, postman: Postman, app: Flask
) -> bool:
    """Give the letter to the mail server, between two commits. Raises TryLater."""
    postman.connect()
    try:
        message = message_of(letter, written, host=host_of(app))
        letter.handing_at = clock.now(app)
        session.commit()
        postman.hand_over(message, letter.recipient)
    except (Refused, ValueError) as error:
        log.warning("letter %s was refused: %s", letter.id, error)
        give_up(letter, str(error), now=clock.now(app))
        session.commit()
        return False
    letter.sent_at, letter.handing_at = clock.now(app), None
    letter.text = letter.html = letter.trouble = ""
    session.commit()
    return True


def reason_to_give_up(letter: Letter, *, now: datetime) -> str:
    """Why a letter must not be sent anymore; nothing where it may."""
    if letter.handing_at and letter.kind is LetterKind.DAILY:
        return INTERRUPTED
    is_late = letter.expires_at is not None and now >= letter.expires_at
    return f"{LATE} {letter.trouble}".strip() if is_late or letter.tries > MOST_TRIES else ""


def trouble_words(trouble: str) -> str:
    """What is written of a letter's trouble, to its reader; what a mail server said stays as is."""
    ours = next((phrase for phrase in OUR_TROUBLES if trouble.startswith(phrase)), "")
    return f"{gettext(ours)}{trouble[len(ours) :]}" if ours else trouble


def give_up(letter: Letter, trouble: str, *, now: datetime) -> None:
    """Give a letter up for good; `trouble` is empty where it was simply no longer needed."""
    letter.given_up_at, letter.trouble, letter.handing_at = now, trouble[:500], None


def record_trouble(app: Flask, letter_id: int, trouble: str, *, counts: bool) -> None:
    """Put a letter off because it could not leave; each wait is longer than the last.

    A try that never came to this letter does not count.
    """
    log.warning("letter %s waits: %s", letter_id, trouble)
    with db.own_session(app) as session:
        letter = session.get(Letter, letter_id)
        if letter is None:
            return
        letter.trouble, letter.handing_at = trouble[:500], None
        pause = min(2**letter.tries, LONGEST_PAUSE)
        letter.next_try_at = clock.now(app) + timedelta(minutes=pause)
        letter.tries -= not counts
        session.commit()


def host_of(app: Flask) -> str:
    """The host in the letters' Message-ID."""
    return str(app.config["BASE_URL"]).partition("://")[2].partition("/")[0] or "localhost"

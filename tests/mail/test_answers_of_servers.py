"""What becomes of a letter, whatever a mail server answers to it, and whenever it hangs up?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tandem.mail import sending
from tandem.mail.letters import LetterText
from tandem.models import Letter
from tandem.terms import LetterKind
from tests.cast import Cast
from tests.moments import SetClock
from tests.postbox import Postbox

KINDS = list(LetterKind)
# To which command the server answers what; an empty answer hangs up.
FOR_NOW = [
    ("MAIL", "421 too many connections"),
    ("MAIL", "451 try again"),
    # What is wrong with our own address is no fault of the letter.
    ("MAIL", "550 not from there"),
    ("MAIL", ""),
    ("RCPT", "421 going down"),
    ("RCPT", "450 greylisted"),
    ("RCPT", "452 mailbox full"),
    ("DATA", "421 going down"),
    ("DATA", "451 try again"),
    ("DATA", "452 no room"),
    ("DATA", ""),
]
FOR_GOOD = [("RCPT", "550 no such mailbox"), ("DATA", "552 too long"), ("DATA", "554 unwanted")]


@pytest.fixture
def letter(session: Session, cast: Cast, kind: LetterKind, clock: SetClock) -> Letter:
    """A letter to Sam that waits."""
    letter = Letter(
        kind=kind, person_id=cast.sam.id, recipient=cast.sam.email, subject="Hello", text="Hello.",
        created_at=clock.now, next_try_at=clock.now, expires_at=clock.now + timedelta(days=1),
    )  # fmt: skip
    session.add(letter)
    session.commit()
    return letter


def send(mailing: Flask, session: Session, letter: Letter) -> None:
    """Send what waits, and look at the letter again."""
    sending.send_waiting(mailing, lambda *_: LetterText(subject="Hello", text="Hello.", html=""))
    session.rollback()
    session.refresh(letter)


def set_up(postbox: Postbox, command: str, answer: str) -> None:
    """Let the server answer so."""
    if command == "RCPT":
        postbox.refused["sam@example.com"] = answer
    else:
        postbox.answers[command] = answer


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("command", "answer"), FOR_NOW)
def test_no_refusal_for_now_ends_a_letter(
    mailing: Flask, session: Session, postbox: Postbox, letter: Letter, clock: SetClock,
    command: str, answer: str,
) -> None:  # fmt: skip
    set_up(postbox, command, answer)

    send(mailing, session, letter)

    assert (letter.given_up_at, letter.sent_at) == (None, None)
    assert letter.trouble
    assert letter.next_try_at > clock.now
    postbox.answers.clear()
    postbox.refused.clear()
    clock.go_on(timedelta(minutes=10))
    send(mailing, session, letter)
    assert letter.sent_at
    assert len(postbox.to("sam@example.com")) == 1


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("command", "answer"), FOR_GOOD)
def test_a_refusal_for_good_ends_a_letter_with_the_servers_words(
    mailing: Flask, session: Session, postbox: Postbox, letter: Letter, command: str, answer: str
) -> None:
    set_up(postbox, command, answer)

    send(mailing, session, letter)

    assert letter.given_up_at
    assert letter.trouble == answer
    assert postbox.letters == []

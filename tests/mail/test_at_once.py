"""Does a letter leave once when two workers send what waits at the same moment?"""

from __future__ import annotations

from functools import partial

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.mail import sending
from tandem.models import Letter
from tests.at_once import lingering, met_before, together
from tests.cast import Cast
from tests.mail.test_sending import write
from tests.postbox import Postbox


def test_two_workers_send_a_letter_once(
    mailing: Flask, session: Session, cast: Cast, postbox: Postbox
) -> None:
    write(session, cast.sam)
    send = partial(sending.send_waiting, mailing)

    with met_before(sending, "claim", number=2), lingering(Session, number=2):
        sent = together(send, send)

    assert [letter["Subject"] for letter in postbox.to("sam@example.com")] == ["Hello"]
    assert sum(outcome.sent for outcome in sent) == 1
    session.rollback()
    assert session.scalars(select(Letter.tries)).all() == [1]

"""Who of the sample is written to on which day of ten weeks, and what?

It is written down in `ten_weeks.txt`; `make pages` writes it anew.
"""

from __future__ import annotations

from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tandem.models import Person, Team
from tests import said
from tests.cast import NOW
from tests.moments import SetClock
from tests.notifications.conftest import mail_today
from tests.outline import without_lots
from tests.postbox import Postbox, text_of

FILE = Path(__file__).parent / "ten_weeks.txt"
DAYS = 70
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Kiritimati")


@pytest.mark.written_down
def test_ten_weeks_of_letters_are_as_they_were(
    sample_house: None, mailing: Flask, postbox: Postbox, session: Session, clock: SetClock,
    request: pytest.FixtureRequest,
) -> None:  # fmt: skip
    live_everywhere(session)
    wrote: said.Said = {}
    for hour in range(0, 24 * DAYS, 8):
        clock.set_to(NOW + timedelta(hours=hour))
        mail_today(mailing)
        for letter in sorted(postbox.letters, key=lambda letter: str(letter["To"])):
            wrote[f"after {hour} hours to {letter['To']}"] = lines_of(letter)
        postbox.letters.clear()
    if request.config.getoption("--record-pages"):
        said.write(FILE, wrote)

    assert len(wrote) > 50
    assert wrote == said.read(FILE)


def live_everywhere(session: Session) -> None:
    """The people of the sample are written to, each in a zone, and some in German."""
    session.execute(update(Person).values(is_sample=False))
    session.execute(update(Team).values(is_sample=False))
    for place, person in enumerate(session.scalars(select(Person).order_by(Person.id))):
        person.time_zone = ZONES[place % len(ZONES)]
        person.language = "de" if place % 3 == 2 else "en"
    session.commit()


def lines_of(letter: EmailMessage) -> list[str]:
    """Its subject and what it says in plain text."""
    lines = [str(letter["Subject"]), *text_of(letter, "plain").splitlines()]
    return [without_lots(line) for line in lines if line]

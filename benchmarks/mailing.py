"""How long does the daily mail take, and does it hold everybody in memory?

Run: .venv/bin/python -m benchmarks.mailing [PAIRS] [LETTERS]

Gives everybody of PAIRS pairs (10,000, that is 20,000 people) a date in a week, of which everybody
is reminded today, writes all letters, and then sends the first LETTERS (2,000) of them to a mail
server on this machine. It prints time and memory for each thousand: both must stay what they are.
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from flask import Flask
from sqlalchemy import delete, update

from benchmarks.exporting import megabytes
from benchmarks.leading import filled
from tandem.models import Assignment, Letter, Person, Team
from tandem.notifications.daily import letter
from tandem.web import clock, db

PORT = 8025
THOUSAND = 1000


class Counter:
    """Takes letters, keeps none, and says how each thousand went."""

    def __init__(self) -> None:
        self.number = 0
        self.begun = time.process_time()

    async def handle_DATA(  # noqa: N802 (the library calls it so)
        self, server: Any, session: Any, envelope: Any
    ) -> str:
        """Count a letter."""
        self.number += 1
        if self.number % THOUSAND == 0:
            now = time.process_time()
            print(
                f"letters to {self.number}: {now - self.begun:.1f} s, {megabytes()} MB at most",
                flush=True,
            )
            self.begun = now
        return "250 kept"


def main() -> None:
    """Measure and print."""
    pairs, letters = (sys.argv[1:] + ["10000", "2000"][len(sys.argv) - 1 :])[:2]
    with tempfile.TemporaryDirectory() as name:
        app = filled(Path(name), pairs=pairs, modules="16")
        make_real(app)
        before, begun = megabytes(), time.process_time()
        written = letter.run(app)
        taken = time.process_time() - begun
        print(f"{written} letters written in {taken:.1f} s, memory {before} -> {megabytes()} MB")
        keep(app, int(letters))
        server = Controller(Counter(), hostname="127.0.0.1", port=PORT)
        server.start()
        try:
            app.config["SMTP_URL"] = f"smtp://127.0.0.1:{PORT}"
            letter.send(app)
        finally:
            server.stop()


def keep(app: Flask, number: int) -> None:
    """Leave so many letters."""
    with app.app_context(), db.own_session(app) as session:
        session.execute(delete(Letter).where(Letter.id > number))
        session.commit()


def make_real(app: Flask) -> None:
    """Nobody writes to sample people: make them real, with a date in a week."""
    due_on = clock.now().date() + timedelta(days=7)
    with app.app_context(), db.own_session(app) as session:
        session.execute(update(Person).values(is_sample=False))
        session.execute(update(Team).values(is_sample=False))
        session.execute(update(Assignment).values(due_on=due_on))
        session.commit()
    app.config["BASE_URL"] = "https://tandem.example.com"


if __name__ == "__main__":
    main()

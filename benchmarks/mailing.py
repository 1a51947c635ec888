"""Does the daily mail take as long for each of many as for each of few, and hold nobody in memory?

Everybody of 10,000 pairs, that is 20,000 people, has a date in a week, of which everybody is
reminded today. All letters are written, and then the first of them sent to a mail server on this
machine.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any

from aiosmtpd.controller import Controller
from flask import Flask
from sqlalchemy import delete, update

from benchmarks.measures import Measure
from benchmarks.serving import free_port
from benchmarks.sites import filled, folder
from benchmarks.timing import alone, busy, megabytes
from tandem.models import Assignment, Letter, Person, Team
from tandem.notifications.daily import letter
from tandem.web import db

# A Wednesday morning: nobody is written to on a Sunday.
NOW = datetime(2026, 3, 4, 10, tzinfo=UTC)


class Counter:
    """Takes letters, keeps none, and notes the processor time of each batch."""

    def __init__(self, batch: int) -> None:
        self.batch, self.number = batch, 0
        self.begun = time.process_time()
        self.batches: list[float] = []

    async def handle_DATA(  # noqa: N802 (the library calls it so)
        self, server: Any, session: Any, envelope: Any
    ) -> str:
        """Count a letter."""
        self.number += 1
        if self.number % self.batch == 0:
            now = time.process_time()
            self.batches.append(now - self.begun)
            self.begun = now
        return "250 kept"


def measures(*, short: bool) -> list[Measure]:
    """Writing and sending, of many against few."""
    few, many = (20, 100) if short else (1_000, 10_000)
    small, _, _ = alone(written, few)
    large, growth, batches = alone(written, many, batch=20 if short else 1_000)
    each = (large / many) / (small / few)
    last = batches[-1] / batches[0]
    return [
        Measure(
            f"a letter of {2 * many:,}: time, of {2 * few:,}", each, 1.1, 1.1, note=f"{large:.1f} s"
        ),
        Measure("all letters written: memory, of before", growth, 1.1, 1.1),
        Measure(
            "letters sent: the last batch, of the first",
            last,
            1.1,
            1.1,
            note=f"{batches[-1]:.1f} s",
        ),
    ]


def written(pairs: int, batch: int = 0) -> tuple[float, float, list[float]]:
    """Processor seconds for writing all letters, the growth of memory, and of each batch sent."""
    with folder() as place:
        app = filled(place, pairs=pairs, modules=16, clock=lambda: NOW)
        make_real(app)
        before = megabytes()
        with app.app_context():
            seconds = busy(lambda: letter.run(app))
        growth = megabytes() / before
        return seconds, growth, sent(app, batch) if batch else []


def sent(app: Flask, batch: int) -> list[float]:
    """Send three batches; the processor seconds of each."""
    keep(app, 3 * batch)
    counter, port = Counter(batch), free_port()
    server = Controller(counter, hostname="127.0.0.1", port=port)
    server.start()
    try:
        app.config["SMTP_URL"] = f"smtp://127.0.0.1:{port}"
        with app.app_context():
            letter.send(app)
    finally:
        server.stop()
    return counter.batches


def keep(app: Flask, number: int) -> None:
    """Leave so many letters."""
    with app.app_context(), db.own_session(app) as session:
        session.execute(delete(Letter).where(Letter.id > number))
        session.commit()


def make_real(app: Flask) -> None:
    """Nobody writes to sample people: make them real, with a date in a week."""
    due_on = NOW.date() + timedelta(days=7)
    with app.app_context(), db.own_session(app) as session:
        session.execute(update(Person).values(is_sample=False))
        session.execute(update(Team).values(is_sample=False))
        session.execute(update(Assignment).values(due_on=due_on))
        session.commit()
    app.config["BASE_URL"] = "https://tandem.example.com"

"""Does anybody who saves wait for long, while many save and some sign in?

16 people send a quiz in each of 16 modules at once, while 4 others sign in again and again, on
the threads that a site has. The slowest submission is held against the middle one, and how many
there are in a second against durable commits of as many rows by the database's own driver alone.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from threading import Event
from typing import Any

import psycopg
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, event

from benchmarks.measures import Measure
from benchmarks.postgres import empty_database
from benchmarks.sites import Form, browser_of, filled, filled_in, folder
from tandem.commands.demo.people import email_of
from tandem.commands.sample.team import PASSWORD
from tandem.web import db

# As many requests as a site takes at once; the others wait in the order in which they came.
THREADS = ThreadPoolExecutor(8)
# What a submission writes: the form, the attempt and a step.
ROWS = 3
MOST_STATEMENTS = 12


@dataclass(frozen=True)
class Load:
    """How many write, how many sign in, and how many modules each writes in."""

    clients: int
    signing_in: int
    modules: int


@dataclass(frozen=True)
class Sent:
    """Seconds of each submission in order, how many came in a second, and how many signed in."""

    times: list[float]
    rate: float
    sign_ins: int


def measures(*, short: bool) -> list[Measure]:
    """Waiting and rate on both databases, and the statements of a submission."""
    load = Load(4, 1, 4) if short else Load(16, 4, 16)
    with folder() as place:
        app = filled(place, pairs=load.clients, modules=load.modules)
        rows = measured(
            "SQLite", app, load, lambda number: sqlite_alone(place / "alone.db", number)
        )
        rows.append(statements(app, load))
    with folder() as place, empty_database() as database:
        if database and not short:
            app = filled(place, pairs=load.clients, modules=load.modules, database=database)
            rows += measured(
                "PostgreSQL", app, load, lambda number: postgres_alone(database, number)
            )
    return rows


def measured(database: str, app: Flask, load: Load, alone: Callable[[int], float]) -> list[Measure]:
    """How it went on a database."""
    sent = submitted(app, load)
    middle, slowest = median(sent.times), sent.times[-1]
    commits = alone(len(sent.times))
    waited = f"{1000 * middle:.0f} ms, at most {1000 * slowest:.0f} ms"
    rates = f"{sent.rate:.0f} a second, {commits:.0f} commits; {sent.sign_ins} sign-ins"
    return [
        Measure(
            f"{database}: slowest submission, of the middle", slowest / middle, 5, 5, note=waited
        ),
        Measure(
            f"{database}: submissions, of durable commits",
            sent.rate / commits, 0.25, 0.007, at_least=True, note=rates,
        ),
    ]  # fmt: skip


def submitted(app: Flask, load: Load) -> Sent:
    """Let everybody send and sign in."""
    browsers = [browser_of(app, email_of(number)) for number in range(load.clients)]
    sheets = [(browser, forms(browser, load.modules)) for browser in browsers]
    over = Event()
    with ThreadPoolExecutor(load.clients + load.signing_in) as pool:
        visits = [pool.submit(sign_in, app, over) for _ in range(load.signing_in)]
        begun = time.perf_counter()
        each = list(pool.map(send_all, *zip(*sheets, strict=True)))
        taken = time.perf_counter() - begun
        over.set()
    times = sorted(seconds for own in each for seconds in own)
    return Sent(times, len(times) / taken, sum(visit.result() for visit in visits))


def statements(app: Flask, load: Load) -> Measure:
    """The statements of one submission, from BEGIN to COMMIT."""
    written: list[str] = []

    def note(connection: Connection, *call: Any) -> None:
        if connection.get_execution_options().get("writes"):
            written.append(call[1])

    browser = browser_of(app, email_of(1))
    sheet = filled_in(browser, f"/learn/demo-data/demo-{load.modules}/quiz")
    with app.app_context():
        engine = db.engine()
    event.listen(engine, "before_cursor_execute", note)
    send_all(browser, [sheet])
    event.remove(engine, "before_cursor_execute", note)
    ratio = len(written) / MOST_STATEMENTS
    return Measure("statements of a submission, of twelve", ratio, 1, 0.8, note=f"{len(written)}")


def forms(browser: FlaskClient, modules: int) -> list[Form]:
    """A quiz of every module, filled in and not yet sent."""
    return [filled_in(browser, f"/learn/demo-data/demo-{n}/quiz") for n in range(1, modules + 1)]


def send_all(browser: FlaskClient, sheets: list[Form]) -> list[float]:
    """Send them one after the other; how long each took, with the time it waited for a thread."""
    times = []
    for address, fields in sheets:
        begun = time.perf_counter()
        answer = THREADS.submit(browser.post, address, data=fields).result()
        times.append(time.perf_counter() - begun)
        if answer.status_code != 303:
            raise RuntimeError(f"{address} answers {answer.status_code}")
    return times


def sign_in(app: Flask, over: Event) -> int:
    """Sign in until it is over; how often."""
    count = 0
    while not over.is_set():
        browser = app.test_client()
        address, fields = filled_in(browser, "/login")
        known = {**fields, "email": email_of(0), "password": PASSWORD}
        answer = THREADS.submit(browser.post, address, data=known).result()
        if answer.status_code != 302:
            raise RuntimeError(f"the sign-in answers {answer.status_code}")
        count += 1
    return count


def sqlite_alone(file: Path, number: int) -> float:
    """How many durable commits of such rows sqlite3 alone makes in a second, one after another."""
    connection = sqlite3.connect(file, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, text TEXT)")
    begun = time.perf_counter()
    for _ in range(number):
        connection.execute("BEGIN IMMEDIATE")
        for _ in range(ROWS):
            connection.execute("INSERT INTO row (text) VALUES (?)", ("x" * 300,))
        connection.execute("COMMIT")
    return number / (time.perf_counter() - begun)


def postgres_alone(database: str, number: int) -> float:
    """The same by psycopg alone."""
    with psycopg.connect(database.replace("+psycopg", "")) as connection:
        connection.execute("CREATE TABLE alone (id SERIAL PRIMARY KEY, text TEXT)")
        connection.commit()
        begun = time.perf_counter()
        for _ in range(number):
            for _ in range(ROWS):
                connection.execute("INSERT INTO alone (text) VALUES (%s)", ("x" * 300,))
            connection.commit()
        return number / (time.perf_counter() - begun)

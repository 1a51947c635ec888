"""Does anybody who saves wait for long, while many save and some sign in?

Run: .venv/bin/python -m benchmarks.writing [CLIENTS] [SIGNING_IN]

CLIENTS people (16) send a quiz in each of 16 modules at once, while SIGNING_IN others (4) sign in
again and again, on the threads that a site has. It prints how long a submission takes in the middle
and at most (at most 5 times as long), and how many there are in a second beside the durable commits
of as many rows by sqlite3 alone.
"""

from __future__ import annotations

import re
import sqlite3
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

from flask import Flask
from flask.testing import FlaskClient

from benchmarks.leading import browser_of, filled
from tandem.commands.demo.people import email_of
from tandem.commands.sample.team import PASSWORD

MODULES = 16
# As many requests as a site takes at once; the others wait in the order in which they came.
THREADS = ThreadPoolExecutor(8)
Form = tuple[str, dict[str, str]]
# What a submission writes: the form, the attempt and a step.
ROWS = 3


def main() -> None:
    """Measure and print."""
    clients, signing_in = (int(n) for n in (sys.argv[1:] + ["16", "4"][len(sys.argv) - 1 :])[:2])
    with tempfile.TemporaryDirectory() as name:
        app = filled(Path(name), pairs=str(clients), modules=str(MODULES))
        browsers = [browser_of(app, email_of(number)) for number in range(clients)]
        sent = [(browser, forms(browser)) for browser in browsers]
        over = Event()
        with ThreadPoolExecutor(clients + signing_in) as pool:
            visits = [pool.submit(sign_in, app, over) for _ in range(signing_in)]
            begun = time.perf_counter()
            each = list(pool.map(send_all, *zip(*sent, strict=True)))
            taken = time.perf_counter() - begun
            over.set()
        alone = commits_alone(Path(name) / "alone.db", number=clients * MODULES)
    times = sorted(seconds for seconds_of_one in each for seconds in seconds_of_one)
    middle, slowest, rate = times[len(times) // 2], times[-1], len(times) / taken
    print(f"{clients} clients send {len(times)} quizzes, {signing_in} sign in beside them")
    print(f"a submission takes {1000 * middle:.0f} ms in the middle, {1000 * slowest:.0f} at most")
    print(f"the slowest against the middle: {slowest / middle:.1f} times (at most 5)")
    print(f"{rate:.1f} submissions a second, {alone:.1f} commits of sqlite3 alone")
    print(f"submissions against commits: {rate / alone:.3f}")
    print(f"sign-ins meanwhile: {sum(visit.result() for visit in visits)}")


def forms(browser: FlaskClient) -> list[Form]:
    """A quiz of every module, filled in and not yet sent."""
    return [filled_in(browser, f"/learn/demo-data/demo-{n}/quiz") for n in range(1, MODULES + 1)]


def filled_in(browser: FlaskClient, address: str) -> Form:
    """A form as a person would send it, with the first answer to everything."""
    fields: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", browser.get(address).text):
        named = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if "name" in named and named["name"] not in fields:
            fields[named["name"]] = named.get("value", "")
    return address, fields


def send_all(browser: FlaskClient, sheets: list[Form]) -> list[float]:
    """Send them one after the other; how long each took, with the time it waited for a thread."""
    times = []
    for address, fields in sheets:
        begun = time.perf_counter()
        answer = THREADS.submit(browser.post, address, data=fields).result()
        times.append(time.perf_counter() - begun)
        if answer.status_code != 303:
            raise SystemExit(f"{address} answers {answer.status_code}")
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
            raise SystemExit(f"the sign-in answers {answer.status_code}")
        count += 1
    return count


def commits_alone(file: Path, *, number: int) -> float:
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


if __name__ == "__main__":
    main()

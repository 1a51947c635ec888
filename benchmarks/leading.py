"""How much does a leader's first page cost beside a lesson page, with ten thousand pairs?

Run: .venv/bin/python -m benchmarks.leading [PAIRS] [MODULES]

Fills an empty database with PAIRS pairs (10,000) in a course of MODULES modules (16), opens both
pages in turn, and prints the processor time of each and their ratio.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app import create_app
from tandem.commands.demo.people import LEADER, email_of
from tandem.models import Person
from tandem.people.accounts import sign_ins
from tandem.web import clock, db

ROUNDS = 20


def main() -> None:
    """Measure and print."""
    pairs, modules = (sys.argv[1:] + ["10000", "16"][len(sys.argv) - 1 :])[:2]
    with tempfile.TemporaryDirectory() as name:
        app = filled(Path(name), pairs=pairs, modules=modules)
        leader, learner = (browser_of(app, email) for email in (LEADER, email_of(0)))
        lead, lesson = [], []
        for _ in range(ROUNDS):
            lead.append(seconds(leader, "/lead/"))
            lesson.append(seconds(learner, "/learn/demo-data/demo-1/"))
    middle = sorted(lead)[ROUNDS // 2], sorted(lesson)[ROUNDS // 2]
    print(f"{pairs} pairs, {modules} modules, processor time, the middle of {ROUNDS}")
    print(f"first page of a leader {1000 * middle[0]:.1f} ms, a lesson {1000 * middle[1]:.1f} ms")
    print(f"the leader's page against the lesson: {middle[0] / middle[1]:.2f} times")


def filled(folder: Path, *, pairs: str, modules: str, database: str = "") -> Flask:
    """The site with a database and a course of its own, and so many pairs.

    `database` is the address of an empty database; without it there is one in the folder.
    """
    (folder / "courses").mkdir()
    app = opened(folder, database)
    run = app.test_cli_runner().invoke
    for words in (["prepare"], ["demo-data", "--pairs", pairs, "--modules", modules]):
        done = run(args=words)
        if done.exit_code:
            raise SystemExit(done.output)
    return app


def opened(folder: Path, database: str = "") -> Flask:
    """The site in a folder that was filled."""
    return create_app(
        {
            "DATABASE_URL": database or f"sqlite:///{folder}/bench.db",
            "COURSES": str(folder / "courses"),
            "INSTANCE": str(folder),
            "WATCH": False,
        }
    )


def browser_of(app: Flask, email: str) -> FlaskClient:
    """A browser in which this person is signed in."""
    client = app.test_client()
    with app.app_context():
        person = db.session().scalars(select(Person).where(Person.email == email)).one()
        _, token = sign_ins.begin(db.session(), person.id, device="", now=clock.now())
        db.session().commit()
        with client.session_transaction() as cookie:
            cookie["_user_id"] = token
            cookie["_fresh"] = True
    return client


def seconds(client: FlaskClient, address: str) -> float:
    """How long one page keeps the processor busy. Raises SystemExit where it does not come."""
    begun = time.process_time()
    answer = client.get(address)
    taken = time.process_time() - begun
    if answer.status_code != 200:
        raise SystemExit(f"{address} answers {answer.status_code}")
    return taken


if __name__ == "__main__":
    main()

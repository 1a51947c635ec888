"""What does a learner's page cost beside a bare page of Flask and SQLAlchemy with as many bytes?

Run: .venv/bin/python -m benchmarks.pages [PAIRS] [MODULES]

Fills an empty database with PAIRS pairs (100) in a course of MODULES modules (16), opens each page
and the bare one in turn, and prints the processor time of each and how much of it the bare one is.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from benchmarks.leading import browser_of, filled, seconds
from tandem.commands.demo.people import LEADER, email_of
from tandem.models import Person

ROUNDS = 60
PAGES = {
    "my page": "/",
    "list of lessons": "/learn/",
    "course": "/learn/demo-data/",
    "lesson": "/learn/demo-data/demo-1/",
    "quiz": "/learn/demo-data/demo-1/quiz",
}


def main() -> None:
    """Measure and print."""
    pairs, modules = (sys.argv[1:] + ["100", "16"][len(sys.argv) - 1 :])[:2]
    with tempfile.TemporaryDirectory() as name:
        app = filled(Path(name), pairs=pairs, modules=modules)
        learner = browser_of(app, email_of(0))
        leader = browser_of(app, LEADER)
        pages = {label: (learner, path) for label, path in PAGES.items()}
        pages["teams"] = (leader, "/lead/")
        sizes = {label: len(who.get(path).data) for label, (who, path) in pages.items()}
        bare = bare_site(f"sqlite:///{name}/bench.db", email_of(0), sizes)
        print(f"{pairs} pairs, {modules} modules, processor time, the middle of {ROUNDS}")
        for label, (who, path) in pages.items():
            own, anchor = [], []
            for _ in range(ROUNDS):
                own.append(seconds(who, path))
                anchor.append(seconds(bare, f"/{label}"))
            print(
                f"{label:16} {sizes[label] // 1000:4} kB {1000 * median(own):6.1f} ms,"
                f" bare {1000 * median(anchor):5.2f} ms, {median(anchor) / median(own):.2f}"
            )


def bare_site(database: str, email: str, sizes: dict[str, int]) -> FlaskClient:
    """A page for each size: one row is read, and the bytes are sent."""
    bare = Flask("bare")
    engine = create_engine(database)
    statement = select(Person).where(Person.email == email)

    @bare.get("/<label>")
    def page(label: str) -> str:
        with Session(engine) as session:
            name = session.scalars(statement).one().name
        return name + "." * (sizes[label] - len(name))

    return bare.test_client()


if __name__ == "__main__":
    main()

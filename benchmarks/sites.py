"""Which sites of ours are measured, and how they are filled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app import create_app
from benchmarks.timing import Act
from tandem.models import Person
from tandem.models.timing import Clock
from tandem.people.accounts import sign_ins
from tandem.web import clock, db

# An address, and the fields that are sent there.
Form = tuple[str, dict[str, str]]
OWN_COURSES = Path(__file__).parent.parent / "courses"


@contextmanager
def folder() -> Iterator[Path]:
    """A folder for a site, for a while."""
    with TemporaryDirectory(prefix="tandem-bench-") as name:
        yield Path(name)


def opened(place: Path, database: str = "", clock: Clock = clock.real) -> Flask:
    """The site in a folder. `database` is an address; without it there is one in the folder."""
    return create_app(
        {
            "DATABASE_URL": database or address(place),
            "COURSES": str(place / "courses"),
            "INSTANCE": str(place),
            "WATCH": False,
        },
        clock=clock,
    )


def address(place: Path) -> str:
    """The database of a site in a folder."""
    return f"sqlite:///{place}/bench.db"


def run(app: Flask, *words: str) -> None:
    """A command of the site. Raises RuntimeError where it fails."""
    done = app.test_cli_runner().invoke(args=words)
    if done.exit_code:
        raise RuntimeError(done.output or repr(done.exception))


def filled(
    place: Path, *, pairs: int, modules: int, database: str = "", clock: Clock = clock.real
) -> Flask:
    """The site with an empty database, a course of so many modules, and so many pairs."""
    (place / "courses").mkdir(exist_ok=True)
    app = opened(place, database, clock)
    run(app, "prepare")
    run(app, "demo-data", "--pairs", str(pairs), "--modules", str(modules))
    return app


def sampled(place: Path) -> Flask:
    """The site with the sample and our own courses."""
    (place / "courses").symlink_to(OWN_COURSES)
    app = opened(place)
    run(app, "prepare")
    run(app, "sample", "load")
    return app


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


def opening(client: FlaskClient, path: str) -> Act:
    """Opens a page. Raises RuntimeError where it does not come."""

    def act() -> None:
        answer = client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answers {answer.status_code}")

    return act


def size(client: FlaskClient, path: str) -> int:
    """The bytes of a page."""
    return len(client.get(path).data)


def filled_in(browser: FlaskClient, address: str) -> Form:
    """A form as a person would send it, with the first answer to everything."""
    fields: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", browser.get(address).text):
        named = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if "name" in named and named["name"] not in fields:
            fields[named["name"]] = named.get("value", "")
    return address, fields

"""How long does a learner's save take while something changes for ten thousand pairs?

A process of its own serves the site, as `make run` does. Another lets one learner after the other
mark a lesson read. Meanwhile a sentence of one lesson is put better, a lesson with a quiz is
added, and another course is given to every team, each until the status of every pair is made
anew. None may fail, and none may take longer than a second or ten times the middle one of the
calm at the beginning, whichever is more.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from html import unescape
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from benchmarks.measures import Measure
from benchmarks.postgres import empty_database
from benchmarks.serving import ask, cookie_of, served
from benchmarks.sites import filled, folder
from tandem.commands.demo.command import COURSE
from tandem.commands.demo.people import email_of
from tandem.content.files.new import new_course_text, new_module_text
from tandem.leading.status import queue
from tandem.library.served import library
from tandem.models import Team
from tandem.progress.assignments import actions as assignments
from tandem.web import clock, db

CALM = 15.0
LONGEST = 1.0
TIMES = 10
# So many saves say what is usual.
ENOUGH = 10
LEARNERS = 4000
INPUT = re.compile(r"<input[^>]+>")
FORM = re.compile(r'<form[^>]*action="[^"]*/read[^"]*".*?</form>', re.DOTALL)
# When a save was sent, how many seconds it took, and what was answered.
Save = tuple[float, float, int]


def measures(*, short: bool) -> list[Measure]:
    """On SQLite, and on PostgreSQL where there is one."""
    rows = measured("SQLite", "", short=short)
    with empty_database() as database:
        return rows + (measured("PostgreSQL", database, short=short) if database else [])


def measured(what: str, database: str, *, short: bool) -> list[Measure]:
    """The longest save of each change, and how many fail."""
    pairs, modules = (200, 6) if short else (10_000, 16)
    with folder() as place:
        app = filled(place, pairs=pairs, modules=modules, database=database)
        learners = range(min(LEARNERS, 2 * pairs))
        cookies = (cookie_of(app, email_of(learner)) for learner in learners)
        (place / "cookies").write_text("\n".join(cookies), "utf-8")
        with served(app) as site, saving(place, modules, site.port):
            phases = [("calm", *calm(place / "saves"))]
            phases += [(change, *until_made(app, act)) for change, act in changes(app, place)]
        return told(what, phases, saves_in(place / "saves"))


@contextmanager
def saving(place: Path, modules: int, port: int) -> Iterator[None]:
    """Let learners save all the while, from another process."""
    process = get_context("spawn").Process(target=save_on, args=(str(place), modules, port))
    process.start()
    try:
        yield
    finally:
        process.terminate()
        process.join()


def save_on(place: str, modules: int, port: int) -> None:
    """One learner after the other marks one lesson after the other read, and it is noted how."""
    learners = (Path(place) / "cookies").read_text("utf-8").splitlines()
    with (Path(place) / "saves").open("w", encoding="utf-8", buffering=1) as saves:
        for module in range(modules, 0, -1):
            for cookie in learners:
                page = f"/learn/{COURSE}/demo-{module}/"
                _, text, with_token = ask(port, "GET", page, cookie)
                form = FORM.search(text)
                if form is None:
                    continue
                fields = urlencode(dict(map(field, INPUT.findall(form[0]))))
                sent, begun = time.time(), time.perf_counter()
                status, *_ = ask(port, "POST", f"{page}read", with_token, fields)
                saves.write(f"{sent} {time.perf_counter() - begun} {status}\n")


def field(tag: str) -> tuple[str, str]:
    """The name and the value of a field."""
    parts = (re.search(rf'{name}="([^"]*)"', tag) for name in ("name", "value"))
    name, value = (unescape(part[1]) if part else "" for part in parts)
    return name, value


def changes(app: Flask, place: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """What changes, one after the other."""
    course = app.config["COURSES"] / COURSE
    lesson, more = course / "01-demo-1.md", course / "99-one-more.md"
    better = lesson.read_text("utf-8").replace("knows from", "knows well from")
    yield "one sentence", lambda: lesson.write_text(better, "utf-8")
    yield "a quiz more", lambda: more.write_text(new_module_text("One more"), "utf-8")
    yield "a course for all", lambda: give_to_all(app, app.config["COURSES"] / "another")


def give_to_all(app: Flask, folder: Path) -> None:
    """Write another course, and give it to every team once it is served."""
    folder.mkdir()
    (folder / "01-first.md").write_text(new_module_text("First"), "utf-8")
    (folder / "course.md").write_text(new_course_text("Another"), "utf-8")
    while (course_id := served_course(app, folder.name)) is None:
        time.sleep(0.2)
    with db.own_session(app) as session:
        for team_id in session.scalars(select(Team.id).order_by(Team.id)).all():
            assignments.assign(
                session, team_id=team_id, course_id=course_id, pairs=None, due_on=None,
                time_zone="UTC", by_id=None, now=clock.now(app),
            )  # fmt: skip
            session.commit()


def served_course(app: Flask, slug: str) -> int | None:
    """The id of a course, if it is served."""
    with Session(app.extensions["engine"]) as session:
        return next((c.id for c in library(session).courses if c.slug == slug), None)


def calm(file: Path) -> tuple[float, float]:
    """Some time in which nothing changes, and some save: from when to when."""
    begun = time.time()
    time.sleep(CALM)
    while len(saves_in(file)) < ENOUGH:
        time.sleep(0.2)
    return begun, time.time()


def until_made(app: Flask, act: Callable[[], object]) -> tuple[float, float]:
    """Change something and wait until the status of every pair is made anew: from when to when."""
    begun = time.time()
    act()
    time.sleep(CALM / 3)
    while is_behind(app):
        time.sleep(0.2)
    return begun, time.time()


def is_behind(app: Flask) -> bool:
    """Does a sweep still go on? Single pairs are noted all the while."""
    with Session(app.extensions["engine"]) as session:
        return queue.number_stale(session) > queue.AT_MOST


def saves_in(file: Path) -> list[Save]:
    """Every save that was noted."""
    lines = (line.split() for line in file.read_text("utf-8").splitlines())
    return [(float(at), float(seconds), int(status)) for at, seconds, status in lines]


def told(
    what: str, phases: Sequence[tuple[str, float, float]], saves: Sequence[Save]
) -> list[Measure]:
    """How the saves of each phase went. Raises RuntimeError where nobody saved."""
    rows, failed = [], 0
    limit = LONGEST
    for phase, begun, ended in phases:
        own = [(seconds, status) for at, seconds, status in saves if begun <= at <= ended]
        if not own:
            raise RuntimeError(f"{phase}: nobody had anything left to save; take more pairs")
        failed += sum(status != 303 for _, status in own)
        middle, longest = median(s for s, _ in own), max(s for s, _ in own)
        if phase == "calm":
            limit = max(LONGEST, TIMES * middle)
        note = (
            f"{ended - begun:.0f} s, {len(own)} saves,"
            f" middle {1000 * middle:.0f} ms, longest {1000 * longest:.0f} ms"
        )
        rows.append(Measure(f"{what}: longest save, {phase}", longest / limit, 1, 1, note=note))
    return [*rows, Measure(f"{what}: saves that fail, of all", failed / len(saves), 0, 0)]

"""What does a server do beside requests?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tandem.commands import background
from tandem.commands.background import Watcher
from tandem.library.served import library
from tandem.notifications.daily import letter
from tests.courses import publish, write_course

Work = tuple[Callable[[], object], float]


def test_a_changed_file_is_published_by_itself(
    app: Flask, session: Session, tmp_path: Path
) -> None:
    folder = write_course(tmp_path / "courses", "engine")
    publish(session, folder.parent)
    watcher = Watcher(app)
    path = folder / "01-engine.md"
    path.write_text(path.read_text("utf-8").replace("title: Engine", "title: Motor"), "utf-8")

    assert watcher.look() is True
    assert library(session).course("teaming").module("engine").title == "Motor"


def test_nothing_is_published_where_nothing_has_changed(app: Flask, tmp_path: Path) -> None:
    write_course(tmp_path / "courses", "engine")

    assert Watcher(app).look() is False


def test_a_folder_that_vanishes_withdraws_nothing(
    app: Flask, session: Session, tmp_path: Path
) -> None:
    folder = write_course(tmp_path / "courses", "engine")
    publish(session, folder.parent)
    watcher = Watcher(app)
    folder.parent.rename(tmp_path / "elsewhere")

    assert watcher.look() is False
    assert library(session).course("teaming").modules


def test_one_process_watches_and_another_goes_on_when_it_ends(
    app: Flask, session: Session, tmp_path: Path
) -> None:
    path = write_course(tmp_path / "courses", "engine") / "01-engine.md"
    publish(session, tmp_path / "courses")
    waiting, watching = Watcher(app), Watcher(app)

    path.write_text(path.read_text("utf-8").replace("title: Engine", "title: Motor"), "utf-8")
    assert (watching.look(), waiting.look()) == (True, False)

    path.write_text(path.read_text("utf-8").replace("title: Motor", "title: Gear"), "utf-8")
    watching.turn.release()
    assert waiting.look() is True
    assert library(session).course("teaming").module("engine").title == "Gear"


def begun(app: Flask, monkeypatch: pytest.MonkeyPatch, **given: object) -> list[Work]:
    """What a process begins to do again and again, with these settings: what, and how often."""
    works: list[Work] = []
    monkeypatch.setattr(background, "WARM_UP_AFTER", 1e6)
    monkeypatch.setattr(background, "repeat", lambda act, *, every: works.append((act, every)))
    app.config.update(given)
    background.start(app)
    return works


@pytest.mark.parametrize(
    ("watch", "is_there", "watches"),
    [(True, True, True), (True, False, False), (False, True, False), (False, False, False)],
)
def test_a_folder_of_courses_is_watched_where_it_is_there_and_wanted(
    app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
    watch: bool, is_there: bool, watches: bool,
) -> None:  # fmt: skip
    folder = tmp_path / ("courses" if is_there else "nowhere")

    works = begun(app, monkeypatch, WATCH=watch, COURSES=folder)

    assert (background.LOOK_EVERY in {every for _, every in works}) is watches


@pytest.mark.parametrize(
    ("server", "reminders", "done"),
    [
        ("smtp://localhost", True, ["run_of_this_hour"]),
        ("smtp://localhost", False, ["send"]),
        ("", True, []),
    ],
)
def test_what_waits_is_sent_and_reminders_are_written_where_they_are_wanted(
    app: Flask, monkeypatch: pytest.MonkeyPatch, server: str, reminders: bool, done: list[str]
) -> None:
    called: list[str] = []
    for name in ("run_of_this_hour", "send"):
        monkeypatch.setattr(letter, name, lambda _, name=name: called.append(name))

    works = begun(app, monkeypatch, SMTP_URL=server, REMINDERS=reminders, BACKUPS=0)
    for act, every in works:
        if every == background.MAIL_EVERY:
            act()

    assert called == done

"""What does a server do beside requests?"""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from sqlalchemy.orm import Session

from tandem.commands.background import Watcher
from tandem.library.served import library
from tests.courses import publish, write_course


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

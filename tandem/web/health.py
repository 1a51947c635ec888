"""Is this worker alive, and can it serve?"""

from __future__ import annotations

import shutil
from pathlib import Path

from flask import Blueprint, Flask, current_app
from flask.typing import ResponseReturnValue
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from tandem.models import revision
from tandem.models.write_queue import LockNotFreeError
from tandem.web import clock, db
from tandem.web.access import EVERYBODY, open_to

blueprint = Blueprint("health", __name__)
# Below this SQLite could soon not save anymore; a backup needs more.
LEAST_FREE = 64 * 1024 * 1024
# Whoever asks again within so many seconds gets the same answer: asking must cost nothing.
GOOD_FOR = 2.0
PATIENCE = 2.0


@blueprint.get("/healthz")
@open_to(EVERYBODY)
def healthz() -> ResponseReturnValue:
    """The process answers."""
    return {"status": "ok"}


@blueprint.get("/readyz")
@open_to(EVERYBODY)
def readyz() -> ResponseReturnValue:
    """The database answers, takes a write, has the right tables, and the disk has room."""
    asked_at, fault = current_app.extensions["readiness"]
    if clock.stopwatch() - asked_at > GOOD_FOR:
        fault = why_not_ready(db.engine(), Path(current_app.instance_path))
        current_app.extensions["readiness"] = (clock.stopwatch(), fault)
    return ({"status": fault}, 503) if fault else {"status": "ok"}


def why_not_ready(engine: Engine, folder: Path) -> str:
    """What keeps this site from serving, in one sentence; nothing where it can."""
    try:
        with engine.connect() as connection:
            fault = revision.fault(connection)
        return fault or why_no_write(engine) or why_no_room({folder, *folder_of(engine)})
    except SQLAlchemyError:
        current_app.logger.exception("the database does not answer")
        return "the database does not answer"


def why_no_write(engine: Engine) -> str:
    """Try a write and do not commit it: a busy lock, a read-only file or a replica shows itself."""
    try:
        with engine.execution_options(writes=True, patience=PATIENCE).connect() as connection:
            connection.execute(text("UPDATE status_turn SET number = number"))
    except LockNotFreeError:
        return "somebody writes into the database for too long"
    except SQLAlchemyError:
        current_app.logger.exception("the database takes no write")
        return "the database takes no write"
    return ""


def why_no_room(folders: set[Path]) -> str:
    """Is there room on the disks that hold the data?"""
    is_full = any(shutil.disk_usage(folder).free < LEAST_FREE for folder in folders)
    return "the disk is nearly full" if is_full else ""


def folder_of(engine: Engine) -> list[Path]:
    """Where SQLite keeps its file, which may be on another disk; a server looks at its own."""
    file = engine.url.database if engine.dialect.name == "sqlite" else None
    return [Path(file).parent] if file and file != ":memory:" else []


def init_app(app: Flask) -> None:
    """Add both addresses."""
    app.extensions["readiness"] = (-GOOD_FOR - 1, "")
    app.register_blueprint(blueprint)

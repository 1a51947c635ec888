"""Whose is a text that the watcher of the folder publishes before its author's request does?"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.authoring.publishing import actions
from tandem.models import Publication, Revision, Translation
from tandem.web import db
from tests.authoring.editor.editor_helpers import EDIT, opened, send
from tests.authoring.exchange.test_exchange import GIFT, decide, hand_in
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.courses import publish, write_course
from tests.lessons import form_id_in

BeingQuicker = Callable[[int | None], None]


@pytest.fixture
def path(session: Session, tmp_path: Path) -> Path:
    """The file of a published module, with another one behind it."""
    folder = write_course(tmp_path / "courses", "engine", "volcano")
    publish(session, folder.parent)
    return folder / "01-engine.md"


@pytest.fixture
def is_quicker(app: Flask, monkeypatch: pytest.MonkeyPatch) -> BeingQuicker:
    """Somebody, or nobody in person, publishes before whoever wrote: with their id."""
    real = actions.publish_folder

    def before(quicker: int | None, session: Session, root: Path, **facts: Any) -> actions.Report:
        with db.own_session(app) as own:
            real(own, root, by_id=quicker, now=NOW)
            own.commit()
        return real(session, root, **facts)

    return lambda by_id: monkeypatch.setattr(actions, "publish_folder", partial(before, by_id))


def test_a_saved_text_that_the_watcher_publishes_first_is_its_authors(
    session: Session, cast: Cast, path: Path, browser_of: Browser, is_quicker: BeingQuicker
) -> None:
    is_quicker(None)
    tess = browser_of(cast.tess)

    text = path.read_text("utf-8").replace("drive", "spark")
    page = tess.get(send(tess, text).location).text

    assert "Saved and published." in page
    newest = select(Revision.published_by_id).order_by(Revision.id.desc())
    assert session.scalar(newest) == cast.tess.id
    assert session.scalar(select(Publication.by_id).order_by(Publication.id.desc())) == cast.tess.id


def test_a_saved_text_that_another_trainer_publishes_first_is_its_authors(
    session: Session, cast: Cast, path: Path, browser_of: Browser, is_quicker: BeingQuicker
) -> None:
    is_quicker(cast.ada.id)
    volcano = path.parent / "02-volcano.md"
    volcano.write_text(volcano.read_text("utf-8").replace("title: ", "title: More "), "utf-8")
    tess = browser_of(cast.tess)

    send(tess, path.read_text("utf-8").replace("drive", "spark"))

    newest = session.scalars(select(Revision).order_by(Revision.id.desc()).limit(2)).all()
    assert {"spark" in row.source: row.published_by_id for row in newest} == {
        True: cast.tess.id,
        False: cast.ada.id,
    }


def test_a_text_that_says_what_is_served_has_changed_nothing(
    cast: Cast, path: Path, browser_of: Browser, is_quicker: BeingQuicker
) -> None:
    is_quicker(None)
    tess = browser_of(cast.tess)

    page = tess.get(send(tess, path.read_text("utf-8")).location).text

    assert "Saved. Nothing that is shown has changed." in page


def test_a_translation_that_the_watcher_publishes_first_is_its_authors(
    session: Session, cast: Cast, path: Path, browser_of: Browser, is_quicker: BeingQuicker
) -> None:
    is_quicker(None)
    tess, page = browser_of(cast.tess), EDIT.replace("engine", "engine.de")
    text = path.read_text("utf-8").replace("title: Engine", "title: Motor")

    answer = tess.post(page, data={**opened(tess.get(page)), "source": text})

    assert "Saved and published." in tess.get(answer.location).text
    assert session.scalars(select(Translation.published_by_id)).all() == [cast.tess.id]


def test_an_earlier_text_that_the_watcher_publishes_first_is_told_as_new(
    session: Session, cast: Cast, path: Path, browser_of: Browser, is_quicker: BeingQuicker
) -> None:
    path.write_text(path.read_text("utf-8").replace("drive", "spark"), "utf-8")
    publish(session, path.parent.parent)
    is_quicker(None)
    tess, history = browser_of(cast.tess), "/author/teaming/engine/history"
    form_id = form_id_in(tess.get(f"{history}?revision=1"))

    answer = tess.post(f"{history}/1", data={"form_id": form_id}, follow_redirects=True)

    assert "1 module is new." in answer.text
    newest = select(Revision.published_by_id).order_by(Revision.id.desc())
    assert session.scalar(newest) == cast.tess.id


@pytest.mark.parametrize("way", ["import", "outline"])
def test_a_new_module_that_the_watcher_publishes_first_is_told_as_new(
    cast: Cast, path: Path, browser_of: Browser, is_quicker: BeingQuicker, way: str
) -> None:
    is_quicker(None)
    tess = browser_of(cast.tess)

    if way == "import":
        page = hand_in(tess, GIFT, name="late.gift", into="teaming").location
        answer = decide(tess, page, "take_over")
    else:
        fields = {"form_id": form_id_in(tess.get("/author/")), "title": "Late"}
        answer = tess.post("/author/teaming/new", data=fields)

    assert "1 module is new." in tess.get(answer.location).text

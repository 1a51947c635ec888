"""Does the preview of a trainer play, mark and show both sides, and record nothing?"""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandem.commands import preview
from tandem.models import Attempt, Base
from tests.authoring.editor.editor_helpers import EDIT, opened
from tests.cast import Cast
from tests.conftest import Browser
from tests.courses import publish, write_course

PAGE = "/author/teaming/engine/"
TEXT = """---
title: Engine
---

Read this.

## A call {practice}

### It rings {#rings}

- [Answer](#answered)
- [Wait](#missed)

### They are glad {#answered end=good}

Good.

### Silence {#missed end=poor}

Poor.

## Check {quiz}

### Which? {#which}

Hint: Think of both.

- [x] Both
  > BECAUSE-BOTH
- [ ] One
  > BECAUSE-ONE

WHY-SO

## Two {together}

### What now? {#now choice}

#### Rep

- Promise
- Ask first

#### Support

- Rush
- Plan

| | Rush | Plan |
| --- | --- | --- |
| Promise | A | B |
| Ask first | C | D |
"""


@pytest.fixture
def folder(app: Flask) -> Path:
    """A course with a scene, a quiz and a step for two."""
    folder = write_course(app.config["COURSES"], "engine")
    (folder / "01-engine.md").write_text(TEXT, "utf-8")
    return folder


def answer(name: str) -> dict[str, str]:
    """An answer by the key of its option."""
    return {"answer-which": name, "check": "yes"}


def key_of(text: str, words: str) -> str:
    """The key of the option with these words."""
    before = text.partition(f">{words}<")[0]
    return before.rpartition('name="answer-which" value="')[2].partition('"')[0]


def test_the_served_preview_marks_opens_hints_and_shows_both_sides(
    session: Session, cast: Cast, folder: Path, browser_of: Browser
) -> None:
    publish(session, folder.parent)
    tess = browser_of(cast.tess)
    before = tess.get(PAGE).text
    assert "BECAUSE" not in before
    assert "Think of both." in before
    for option in ("Promise", "Plan"):
        assert option in before, "one side and the other"

    wrong = tess.post(PAGE, data=answer(key_of(before, "One"))).text
    right = tess.post(PAGE, data=answer(key_of(before, "Both"))).text

    assert "Not passed yet" in wrong
    assert "BECAUSE-ONE" in wrong
    assert "WHY-SO" not in wrong
    assert "Passed" in right
    assert "WHY-SO" in right


def test_a_scene_plays_to_its_ending(
    session: Session, cast: Cast, folder: Path, browser_of: Browser
) -> None:
    publish(session, folder.parent)
    tess = browser_of(cast.tess)
    assert "They are glad" not in tess.get(PAGE).text

    assert "A good ending." in tess.post(PAGE, data={"move": "0:0"}).text


def test_nothing_of_it_is_recorded(
    session: Session, cast: Cast, folder: Path, browser_of: Browser
) -> None:
    publish(session, folder.parent)
    tess, before = browser_of(cast.tess), rows(session)
    page = tess.get(PAGE).text

    tess.post(PAGE, data=answer(key_of(page, "Both")))
    tess.post(PAGE, data={"move": "0:0"})

    assert rows(session) == before
    assert session.scalar(select(Attempt)) is None


def rows(session: Session) -> int:
    """How many rows there are in all."""
    session.rollback()
    tables = Base.metadata.sorted_tables
    return sum(session.scalar(select(func.count()).select_from(table)) or 0 for table in tables)


def test_the_preview_of_a_folder_plays_and_marks(folder: Path) -> None:
    browser = preview.site(folder).test_client()
    page = "/teaming/01-engine.md?as=support"
    before = browser.get(page).text

    marked = browser.post(page, data=answer(key_of(before, "Both"))).text
    played = browser.post(page, data={"move": "0:1"}).text

    assert "BECAUSE" not in before
    assert "Passed" in marked
    assert "could have ended better" in played


def test_the_workshop_marks_a_text_that_nobody_has_published(
    session: Session, cast: Cast, folder: Path, browser_of: Browser
) -> None:
    publish(session, folder.parent)
    tess = browser_of(cast.tess)
    fields = {**opened(tess.get(EDIT)), "source": TEXT.replace("Both", "The two")}
    look = f"{EDIT.removesuffix('/edit')}/look"
    json = {"Accept": "application/json"}
    before = tess.post(look, data=fields, headers=json).get_json()["preview"]

    sent = {**fields, **answer(key_of(before, "The two"))}
    after = tess.post(look, data=sent, headers=json).get_json()["preview"]

    assert "BECAUSE" not in before
    assert "Passed" in after
    assert "WHY-SO" in after

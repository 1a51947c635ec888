"""Do the paper and the files of the board call lessons as the screen does, for each reader?"""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.content import serialized
from tandem.leading.board import report_routes
from tandem.leading.made_files import making
from tandem.models import (
    CourseTranslation,
    MadeFile,
    Module,
    ModuleTranslation,
    Publication,
    Translation,
)
from tests.cast import NOW, Cast, read_german
from tests.conftest import Browser
from tests.lessons import assign, form_id_in, lesson, serve
from tests.tables import lines_of_book

COURSE, MODULE, GERMAN_COURSE, GERMAN_MODULE = (
    "Respectful teaming", "Gasoline and engine", "Auf gleicher Höhe", "Benzin und Motor",
)  # fmt: skip


@pytest.fixture(autouse=True)
def course(session: Session, cast: Cast) -> None:
    """Sam and Sue have a course that is there in German, too; Lee reads German."""
    served = serve(session, lesson())
    assign(session, cast.pair, served, due_on=date(2099, 3, 20))
    session.add(CourseTranslation(course_id=served.id, language="de", title=GERMAN_COURSE))
    german = serialized.to_json(lesson(title=GERMAN_MODULE))
    for module in session.scalars(select(Module)):
        how = {"language": "de", "source": "", "sha": "sha", "published_at": NOW}
        session.add(Translation(revision_id=module.revision_id, lesson=german, **how))
        session.add(ModuleTranslation(module_id=module.id, language="de", file="de.md"))
    session.add(Publication(at=NOW))
    read_german(session, cast.lee)


@pytest.mark.parametrize("what", ["", "print", "report.csv"])
@pytest.mark.parametrize("of_team", [True, False])
def test_a_leader_reads_titles_in_their_language_on_the_screen_on_paper_and_in_the_file(
    cast: Cast, browser_of: Browser, what: str, of_team: bool
) -> None:
    place = f"teams/{cast.north.id}/" if of_team else ""

    text = browser_of(cast.lee).get(f"/lead/{place}{what}").text

    assert GERMAN_COURSE in text
    assert GERMAN_MODULE in text
    assert COURSE not in text
    assert MODULE not in text


@pytest.mark.parametrize("at_once", [True, False])
def test_a_workbook_says_them_so_too_whenever_it_is_made(
    app: Flask, session: Session, cast: Cast, browser_of: Browser, at_once: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    lee = browser_of(cast.lee)
    book = lee.get("/lead/report.xlsx").data
    if not at_once:
        monkeypatch.setattr(report_routes, "AT_ONCE", 0)
        new = "/lead/files/new"
        lee.post(new, data={"form_id": form_id_in(lee.get(new))})
        making.drain(app)
        session.rollback()
        book = lee.get(f"/lead/files/{session.scalars(select(MadeFile.id)).one()}.xlsx").data

    said = {str(cell) for line in lines_of_book(book) for cell in line}

    assert {GERMAN_COURSE, GERMAN_MODULE} <= said
    assert not {COURSE, MODULE} & said

"""How does a trainer begin a course or a module, and put modules in order?"""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tandem.library.served import library
from tests.cast import Cast, read_german
from tests.conftest import Browser
from tests.courses import publish, write_course
from tests.lessons import form_id_in


@pytest.fixture
def folder(session: Session, tmp_path: Path) -> Path:
    """A published course with two modules."""
    folder = write_course(tmp_path / "courses", "engine", "volcano")
    publish(session, folder.parent)
    return folder


def sent(browser: FlaskClient, **fields: str) -> dict[str, str]:
    """What a form of the list sends."""
    return {"form_id": form_id_in(browser.get("/author/")), **fields}


def order(session: Session) -> list[str]:
    """The modules as they are served."""
    session.rollback()
    return [module.slug for module in library(session).course("teaming").modules]


@pytest.mark.parametrize("title", ["Late Order", "\u202eLate \u200b Order"])
def test_tess_begins_a_module_and_lands_on_its_text(
    session: Session, cast: Cast, folder: Path, browser_of: Browser, title: str
) -> None:
    tess = browser_of(cast.tess)
    fields = sent(tess, title=title)

    first, second = (tess.post("/author/teaming/new", data=fields) for _ in range(2))

    assert first.location == second.location == "/author/teaming/late-order/edit"
    assert (folder / "03-late-order.md").is_file()
    assert "title: &#34;Late Order&#34;" in tess.get(first.location).text
    assert order(session) == ["engine", "volcano", "late-order"]


@pytest.mark.parametrize("title", ["", "…", "Engine"])
def test_a_module_without_a_name_of_its_own_is_not_begun(
    session: Session, cast: Cast, folder: Path, browser_of: Browser, title: str
) -> None:
    tess = browser_of(cast.tess)

    tess.post("/author/teaming/new", data=sent(tess, title=title))

    assert len(list(folder.glob("0*.md"))) == 2
    assert order(session) == ["engine", "volcano"]


def test_tess_begins_a_course_and_lands_on_its_cover(
    session: Session, cast: Cast, folder: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)
    fields = sent(tess, title="First days")

    first, second = (tess.post("/author/new", data=fields) for _ in range(2))

    assert first.location == second.location == "/author/first-days/course.md/edit"
    assert (folder.parent / "first-days" / "course.md").is_file()
    session.rollback()
    assert library(session).course("first-days").title == "First days"


def test_a_course_and_its_modules_begin_in_the_language_of_who_begins_it(
    session: Session, cast: Cast, folder: Path, browser_of: Browser
) -> None:
    tess, new = browser_of(cast.tess), folder.parent / "erste-tage"
    read_german(session, cast.tess)
    tess.post("/author/new", data=sent(tess, title="Erste Tage"))
    session.merge(cast.tess).language = "en"
    session.commit()
    tess.post("/author/erste-tage/new", data=sent(tess, title="Montag"))
    tess.post("/author/teaming/new", data=sent(tess, title="Monday"))

    assert "language: de\n" in (new / "course.md").read_text("utf-8")
    assert "Sag in ein paar Zeilen" in (new / "course.md").read_text("utf-8")
    assert "## Was du mitbringst" in (new / "01-montag.md").read_text("utf-8")
    assert "## What you bring" in (folder / "03-monday.md").read_text("utf-8")
    assert 'lang="de"' in tess.get("/author/erste-tage/montag/edit").text
    assert "Warum wartet der Auftrag" in tess.get("/author/erste-tage/montag/edit").text


@pytest.mark.parametrize("title", ["", "…", "Teaming"])
def test_a_course_without_a_name_of_its_own_is_not_begun(
    cast: Cast, folder: Path, browser_of: Browser, title: str
) -> None:
    tess = browser_of(cast.tess)

    tess.post("/author/new", data=sent(tess, title=title))

    assert [path.name for path in folder.parent.iterdir()] == ["teaming"]


def test_a_folder_that_cannot_be_written_begins_nothing(
    session: Session, cast: Cast, folder: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)
    (folder.parent / "first-days").write_text("a file in the way", "utf-8")

    page = tess.post("/author/new", data=sent(tess, title="First days"), follow_redirects=True)

    assert "can’t be written" in page.text
    assert ">First days<" not in page.text


def test_a_module_moves_before_its_neighbour(
    session: Session, cast: Cast, folder: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)
    fields = sent(tess, to="up")

    for _ in range(2):
        tess.post("/author/teaming/volcano/move", data=fields)

    assert order(session) == ["volcano", "engine"]
    assert (folder / "01-volcano.md").is_file()


def test_the_last_module_cannot_move_down(
    session: Session, cast: Cast, folder: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)

    page = tess.post(
        "/author/teaming/volcano/move", data=sent(tess, to="down"), follow_redirects=True
    )

    assert "Nothing was moved." in page.text
    assert order(session) == ["engine", "volcano"]


def test_a_title_without_a_letter_of_ours_is_told_what_it_needs(
    cast: Cast, folder: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)
    form_id = form_id_in(tess.get("/author/"))

    tess.post("/author/new", data={"form_id": form_id, "title": "你好"})

    said = "No course was begun. Use at least one letter from a to z."
    assert said in tess.get("/author/").text


def test_files_that_cannot_be_renamed_are_said_to_stay(
    session: Session, cast: Cast, folder: Path, browser_of: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tandem.content.files.order.rename", lambda *_: False)
    tess = browser_of(cast.tess)

    page = tess.post(
        "/author/teaming/volcano/move", data=sent(tess, to="up"), follow_redirects=True
    )

    assert "Nothing was moved." in page.text
    assert order(session) == ["engine", "volcano"]

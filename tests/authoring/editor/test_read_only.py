"""How does a trainer write where the folder of courses is left alone?"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tandem.library.served import library
from tests.authoring.editor.editor_helpers import (
    EDIT,
    FILE,
    PNG,
    opened,
    revisions,
    send,
    text_on,
    upload,
)
from tests.cast import Cast
from tests.conftest import Browser
from tests.courses import publish
from tests.lessons import form_id_in

ZIP = "/author/teaming/drafts.zip"


@pytest.fixture
def read_only(app: Flask, path: Path) -> Path:
    """The file of a module in a folder that this site leaves alone."""
    app.config["COURSES_READ_ONLY"] = True
    return path


def parcel(answer_data: bytes) -> dict[str, bytes]:
    """What is in a zip."""
    with zipfile.ZipFile(io.BytesIO(answer_data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_saving_keeps_a_draft_and_says_so(
    session: Session, cast: Cast, read_only: Path, browser_of: Browser
) -> None:
    before = read_only.read_bytes()
    tess = browser_of(cast.tess)

    send(tess, "New words")
    page = tess.get(EDIT)

    assert "the folder of courses is read-only here" in page.text
    assert "Save and publish" not in page.text
    assert text_on(page) == "New words\n"
    assert (read_only.read_bytes(), revisions(session)) == (before, 1)


def test_drafts_are_downloaded_as_a_folder_that_can_be_laid_into_courses(
    session: Session, cast: Cast, read_only: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)
    upload(tess, PNG)
    text = read_only.read_text("utf-8") + "\n![A late order](images/late-order.png)\n"
    send(tess, text)

    files = parcel(tess.get(ZIP).data)
    for name, content in files.items():
        (read_only.parents[1] / name).write_bytes(content)
    report = publish(session, read_only.parents[1])

    assert set(files) == {"teaming/01-engine.md", "teaming/images/late-order.png"}
    assert report.errors == []
    assert read_only.read_text("utf-8") == text
    assert "This is your draft" not in tess.get(EDIT).text


def test_somebody_elses_drafts_are_not_in_the_folder(
    cast: Cast, read_only: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)
    send(tess, "Tess wrote this")

    assert list(parcel(tess.get(ZIP).data)) == ["teaming/01-engine.md"]
    assert parcel(browser_of(cast.ada).get(ZIP).data) == {}


def test_an_image_is_kept_in_the_database_and_not_in_the_folder(
    cast: Cast, read_only: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)

    upload(tess, PNG)
    page = send(tess, "---\ntitle: A\n---\n\n![A](images/late-order.png)\n", f"{FILE}/look")

    assert [one.name for one in (read_only.parent / "images").iterdir()] == ["can.svg"]
    assert "does not exist" not in page.text
    assert 'src="/pictures/' in page.text


def test_an_earlier_revision_is_taken_up_as_a_draft(
    session: Session, cast: Cast, read_only: Path, browser_of: Browser
) -> None:
    first = read_only.read_text("utf-8")
    read_only.write_text(first.replace("drive", "DRIVE"), "utf-8")
    publish(session, read_only.parents[1])
    tess = browser_of(cast.tess)

    tess.post(f"{FILE}/history/1/draft")

    assert "Use this one as my draft" in tess.get(f"{FILE}/history").text
    assert text_on(tess.get(EDIT)) == first
    assert revisions(session) == 2


def test_a_draft_stands_in_the_way_of_an_earlier_revision(
    cast: Cast, read_only: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)
    send(tess, "Half a thought")

    tess.post(f"{FILE}/history/1/draft")

    assert text_on(tess.get(EDIT)) == "Half a thought\n"


def test_a_new_module_is_a_draft_until_its_file_lies_in_the_folder(
    session: Session, cast: Cast, read_only: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)
    sent = {"form_id": form_id_in(tess.get("/author/")), "title": "Late order"}

    begun = tess.post("/author/teaming/new", data=sent)
    listed = tess.get("/author/").text
    for name, content in parcel(tess.get(ZIP).data).items():
        (read_only.parents[1] / name).write_bytes(content)
    publish(session, read_only.parents[1])

    assert begun.location == "/author/teaming/late-order/edit"
    assert "only a draft: there is no file yet" in listed
    assert library(session).course("teaming").module("late-order").title == "Late order"


def test_a_new_course_is_a_draft_too(cast: Cast, read_only: Path, browser_of: Browser) -> None:
    tess = browser_of(cast.tess)
    sent = {"form_id": form_id_in(tess.get("/author/")), "title": "First days"}

    tess.post("/author/new", data=sent)

    assert "First days" in tess.get("/author/").text
    assert list(parcel(tess.get("/author/first-days/drafts.zip").data)) == ["first-days/course.md"]
    assert not (read_only.parents[1] / "first-days").exists()


def test_a_file_that_cannot_be_written_leaves_a_draft(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)
    path.unlink()
    path.mkdir()

    send(tess, "What Tess wrote")
    page = tess.get(EDIT)

    assert "The file can’t be written" in page.text
    assert text_on(page) == "What Tess wrote\n"
    assert revisions(session) == 1


def test_the_same_page_is_saved_once_its_file_can_be_written(
    cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess, before = browser_of(cast.tess), path.read_bytes()
    page = {**opened(tess.get(EDIT)), "source": "What Tess wrote"}
    path.unlink()
    path.mkdir()
    tess.post(EDIT, data=page)

    path.rmdir()
    path.write_bytes(before)
    tess.post(EDIT, data=page)

    assert path.read_text("utf-8") == "What Tess wrote\n"


def test_a_folder_that_is_gone_leaves_a_draft(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)
    path.parent.rename(path.parent.with_name("elsewhere"))

    send(tess, "What Tess wrote")

    assert text_on(tess.get(EDIT)) == "What Tess wrote\n"
    assert revisions(session) == 1

"""How does a trainer withdraw a module, and what is never lost by it?"""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandem.models import Completion
from tandem.terms import Step
from tests.authoring.editor.editor_helpers import EDIT, FILE, opened, send, text_on
from tests.authoring.withdrawal.withdrawal_helpers import PAGE, confirm, served, shown
from tests.cast import Cast
from tests.conftest import Browser
from tests.courses import publish
from tests.lessons import do, finish
from tests.written import AsBefore


def test_tess_reads_what_will_happen_before_it_does(
    session: Session, cast: Cast, path: Path, tess: FlaskClient
) -> None:
    volcano = path.parent / "02-volcano.md"
    volcano.write_text(volcano.read_text("utf-8") + "\n[See](01-engine.md)\n", "utf-8")

    page = tess.get(PAGE).text

    assert "Nobody, or fewer than five people, are in the middle of it" in page
    assert "What people completed stays completed" in page
    assert "“Edit” opens the last text" in page
    assert "<code>02-volcano.md</code>" in page
    assert served(session) == ["engine", "volcano"]


@pytest.mark.parametrize("how_many", [4, 6])
def test_tess_reads_how_many_are_in_the_middle_in_full_fives(
    session: Session, cast: Cast, tess: FlaskClient, how_many: int
) -> None:
    people = [cast.sam, cast.sue, cast.otto, cast.ona, cast.lee, cast.ada]
    for one in people[:how_many]:
        do(session, one, Step.READ)
    session.commit()

    assert ("5 people or a few more are in the middle" in tess.get(PAGE).text) is (how_many == 6)


def test_tess_withdraws_a_module_and_no_completion_is_undone(
    session: Session, cast: Cast, path: Path, tess: FlaskClient
) -> None:
    finish(session, cast.sam)
    session.commit()

    page = confirm(tess)

    assert "Withdrawn: Engine. What was completed and written is kept." in page.text
    assert served(session) == ["volcano"]
    assert not path.exists()
    assert session.scalar(select(func.count()).select_from(Completion)) == 1


def test_a_withdrawal_sent_twice_is_one(session: Session, path: Path, tess: FlaskClient) -> None:
    fields = shown(tess)

    first, second = (tess.post(PAGE, data=fields) for _ in range(2))

    assert first.location == second.location
    assert first.location.endswith("#course-teaming")
    assert "Nothing was withdrawn" not in tess.get("/author/").text


def test_an_old_confirmation_takes_nothing_away_that_came_back(
    session: Session, path: Path, tess: FlaskClient
) -> None:
    fields, text = shown(tess), path.read_text("utf-8")
    tess.post(PAGE, data=fields)
    tess.post(EDIT, data={**opened(tess.get(EDIT)), "source": text})

    tess.post(PAGE, data=fields)

    assert served(session) == ["engine", "volcano"]


def test_a_withdrawn_module_comes_back_with_what_was_finished(
    session: Session, cast: Cast, path: Path, tess: FlaskClient
) -> None:
    text = path.read_text("utf-8")
    confirm(tess)
    page = tess.get(EDIT)

    tess.post(EDIT, data={**opened(page), "source": text_on(page)})

    assert path.read_text("utf-8") == text
    assert served(session) == ["engine", "volcano"]


def test_a_file_that_changed_meanwhile_is_not_withdrawn(
    session: Session, path: Path, tess: FlaskClient
) -> None:
    fields = shown(tess)
    path.write_text(path.read_text("utf-8").replace("drive", "DRIVE"), "utf-8")

    page = tess.post(PAGE, data=fields, follow_redirects=True)

    assert "A file has changed since this page was shown" in page.text
    assert served(session) == ["engine", "volcano"]
    assert path.exists()


def test_a_translation_that_came_meanwhile_stops_it_too(path: Path, tess: FlaskClient) -> None:
    fields = shown(tess)
    (path.parent / "01-engine.de.md").write_text("New", "utf-8")

    page = tess.post(PAGE, data=fields, follow_redirects=True)

    assert "A file has changed since this page was shown" in page.text
    assert path.exists()


def test_what_was_never_published_of_a_module_is_kept_as_a_draft(
    session: Session, path: Path, tess: FlaskClient
) -> None:
    text = path.read_text("utf-8").replace("drive", "DRIVE")
    path.write_text(text, "utf-8")

    confirm(tess)
    page = tess.get(EDIT)

    assert served(session) == ["volcano"]
    assert "This is your draft" in page.text
    assert text_on(page) == text


def test_a_draft_beside_a_text_never_published_stands_in_the_way(
    session: Session, path: Path, tess: FlaskClient
) -> None:
    path.write_text(path.read_text("utf-8").replace("drive", "DRIVE"), "utf-8")
    fields = shown(tess)
    send(tess, "Half a thought", f"{FILE}/draft")

    page = tess.post(PAGE, data=fields, follow_redirects=True).text

    assert "Your draft stands in the way" in page
    assert "Withdraw it" not in page
    assert path.exists()
    assert text_on(tess.get(EDIT)) == "Half a thought\n"


def test_other_languages_go_along_and_open_with_their_last_text(
    session: Session, path: Path, tess: FlaskClient
) -> None:
    german = path.parent / "01-engine.de.md"
    text = path.read_text("utf-8").replace("Everybody reads this.", "Das lesen alle.")
    german.write_text(text, "utf-8")
    publish(session, path.parent.parent)

    asked = tess.get(PAGE).text
    confirm(tess)

    assert "<code>01-engine.de.md</code>" in asked
    assert not german.exists()
    assert text_on(tess.get("/author/teaming/engine.de/edit")) == text


def test_a_translation_never_published_is_kept_as_a_draft(path: Path, tess: FlaskClient) -> None:
    german = path.parent / "01-engine.de.md"
    german.write_text("Halb fertig\n", "utf-8")

    confirm(tess)
    page = tess.get("/author/teaming/engine.de/edit")

    assert not german.exists()
    assert text_on(page) == "Halb fertig\n"


def test_a_read_only_folder_is_left_alone_and_the_page_says_what_to_do(
    app: Flask, session: Session, path: Path, tess: FlaskClient
) -> None:
    fields = shown(tess)
    app.config["COURSES_READ_ONLY"] = True

    page = tess.get(PAGE).text
    tess.post(PAGE, data=fields)

    assert "<code>teaming/01-engine.md</code>" in page
    assert "Withdraw it" not in page
    assert path.exists()


def test_a_module_with_an_error_beside_it_keeps_what_is_served(
    session: Session, path: Path, tess: FlaskClient
) -> None:
    (path.parent / "02-volcano.md").write_text("---\ntitle: [\n---\n", "utf-8")

    page = confirm(tess)

    assert "Some files have errors" in page.text
    assert served(session) == ["volcano"]


def test_a_module_without_a_file_is_not_withdrawn_again(path: Path, tess: FlaskClient) -> None:
    path.unlink()

    page = tess.get(PAGE).text

    assert "Its file is gone already" in page
    assert "Withdraw it" not in page


@pytest.mark.parametrize("module", ["course.md", "engine.de", "nothing"])
def test_what_is_no_module_is_not_withdrawn(path: Path, tess: FlaskClient, module: str) -> None:
    assert tess.get(f"/author/teaming/{module}/withdraw").status_code == 404


def test_sam_cannot_withdraw(cast: Cast, path: Path, browser_of: Browser) -> None:
    sam = browser_of(cast.sam)

    assert sam.get(PAGE).status_code == 403
    assert sam.post(PAGE).status_code == 403
    assert path.exists()


def test_what_stands_in_the_way_of_a_withdrawal_is_led_to(
    path: Path, tess: FlaskClient, page_as_before: AsBefore
) -> None:
    path.write_text(path.read_text("utf-8").replace("drive", "DRIVE"), "utf-8")
    send(tess, "Half a thought", f"{FILE}/draft")

    page_as_before(tess.get(PAGE).text)


def test_in_a_read_only_folder_the_files_to_delete_are_named(
    app: Flask, path: Path, tess: FlaskClient, page_as_before: AsBefore
) -> None:
    app.config["COURSES_READ_ONLY"] = True

    page_as_before(tess.get(PAGE).text)

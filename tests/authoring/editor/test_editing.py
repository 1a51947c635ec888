"""How does a trainer write a lesson in the browser?"""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tandem.library.served import library
from tandem.models import QuizDraft, Revision
from tests.authoring.editor.editor_helpers import (
    EDIT,
    FILE,
    PNG,
    SCRIPT,
    opened,
    revisions,
    send,
    text_on,
)
from tests.cast import NOW, Cast
from tests.conftest import Browser


def test_saving_writes_the_file_and_publishes_it(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    text = path.read_text("utf-8").replace("The drive.", "The DRIVE.")

    answer = send(browser_of(cast.tess), text.replace("\n", "\r\n"))

    assert answer.status_code == 303
    assert path.read_text("utf-8") == text
    assert revisions(session) == 2
    served = library(session).course("teaming").module("engine")
    assert session.get_one(Revision, served.revision_id).published_by_id == cast.tess.id


def test_saving_twice_publishes_once(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)
    sent = {**opened(tess.get(EDIT)), "source": path.read_text("utf-8") + "\nMore.\n"}

    answers = [tess.post(EDIT, data=sent) for _ in range(2)]

    assert {answer.status_code for answer in answers} == {303}
    assert revisions(session) == 2


def test_looking_shows_messages_and_preview_and_records_nothing(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    before = path.read_bytes()
    text = path.read_text("utf-8").replace("{for=rep}", "{fro=rep}") + "\n\nNEW WORDS\n"

    page = send(browser_of(cast.tess), text, f"{FILE}/look", reader="support")

    assert 'data-line="10" data-severity="error"' in page.text
    assert text_on(page) == text
    shown = page.text.partition("data-preview")[2]
    assert "The frame." in shown
    assert "FEEDBACK-right" not in shown
    assert (path.read_bytes(), revisions(session)) == (before, 1)


def test_a_script_is_told_the_messages_and_the_preview(
    cast: Cast, path: Path, browser_of: Browser
) -> None:
    text = path.read_text("utf-8").replace("The frame.", "The FRAME.")
    fields = {"source": text, "reader": "support"}

    told = browser_of(cast.tess).post(f"{FILE}/look", data=fields, headers=SCRIPT).get_json()

    assert "The FRAME." in told["preview"]
    assert "The drive." not in told["preview"]
    assert "Nothing to remark." in told["messages"]


def test_a_script_is_told_the_messages_in_the_language_of_the_reader(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    cast.tess.language = "de"
    session.commit()
    fields = {"source": "---\ntitle: T\n---\n\n## Check {quiz pass=0}\n", "reader": "rep"}

    told = browser_of(cast.tess).post(f"{FILE}/look", data=fields, headers=SCRIPT).get_json()

    assert "pass=0 ist kein Anteil. Schreib ihn so: pass=80%" in told["messages"]
    assert "Ein Quiz braucht Fragen" in told["messages"]


def test_a_very_long_text_is_kept_on_the_page(cast: Cast, path: Path, browser_of: Browser) -> None:
    page = send(browser_of(cast.tess), "x" * 800_000, f"{FILE}/look")

    assert page.status_code == 200
    assert len(text_on(page)) == 800_000


def test_a_broken_text_is_saved_and_the_one_before_stays_served(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    text = path.read_text("utf-8").replace("{for=rep}", "{fro=rep}")

    tess = browser_of(cast.tess)
    page = tess.get(send(tess, text).location)

    assert "What was published before stays live" in page.text
    assert "{fro=rep}" in path.read_text("utf-8")
    assert revisions(session) == 1


def test_a_form_that_is_not_ours_keeps_the_text_on_the_page(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    page = send(browser_of(cast.tess), "What Tess wrote\n", form_id="forged")

    assert page.status_code == 400
    assert text_on(page) == "What Tess wrote\n"
    assert revisions(session) == 1


def test_the_cover_of_a_course_is_written_alike(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess, address = browser_of(cast.tess), "/author/teaming/course.md/edit"
    page = tess.get(address)

    tess.post(address, data={**opened(page), "source": text_on(page).replace("Welcome", "Hello")})

    assert "Welcome." in page.text.partition("data-preview")[2]
    assert "Hello." in path.with_name("course.md").read_text("utf-8")
    session.rollback()
    assert "Hello." in library(session).course("teaming").cover


def test_the_checker_knows_the_revision_that_is_served_and_what_was_answered(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    text = path.read_text("utf-8").partition("- [ ] WRONG")[0] + "= RIGHT\n"
    tess, served = browser_of(cast.tess), library(session).course("teaming").modules[0]
    before = send(tess, text, f"{FILE}/look")
    draft = {"module_id": served.id, "revision_id": served.revision_id, "saved_at": NOW}
    session.add(QuizDraft(person_id=cast.sam.id, answers='{"helps": []}', **draft))
    session.commit()

    page = send(tess, text, f"{FILE}/look")

    assert "was a single question" not in before.text
    assert "was a single question" in page.text


@pytest.mark.parametrize("module", ["nothing", "..", "course.txt"])
def test_a_file_that_belongs_to_no_module_cannot_be_written(
    cast: Cast, path: Path, browser_of: Browser, module: str
) -> None:
    assert browser_of(cast.tess).get(f"/author/teaming/{module}/edit").status_code == 404


@pytest.mark.parametrize("button", [EDIT, f"{FILE}/draft", f"{FILE}/look"])
def test_an_image_sent_by_another_button_than_its_own_is_not_passed_over(
    cast: Cast, path: Path, browser_of: Browser, button: str
) -> None:
    tess = browser_of(cast.tess)
    image = (io.BytesIO(PNG), "Late order.png")

    fields = {**opened(tess.get(EDIT)), "source": path.read_text("utf-8")}
    page = tess.post(button, data={**fields, "picture": image}, follow_redirects=True)

    assert "The image wasn’t uploaded" in page.text


def test_a_text_saved_without_an_image_says_nothing_of_one(
    cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)

    saved = send(tess, path.read_text("utf-8"))
    page = tess.get(saved.location).text

    assert "Saved." in page
    assert "The image wasn’t uploaded" not in page

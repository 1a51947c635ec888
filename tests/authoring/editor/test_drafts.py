"""What becomes of a text under way?"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandem.models import LessonDraft
from tests.authoring.editor.editor_helpers import (
    EDIT,
    FILE,
    SCRIPT,
    opened,
    revisions,
    send,
    text_on,
)
from tests.cast import Cast
from tests.conftest import Browser

DRAFT = f"{FILE}/draft"


def drafts(session: Session) -> list[str]:
    """The texts that are kept, in the order of their writers."""
    session.rollback()
    return list(session.scalars(select(LessonDraft.source).order_by(LessonDraft.person_id)))


def test_a_draft_is_kept_and_offered_when_its_writer_comes_back(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    before = path.read_bytes()
    tess = browser_of(cast.tess)

    send(tess, "Half a thought", DRAFT)
    page = tess.get(EDIT)

    assert text_on(page) == "Half a thought\n"
    assert "This is your draft" in page.text
    assert (path.read_bytes(), revisions(session)) == (before, 1)


def test_a_script_keeps_draft_after_draft_from_one_page(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)
    page = opened(tess.get(EDIT))

    answers = [
        tess.post(DRAFT, data={**page, "source": text}, headers=SCRIPT) for text in ("a", "ab")
    ]

    assert all("saved_at" in answer.get_json() for answer in answers)
    assert drafts(session) == ["ab\n"]


def test_each_trainer_has_a_draft_of_their_own_and_hears_of_the_others(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    send(browser_of(cast.tess), "Tess wrote this", DRAFT)

    page = browser_of(cast.ada).get(EDIT)

    assert "Tess Novak has a draft of this file too" in page.text
    assert "Tess wrote this" not in page.text


def test_saving_clears_the_draft(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)
    text = path.read_text("utf-8").replace("drive", "DRIVE")
    send(tess, text, DRAFT)

    send(tess, text)

    assert drafts(session) == []
    assert path.read_text("utf-8") == text


def test_a_draft_on_its_way_does_not_come_back_after_saving(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)
    page = opened(tess.get(EDIT))
    tess.post(EDIT, data={**page, "source": path.read_text("utf-8") + "\nMore.\n"})

    late = tess.post(DRAFT, data={**page, "source": "older"}, headers=SCRIPT)

    assert late.status_code == 409
    assert late.get_json()["lost"]
    assert drafts(session) == []


def test_a_draft_that_its_writer_keeps_by_hand_is_kept_after_saving_too(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)
    page = opened(tess.get(EDIT))
    tess.post(EDIT, data={**page, "source": path.read_text("utf-8") + "\nMore.\n"})

    tess.post(DRAFT, data={**page, "source": "later"})

    assert drafts(session) == ["later\n"]


def test_a_text_like_the_file_needs_no_draft(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)
    send(tess, "Half a thought", DRAFT)
    assert len(drafts(session)) == 1

    send(tess, path.read_text("utf-8"), DRAFT)

    assert drafts(session) == []


def test_a_second_page_does_not_overwrite_what_the_first_one_kept(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)
    first, second = (opened(tess.get(EDIT)) for _ in range(2))
    tess.post(DRAFT, data={**first, "source": "first"}, headers=SCRIPT)

    told = tess.post(DRAFT, data={**second, "source": "second"}, headers=SCRIPT)
    page = tess.post(DRAFT, data={**second, "source": "second"})
    saved = tess.post(EDIT, data={**second, "source": "second"})

    assert [told.status_code, page.status_code, saved.status_code] == [409, 409, 409]
    assert "first" in page.text
    assert "second" in page.text
    assert drafts(session) == ["first\n"]


def test_a_draft_is_thrown_away_on_purpose_only(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)
    send(tess, "Half a thought", DRAFT)
    kept = opened(tess.get(EDIT))["kept"]

    tess.post(f"{DRAFT}/discard", data={"kept": "another"})
    still = drafts(session)
    tess.post(f"{DRAFT}/discard", data={"kept": kept})

    assert still == ["Half a thought\n"]
    assert drafts(session) == []


def test_a_draft_is_one_row_however_often_it_is_kept(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)

    for number in range(3):
        send(tess, f"Version {number}", DRAFT)

    assert session.scalar(select(func.count()).select_from(LessonDraft)) == 1

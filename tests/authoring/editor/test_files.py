"""What becomes of a file that was not written here: other bytes, other line ends, a link?"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandem.models import LessonDraft
from tests.authoring.editor.editor_helpers import EDIT, FILE, PNG, opened, send, text_on, upload
from tests.cast import Cast
from tests.conftest import Browser

UMLAUTS = "---\ntitle: Öl\n---\n\nGrüße an alle.\n"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_a_file_that_is_not_utf_8_is_opened_with_its_text(
    cast: Cast, path: Path, browser_of: Browser, encoding: str
) -> None:
    path.write_bytes(UMLAUTS.encode(encoding))

    page = browser_of(cast.tess).get(EDIT)

    assert text_on(page) == UMLAUTS
    assert "the file isn’t UTF-8" in page.text


def test_a_file_that_is_not_utf_8_is_saved_as_utf_8(
    cast: Cast, path: Path, browser_of: Browser
) -> None:
    path.write_bytes(UMLAUTS.encode("cp1252"))

    send(browser_of(cast.tess), UMLAUTS.replace("alle", "dich"))

    assert path.read_text("utf-8") == UMLAUTS.replace("alle", "dich")


def test_a_file_of_another_system_opened_and_kept_is_no_draft(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n") + b"\r\n")
    tess = browser_of(cast.tess)
    page = tess.get(EDIT)

    tess.post(f"{FILE}/draft", data={**opened(page), "source": text_on(page)})

    assert text_on(page).startswith("---\ntitle")
    session.rollback()
    assert session.scalar(select(func.count()).select_from(LessonDraft)) == 0


def test_a_link_that_leads_out_is_not_shown(
    cast: Cast, path: Path, browser_of: Browser, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text("SECRET-KEY", "utf-8")
    path.unlink()
    path.symlink_to(tmp_path / "secret")

    page = browser_of(cast.tess).get(EDIT)

    assert "SECRET-KEY" not in page.text
    assert "a link that leads out of the course" in page.text


def test_an_image_is_not_written_through_a_link_that_leads_out(
    cast: Cast, path: Path, browser_of: Browser, tmp_path: Path
) -> None:
    images, outside = path.parent / "images", tmp_path / "outside"
    images.rename(outside)
    images.symlink_to(outside)

    page = upload(browser_of(cast.tess), PNG)

    assert page.status_code == 400
    assert [one.name for one in outside.iterdir()] == ["can.svg"]


def test_saving_leaves_who_may_read_the_file_as_it_was(
    cast: Cast, path: Path, browser_of: Browser
) -> None:
    path.chmod(0o664)

    send(browser_of(cast.tess), path.read_text("utf-8").replace("drive", "energy"))

    assert path.stat().st_mode & 0o777 == 0o664
    assert not [name for name in os.listdir(path.parent) if name.startswith(".")]

"""How does an image come into a lesson?"""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandem.models import CoursePicture, Picture
from tests.authoring.editor.editor_helpers import (
    EDIT,
    FILE,
    PNG,
    SCRIPT,
    opened,
    send,
    text_on,
    upload,
)
from tests.cast import Cast
from tests.conftest import Browser
from tests.written import AsBefore


def test_an_image_goes_into_the_folder_and_its_line_is_shown(
    cast: Cast, path: Path, browser_of: Browser
) -> None:
    page = upload(browser_of(cast.tess), PNG)

    assert (path.parent / "images" / "late-order.png").read_bytes() == PNG
    assert "![](images/late-order.png)" in page.text
    assert text_on(page) == "Half a thought"


def test_a_script_is_told_the_path(cast: Cast, path: Path, browser_of: Browser) -> None:
    told = upload(browser_of(cast.tess), PNG, headers=SCRIPT).get_json()

    assert told["path"] == "images/late-order.png"
    assert "![](images/late-order.png)" in told["said"]


def test_an_image_is_in_the_preview_before_anything_is_published(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)
    upload(tess, PNG)
    sha = session.scalars(
        select(CoursePicture.sha).where(CoursePicture.path == "images/late-order.png")
    ).one()

    text = path.read_text("utf-8").replace("images/can.svg", "images/late-order.png")
    page = send(tess, text, f"{FILE}/look")

    assert f'src="/pictures/{sha}"' in page.text
    assert tess.get(f"/pictures/{sha}").data == PNG


def test_the_same_image_twice_is_one_image(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)
    before = session.scalar(select(func.count()).select_from(Picture)) or 0

    upload(tess, PNG)
    page = upload(tess, PNG, "another name.png")

    assert "has this very image already" in page.text
    assert "![](images/late-order.png)" in page.text
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Picture)) == before + 1
    assert len(list((path.parent / "images").iterdir())) == 2


def test_what_acts_in_an_svg_is_not_stored(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    acting = b'<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script><circle r="2"/></svg>'

    upload(browser_of(cast.tess), acting, "can.svg")

    kept = (path.parent / "images" / "can-2.svg").read_bytes()
    assert b"<circle" in kept
    assert b"script" not in kept


def test_what_is_no_image_is_refused_and_the_text_stays(
    cast: Cast, path: Path, browser_of: Browser
) -> None:
    page = upload(browser_of(cast.tess), b"MZ and more", "can.png")

    assert page.status_code == 400
    assert "this is no image" in page.text
    assert text_on(page) == "Half a thought"
    assert [one.name for one in (path.parent / "images").iterdir()] == ["can.svg"]


def test_nothing_chosen_is_said_kindly(cast: Cast, path: Path, browser_of: Browser) -> None:
    page = send(browser_of(cast.tess), "Half a thought", f"{FILE}/picture")

    assert page.status_code == 400
    assert "this is no image" in page.text


def test_an_image_that_cannot_be_written_changes_nothing(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    images = path.parent / "images"
    (images / "can.svg").unlink()
    images.rmdir()
    images.write_text("a file in the way", "utf-8")

    page = upload(browser_of(cast.tess), PNG)

    assert page.status_code == 400
    assert "can’t be written" in page.text
    names = session.scalars(select(CoursePicture.path)).all()
    assert names == ["images/can.svg"]


@pytest.mark.parametrize(("headers", "is_said"), [({}, True), (SCRIPT, False)])
def test_an_image_that_waits_for_its_button_is_named_to_who_pressed_another(
    cast: Cast, path: Path, browser_of: Browser, headers: dict[str, str], is_said: bool
) -> None:
    tess = browser_of(cast.tess)
    fields = {**opened(tess.get(EDIT)), "source": "Half", "picture": (io.BytesIO(PNG), "a.png")}

    tess.post(f"{FILE}/draft", data=fields, headers=headers)

    assert ("The image wasn’t uploaded." in tess.get(EDIT).text) is is_said


@pytest.mark.parametrize("how", ["new", "known", "no image"])
def test_what_became_of_an_image_is_told_with_the_line_that_shows_it(
    cast: Cast, path: Path, browser_of: Browser, page_as_before: AsBefore, how: str
) -> None:
    tess = browser_of(cast.tess)
    if how == "known":
        upload(tess, PNG)

    told = upload(tess, b"MZ and more" if how == "no image" else PNG, headers=SCRIPT).get_json()

    page_as_before(told["said"])

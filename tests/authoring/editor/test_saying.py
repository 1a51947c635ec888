"""What is a trainer told after saving: about this file, and about others?"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.orm import Session

from tests.authoring.editor.editor_helpers import EDIT, send
from tests.cast import Cast
from tests.conftest import Browser
from tests.courses import publish, write_course


def test_a_text_with_an_error_is_said_to_be_saved_and_not_published(
    cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)

    send(tess, path.read_text("utf-8").replace("{for=rep}", "{fro=rep}"))

    assert "Saved, but not published: line 10 has an error." in tess.get(EDIT).text


def test_an_error_in_another_file_is_not_taken_for_ones_own(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    write_course(path.parents[1], "engine", "volcano")
    publish(session, path.parents[1])
    (path.parent / "02-volcano.md").write_text("No title\n", "utf-8")
    tess = browser_of(cast.tess)

    send(tess, path.read_text("utf-8").replace("drive", "energy"))

    page = tess.get(EDIT)
    assert "Saved and published." in page.text
    assert "Another file has an error: courses/teaming/02-volcano.md:1. What was" in page.text


def test_each_of_several_other_files_with_errors_is_named(
    cast: Cast, path: Path, browser_of: Browser
) -> None:
    for number in range(2, 9):
        (path.parent / f"0{number}-new.md").write_text("## A {fro=1}\n\n{x}\n", "utf-8")
    tess = browser_of(cast.tess)

    send(tess, path.read_text("utf-8").replace("drive", "energy"))

    page = tess.get(EDIT).text
    places = ", ".join(f"courses/teaming/0{number}-new.md:1" for number in range(2, 7))
    assert f"7 other files have errors: {places} …. What was published before" in page


def test_a_text_that_says_the_same_publishes_nothing(
    cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)

    send(tess, path.read_text("utf-8"))

    assert "Saved. Nothing that is shown has changed." in tess.get(EDIT).text

"""What does whoever writes a German course read in its preview?"""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tandem.commands import preview
from tests.together.tryout.test_whole_course import PLAYED, german
from tests.written import AsBefore

PAGE = "/teaming/01-engine.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The course that has everything, in files."""
    return german(tmp_path / "courses") / "teaming"


@pytest.fixture
def browser(folder: Path) -> FlaskClient:
    """A browser on its preview."""
    return preview.site(folder).test_client()


def test_every_lesson_is_listed(browser: FlaskClient, page_as_before: AsBefore) -> None:
    page_as_before(browser.get("/").text)


def test_a_file_that_cannot_be_read_is_listed_with_what_is_wrong(
    folder: Path, browser: FlaskClient, page_as_before: AsBefore
) -> None:
    (folder / "02-frame.md").write_bytes(b"\xff")
    (folder / "03-calm.md").write_text("---\ntitle: Calm\nminuets: 3\n---\n\nRead.\n", "utf-8")

    page_as_before(browser.get("/").text)


@pytest.mark.parametrize("role", ["rep", "support", "leader"])
def test_a_lesson_stands_with_both_sides_of_its_steps(
    browser: FlaskClient, page_as_before: AsBefore, role: str
) -> None:
    page_as_before(browser.get(f"{PAGE}?as={role}").text)


def test_a_scene_goes_on_where_its_button_is_pressed(
    browser: FlaskClient, page_as_before: AsBefore
) -> None:
    page_as_before(browser.post(PAGE, data={**PLAYED, "move": "1:0"}).text)


def test_what_the_checker_says_of_a_lesson_stands_above_it(
    folder: Path, browser: FlaskClient, page_as_before: AsBefore
) -> None:
    (folder / "03-calm.md").write_text("---\ntitle: Calm\nminuets: 3\n---\n\nRead.\n", "utf-8")

    page_as_before(browser.get("/teaming/03-calm.md").text)


def test_a_tab_is_named_after_the_lesson_and_follows_the_folder(browser: FlaskClient) -> None:
    page = browser.get(PAGE).text

    assert "<title>Gasoline and engine · Tandem</title>" in page
    assert 'js/preview.js"' in page

"""Where in a lesson does the workshop put a piece or an image, in a browser?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.site.serving import Site
from tests.site.test_workshop import DOT, EDIT, lesson_file, trainer

HEADER = "---\ntitle: Late\n---\n"


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What a browser complained of; there must be nothing."""
    found: list[str] = []
    yield found
    assert found == []


def opened(page: Page, site: Site, text: str) -> Page:
    """The workshop with this lesson, in which nobody has clicked yet."""
    lesson_file(site).write_text(HEADER + text, "utf-8")
    page.goto(site.url + EDIT)
    return page


def question(page: Page, name: str) -> None:
    """Press a question of the tool bar."""
    page.locator(".tools summary", has_text="Question").click()
    page.get_by_role("button", name=name).click()


def source(page: Page) -> Locator:
    """What will be saved."""
    return page.locator("[name=source]")


def begins(text: str) -> re.Pattern[str]:
    """What begins with this text behind the front matter."""
    return re.compile("^" + re.escape(HEADER + text))


@pytest.mark.browser
def test_before_the_first_click_a_piece_and_an_image_go_behind_the_text(
    sample: Site, chromium: Browser, complaints: list[str], tmp_path: Path
) -> None:
    (tmp_path / "Van.png").write_bytes(DOT)
    page = opened(trainer(chromium, sample, complaints), sample, "\n## Check {quiz}\n")
    question(page, "One right answer")
    expect(source(page)).to_have_value(begins("\n## Check {quiz}\n\n### Why does"))
    page.locator(".cm-content").press("Control+Home")
    page.get_by_label("Add an image").set_input_files(tmp_path / "Van.png")
    expect(source(page)).to_have_value(
        re.compile(r"Say so at once\.\n\n!\[\]\(images/van\.png\)\n$")
    )
    page.keyboard.type("A van")

    expect(source(page)).to_have_value(re.compile(r"\n!\[A van\]\(images/van\.png\)\n$"))


@pytest.mark.browser
def test_the_front_matter_takes_neither_pieces_nor_images(
    sample: Site, chromium: Browser, complaints: list[str], tmp_path: Path
) -> None:
    (tmp_path / "Van.png").write_bytes(DOT)
    page = opened(trainer(chromium, sample, complaints), sample, "\nText.\n")
    page.locator(".cm-content").press("Control+Home")
    page.keyboard.press("ArrowDown")
    page.get_by_label("Add an image").set_input_files(tmp_path / "Van.png")
    expect(source(page)).to_have_value(HEADER + "\nText.\n\n![](images/van.png)\n")
    for _ in range(9):
        page.keyboard.press("ArrowUp")
    page.keyboard.press("Home")
    page.keyboard.type("/")

    expect(source(page)).to_have_value(re.compile("^/---"))
    expect(page.locator(".cm-tooltip-autocomplete")).to_have_count(0)


@pytest.mark.browser
def test_a_second_question_goes_behind_the_first_and_before_what_follows(
    sample: Site, chromium: Browser, complaints: list[str]
) -> None:
    text = "\n## Check {quiz}\n\n\n```\n## Fence\n```\n\n## Last\n\nText.\n"
    page = opened(trainer(chromium, sample, complaints), sample, text)
    page.locator(".cm-content").press("Control+Home")
    for _ in range(6):
        page.keyboard.press("ArrowDown")
    question(page, "A number")
    question(page, "True or false")

    expect(source(page)).to_have_value(
        re.compile(
            r"= 20\.\.30\n\n+```\n## Fence\n```\n\n### An order.*three\.\n\n## Last", re.DOTALL
        )
    )


@pytest.mark.browser
def test_an_image_stands_behind_the_paragraph_and_within_an_option(
    sample: Site, chromium: Browser, complaints: list[str], tmp_path: Path
) -> None:
    (tmp_path / "Van.png").write_bytes(DOT)
    text = "\nOne line\nand another.\n## Next\n\n- An option\n"
    page = opened(trainer(chromium, sample, complaints), sample, text)
    page.locator(".cm-content").press("Control+End")
    page.keyboard.press("ArrowLeft")
    page.get_by_label("Add an image").set_input_files(tmp_path / "Van.png")
    expect(source(page)).to_have_value(HEADER + text.rstrip() + "![](images/van.png)\n")
    page.locator(".cm-content").press("Control+Home")
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    page.get_by_label("Add an image").set_input_files(tmp_path / "Van.png")

    expect(source(page)).to_have_value(
        begins("\nOne line\nand another.\n\n![](images/van.png)\n\n## Next")
    )

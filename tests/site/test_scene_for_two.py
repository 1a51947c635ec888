"""Do two people in two browsers play a scene together: at once and in turns, with and without
script?"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.content.parsing.test_practice import SCENE as PRACTICE
from tests.content.parsing.test_scene_for_two import SCENE
from tests.site.browsing import has_stayed, opened, signed_in
from tests.site.serving import Site

MODULE = "/learn/respectful-teaming/harbour"
# Rosa and Samir.
PLAY = f"{MODULE}/together/1/harbour/scene"
# Two seconds are meant; a machine that does something else may take longer.
PATIENCE = 20_000


@pytest.fixture
def harbour(sample: Site) -> Site:
    """The site with a module that has a scene to practice and one for two."""
    text = f"---\ntitle: The harbour\n---\n\nRead this.\n\n{PRACTICE}\n{SCENE}"
    (sample.courses / "respectful-teaming" / "60-harbour.md").write_text(text, "utf-8")
    sample.flask("courses", "publish")
    return sample


def two(chromium: Browser, site: Site, *, script: bool) -> tuple[Page, Page]:
    """Rosa's page and Samir's, each in a browser of their own."""
    rosa, samir = (
        opened(
            signed_in(chromium.new_context(java_script_enabled=script), site, role), site.url + PLAY
        )
        if script
        else signed_in(chromium.new_context(java_script_enabled=script), site, role)
        for role in ("rep", "support")
    )
    return rosa, samir


def sees(page: Page, words: str) -> None:
    """These words stand in what is shown now."""
    shown = page.locator("#scene").get_by_text(words).locator("visible=true")
    expect(shown.first).to_be_visible(timeout=PATIENCE)


def choose(page: Page, words: str) -> None:
    """Press a choice."""
    page.get_by_role("button", name=words).click()


@pytest.mark.browser
def test_two_play_at_once_and_each_page_moves_on_by_itself(
    harbour: Site, chromium: Browser
) -> None:
    rosa, samir = two(chromium, harbour, script=True)
    sees(samir, "It is the turn of Rosa")

    choose(rosa, "I call back at four.")
    sees(samir, "There are twenty-four.")
    expect(samir.locator("#scene")).to_be_focused(timeout=PATIENCE)
    choose(samir, "What are they for?")
    sees(rosa, "They have two shifts.")
    choose(rosa, "Sixteen on Wednesday, then.")

    for page in (rosa, samir):
        sees(page, "A good ending.")
        sees(page, "This step is done for both of you.")
        assert has_stayed(page)


@pytest.mark.browser
def test_two_fall_and_begin_again_when_both_want_to(harbour: Site, chromium: Browser) -> None:
    rosa, samir = two(chromium, harbour, script=True)
    choose(rosa, "Hang up.")
    sees(samir, "Sixteen stand about.")

    choose(samir, "Ask to begin again")
    choose(rosa, "Yes, from the beginning")

    sees(rosa, "Forty on Monday, or none.")
    sees(samir, "It is the turn of Rosa")
    sees(samir, "One way you took before")


@pytest.mark.browser
def test_two_play_in_turns_without_a_script(harbour: Site, chromium: Browser) -> None:
    rosa, samir = two(chromium, harbour, script=False)
    samir.goto(harbour.url + PLAY)
    rosa.goto(harbour.url + PLAY)

    choose(rosa, "I call back at four.")
    samir.get_by_role("link", name="Has Rosa").click()
    sees(samir, "There are twenty-four.")
    choose(samir, "What are they for?")
    sees(samir, "It is the turn of Rosa")
    rosa.get_by_role("link", name="Has Samir").click()
    choose(rosa, "Sixteen on Wednesday, then.")

    sees(rosa, "A good ending.")
    samir.get_by_role("link", name="Has Rosa").click()
    sees(samir, "This step is done for both of you.")


@pytest.mark.browser
@pytest.mark.parametrize("script", [True, False])
def test_a_scene_is_practiced_back_and_forth(
    harbour: Site, chromium: Browser, script: bool
) -> None:
    page = signed_in(chromium.new_context(java_script_enabled=script), harbour, "rep")
    page.goto(f"{harbour.url}{MODULE}/practice")

    choose(page, "Let it ring")
    sees(page, "It ends here, and could have ended better.")
    choose(page, "One step back")
    choose(page, "Answer")
    choose(page, "Say no")
    sees(page, "The customer calls somebody else.")
    choose(page, "From the beginning")
    choose(page, "Answer")
    choose(page, "Ask what is needed")

    sees(page, "A good ending.")
    sees(page, "Your way so far: 2 decisions")

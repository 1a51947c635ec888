"""Can everybody use every page? axe-core looks at each, and the keyboard is enough to learn."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, expect

from tests.site import axe, keyboard, targets
from tests.site.browsing import signed_in
from tests.site.serving import Answer, Site
from tests.site.walking import NOWHERE, ROLES, build_of, pages

# A field without its label, and a title that is too pale in the dark.
SPOIL = """addEventListener("DOMContentLoaded", () => {
  document.querySelector("main label").remove();
  if (matchMedia("(prefers-color-scheme: dark)").matches) return;
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    document.querySelector("h1").style.color = "#3a3530";
  });
});"""


# A page that must be among those that were looked at, so that a walk cannot be empty.
FOUND = {
    "visitor": "/login",
    "rep": "/learn/respectful-teaming/equals/",
    "support": "/learn/respectful-teaming/equals/",
    "leader": "/lead/teams/1/",
    "trainer": "/author/respectful-teaming/equals/edit",
    "admin": "/admin/people/1",
}


@pytest.mark.browser
@pytest.mark.parametrize("role", ["visitor", *ROLES])
def test_axe_finds_nothing_on_any_page(
    role: str,
    visits: Callable[[str], dict[str, Answer]],
    builds: set[str],
    looked_at: Site,
    chromium: Browser,
) -> None:
    given = visits(role)
    seen = {**pages(given, looked_at), NOWHERE: given[NOWHERE]}
    new = {address: answer for address, answer in seen.items() if is_new(answer, builds)}
    with chromium.new_context(reduced_motion="reduce") as context:
        if role != "visitor":
            signed_in(context, looked_at, role)
        page = context.new_page()
        faults = {
            address: axe.faults(page, looked_at.url + address, given=answer)
            for address, answer in new.items()
        }

    assert {address: found for address, found in faults.items() if found} == {}
    assert FOUND[role] in seen
    assert role == "visitor" or len(seen) > 12


def is_new(answer: Answer, builds: set[str]) -> bool:
    """Is a part of the page built as none before? Others were looked at, for another role."""
    before = len(builds)
    builds |= build_of(answer.text)
    return len(builds) > before


def test_pages_that_differ_in_words_alone_are_built_alike() -> None:
    page = '<nav>{}</nav><main id="m"><p class="{}"><a href="/{}">{}</a></p></main>'

    one, other = page.format("Sam", "quiet", "pairs/1", "x"), page.format("Sue", "quiet", "", "yz")

    assert build_of(one) == build_of(other)
    assert build_of(one) != build_of(page.format("Sam", "loud", "pairs/1", "x"))
    assert build_of(one) != build_of(page.format("Sam", "quiet", "pairs/1", ""))


@pytest.mark.browser
def test_axe_sees_what_is_wrong_in_either_colour_scheme(looked_at: Site, chromium: Browser) -> None:
    with chromium.new_context(bypass_csp=True) as context:
        page = context.new_page()
        page.add_init_script(SPOIL)

        found = " ".join(axe.faults(page, f"{looked_at.url}/login"))

    assert "label: " in found
    assert "color-contrast: h1" in found


# A button too low for a mouse, a way alone in its line, a link in a sentence, a field in its label.
SIZES = """
  <button style="block-size: 20px; padding: 0; border: 0">Low</button>
  <p><a href="/">Alone</a></p>
  <p>Whoever wants to know more finds it <a href="/">in the help</a>.</p>
  <p><label style="display: inline-block; block-size: 44px; inline-size: 60px">
    <input type="checkbox"></label></p>
  <a href="/" class="board__bar" style="display: block; block-size: 44px; inline-size: 20px">1</a>
"""


@pytest.mark.browser
def test_what_is_pressed_is_as_large_as_a_mouse_or_a_finger_needs(chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content(SIZES)

    assert [said.split('"')[1] for said in targets.too_small(page, 24)] == ["Low", "Alone"]
    assert targets.too_small(page, 16) == []
    assert len(targets.too_small(page, 44)) == 2


@pytest.mark.browser
def test_a_learner_gets_from_the_sign_in_to_a_result_by_keyboard(
    sample: Site, chromium: Browser
) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(f"{sample.url}/login")
        keyboard.to(page, page.get_by_label("Mail address"))
        page.keyboard.type("rep@example.com")
        keyboard.to(page, page.get_by_label("Password"))
        page.keyboard.type("tandem-sample")
        page.keyboard.press("Enter")
        for role, name in (
            ("link", "Begin to read"),
            ("button", "I have read"),
            ("link", "Go to the quiz"),
        ):
            keyboard.to(page, page.get_by_role(role, name=name).first)
            page.keyboard.press("Enter")
            page.wait_for_load_state()
        page.wait_for_url("**/quiz")
        keyboard.answer(page)
        keyboard.to(page, page.get_by_role("button", name="Check my answers"))
        page.keyboard.press("Enter")

        expect(page.get_by_role("heading", name="Your answers")).to_be_visible()

"""How many clicks is it from an empty site to both done, and for a visitor who is both?

A click is whatever is pressed: a link (in a letter, too), a button, an answer that is chosen. What
is typed is typed; from one field to the next goes the key Tab. No address is typed.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tandem.content.lesson import QuestionKind
from tandem.terms import Role
from tests.site.serving import Site
from tests.site.test_main_path import PASSWORD, asked, chosen, questions, typed

SENTENCE = "Listening for an hour without a word."
MOST_BOTH, MOST_REAL = 12, 30


class Hand:
    """Counts what it presses."""

    def __init__(self) -> None:
        self.clicks = 0

    def follow(self, page: Page, link: str) -> None:
        """Open a link that came in a letter, or stands in the terminal."""
        self.clicks += 1
        page.goto(link)

    def press(self, what: Locator) -> None:
        """Click a link, a button or an answer."""
        self.clicks += 1
        what.click()

    def fill(self, *fields: tuple[Locator, str]) -> None:
        """Type, field by field."""
        for field, text in fields:
            field.fill(text)


def button(page: Page, name: str) -> Locator:
    """A button."""
    return page.get_by_role("button", name=name)


def field(page: Page, label: str) -> Locator:
    """A field by its label."""
    return page.get_by_label(label, exact=True)


@pytest.mark.browser
@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_a_visitor_is_both_within_twelve_clicks_and_nothing_is_kept(
    looked_at: Site, chromium: Browser, script: bool
) -> None:
    page, hand = chromium.new_context(java_script_enabled=script).new_page(), Hand()
    page.goto(f"{looked_at.url}/login")
    hand.press(page.get_by_role("link", name="Be both for a minute"))
    for role, answer in (("rep", "They need four"), ("support", "Four can go live")):
        half = page.locator(f"#{role}")
        hand.press(half.get_by_role("button"))
        hand.press(half.get_by_text(answer))
        hand.press(half.get_by_role("button"))
        expect(half).to_contain_text("Right.")
    for role in ("rep", "support"):
        half = page.locator(f"#{role}")
        hand.fill((half.get_by_role("textbox"), f"{role}: {SENTENCE}"))
        hand.press(half.get_by_role("button"))
        expect(half.get_by_role("textbox")).to_have_count(0)

    expect(page.locator("#both-done")).to_be_visible()
    expect(page.locator("#rep")).to_contain_text(f"support: {SENTENCE}")
    assert hand.clicks <= MOST_BOTH
    page.reload() if script else page.goto(f"{looked_at.url}/both")
    expect(page.locator("#both-done")).to_have_count(0)


def set_up(page: Page, site: Site, hand: Hand) -> None:
    """Make the first account."""
    found = re.search(r"http://\S+(/setup/\S+)", site.flask("prepare"))
    assert found
    site.start()
    hand.follow(page, site.url + found[1])
    expect(field(page, "Time zone")).to_have_value("Europe/Vienna")
    expect(field(page, "Language")).to_have_value("en")
    hand.fill(
        (field(page, "Given name"), "Lee"),
        (field(page, "Surname"), "Moreau"),
        (field(page, "Mail address"), "lee@example.org"),
        (field(page, "New password"), PASSWORD),
        (field(page, "The same again"), PASSWORD),
    )
    hand.press(button(page, "Make my account"))


def begin_with_a_pair(page: Page, hand: Hand) -> dict[Role, str]:
    """The first pair, in one form; gives the two links."""
    hand.fill(
        *(
            (field(page, label), text)
            for label, text in (
                ("Given name (rep)", "Sam"),
                ("Surname (rep)", "Adeyemi"),
                ("Mail address (rep)", "sam@example.org"),
                ("Given name (support)", "Sue"),
                ("Surname (support)", "Zhang"),
                ("Mail address (support)", "sue@example.org"),
            )
        ),
        (page.locator("#team_name"), "North"),
    )
    expect(page.locator("#course")).to_have_value("respectful-teaming")
    hand.press(page.get_by_text("Both have agreed already"))
    hand.press(button(page, "Begin with this pair"))
    rep, support = page.get_by_label("Copy this link").all()
    return {Role.REP: rep.input_value(), Role.SUPPORT: support.input_value()}


def join(page: Page, link: str, hand: Hand) -> None:
    """Take up an invitation."""
    hand.follow(page, link)
    hand.fill((field(page, "New password"), PASSWORD), (field(page, "The same again"), PASSWORD))
    hand.press(button(page, "Join"))


def learn(page: Page, site: Site, role: Role, hand: Hand) -> None:
    """Read the first module and pass its quiz."""
    hand.press(page.get_by_role("link", name="Begin to read"))
    hand.press(button(page, "I have read this"))
    hand.press(page.get_by_role("link", name="Go to the quiz"))
    expect(button(page, "Check my answers")).to_be_visible()
    for question, box in asked(page, questions(site, role)):
        for option in question.options:
            if option.right and question.kind is not QuestionKind.ORDER:
                hand.press(box.get_by_text(option.text, exact=True))
        texts: Any = zip(box.get_by_role("textbox").all(), typed(question), strict=False)
        for one, text in texts:
            hand.fill((one, text))
        for one, text in zip(box.get_by_role("combobox").all(), chosen(question), strict=False):
            one.select_option(label=text)
            hand.clicks += 1
    hand.press(button(page, "Check my answers"))
    expect(page.get_by_role("heading", name="Passed")).to_be_visible()


def write(page: Page, hand: Hand) -> None:
    """Both steps for two."""
    hand.press(page.get_by_role("link", name="Continue with").first)
    for step, name in (("better-at", "Seal my answer"), ("guess-better-at", "This is my guess")):
        hand.fill((page.locator(f"#step-{step} textarea"), SENTENCE))
        hand.press(button(page, name))


@pytest.mark.browser
def test_from_an_empty_site_to_both_done(site: Site, chromium: Browser) -> None:
    lee, sam, sue = (
        chromium.new_context(timezone_id="Europe/Vienna", locale="en-US").new_page()
        for _ in range(3)
    )
    hand, parts = Hand(), {}
    set_up(lee, site, hand)
    links = begin_with_a_pair(lee, hand)
    parts["leader"] = hand.clicks
    for page, role in ((sam, Role.REP), (sue, Role.SUPPORT)):
        join(page, links[role], hand)
    parts["joined"] = hand.clicks
    for page, role in ((sam, Role.REP), (sue, Role.SUPPORT)):
        learn(page, site, role, hand)
        parts[f"{role} learned"] = hand.clicks
        write(page, hand)

    expect(sue.get_by_role("heading", name="have done")).to_be_visible()
    assert hand.clicks <= MOST_REAL, (hand.clicks, parts)

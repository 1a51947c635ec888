"""The main path in a browser: from the first start to "both done", with and without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tandem.content.face import quiz_for
from tandem.content.files.folder import read_courses
from tandem.content.lesson import Question, QuestionKind
from tandem.terms import Role
from tests.site.browsing import heed, signed_in
from tests.site.serving import Site

PASSWORD = "a long sentence"


def first_account(page: Page, site: Site) -> None:
    """Follow the one-time link and make the first account."""
    found = re.search(r"http://\S+(/setup/\S+)", site.flask("prepare"))
    assert found
    site.start()
    page.goto(site.url + found[1])
    page.get_by_label("Given name").fill("Lee")
    page.get_by_label("Surname").fill("Moreau")
    page.get_by_label("Mail address").fill("lee@example.org")
    choose_password(page)
    page.get_by_role("button", name="Make my account").click()


def choose_password(page: Page) -> None:
    """Type a new password twice."""
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_label("The same again").fill(PASSWORD)


def invite(page: Page, given: str, surname: str, role: str) -> str:
    """Invite somebody into the team; gives the link."""
    page.get_by_label("Given name").fill(given)
    page.get_by_label("Surname").fill(surname)
    page.get_by_label("Mail address").fill(f"{given.lower()}@example.org")
    page.get_by_label(role, exact=True).check()
    page.get_by_role("button", name="Invite").click()
    return page.get_by_label("Copy this link").input_value()


def join(page: Page, link: str) -> None:
    """Take up an invitation."""
    page.goto(link)
    choose_password(page)
    page.get_by_role("button", name="Join").click()


def questions(site: Site, role: Role, course: str = "respectful-teaming") -> tuple[Question, ...]:
    """What the first module of a course asks of a role."""
    courses = {course.id: course for course in read_courses(site.courses)}
    module = courses[course].modules[0].module
    quiz = quiz_for(module, role) if module else None
    assert quiz
    return quiz.questions


def asked(page: Page, quiz: tuple[Question, ...]) -> list[tuple[Question, Locator]]:
    """The questions that this attempt asks, each with its place: one of every family."""
    places = [(question, page.locator(f"#question-{question.id}")) for question in quiz]
    drawn = [(question, place) for question, place in places if place.count()]
    assert sorted(question.family for question, _ in drawn) == sorted({q.family for q in quiz})
    return drawn


def learn(page: Page, site: Site, role: Role) -> None:
    """Go on from one's own page: read the first module and pass its quiz."""
    page.goto(site.url)
    page.get_by_role("link", name="Begin to read").click()
    read_and_answer(page, questions(site, role))


def read_and_answer(page: Page, quiz: tuple[Question, ...]) -> None:
    """Read the module that is open, and pass its quiz."""
    page.get_by_role("button", name="I have read this").click()
    page.get_by_role("link", name="Go to the quiz").click()
    expect(page.get_by_role("button", name="Check my answers")).to_be_visible()
    for question, box in asked(page, quiz):
        for option in question.options:
            if option.right and question.kind is not QuestionKind.ORDER:
                box.get_by_text(option.text, exact=True).click()
        for field, text in zip(box.get_by_role("textbox").all(), typed(question), strict=False):
            field.fill(text)
        for field, text in zip(box.get_by_role("combobox").all(), chosen(question), strict=False):
            field.select_option(label=text)
    page.get_by_role("button", name="Check my answers").click()
    expect(page.get_by_role("heading", name="Passed")).to_be_visible()


def typed(question: Question) -> list[str]:
    """What is typed into a question, field by field."""
    accepted = [*(gap[0] for gap in question.gaps), *question.accepted[:1]]
    return [each.text or f"{each.low:g}" for each in accepted]


def chosen(question: Question) -> list[str]:
    """What is chosen from the lists of a question, in the order of the lists."""
    if question.kind is QuestionKind.ORDER:
        return [option.text for option in question.options]
    return [match.right for match in question.matches if match.left]


def give_together(page: Page, site: Site, *, closes: bool = False) -> None:
    """Go on from one's own page to the steps for two, and do both; the last may close it all."""
    page.goto(site.url)
    page.get_by_role("link", name="Continue with").click()
    for step, button in (("better-at", "Seal my answer"), ("guess-better-at", "This is my guess")):
        page.locator(f"#step-{step} textarea").fill("Listening for an hour without a word.")
        page.get_by_role("button", name=button).click()
        if closes and step == "guess-better-at":
            expect(page.get_by_role("heading", name="have done")).to_be_visible()
        else:
            expect(page.locator(f"#step-{step}")).to_contain_text("You: done on")


@pytest.mark.browser
@pytest.mark.each_database
@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_from_the_first_start_to_both_done(site: Site, chromium: Browser, script: bool) -> None:
    lee, sam, sue = (chromium.new_context(java_script_enabled=script).new_page() for _ in range(3))
    first_account(lee, site)
    lee.locator("#name").fill("North")
    lee.get_by_role("button", name="Make the team").click()
    join(sam, invite(lee, "Sam", "Adeyemi", "Rep"))
    join(sue, invite(lee, "Sue", "Zhang", "Support"))

    lee.get_by_role("link", name="Form pairs").click()
    lee.get_by_label("Rep").select_option("Sam Adeyemi")
    lee.get_by_label("Support").select_option("Sue Zhang")
    lee.get_by_label("Both have agreed already").check()
    lee.get_by_role("button", name="Form the pair").click()
    lee.get_by_role("link", name="Assign a course").click()
    lee.get_by_role("button", name="Assign the course").click()
    learn(sam, site, Role.REP)
    give_together(sam, site)
    lee.locator("main").get_by_role("link", name="North", exact=True).click()
    first = lee.locator(".road__cell").first
    expect(first).to_contain_text("Waiting for support")
    learn(sue, site, Role.SUPPORT)
    give_together(sue, site, closes=True)

    lee.reload()
    expect(first).to_contain_text("Both done")


@pytest.mark.browser
def test_every_main_page_fits_a_phone_and_breaks_no_policy(
    looked_at: Site, chromium: Browser
) -> None:
    context = chromium.new_context(viewport={"width": 320, "height": 640})
    complaints: list[str] = []
    heed(context, complaints)
    page = signed_in(context, looked_at, "leader")
    lesson = "/learn/respectful-teaming/equals/"

    for path in ("/", lesson, f"{lesson}quiz", "/pairs/5/", "/lead/", "/lead/teams/1/"):
        page.goto(looked_at.url + path)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 320, path

    assert complaints == []

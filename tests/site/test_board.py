"""Is a leader's board one look, by eye, by keyboard and by ear?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session as SqlSession

from tandem.models import Person, PersonRole
from tandem.terms import Role
from tandem.web import db
from tests.site.axe import SOURCE
from tests.site.browsing import signed_in
from tests.site.serving import Site
from tests.site.targets import FINGER, MOUSE, too_small

IN_VIEW = """(places) => [...document.querySelectorAll(places)].filter((place) => {
  const box = place.getBoundingClientRect();
  return box.height && box.top >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
}).length"""
FIRST_ROW = "document.querySelector('.road').getBoundingClientRect().top / innerHeight"
SPOKEN = """() => Math.max(...[...document.querySelectorAll('.road')].map((row) =>
  row.innerText.replace(/\\s+/g, ' ').length
  + row.querySelector('input').getAttribute('aria-label').length))"""
FITS = "(place) => place.scrollWidth <= place.clientWidth"
ALL_OF_AXE = "async () => (await axe.run()).violations.map((rule) => rule.id)"


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with sixty pairs of four teams in a course of sixteen modules."""
    folder: Path = tmp_path_factory.mktemp("board")
    (folder / "courses").mkdir()
    site = Site(folder, f"sqlite:///{folder / 'board.db'}", folder / "courses")
    site.flask("prepare")
    site.flask("demo-data", "--pairs", "60", "--modules", "16")
    try:
        site.start()
        yield site
    finally:
        site.kill()


@pytest.fixture
def page(board: Site, chromium: Browser) -> Iterator[Page]:
    """The leader's first page with its pairs, at the top of the board."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = signed_in(context, board, "leader", at="demo.example")
    page.goto(f"{board.url}/lead/?teams=all")
    page.get_by_role("link", name="Demo team 002", exact=True).click()
    page.wait_for_load_state()
    yield page
    context.close()


@pytest.fixture
def in_german_with_long_names(board: Site) -> Iterator[None]:
    """Everybody is called something of fifty signs and reads German, for one test."""
    engine = db.engine_for(board.database)
    with SqlSession(engine) as session:
        people = {each: (each.given_name, each.surname) for each in session.scalars(select(Person))}
        for person in people:
            person.given_name = "Maximiliane-Alexandra"
            person.surname = f"von Hohenlohe-Waldenburg {person.id:03}"
            person.language = "de"
        session.commit()
        yield
        for person, (given_name, surname) in people.items():
            person.given_name, person.surname, person.language = given_name, surname, "en"
        session.commit()
    engine.dispose()


@pytest.fixture
def with_every_role(board: Site) -> Iterator[None]:
    """The leader has a name of some length, and all ways of the site, for one test."""
    engine = db.engine_for(board.database)
    with SqlSession(engine) as session:
        query = select(Person).where(Person.email == "leader@demo.example")
        leader = session.scalars(query).one()
        before = leader.given_name, leader.surname
        leader.given_name, leader.surname = "Ulrike", "Grünewald"
        more = [PersonRole(person_id=leader.id, role=role) for role in (Role.TRAINER, Role.ADMIN)]
        session.add_all(more)
        session.commit()
        yield
        leader.given_name, leader.surname = before
        for role in more:
            session.delete(role)
        session.commit()
    engine.dispose()


@pytest.mark.browser
def test_the_first_screen_shows_the_pairs_of_a_team_and_every_module(page: Page) -> None:
    for folded in page.locator(".need__fold[aria-expanded=false]").all():
        folded.click()

    assert page.evaluate(IN_VIEW, ".board__module") == 16
    assert page.evaluate(IN_VIEW, ".road") >= 20
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(SPOKEN) <= 300


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 360])
def test_a_fold_hides_the_rows_of_its_group_and_shows_them_again(
    board: Site, page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{board.url}/lead/?teams=all")
    group = page.locator(".need").first
    fold, row = group.locator(".need__fold"), group.locator(".road").first
    is_folded = fold.get_attribute("aria-expanded") == "false"

    expect(row).to_be_visible(visible=not is_folded)
    fold.click()
    expect(row).to_be_visible(visible=is_folded)
    fold.click()
    expect(row).to_be_visible(visible=not is_folded)


@pytest.mark.browser
@pytest.mark.parametrize(("width", "height", "most"), [(1280, 900, 0.26), (390, 844, 0.46)])
def test_little_stands_before_the_first_pair_of_a_team(
    page: Page, width: int, height: int, most: float
) -> None:
    page.set_viewport_size({"width": width, "height": height})

    assert page.evaluate(FIRST_ROW) <= most


@pytest.mark.browser
@pytest.mark.parametrize(("width", "height", "rows"), [(1280, 900, 20), (1920, 1080, 30)])
def test_with_many_teams_the_board_comes_first_and_the_teams_are_one_line(
    board: Site, page: Page, width: int, height: int, rows: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{board.url}/lead/")

    assert page.evaluate(FIRST_ROW) <= 0.3
    assert page.evaluate(IN_VIEW, ".road") >= rows
    page.get_by_text("4 teams", exact=True).click()
    expect(page.get_by_role("link", name="Demo team 003", exact=True)).to_be_visible()


@pytest.mark.browser
@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_what_is_looked_for_stays_open_and_the_rest_is_behind_one_word(
    board: Site, chromium: Browser, script: bool
) -> None:
    context = chromium.new_context(java_script_enabled=script)
    page = signed_in(context, board, "leader", at="demo.example")
    page.goto(f"{board.url}/lead/")
    expect(page.get_by_label("Sorted by")).to_be_hidden()

    page.get_by_text("Filter", exact=True).click()
    page.get_by_label("Sorted by").select_option("name")
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_url("**order=name**")
    page.reload()
    expect(page.get_by_label("Sorted by")).to_have_value("name")
    context.close()


@pytest.mark.browser
def test_a_row_is_short_to_hear_in_german_with_names_of_fifty_signs(
    page: Page, in_german_with_long_names: None
) -> None:
    page.reload()
    assert len(page.locator(".road__names > span").first.inner_text()) == 50

    assert page.evaluate(SPOKEN) <= 300
    page.goto(f"{page.url.split('/lead/')[0]}/lead/")
    assert page.evaluate(SPOKEN) <= 300


@pytest.mark.browser
def test_nothing_to_press_is_too_small_and_axe_finds_nothing(page: Page) -> None:
    page.evaluate(SOURCE)
    wide = page.evaluate(ALL_OF_AXE), too_small(page, MOUSE)
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark")
    narrow = page.evaluate(ALL_OF_AXE), too_small(page, FINGER)

    assert wide == ([], [])
    assert narrow == ([], [])


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 390])
def test_on_a_phone_the_teams_and_the_ways_stand_whole(board: Site, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    ways = [way.bounding_box() or {} for way in page.locator(".board-head__ways a").all()]
    page.goto(f"{board.url}/lead/?teams=all")

    assert len(ways) > 3
    assert all(way["x"] >= 0 and way["x"] + way["width"] <= width for way in ways)
    assert all(
        one["x"] + one["width"] <= next["x"] or one["y"] < next["y"] for one, next in pairwise(ways)
    )
    assert page.locator(".teams").evaluate(FITS)


@pytest.mark.browser
def test_on_a_phone_names_and_teams_of_pairs_are_not_cut(board: Site, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{board.url}/lead/")
    words = page.locator(".need:not(.need--folded) :is(.road__names > span, .road__team)")

    assert words.count() > 20
    assert [word.inner_text() for word in words.all() if not word.evaluate(FITS)] == []


@pytest.mark.browser
def test_the_ways_beside_the_board_stand_below_what_is_said_there(page: Page) -> None:
    page.locator(".road__names").first.click()
    starts = [
        (page.locator(f".panel {part}").first.bounding_box() or {}).get("x")
        for part in (".details__title", ".details__ways a")
    ]

    assert starts[0] == starts[1] is not None


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 1440])
def test_the_name_in_the_head_is_whole_before_the_field_for_words_is_wide(
    page: Page, with_every_role: None, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{page.url.split('/lead/')[0]}/welcome")

    assert page.locator(".site-nav li").count() >= 5
    assert page.locator(".site-menu__who").evaluate(FITS)


@pytest.mark.browser
def test_the_keyboard_alone_looks_at_a_pair_ticks_two_and_asks_for_a_pause(page: Page) -> None:
    rows = page.locator(".road__names")
    for key in ("ArrowDown", "ArrowDown", "x", "ArrowDown", "x", "ArrowRight"):
        page.keyboard.press(key)
    expect(page.locator("[data-acts-number]")).to_have_text("2 ticked")
    expect(page.locator("[data-said]")).to_contain_text("Demo module 1")

    page.keyboard.press("Enter")
    expect(page.locator("#details-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(rows.nth(2)).to_be_focused()

    page.get_by_role("button", name="Pause …").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Pause these pairs?")


@pytest.mark.browser
def test_without_a_script_a_pair_is_a_page_and_ticks_lead_to_the_question(
    board: Site, chromium: Browser
) -> None:
    page = signed_in(
        chromium.new_context(java_script_enabled=False), board, "leader", at="demo.example"
    )
    page.goto(f"{board.url}/lead/")
    page.locator(".road__names").first.click()
    expect(page.get_by_role("heading", name="One small thing that would help")).to_be_visible()
    page.go_back()
    page.locator(".road__tick").first.check()
    page.get_by_role("button", name="Assign a course, or move its date").click()

    expect(page.get_by_role("button", name="Assign the course")).to_be_visible()

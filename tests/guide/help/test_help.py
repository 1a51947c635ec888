"""Does every page say what it is, and does the help hold pages for each role in each language?"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import force_locale

from tandem.guide.help.about import ABOUT, LIKE
from tandem.guide.help.about import SENTENCE_END as SENTENCE
from tandem.guide.help.topics import PAGES, TOPICS, language_of, text_of, topics_for
from tandem.terms import Role
from tests.cast import Cast
from tests.conftest import Browser
from tests.visits import PEOPLE, Sent

WHO = [pytest.param(who, marks=pytest.mark.xdist_group(f"visit-{who}")) for who in PEOPLE]
WHAT = re.compile(
    r'<details class="site-about".*?site-about__title">[^<]+</p>\s*<p>([^<]+)</p>', re.DOTALL
)
DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)">')
SENTENCE_END = re.compile(r"[.!?](?=\s|$)")
MORE = re.compile(r'href="(/help/[\w-]*)"')


@pytest.fixture
def wide() -> bool:
    """Everybody writes."""
    return True


@pytest.mark.parametrize("who", WHO)
def test_every_page_that_somebody_reaches_says_what_it_is(
    visited: dict[str, Sent], who: str
) -> None:
    said = {
        address: WHAT.findall(sent.page)
        for address, sent in visited.items()
        if "<main" in sent.page
    }

    assert len(said) > 10
    assert [address for address, texts in said.items() if len(texts) != 1] == []


@pytest.mark.parametrize("who", WHO)
def test_every_page_is_described_in_a_sentence_of_its_own_and_none_with_a_name(
    app: Flask, visited: dict[str, Sent], who: str
) -> None:
    said = {
        address: DESCRIPTION.findall(sent.page)
        for address, sent in visited.items()
        if "<main" in sent.page
    }
    ours = first_sentences(app, "en")

    assert [address for address, texts in said.items() if len(texts) != 1] == []
    assert {unescape(texts[0]) for texts in said.values()} <= ours


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_page_is_described_in_the_length_that_lists_show(app: Flask, language: str) -> None:
    described = first_sentences(app, language)

    assert {text for text in described if not 20 <= len(text) <= 160} == set()
    assert {text for text in described if re.search(r"\b\w\.$", text)} == set()


def first_sentences(app: Flask, language: str) -> set[str]:
    """What a page is, in a language, up to its first full stop."""
    with app.test_request_context(), force_locale(language):
        return {SENTENCE.split(str(text), maxsplit=1)[0] for _topic, text in ABOUT.values()}


def test_what_a_page_is_takes_three_sentences(app: Flask) -> None:
    for _topic, text in ABOUT.values():
        assert len(SENTENCE_END.findall(str(text))) == 3, str(text)


def test_every_text_belongs_to_a_page_and_to_a_topic_that_is_there(app: Flask) -> None:
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}

    assert (set(ABOUT) | set(LIKE)) - endpoints <= {"styleguide.guide"}
    assert set(LIKE.values()) <= set(ABOUT)
    assert not set(LIKE) & set(ABOUT)
    assert {topic for topic, _ in ABOUT.values()} <= {topic.name for topic in TOPICS}


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_help_is_whole_in_every_language(language: str) -> None:
    there = {path.stem for path in (PAGES / language).glob("*.md")}

    assert there == {topic.name for topic in TOPICS}
    for topic in TOPICS:
        assert text_of(topic.name, language).count("<p>") >= 2


@pytest.mark.parametrize("topic", [topic.name for topic in TOPICS])
def test_help_is_read_in_english_where_it_is_not_there_in_a_language(topic: str) -> None:
    assert [language_of(topic, language) for language in ("de", "en", "fr")] == ["de", "en", "en"]
    assert text_of(topic, "fr") == text_of(topic, "en") != text_of(topic, "de")


def test_both_languages_have_the_same_parts() -> None:
    def shape(path: Path) -> list[str]:
        signs = (re.match(r"#+|- |\d\.|\|", line) for line in path.read_text("utf-8").splitlines())
        return [sign[0] for sign in signs if sign]

    for topic in TOPICS:
        assert shape(PAGES / "en" / f"{topic.name}.md") == shape(PAGES / "de" / f"{topic.name}.md")


@pytest.mark.parametrize(
    ("who", "role"),
    [("sam", Role.REP), ("lee", Role.LEADER), ("tess", Role.TRAINER), ("ada", Role.ADMIN)],
)
def test_the_help_is_by_role_and_all_of_it_opens(
    cast: Cast, browser_of: Browser, who: str, role: Role
) -> None:
    browser = browser_of(getattr(cast, who))
    mine = {f"/help/{topic.name}" for topic in topics_for({role})}
    main = browser.get("/help/").text.partition("<main")[2].partition("</main>")[0]

    assert set(MORE.findall(main)) == {*mine, "/help/key"}
    for topic in TOPICS:
        answer = browser.get(f"/help/{topic.name}")
        assert answer.status_code == (200 if f"/help/{topic.name}" in mine else 404)


def test_a_form_that_was_refused_says_what_its_page_is(cast: Cast, browser_of: Browser) -> None:
    answer = browser_of(cast.lee).post("/lead/teams/new", data={})

    assert answer.status_code == 400
    assert WHAT.findall(answer.text)


def test_a_german_reader_reads_german_help(
    session: object, cast: Cast, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)
    token = re.findall(r'name="csrf_token" value="([^"]+)"', browser.get("/account").text)[0]
    browser.post("/account/language", data={"csrf_token": token, "language": "de"})

    assert "Schritt für Schritt" in browser.get("/help/how-it-works").text
    assert "<title>So funktioniert Tandem" in browser.get("/help/how-it-works").text


def test_the_key_shows_a_picture_beside_each_meaning(cast: Cast, browser_of: Browser) -> None:
    page = browser_of(cast.sam).get("/help/key").text

    assert page.count('class="key__picture"') > 10
    assert re.findall(r'class="key__picture">\s*</span>.*', page) == []

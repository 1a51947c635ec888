"""Who finds what? Nobody finds a person, a pair, a team or a word that they may not see."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tandem.content.lesson import Lesson, Section, SectionKind
from tandem.models import Course, Person
from tests.cast import NOW, Cast, House, person, read_german
from tests.conftest import Browser
from tests.lessons import assign, counted_queries, lesson, question, serve
from tests.visits import PEOPLE
from tests.writings import WORDS, Written
from tests.written import AsBefore

FOUND = re.compile(r'<div id="found".*?</main>', re.DOTALL)
LINK = re.compile(r'<a href="([^"]+)"')
NAMES = {
    "sam": {"Sue Zhang", "Abe Aalto", "Eve Ferris"},
    "sue": {"Sam Adeyemi", "Lia Okoro"},
    "otto": {"Ona Costa"},
    "tess": set(),
}


@pytest.fixture
def wide() -> bool:
    """A house in which a slip shows."""
    return True


def found(browser_of: Browser, who: Person, words: str, sort: str = "") -> str:
    """The part of the page that says what was found."""
    page = browser_of(who).get("/search", query_string={"q": words, "sort": sort})
    assert page.status_code == 200
    matches = FOUND.findall(page.text)
    return matches[0] if matches else ""


def engine_lesson() -> Lesson:
    """A lesson with a word in each of its corners."""
    whole = lesson(question("q1", hint="<p>HINTWORD</p>"))
    both, rep, support, quiz = whole.sections
    closed = replace(quiz, text="<p>QUIZWORD</p>")
    scene = Section(SectionKind.TOGETHER, "TOGETHERWORD", 2, text="<p>SEALEDWORD</p>")
    return replace(
        whole,
        sections=(
            replace(both, text="<p>Everybody reads of <em>Aarhus</em>.</p>"),
            replace(rep, text="<p>The drive of Bergamo.</p>"),
            replace(support, text="<p>The frame of Coimbra.</p>"),
            closed,
            scene,
        ),
    )


@pytest.fixture
def course(session: Session, cast: House) -> Course:
    """It is given to Sam and Sue."""
    course = serve(session, engine_lesson())
    assign(session, cast.pair, course)
    return course


@pytest.mark.parametrize("who", NAMES)
def test_nobody_finds_what_is_not_theirs(cast: House, browser_of: Browser, who: str) -> None:
    everybody = {getattr(cast, name).name for name in PEOPLE}

    seen = {
        name for name in everybody if name in found(browser_of, getattr(cast, who), name, "people")
    }

    assert seen == NAMES[who]


def test_a_leader_finds_the_people_pairs_and_team_they_lead_and_no_others(
    cast: House, browser_of: Browser
) -> None:
    assert f"/lead/teams/{cast.north.id}/people#person-{cast.sam.id}" in found(
        browser_of, cast.lee, "adeyemi"
    )
    assert f"/lead/teams/{cast.north.id}/" in found(browser_of, cast.lee, "north", "teams")
    for hidden in ("otto berg", "ona", "south"):
        assert found(browser_of, cast.lee, hidden) == ""


@pytest.mark.parametrize(
    ("who", "words", "number"),
    [
        ("sam", "adeyemi", 3), ("sue", "adeyemi", 1), ("lia", "rex", 1), ("lia", "sue okoro", 1),
        ("olga", "berg costa", 1), ("olga", "adeyemi", 0), ("ada", "adeyemi", 0),
    ],
)  # fmt: skip
def test_pairs_are_found_by_whoever_sits_in_them_or_leads_them(
    cast: House, browser_of: Browser, who: str, words: str, number: int
) -> None:
    page = found(browser_of, getattr(cast, who), words, "pairs")

    assert len(set(re.findall(r'/pairs/\d+/"', page))) == number


def test_an_administrator_finds_every_account_and_an_erased_one_by_nothing(
    session: Session, cast: House, browser_of: Browser
) -> None:
    assert f"/admin/people/{cast.otto.id}" in found(browser_of, cast.ada, "otto")
    assert f"/admin/people/{cast.otto.id}" in found(browser_of, cast.ada, "OTTO@example.com")

    session.merge(cast.otto).erased_at = NOW
    session.commit()

    assert found(browser_of, cast.ada, "otto", "people") == ""


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("sam", {"Aarhus", "Bergamo"}),
        ("sue", {"Aarhus", "Coimbra"}),
        ("lee", {"Aarhus", "Bergamo", "Coimbra"}),
        ("tess", {"Aarhus", "Bergamo", "Coimbra"}),
        ("ona", set()),
    ],
)
def test_lessons_are_found_in_the_face_that_one_may_read(
    cast: House, course: Course, browser_of: Browser, who: str, words: set[str]
) -> None:
    corners = ("Aarhus", "Bergamo", "Coimbra")

    seen = {word for word in corners if word in found(browser_of, getattr(cast, who), word)}

    assert seen == words


@pytest.mark.parametrize("who", ["sam", "sue", "lee", "tess", "ada"])
def test_no_question_no_answer_and_no_step_is_found(
    cast: House, course: Course, browser_of: Browser, who: str
) -> None:
    for word in (
        "HINTWORD", "QUIZWORD", "TOGETHERWORD", "SEALEDWORD", "FEEDBACK-q1-good",
        "EXPLANATION-q1", "What about q1", "A good one",
    ):  # fmt: skip
        assert found(browser_of, getattr(cast, who), word, "lessons") == "", word
    assert "Aarhus" in found(browser_of, getattr(cast, who), "Aarhus", "lessons")


@pytest.mark.parametrize("who", PEOPLE)
def test_no_word_that_two_wrote_is_found_by_anybody(
    cast: House, written: Written, browser_of: Browser, who: str
) -> None:
    some = sorted(written.readers)[::7]
    read = [found(browser_of, getattr(cast, who), text) for text in some]

    assert not any(WORDS.search(page) for page in read)


def test_all_that_was_found_opens(cast: House, course: Course, browser_of: Browser) -> None:
    for who in ("sam", "sue", "lee", "lia", "tess", "ada"):
        browser = browser_of(getattr(cast, who))
        for words in ("sue", "engine", "north", "zhang", "everybody"):
            for link in LINK.findall(found(browser_of, getattr(cast, who), words)):
                answer = browser.get(link.replace("&amp;", "&"))
                assert answer.status_code == 200, (who, words, link)


def test_a_name_is_found_however_it_is_typed(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    person(session, "Zoë", "Müller-Østby")
    session.commit()

    for words in ("zoe", "MULLER", "ostby zoë", "müller", "Mu\u0308ller"):
        assert "Zoë" in found(browser_of, cast.ada, words), words


@pytest.mark.parametrize("words", ["%", "__", "%%%", "\\", "'; --", "a_a", "<script>", "x" * 500])
def test_no_sign_means_more_than_itself(cast: Cast, browser_of: Browser, words: str) -> None:
    assert found(browser_of, cast.ada, words) == ""


def test_a_changed_name_is_found_and_the_old_one_no_more(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    session.merge(cast.sue).surname = "Quill"
    session.commit()

    assert "Quill" in found(browser_of, cast.lee, "quill")
    assert found(browser_of, cast.lee, "zhang", "people") == ""


def test_a_search_asks_the_same_number_of_queries_whatever_is_there(
    session: Session, engine: Engine, cast: House, course: Course, browser_of: Browser
) -> None:
    browser = browser_of(cast.lia)
    browser.get("/search?q=engine")
    with counted_queries(engine) as few:
        browser.get("/search?q=engine")
    for number in range(30):
        person(session, f"Engine{number}", "Many")
    serve(session, *(replace(engine_lesson(), id=f"m{number}") for number in range(8)))
    browser.get("/search?q=engine")
    with counted_queries(engine) as many:
        browser.get("/search?q=engine")

    assert len(many) == len(few) <= 16


def test_three_of_each_are_shown_first_and_all_on_demand(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    for number in range(60):
        person(session, f"Twin{number:02}", "Castor")
    session.commit()

    first = found(browser_of, cast.ada, "castor")
    all_of_them = found(browser_of, cast.ada, "castor", "people")

    assert first.count("/admin/people/") == 3
    assert "sort=people" in first
    assert all_of_them.count("/admin/people/") == 50


@pytest.mark.parametrize(
    ("who", "query"),
    [
        ("sam", "aarhus"), ("sam", "aarhus&sort=lessons"), ("lee", "aarhus"), ("tess", "aarhus"),
        ("sam", "nowhere"), ("sam", "nowhere&sort=lessons"),
    ],
)  # fmt: skip
def test_what_was_found_is_told_in_its_own_language_and_leads_on(
    session: Session, cast: House, course: Course, browser_of: Browser, page_as_before: AsBefore,
    who: str, query: str,
) -> None:  # fmt: skip
    reader = getattr(cast, who)
    read_german(session, reader)

    page_as_before(browser_of(reader).get(f"/search?q={query}").text)


def test_more_than_three_of_a_sort_are_a_press_away(
    session: Session, cast: House, browser_of: Browser, page_as_before: AsBefore
) -> None:
    for number in range(4):
        person(session, f"Nia{number}", "Quist")
    session.commit()

    page_as_before(browser_of(cast.ada).get("/search?q=quist").text)

"""When is a leader asked to sit down with the two, and what is not said?"""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from tandem.models import Attempt, Course, Module, Person
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import assign, finish, lesson, question, serve

HINT = "Sit down with the two: ask what is hard about it, and what would help."


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """Sam and Sue have a course with a quiz."""
    served = serve(session, lesson(question("q1")))
    assign(session, cast.pair, served)
    return served


def fail(session: Session, who: Person, times: int, *, at: datetime = NOW) -> None:
    """Somebody does not pass, so many times."""
    module = session.query(Module).one()
    session.add_all(
        Attempt(
            person_id=who.id, module_id=module.id, revision_id=module.revision_id or 0,
            number=number, role="rep", answers="{}", marks="{}", order="{}",
            right=0, total=1, passed=False, at=at,
        )
        for number in range(1, times + 1)
    )  # fmt: skip
    session.commit()


def details(browser_of: Browser, cast: Cast, who: Person) -> str:
    """What somebody reads of the pair in the course."""
    leads = who.id == cast.lee.id
    place = "/lead/pairs/{}/courses/teaming" if leads else "/pairs/{}/leader/teaming"
    return " ".join(browser_of(who).get(place.format(cast.pair.id)).text.split())


@pytest.mark.parametrize(("times", "says"), [(2, False), (3, True)])
def test_three_attempts_below_the_mark_ask_the_leader_to_sit_down_with_the_two(
    session: Session, cast: Cast, course: Course, browser_of: Browser, times: int, says: bool
) -> None:
    fail(session, cast.sam, times)

    assert (HINT in details(browser_of, cast, cast.lee)) is says


def test_nothing_says_whose_it_was_which_quiz_or_a_mark(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    fail(session, cast.sam, 3)

    for who in (cast.lee, cast.sue):
        words = details(browser_of, cast, who)
        hint = words.lower().partition("one small thing")[2].partition("<h2")[0]

        assert HINT.lower() in hint
        assert [word for word in ("quiz", "attempt", "mark", "0 of 1") if word in hint] == []


def test_whoever_has_passed_since_is_left_alone(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    fail(session, cast.sam, 3)
    assert HINT in details(browser_of, cast, cast.lee)
    finish(session, cast.sam)

    assert HINT not in details(browser_of, cast, cast.lee)


def test_the_board_and_its_file_say_the_same(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    fail(session, cast.sue, 3)

    board = browser_of(cast.lee).get(f"/lead/teams/{cast.north.id}/")
    file = browser_of(cast.lee).get(f"/lead/teams/{cast.north.id}/report.csv")

    assert board.status_code == 200
    assert HINT in file.text

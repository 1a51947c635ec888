"""Is the title of a course or a lesson read out in its own language on pages that have another?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import (
    Assignment,
    Attempt,
    Certificate,
    Course,
    Module,
    RefresherAnswer,
    SoloAssignment,
)
from tandem.terms import RefresherFace, RefresherPromise, Role
from tests.cast import NOW, House, read_german
from tests.conftest import Browser
from tests.learning.lessons.test_lesson_page import with_plan
from tests.learning.plans.plan_helpers import PLAN, make_plan
from tests.lessons import assign, finish, lesson, question, serve
from tests.moments import SetClock
from tests.unmarked_titles import unmarked_in
from tests.writings import remark

TITLES = COURSE, FIRST, SECOND = "Respectful teaming", "Gasoline and engine", "The second"


def try_all(session: Session, cast: House, course: Course) -> None:
    """Sam and Otto have used their attempt, Sam has remarked upon it, been certified, and guessed
    what Sue says."""
    (module,) = session.query(Module).filter_by(course_id=course.id)
    of_module = {"module_id": module.id, "revision_id": module.revision_id, "at": NOW}
    attempt = {"number": 1, "role": "rep", "answers": "{}", "marks": "{}", "order": "{}",
               "right": 0, "total": 1, "passed": False, **of_module}  # fmt: skip
    session.add_all(Attempt(person_id=who.id, **attempt) for who in (cast.sam, cast.otto))
    session.add(
        Certificate(
            code="of-sam", course_id=course.id, person_id=cast.sam.id, first_name="Sam", edition=1,
            course_title=COURSE, finished_on=NOW.date(), at=NOW,
        )
    )  # fmt: skip
    asked = {"question": "q1", "role": Role.REP, "number": 1, "estimated_seconds": 30,
             "learned_at": NOW, "answer": "{}", "pair_id": cast.pair.id,
             "promise": RefresherPromise.BOTH, **of_module}  # fmt: skip
    guess = RefresherAnswer(person_id=cast.sam.id, face=RefresherFace.OTHER, **asked)
    session.add(guess)
    session.flush()
    session.add(
        RefresherAnswer(
            person_id=cast.sue.id,
            face=RefresherFace.OWN,
            guess_id=guess.id,
            right=True,
            due_at=NOW,
            stability=1.0,
            difficulty=5.0,
            **asked,
        )
    )
    remark(session, cast.sam, "It is not clear.")


def first_id(session: Session, table: type[Assignment | SoloAssignment]) -> int:
    """What was given first: ids begin elsewhere on each database."""
    return session.scalars(select(table.id).order_by(table.id)).first() or 0


def read_alone(session: Session, cast: House) -> None:
    """Every leader of the team reads a course alone."""
    session.add(Course(slug="alone", title=COURSE, audience="leader"))
    session.flush()
    course = serve(session, lesson(name="alone", title=SECOND), course_slug="alone")
    session.add(
        SoloAssignment(
            course_id=course.id, team_id=cast.north.id, role="leader", time_zone="UTC", at=NOW
        )
    )
    session.commit()


@pytest.mark.parametrize(
    ("who", "address"),
    [
        *(("sam", address) for address in ("/", "/learn/", "/learn/teaming/engine/")),
        ("sam", "/learn/teaming/engine/together/{pair}"),
        ("sam", "/pairs/{pair}/"),
        ("sam", "/learn/teaming/engine/both/{pair}"),
        ("sam", "/learn/teaming/second/quiz"),
        ("sam", "/pairs/{pair}/leader/teaming"),
        ("lee", "/pairs/{pair}/"),
        ("lee", "/lead/"),
        ("lee", "/lead/pairs/{pair}/courses/teaming"),
        ("lee", "/lead/print"),
        ("lee", "/lead/teams/{team}/assign"),
        ("lee", "/lead/assignments/{given}/withdraw"),
        ("tess", "/author/"),
        ("tess", "/author/teaming/engine/"),
        ("tess", "/author/teaming/engine/insights"),
        ("tess", "/author/teaming/engine/withdraw"),
        ("tess", "/author/teaming/engine/edit"),
        ("tess", "/author/teaming/archive"),
        ("tess", "/learn/teaming/try"),
    ],
)
def test_on_a_german_page_a_title_is_marked_as_english(
    session: Session, cast: House, browser_of: Browser, who: str, address: str
) -> None:
    course = serve(session, with_plan(PLAN), lesson(question("q1"), name="second", title=SECOND))
    assign(session, cast.pair, course)
    assign(session, cast.ended_pair, course)
    for one in (cast.sam, cast.sue):
        make_plan(browser_of(one), cast)
    for one in (cast.sam, cast.sue):
        finish(session, one)
    person = getattr(cast, who)
    read_german(session, person)

    at = {"pair": cast.pair.id, "team": cast.north.id, "given": first_id(session, Assignment)}
    page = browser_of(person).get(address.format(**at))

    assert page.status_code == 200
    assert 'lang="de"' in page.text
    assert any(title in page.text for title in TITLES)
    assert unmarked_in(page.text, TITLES) == []


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("sam", "/remarks/"),
        ("sam", "/refreshers/"),
        ("sam", "/certificates/of-sam"),
        ("sam", "/pairs/{pair}/leader/teaming"),
        ("lee", "/lead/pairs/{pair}/courses/teaming"),
        ("lee", "/lead/teams/{team}/solo"),
        ("lee", "/lead/teams/{team}/solo/{alone}/withdraw"),
        ("lee", "/lead/teams/{team}/attempts"),
        ("ada", "/admin/people/{sam}/join/{otto}"),
    ],
)
def test_what_was_done_in_a_lesson_is_told_with_its_title_marked(
    session: Session, cast: House, browser_of: Browser, clock: SetClock, who: str, address: str
) -> None:
    course = serve(session, lesson(question("q1"), attempts=1))
    assign(session, cast.pair, course)
    try_all(session, cast, course)
    read_alone(session, cast)
    person = getattr(cast, who)
    read_german(session, person)
    clock.set_to(NOW + timedelta(days=20))
    at = {"pair": cast.pair.id, "team": cast.north.id, "sam": cast.sam.id, "otto": cast.otto.id}
    at["alone"] = first_id(session, SoloAssignment)

    page = browser_of(person).get(address.format(**at))

    assert page.status_code == 200
    assert any(title in page.text for title in TITLES)
    assert unmarked_in(page.text, TITLES) == []


@pytest.fixture
def wide() -> bool:
    """With a pair that has ended."""
    return True

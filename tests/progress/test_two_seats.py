"""What counts for whoever sits in two roles, where a lesson asks more of one than of the other?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.content.lesson import Lesson
from tandem.models import Module, Pair, PairCompletion, PersonRole
from tandem.people.pairs.queries import pairs_by_id
from tandem.progress import completing
from tandem.progress.certificates.queries import certifiable
from tandem.progress.pair_courses import PairCourse, courses_of
from tandem.progress.steps_alone import do_step
from tandem.terms import Role, Step
from tests.cast import NOW, Cast, pair
from tests.conftest import Browser
from tests.forms import forms_in
from tests.learning.practice_helpers import practiced, press
from tests.lessons import REP, assign, lesson, question, serve

MODULE = "/learn/teaming/engine/"
QUIZ = f"{MODULE}quiz"
AS_SUPPORT = f"{MODULE}?as=support"
WITHOUT, WITH_QUIZ = lesson(), lesson(question("q1", roles=REP))
Send = Callable[..., None]


def with_scene() -> Lesson:
    """A lesson with a scene that the reps alone play."""
    module = practiced(with_quiz=False)
    *others, scene = module.sections
    return replace(module, sections=(*others, replace(scene, roles=REP)))


@pytest.fixture
def as_support(session: Session, cast: Cast) -> Pair:
    """The pair in which Sam, who is the rep in another, is the support person."""
    session.add(PersonRole(person_id=cast.sam.id, role=Role.SUPPORT))
    return pair(session, cast.north, cast.sue, cast.sam)


@pytest.fixture
def send(cast: Cast, browser_of: Browser) -> Send:
    """Sam sends the form of a page whose address ends so."""

    def form_sent(page: str, ending: str, **fields: str) -> None:
        sam = browser_of(cast.sam)
        (form,) = (
            f for f in forms_in(sam.get(page).text, page)
            if f.action.partition("?")[0].endswith(ending)
        )  # fmt: skip
        hidden = {c["name"]: c["value"] for c in form.controls if c.get("type") == "hidden"}
        assert sam.post(form.action, data={**hidden, **fields}).status_code == 303

    return form_sent


def given(session: Session, module: Lesson, *pairs: Pair) -> None:
    """These pairs have a course of this module."""
    course = serve(session, module)
    for each in pairs:
        assign(session, each, course)


def course_of(session: Session, each: Pair) -> PairCourse:
    """How far a pair is with it."""
    session.rollback()
    return courses_of(session, pairs_by_id(session, [each.id]), now=NOW)[0]


def is_done(session: Session, each: Pair, role: Role) -> bool:
    """Is the half of that seat done, in the pair?"""
    (module,) = course_of(session, each).modules
    return module.half_of(role).is_done


def recorded(session: Session) -> set[int]:
    """In which pairs a half is recorded as complete."""
    return set(session.scalars(select(PairCompletion.pair_id)))


def test_reading_as_support_leaves_the_quiz_of_the_rep_open(
    session: Session, cast: Cast, as_support: Pair, send: Send, browser_of: Browser
) -> None:
    given(session, WITH_QUIZ, cast.pair, as_support)

    send(AS_SUPPORT, "/read")

    assert is_done(session, as_support, Role.SUPPORT)
    assert not is_done(session, cast.pair, Role.REP)
    assert recorded(session) == {as_support.id}
    assert course_of(session, cast.pair).modules[0].rep.next_step is Step.QUIZ
    assert "Your half of this module is done" not in browser_of(cast.sam).get(MODULE).text
    own = {c.course.pair.id: c.by_viewer for c in certifiable(session, cast.sam.id, now=NOW)}
    assert own[as_support.id]
    assert not own[cast.pair.id]


def test_passing_the_quiz_completes_the_half_that_it_is_for(
    session: Session, cast: Cast, as_support: Pair, send: Send
) -> None:
    given(session, WITH_QUIZ, cast.pair, as_support)
    send(AS_SUPPORT, "/read")

    send(QUIZ, "/quiz", **{"answer-q1": "q1-good"})

    assert is_done(session, cast.pair, Role.REP)
    assert recorded(session) == {cast.pair.id, as_support.id}


def test_reading_as_rep_completes_the_half_of_the_support_person_that_has_no_quiz(
    session: Session, cast: Cast, as_support: Pair, send: Send
) -> None:
    given(session, WITH_QUIZ, cast.pair, as_support)

    send(MODULE, "/read")

    assert recorded(session) == {as_support.id}
    assert is_done(session, as_support, Role.SUPPORT)
    assert not is_done(session, cast.pair, Role.REP)


def test_reading_as_support_leaves_the_scene_of_the_rep_open(
    session: Session, cast: Cast, as_support: Pair, send: Send, browser_of: Browser
) -> None:
    given(session, with_scene(), cast.pair, as_support)

    send(AS_SUPPORT, "/read")

    assert is_done(session, as_support, Role.SUPPORT)
    assert course_of(session, cast.pair).modules[0].rep.next_step is Step.PRACTICE

    for move in ("0:0", "1:0"):
        press(browser_of(cast.sam), move)

    assert is_done(session, cast.pair, Role.REP)


def test_an_edit_that_asks_more_of_a_role_takes_nothing_back(
    session: Session, cast: Cast, as_support: Pair, send: Send
) -> None:
    given(session, WITHOUT, cast.pair, as_support)
    send(AS_SUPPORT, "/read")

    serve(session, WITH_QUIZ)

    assert is_done(session, cast.pair, Role.REP)
    assert is_done(session, as_support, Role.SUPPORT)


def test_an_edit_that_drops_the_quiz_completes_the_half_that_it_was_for(
    session: Session, cast: Cast, as_support: Pair, send: Send
) -> None:
    given(session, WITH_QUIZ, cast.pair, as_support)
    send(AS_SUPPORT, "/read")
    serve(session, WITHOUT)
    module = session.scalars(select(Module)).one()

    completing.keep_complete(
        session, module_id=module.id, revision_id=module.revision_id or 0, before=WITH_QUIZ,
        after=WITHOUT, now=NOW,
    )  # fmt: skip
    session.commit()

    assert is_done(session, cast.pair, Role.REP)


@pytest.mark.parametrize("role", [Role.SUPPORT, Role.LEADER])
def test_what_was_read_in_another_role_before_the_pair_was_formed_leaves_the_quiz_open(
    session: Session, cast: Cast, role: Role
) -> None:
    given(session, WITH_QUIZ)
    module = session.scalars(select(Module)).one()
    do_step(
        session, Step.READ, person_id=cast.sam.id, module_id=module.id,
        revision_id=module.revision_id or 0, lesson=WITH_QUIZ, role=role, now=NOW,
    )  # fmt: skip

    given(session, WITH_QUIZ, cast.pair)

    assert not is_done(session, cast.pair, Role.REP)
    assert course_of(session, cast.pair).modules[0].rep.next_step is Step.QUIZ

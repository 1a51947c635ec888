"""Which scene under way is whose, of which text and of which round?"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.learning.practice.queries import playing, practice_page
from tandem.learning.quizzes.queries import QuizPlace
from tandem.library.served import library
from tandem.models import Practice
from tandem.progress.rules.rounds import Round
from tandem.terms import Role, Step
from tests.cast import NOW, Cast
from tests.learning.practice_helpers import practiced
from tests.lessons import assign, do, lesson, serve

SECOND = timedelta(seconds=1)


@pytest.fixture
def where(session: Session, cast: Cast) -> QuizPlace:
    """The scene of the first of two modules, read by a rep."""
    assign(session, cast.pair, serve(session, practiced(), practiced(name="brake")))
    return place(session)


def place(session: Session, number: int = 0, **fields: Any) -> QuizPlace:
    """A module as it is served now."""
    (course,) = library(session).courses
    return QuizPlace(course, course.modules[number], **{"role": Role.REP, **fields})


def begin(session: Session, who: int, where: QuizPlace, *path: str, **fields: Any) -> None:
    """Somebody has played so far."""
    own = {"role": where.role, "path": json.dumps(path), "begun_at": NOW, "saved_at": NOW}
    module = where.module
    session.add(
        Practice(
            person_id=who, module_id=module.id, revision_id=module.revision_id, **{**own, **fields}
        )
    )
    session.flush()


def test_a_scene_is_that_of_this_person_in_this_module_and_role(
    session: Session, cast: Cast, where: QuizPlace
) -> None:
    begin(session, cast.sue.id, where, "missed")
    begin(session, cast.sam.id, place(session, 1), "missed")
    begin(session, cast.sam.id, replace(where, role=Role.SUPPORT), "missed")
    anew = playing(session, where, person_id=cast.sam.id)
    assert (anew.path, anew.row, anew.is_of_now) == ((), None, True)

    begin(session, cast.sam.id, where, "answered", "fits")

    mine = playing(session, where, person_id=cast.sam.id)
    assert mine.path == ("answered", "fits")
    assert mine.row is session.scalars(select(Practice).order_by(Practice.id.desc())).first()


@pytest.mark.parametrize(("late", "path"), [(0 * SECOND, ("answered",)), (SECOND, ())])
def test_what_was_begun_in_an_earlier_round_is_begun_anew(
    session: Session, cast: Cast, where: QuizPlace, late: timedelta, path: tuple[str, ...]
) -> None:
    begin(session, cast.sam.id, where, "answered")
    anew = replace(where, round=Round(2, NOW + late))

    assert playing(session, anew, person_id=cast.sam.id).path == path


@pytest.mark.parametrize("path", [("answered",), ()])
def test_a_scene_goes_on_in_the_text_in_which_it_was_begun(
    session: Session, cast: Cast, where: QuizPlace, path: tuple[str, ...]
) -> None:
    begin(session, cast.sam.id, where, *path)
    serve(session, practiced(text="OTHER OPENING"))
    now = place(session)
    assert now.module.revision_id != where.module.revision_id

    page = practice_page(
        session, playing(session, now, person_id=cast.sam.id), person_id=cast.sam.id
    )

    wanted = ("OPENING", False) if path else ("OTHER OPENING", True)
    assert (page.opening, page.is_of_now) == wanted


def test_a_module_without_a_scene_has_none_to_play(
    session: Session, cast: Cast, where: QuizPlace
) -> None:
    serve(session, lesson(name="engine"), practiced(name="brake"))

    with pytest.raises(NoResultFound):
        playing(session, place(session), person_id=cast.sam.id)


@pytest.mark.parametrize(
    ("step", "round", "is_done"),
    [
        (Step.PRACTICE, Round(), True),
        (Step.PRACTICE, Round(2, NOW + SECOND), False),
        (Step.READ, Round(), False),
    ],
)
def test_a_scene_is_done_where_it_was_done_in_this_round(
    session: Session, cast: Cast, where: QuizPlace, step: Step, round: Round, is_done: bool
) -> None:
    do(session, cast.sam, step)
    do(session, cast.sue, Step.PRACTICE)
    do(session, cast.sam, Step.PRACTICE, "brake")

    at = playing(session, replace(where, round=round), person_id=cast.sam.id)

    assert practice_page(session, at, person_id=cast.sam.id).is_done is is_done


@pytest.mark.parametrize("with_quiz", [True, False])
def test_the_page_of_a_scene_says_whether_a_quiz_follows(
    session: Session, cast: Cast, with_quiz: bool
) -> None:
    serve(session, practiced(with_quiz=with_quiz))

    page = practice_page(
        session, playing(session, place(session), person_id=cast.sam.id), person_id=cast.sam.id
    )

    assert (page.has_quiz, page.title, page.is_done) == (with_quiz, "A late call", False)

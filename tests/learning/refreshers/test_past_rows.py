"""Which of all answers are read again: of whom, from when, and the last of which?"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tandem.learning.refreshers import past
from tandem.learning.refreshers.past import LATELY
from tandem.library.served import library
from tandem.models import Attempt, RefresherAnswer, RefresherChoice
from tandem.terms import RefresherFace, RefresherPromise, Role
from tests.cast import NOW, House
from tests.lessons import lesson, serve

MINUTE = timedelta(minutes=1)
LONG_AGO = NOW - LATELY
KNOWN = {"right": True, "due_at": NOW, "stability": 1.0, "difficulty": 1.0}


@pytest.fixture
def modules(session: Session, cast: House) -> list[int]:
    """Two modules of a course."""
    serve(session, lesson(), lesson(name="second"))
    return [module.id for module in library(session).courses[0].modules]


def row(
    session: Session, cast: House, module_id: int, who: str, question: str, *,
    pair: str = "", guess: RefresherAnswer | None = None, number: int = 1, at: datetime = NOW,
) -> RefresherAnswer:  # fmt: skip
    """Somebody answers for themselves; or guesses, where there is a pair and it answers nothing."""
    is_guess = bool(pair) and guess is None
    facts: dict[str, Any] = {} if is_guess else KNOWN
    module = library(session).courses[0].module_by_id(module_id)
    assert module is not None
    answer = RefresherAnswer(
        person_id=getattr(cast, who).id, module_id=module_id, revision_id=module.revision_id,
        question=question, role=Role.REP, number=number, at=at, learned_at=NOW, answer="[]",
        face=RefresherFace.OTHER if is_guess else RefresherFace.OWN, estimated_seconds=9,
        pair_id=getattr(cast, pair).id if pair else None, guess_id=guess.id if guess else None,
        promise=RefresherPromise.BOTH if pair else RefresherPromise.FIGURES_OF_FIVE, **facts,
    )  # fmt: skip
    session.add(answer)
    session.flush()
    return answer


def test_of_a_week_is_read_what_is_newer_and_what_a_partner_answered_since(
    session: Session, cast: House, modules: list[int]
) -> None:
    old, also_old = (
        row(session, cast, modules[0], "sam", name, pair="pair", at=LONG_AGO) for name in "ab"
    )
    row(session, cast, modules[0], "sue", "a", pair="pair", guess=old, at=LONG_AGO + MINUTE)
    row(session, cast, modules[0], "sue", "b", pair="pair", guess=also_old, at=LONG_AGO)
    new = row(session, cast, modules[0], "sam", "c", at=LONG_AGO + MINUTE)
    row(session, cast, modules[0], "otto", "c")
    of_eve = row(session, cast, modules[0], "sam", "d", pair="ended_pair", at=LONG_AGO)
    row(session, cast, modules[0], "eve", "d", pair="ended_pair", guess=of_eve)

    _, answers = past.people_and_week(session, [cast.sam.id, cast.sue.id], now=NOW)

    assert [answer.id for answer in answers[cast.sam.id]] == [old.id, new.id]
    assert [answer.has_answer for answer in answers[cast.sam.id]] == [True, False]
    assert [answer.guess_id for answer in answers[cast.sue.id]] == [old.id]
    assert set(answers) == {cast.sam.id, cast.sue.id}


def test_who_has_said_no_wants_none_and_who_has_said_nothing_does(
    session: Session, cast: House, modules: list[int]
) -> None:
    for who, wants in ((cast.sam, False), (cast.sue, True)):
        session.add(RefresherChoice(person_id=who.id, wants=wants, changed_at=NOW))
    session.flush()
    three = [cast.sam.id, cast.sue.id, cast.abe.id]

    wanting, answers = past.people_and_week(session, three, now=NOW)

    assert wanting == {
        cast.sue.id: (cast.sue.time_zone, "Sue Zhang"),
        cast.abe.id: (cast.abe.time_zone, "Abe Aalto"),
    }
    assert answers == {}


def test_the_last_answer_to_each_question_of_each_module_decides(
    session: Session, cast: House, modules: list[int]
) -> None:
    first, second = modules
    row(session, cast, first, "sam", "a")
    kept = [
        row(session, cast, first, "sam", "b"),
        row(session, cast, second, "sam", "a"),
        row(session, cast, first, "sam", "a", number=2),
    ]
    guess = row(session, cast, first, "sam", "c", pair="pair")
    row(session, cast, first, "sue", "a", number=3)
    answers: past.Past = past.last_answers(session, [cast.sam.id])

    assert {answer.id for answer in answers[cast.sam.id]} == {answer.id for answer in kept}
    assert set(answers) == {cast.sam.id}
    past.add_deciding(session, answers, [cast.sam.id], partners=())
    ids = [answer.id for answer in answers[cast.sam.id]]
    assert ids == [*(answer.id for answer in kept), guess.id]


def test_of_guesses_the_last_in_each_pair_decides_and_all_that_wait(
    session: Session, cast: House, modules: list[int]
) -> None:
    first = modules[0]
    waits, answered, last, elsewhere = (
        row(session, cast, first, "sam", name, pair=pair)
        for name, pair in (("a", "pair"), ("b", "pair"), ("c", "pair"), ("d", "second_pair"))
    )
    for guess, pair in ((answered, "pair"), (last, "pair"), (elsewhere, "second_pair")):
        who = "sue" if pair == "pair" else "abe"
        row(session, cast, first, who, guess.question, pair=pair, guess=guess)
    of_sue = row(session, cast, first, "sue", "e", pair="pair")
    row(session, cast, first, "abe", "f", pair="second_pair")
    answers: past.Past = past.last_answers(session, [cast.otto.id])

    past.add_deciding(session, answers, [cast.sam.id], partners=[cast.sue.id])

    assert [answer.id for answer in answers[cast.sam.id]] == [waits.id, last.id, elsewhere.id]
    assert [answer.id for answer in answers[cast.sue.id]] == [of_sue.id]
    assert cast.abe.id not in answers


def test_marks_are_read_from_the_first_attempt_on(
    session: Session, cast: House, modules: list[int]
) -> None:
    first, second = library(session).courses[0].modules
    tried = ((2, "sam", first), (1, "sam", first), (1, "sue", first), (1, "sam", second))
    for number, who, module in tried:
        session.add(
            Attempt(
                person_id=getattr(cast, who).id, module_id=module.id, number=number, at=NOW,
                revision_id=module.revision_id, role=Role.REP, answers="{}", order="{}",
                marks=f"{number}", right=0, total=1, passed=False,
            )
        )  # fmt: skip
        session.flush()

    marks = past.marks_of(session, [cast.sam.id], [first.id])

    assert marks == {(cast.sam.id, first.id): [(NOW, "1"), (NOW, "2")]}

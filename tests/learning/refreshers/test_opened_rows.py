"""What of two answers may each of the two read, and what has opened between them?"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.learning.refreshers.pages import opened_between, result
from tandem.models import Module, Pair, Person, RefresherAnswer
from tandem.models.erased_name import ERASED
from tandem.terms import RefresherFace, RefresherPromise, Role
from tests.cast import NOW, House
from tests.lessons import lesson, question, serve

KNOWN = {"right": True, "due_at": NOW, "stability": 1.0, "difficulty": 1.0}
MINUTE = timedelta(minutes=1)


@pytest.fixture
def module(session: Session, cast: House) -> Module:
    """A module that asks a question."""
    course = serve(session, lesson(question("q1"), title="Engine"))
    return session.scalars(select(Module).where(Module.course_id == course.id)).one()


def row(session: Session, pair: Pair, who: Person, module: Module, **facts: Any) -> RefresherAnswer:
    """Somebody guesses in a pair, or answers a guess."""
    given = {"promise": RefresherPromise.BOTH, "answer": json.dumps(["q1-good"]), "number": 1,
             "face": RefresherFace.OTHER, "at": NOW, **facts}  # fmt: skip
    answer = RefresherAnswer(
        person_id=who.id, pair_id=pair.id, module_id=module.id, revision_id=module.revision_id,
        question="q1", role=Role.REP, learned_at=NOW, estimated_seconds=9, **given,
    )  # fmt: skip
    session.add(answer)
    session.flush()
    return answer


def both(
    session: Session, pair: Pair, guesser: Person, other: Person, module: Module, **facts: Any
) -> tuple[RefresherAnswer, RefresherAnswer]:
    """One of a pair guesses, and the other answers."""
    number = {"number": facts.pop("number", 1)}
    guess = row(session, pair, guesser, module, **number)
    answers = {"face": RefresherFace.OWN, "guess_id": guess.id, **KNOWN, **number, **facts}
    return guess, row(session, pair, other, module, **answers)


@pytest.mark.parametrize(
    ("promise", "is_open"),
    [
        (RefresherPromise.BOTH, True),
        (RefresherPromise.BOTH_AND_FIGURES, True),
        (RefresherPromise.FIGURES_OF_FIVE, False),
    ],
)
def test_an_answer_opens_only_where_that_was_promised(
    session: Session, cast: House, module: Module, promise: RefresherPromise, is_open: bool
) -> None:
    guess, answer = both(session, cast.pair, cast.sam, cast.sue, module, promise=promise)

    assert (result(session, cast.sam.id, guess.id).theirs is not None) is is_open
    assert result(session, cast.sue.id, answer.id).theirs is not None


def test_each_of_the_two_is_led_to_their_own_page_and_told_of_the_other_the_newest_first(
    session: Session, cast: House, module: Module
) -> None:
    first, of_sue = both(session, cast.pair, cast.sam, cast.sue, module)
    of_lia, of_sue_too = both(session, cast.leaders_pair, cast.sue, cast.lia, module, at=NOW)
    last, _ = both(session, cast.second_pair, cast.sam, cast.abe, module, number=2, at=NOW + MINUTE)
    row(session, cast.pair, cast.sam, module, number=3)

    def opened(who: Person) -> list[tuple[int, str]]:
        return [(each.id, each.partner) for each in opened_between(session, who.id)]

    assert opened(cast.sam) == [(last.id, "Abe Aalto"), (first.id, "Sue Zhang")]
    assert opened(cast.sue) == [(of_lia.id, "Lia Okoro"), (of_sue.id, "Sam Adeyemi")]
    assert opened(cast.lia) == [(of_sue_too.id, "Sue Zhang")]
    newest = opened_between(session, cast.sam.id)[0]
    assert (newest.module, newest.at) == ("Engine", NOW + MINUTE)


def test_what_opened_with_somebody_who_is_erased_is_told_without_a_name(
    session: Session, cast: House, module: Module
) -> None:
    both(session, cast.pair, cast.sam, cast.sue, module)
    cast.sue.given_name, cast.sue.surname = "", ERASED
    session.flush()

    assert [each.partner for each in opened_between(session, cast.sam.id)] == ["Former colleague"]


def test_what_opened_is_told_by_the_address_of_a_module_that_is_gone_and_fifty_at_most(
    session: Session, cast: House, module: Module
) -> None:
    for number in range(51):
        both(session, cast.pair, cast.sam, cast.sue, module, number=number + 1)
    module.withdrawn_at = NOW
    session.flush()

    assert [each.module for each in opened_between(session, cast.sam.id)] == ["engine"] * 50

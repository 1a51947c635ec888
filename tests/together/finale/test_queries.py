"""Which words of which pair, course and round stand on the page that two keep?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.content.lesson import PairStep, StepKind
from tandem.library.served import ServedCourse, ServedModule
from tandem.models import Module, RoundDone
from tandem.terms import PairState, Promise
from tandem.together.finale.queries import Finale, exchanges, finale
from tandem.together.finale.rules import Sentence
from tandem.together.steps.visibility import Record
from tests.cast import NOW, House, change
from tests.lessons import assign, serve
from tests.plain_courses import SAM, SUE, pair
from tests.together.steps.rows import answer_row, version_row
from tests.together.steps.step_helpers import AGREED, THANKS, for_two


@pytest.fixture
def modules(session: Session, cast: House) -> list[Module]:
    """Sam and Sue are through with a course of one module, and have another course."""
    for slug in ("teaming", "other"):
        course = serve(session, for_two(THANKS, AGREED, name=slug), course_slug=slug)
        assign(session, cast.pair, course)
        session.add(RoundDone(pair_id=cast.pair.id, course_id=course.id, number=1, finished_at=NOW))
    session.commit()
    return list(session.scalars(select(Module).order_by(Module.id)))


def finale_of(session: Session, cast: House) -> Finale:
    """Sam's page of the first course."""
    return finale(session, cast.sam.id, pair_id=cast.pair.id, course="teaming", now=NOW)


def test_two_who_are_only_proposed_have_no_such_page(
    session: Session, cast: House, modules: list[Module]
) -> None:
    change(session, session.merge(cast.pair), PairState.PROPOSED)
    session.commit()

    with pytest.raises(NoResultFound):
        finale_of(session, cast)


def test_the_agreements_are_those_of_this_course_that_both_have_signed(
    session: Session, cast: House, modules: list[Module]
) -> None:
    this, other = modules
    two = (cast.sam, cast.sue)
    version_row(session, cast.pair, other, "ELSEWHERE", *two)
    version_row(session, cast.pair, this, "PROPOSED", cast.sam, step="proposed")
    version_row(session, cast.pair, this, "AGREED", *two)
    version_row(session, cast.pair, this, "NEWER", cast.sue, number=2)
    version_row(session, cast.second_pair, this, "OF OTHERS", cast.sam, cast.abe)

    found = finale_of(session, cast).words.agreements

    assert [version.lines for version in found] == [("AGREED",)]


def test_the_sentences_are_those_of_this_pair_in_this_course_and_its_last_round(
    session: Session, cast: House, modules: list[Module]
) -> None:
    this, other = modules
    began = NOW - timedelta(days=9)
    done = session.scalars(select(RoundDone).where(RoundDone.course_id == this.course_id)).one()
    done.began_at = began
    answer_row(session, cast.pair, cast.sam, other, "ELSEWHERE")
    answer_row(session, cast.second_pair, cast.sam, this, "OF OTHERS")
    answer_row(session, cast.pair, cast.sam, this, "BEFORE", at=began - timedelta(seconds=1))
    answer_row(session, cast.pair, cast.sam, this, "NOW", number=2, at=began)

    (thanks,) = finale_of(session, cast).words.thanks

    assert [sentence.text for sentence in thanks.sentences] == ["NOW"]


def given(id: int, by: int, step: str, kind: StepKind = StepKind.SEALED) -> Record:
    """Something that Sam or Sue gave."""
    return Record(id, by, step, kind, Promise.BOTH, NOW, "both", number=1)


def test_an_exchange_has_the_language_of_its_lesson_and_the_two_by_surname() -> None:
    lesson = replace(for_two(PairStep("a", StepKind.SEALED, "First")), language="de")
    course = ServedCourse(1, "teaming", "", "", "", frozenset(), (ServedModule(7, "m", 1, lesson),))
    records = {
        9: [given(5, SAM, "gone")],
        7: [given(1, SUE, "a"), given(2, SAM, "a"), given(3, SAM, "a", StepKind.THANKS)],
    }
    sentences = {id: Sentence(0, f"text {id}") for id in (1, 2, 3, 5)}

    found = exchanges(course, pair(), records, sentences, kind=StepKind.SEALED)

    told = [(one.title, one.language, [each.text for each in one.sentences]) for one in found]
    assert told == [("First", "de", ["text 2", "text 1"]), ("", "en", ["text 5"])]

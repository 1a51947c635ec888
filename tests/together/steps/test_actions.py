"""What is recorded, shown and signed of what the two give each other, and when is it refused?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.content.lesson import PairStep
from tandem.models import (
    Addition,
    AgreementVersion,
    Module,
    PairStepDone,
    RecordedAnswer,
    RecordedAnswerShown,
    Signature,
)
from tandem.progress.rules.rounds import Round
from tandem.terms import Promise
from tandem.together.steps import actions
from tandem.together.steps.answers import StepAnswer, given_in, mark_of
from tandem.together.steps.drafts import drafts
from tandem.together.steps.handovers import HandoverTurn
from tandem.together.steps.queries import StepsPlace
from tandem.together.steps.visibility import promise_of
from tests.cast import NOW, House
from tests.lessons import assign, serve
from tests.together.steps.rows import DAY, answer_row, place_of, version_row
from tests.together.steps.step_helpers import AGREED, HANDOVER, SEALED, THANKS, for_two

HOUR, WEEK = timedelta(hours=1), timedelta(days=7)
HELD = {"step": "saved", "kind": "sealed", "promise": Promise.BOTH}


@pytest.fixture
def module(session: Session, cast: House) -> Module:
    """Sam and Sue have a course of one module."""
    assign(session, cast.pair, serve(session, for_two(SEALED, AGREED, THANKS, HANDOVER)))
    return session.scalars(select(Module)).one()


@pytest.fixture
def place(session: Session, cast: House, module: Module) -> StepsPlace:
    """The steps of the two, for Sam."""
    return place_of(session, cast.pair, cast.sam)


def shown(session: Session) -> set[int]:
    """What may be read for good."""
    return {*session.scalars(select(RecordedAnswerShown.step_answer_id))}


def test_a_sealed_answer_is_shared_alone_after_a_week_and_only_by_who_gave_it(
    session: Session, cast: House, module: Module, place: StepsPlace
) -> None:
    row = answer_row(session, cast.pair, cast.sam, module, "SEALED", **HELD)
    sues = place_of(session, cast.pair, cast.sue)

    too_soon = actions.share_early(session, place, SEALED, now=NOW + WEEK - HOUR)
    by_sue = actions.share_early(session, sues, SEALED, now=NOW + WEEK)
    of_another = actions.share_early(session, place, THANKS, now=NOW + WEEK)
    assert [too_soon, by_sue, of_another, *shown(session)] == [False, False, False]

    assert actions.share_early(session, place, SEALED, now=NOW + WEEK)
    assert shown(session) == {row.id}


@pytest.mark.parametrize(("partner_gave", "may"), [(False, False), (True, True)])
def test_something_is_added_to_what_stands_and_to_nothing_else(
    session: Session, cast: House, module: Module, place: StepsPlace, partner_gave: bool, may: bool
) -> None:
    def add() -> bool:
        return actions.add(session, place, SEALED, "more", writer="tab", now=NOW)

    if partner_gave:
        answer_row(session, cast.pair, cast.sue, module, "HERS", **HELD)
    without = add()
    answer_row(session, cast.pair, cast.sam, module, "HIS", **HELD)

    assert (without, add()) == (False, may)
    assert session.scalars(select(Addition.text)).all() == ["more"] * may


def test_what_both_may_read_from_the_first_is_never_noted_as_shown(
    session: Session, cast: House, module: Module, place: StepsPlace
) -> None:
    answer_row(session, cast.pair, cast.sam, module, "THANKS")
    answer_row(session, cast.pair, cast.sue, module, "OWN", step="thought", promise=Promise.OWN)
    held = [
        answer_row(session, cast.pair, who, module, "SEALED", **HELD)
        for who in (cast.sam, cast.sue)
    ]

    for _ in range(2):
        actions.show_what_is_due(session, place, now=NOW)

    assert shown(session) == {row.id for row in held}


@pytest.mark.parametrize(("began", "done"), [(-HOUR, True), (HOUR, True), (2 * HOUR, False)])
def test_an_agreement_counts_for_the_round_in_which_the_second_has_signed(
    session: Session, cast: House, module: Module, place: StepsPlace,
    began: timedelta, done: bool,
) -> None:  # fmt: skip
    version = version_row(session, cast.pair, module, "EARLIER", cast.sue, cast.sam)
    in_round = replace(place, round=Round(2, NOW + began))

    assert actions.sign(session, in_round, AGREED, version_id=version.id, now=NOW + HOUR)

    people = {*session.scalars(select(PairStepDone.person_id))}
    assert people == ({cast.sam.id, cast.sue.id} if done else set())


def test_a_version_that_one_has_signed_counts_for_the_round_in_which_it_was_proposed(
    session: Session, cast: House, module: Module, place: StepsPlace
) -> None:
    version = version_row(session, cast.pair, module, "PROPOSED", cast.sam)

    for began, people in ((NOW + HOUR, []), (NOW, [cast.sam.id])):
        in_round = replace(place, round=Round(2, began))
        actions.sign(session, in_round, AGREED, version_id=version.id, now=NOW + HOUR)

        assert session.scalars(select(PairStepDone.person_id)).all() == people


def test_only_the_newest_version_is_signed_and_one_that_is_there(
    session: Session, cast: House, module: Module
) -> None:
    sues = place_of(session, cast.pair, cast.sue)
    assert not actions.sign(session, sues, AGREED, version_id=1, now=NOW)
    first, second = (
        version_row(session, cast.pair, module, "VERSION", cast.sam, number=number).id
        for number in (1, 2)
    )

    signed = [
        actions.sign(session, sues, AGREED, version_id=version, now=NOW)
        for version in (first, second)
    ]

    assert signed == [False, True]
    of_sue = select(Signature.version_id).where(Signature.person_id == cast.sue.id)
    assert session.scalars(of_sue).all() == [second]


def test_giving_again_what_was_given_since_something_else_is_no_repeat(
    session: Session, cast: House, module: Module, place: StepsPlace
) -> None:
    def was_replaced(step: PairStep, text: str) -> bool:
        return actions.was_replaced(session, place, step, StepAnswer(text=text))

    assert not was_replaced(SEALED, "FIRST"), "nothing was given"
    answer_row(session, cast.pair, cast.sam, module, "SECOND", **HELD)
    assert [was_replaced(SEALED, text) for text in ("FIRST", "SECOND")] == [True, False]
    answer_row(session, cast.pair, cast.sam, module, "STANDS")
    assert not was_replaced(THANKS, "OTHER"), "what stands is not replaced"


def test_of_an_agreement_ones_own_newest_version_is_what_one_gave(
    session: Session, cast: House, module: Module, place: StepsPlace
) -> None:
    assert actions.own_version(session, place, AGREED) is None
    for number, (line, by) in enumerate(
        [("FIRST", cast.sam), ("SECOND", cast.sam), ("HERS", cast.sue)], start=1
    ):
        day = DAY if line == "SECOND" else DAY - timedelta(days=1)
        version = version_row(session, cast.pair, module, line, number=number, look_again_on=day)
        version.by_id = by.id
    session.flush()

    def is_given(line: str, **fields: object) -> bool:
        answer = replace(StepAnswer(lines=(line,), look_again_on=DAY), **fields)
        return actions.is_given(session, place, AGREED, answer)

    assert [is_given(line) for line in ("FIRST", "SECOND", "HERS")] == [False, True, False]
    assert not is_given("SECOND", look_again_on=DAY + timedelta(days=1))
    first, second = (StepAnswer(lines=(line,), look_again_on=DAY) for line in ("FIRST", "SECOND"))
    assert actions.was_replaced(session, place, AGREED, first)
    assert not actions.was_replaced(session, place, AGREED, second)


def test_what_one_gave_last_is_told_by_the_step_and_the_person(
    session: Session, cast: House, module: Module, place: StepsPlace
) -> None:
    def is_given(text: str, step: PairStep = THANKS) -> bool:
        return actions.is_given(session, place, step, StepAnswer(text=text))

    assert not is_given("FIRST")
    row = answer_row(session, cast.pair, cast.sam, module, "FIRST", step="was")
    answer_row(session, cast.pair, cast.sam, module, "SEALED", **HELD)
    answer_row(session, cast.pair, cast.sue, module, "HERS")
    renamed = replace(THANKS, was="was")
    assert [is_given(text, renamed) for text in ("FIRST", "SEALED", "HERS")] == [True, False, False]

    session.add(Addition(step_answer_id=row.id, text="ADDED", at=NOW))
    session.flush()
    assert [is_given(text, renamed) for text in ("FIRST", "ADDED", "")] == [True, True, False]
    answer_row(session, cast.pair, cast.sam, module, "SECOND")
    assert [is_given(text, renamed) for text in ("FIRST", "SECOND")] == [False, True]


def test_the_first_version_is_number_one_and_each_next_one_more(
    session: Session, cast: House, place: StepsPlace
) -> None:
    for line in ("ÄRGER", "SECOND"):
        answer = StepAnswer(lines=(line,), look_again_on=DAY)
        actions.propose(session, place, AGREED, answer, promise=Promise.PAIR, writer="tab", now=NOW)

    found = session.scalars(select(AgreementVersion).order_by(AgreementVersion.id)).all()
    assert [(row.number, row.lines) for row in found] == [(1, '["ÄRGER"]'), (2, '["SECOND"]')]
    assert session.scalars(select(Signature.person_id)).all() == [cast.sam.id] * 2


def test_what_is_not_due_or_stands_is_not_given(
    session: Session, cast: House, module: Module, place: StepsPlace
) -> None:
    def give(step: PairStep, **fields: int) -> bool:
        answer, promise = StepAnswer(text="WORDS"), promise_of(step)
        return actions.give(
            session, place, step, answer, promise=promise, writer="tab", now=NOW, **fields
        )

    assert [give(SEALED, number=2), give(SEALED, number=1)] == [False, True]
    assert [give(THANKS), give(THANKS)] == [True, False]
    answer_row(session, cast.pair, cast.sue, module, "IN ANOTHER STEP")
    assert give(SEALED), "nobody else has read it"
    answer_row(session, cast.pair, cast.sue, module, "HERS", **HELD)
    assert not give(SEALED)
    assert len(session.scalars(select(RecordedAnswer)).all()) == 4
    done = session.execute(select(PairStepDone.person_id, PairStepDone.step)).all()
    assert {tuple(row) for row in done} == {(cast.sam.id, "saved"), (cast.sam.id, "thanks")}


def test_with_the_second_of_two_sealed_answers_both_are_read_for_good(
    session: Session, cast: House, module: Module, place: StepsPlace
) -> None:
    sues = place_of(session, cast.pair, cast.sue)
    numbers = []
    for who in (place, sues):
        answer, promise = StepAnswer(text="WORDS"), Promise.BOTH
        actions.give(session, who, SEALED, answer, promise=promise, writer="tab", now=NOW)
        numbers.append(len(shown(session)))

    assert numbers == [0, 2]


def test_what_is_given_in_a_new_round_stands_beside_what_was_given_before(
    session: Session, cast: House, module: Module, place: StepsPlace
) -> None:
    answer_row(session, cast.pair, cast.sam, module, "BEFORE")
    again = replace(place, round=Round(2, NOW + HOUR))

    given = actions.give(
        session, again, THANKS, StepAnswer(text="NOW"), promise=Promise.PAIR, writer="tab",
        now=NOW + HOUR,
    )  # fmt: skip

    assert given
    assert session.scalars(select(RecordedAnswer.number)).all() == [1, 2]


@pytest.mark.parametrize(
    ("answer", "seen", "beside"),
    [("OTHER", "FIRST", []), ("OTHER", "", ["FIRST"]), ("FIRST", "", []), ("", "", ["FIRST"])],
)
def test_what_a_page_did_not_know_of_is_kept_beside_what_replaces_it(
    session: Session, cast: House, module: Module, place: StepsPlace,
    answer: str, seen: str, beside: list[str],
) -> None:  # fmt: skip
    row = answer_row(session, cast.pair, cast.sam, module, "FIRST", **HELD)
    mark = mark_of(StepAnswer(text=seen)) if seen else ""

    actions.replace_own(
        session, place, SEALED, StepAnswer(text=answer), step_answer_id=row.id, seen=mark, now=NOW
    )

    assert given_in(row.content).text == answer
    found = drafts(session, place.author).values()
    assert [given.text for draft in found for given in draft.beside] == beside


def hand(session: Session, place: StepsPlace, turn: HandoverTurn, text: str = "LINES") -> bool:
    """One of the two takes a turn of the hand-over."""
    return actions.hand_over(
        session, place, HANDOVER, StepAnswer(text=text), promise=Promise.PAIR, turn=turn,
        writer="tab", now=NOW,
    )  # fmt: skip


def test_each_turn_of_a_hand_over_is_taken_once_and_answers_wait_for_lines(
    session: Session, cast: House, module: Module, place: StepsPlace
) -> None:
    sues = place_of(session, cast.pair, cast.sue)
    done = select(PairStepDone.person_id).order_by(PairStepDone.person_id)
    turns = [
        (place, HandoverTurn.ANSWER, False, []), (sues, HandoverTurn.WRITE, True, []),
        (sues, HandoverTurn.WRITE, False, []), (place, HandoverTurn.ANSWER, True, []),
        (sues, HandoverTurn.ANSWER, False, []),
        (place, HandoverTurn.WRITE, True, [cast.sam.id]),
        (sues, HandoverTurn.ANSWER, True, [cast.sam.id, cast.sue.id]),
    ]  # fmt: skip

    for who, turn, is_taken, people in turns:
        assert hand(session, who, turn) is is_taken
        assert session.scalars(done).all() == people


def test_turns_of_a_new_round_are_taken_anew_and_of_another_step_do_not_count(
    session: Session, cast: House, module: Module, place: StepsPlace
) -> None:
    for number in HandoverTurn:
        answer_row(session, cast.pair, cast.sam, module, "", step="orders", kind="handover",
                   number=number)  # fmt: skip
        answer_row(session, cast.pair, cast.sue, module, "", step="other", number=number)
    again = replace(place, round=Round(2, NOW + HOUR))
    again_of_sue = replace(again, me=place.partner, partner=place.me)

    assert not hand(session, place, HandoverTurn.WRITE)
    assert hand(session, place_of(session, cast.pair, cast.sue), HandoverTurn.WRITE)
    assert not hand(session, again, HandoverTurn.ANSWER)
    later = NOW + HOUR
    for who in (again, again_of_sue):
        actions.hand_over(
            session, who, HANDOVER, StepAnswer(text="ANEW"), promise=Promise.PAIR,
            turn=HandoverTurn.WRITE, writer="tab", now=later,
        )  # fmt: skip

    anew = select(RecordedAnswer.number).where(RecordedAnswer.at == later)
    assert session.scalars(anew).all() == [3, 3]

"""How far is a hand-over, and what of the two cases may this one read? Plain values only."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from tandem.content.lesson import Item, StepKind
from tandem.terms import Promise, Role
from tandem.together.steps.answers import StepAnswer
from tandem.together.steps.handover_view import handed_step
from tandem.together.steps.handovers import (
    AnsweredQuestion,
    HandoverTurn,
    Leg,
    Progress,
    asked_part,
    due_part,
    due_parts,
    progress_of,
)
from tandem.together.steps.known import BegunStep, DraftShown, KnownSteps, ShownAnswer
from tandem.together.steps.visibility import Record
from tests.cast import NOW
from tests.together.steps.step_helpers import HANDOVER

WRITE, ANSWER = HandoverTurn.WRITE, HandoverTurn.ANSWER
REP, SUPPORT = Role.REP, Role.SUPPORT
REPS_CASE, SUPPORTS_CASE = HANDOVER.seats
SAM, SUE = 1, 2


@dataclass(frozen=True)
class Gave:
    """Something that one of the two gave."""

    person_id: int
    number: int


def progress(*given: tuple[int, int]) -> Progress:
    """How far it is after these turns of Sam, who is the rep, and Sue."""
    return progress_of([Gave(*one) for one in given], seats={SAM: REP, SUE: SUPPORT})


def test_turns_are_counted_by_seat_and_those_of_others_not_at_all() -> None:
    found = progress((SAM, 1), (SUE, 1), (SUE, 2), (9, 2), (SAM, 3), (SAM, 0))

    assert found.taken == {REP: {WRITE}, SUPPORT: {WRITE, ANSWER}}
    assert (found.is_done(REP), found.is_done(SUPPORT)) == (False, True)


@pytest.mark.parametrize(
    ("given", "begun", "turn"),
    [
        ((), False, WRITE),
        (((SUE, 1),), False, ANSWER),
        (((SUE, 1),), True, WRITE),
        (((SAM, 1),), False, None),
        (((SAM, 1), (SUE, 1)), True, ANSWER),
        (((SUE, 1), (SAM, 2)), False, WRITE),
        (((SUE, 1), (SAM, 1), (SAM, 2)), False, None),
    ],
)
def test_the_partners_lines_come_first_unless_the_own_are_begun(
    given: tuple[tuple[int, int], ...], begun: bool, turn: HandoverTurn | None
) -> None:
    assert progress(*given).next_turn(REP, has_begun_lines=begun) is turn


def test_a_case_opens_to_both_with_the_answers_about_it() -> None:
    answered = progress((SAM, 1), (SUE, 2))

    for role in (REP, SUPPORT):
        assert answered.is_open_to(role, writer=REP)
        assert not answered.is_open_to(role, writer=SUPPORT)
        assert due_part(REPS_CASE, answered, role=role) == REPS_CASE


def test_who_writes_reads_their_case_without_the_questions() -> None:
    due = due_part(REPS_CASE, progress(), role=REP)

    assert due == replace(REPS_CASE, items=(), explanation="")


def test_who_answers_reads_the_questions_alone_once_the_lines_are_there() -> None:
    before, after = (
        due_part(REPS_CASE, found, role=SUPPORT) for found in (progress(), progress((SAM, 1)))
    )

    assert (before.title, before.text, before.items) == ("", "", ())
    assert (after.title, after.text, after.items) == ("", "", REPS_CASE.items)
    assert after.role is REP


def test_each_seat_has_its_part_of_both_cases() -> None:
    found = progress((SAM, 1))

    assert due_parts(HANDOVER, found, role=SUPPORT).seats == tuple(
        due_part(part, found, role=SUPPORT) for part in HANDOVER.seats
    )


def test_a_turn_asks_for_lines_from_the_own_case_and_for_answers_about_the_other() -> None:
    (written,), (answered,) = (
        asked_part(HANDOVER, turn, role=SUPPORT).seats for turn in (WRITE, ANSWER)
    )

    assert (written.text, written.items, written.explanation) == ("CASE-SUPTEXT", (), "")
    assert (answered.role, answered.title, answered.items) == (REP, "", REPS_CASE.items)
    assert asked_part(replace(HANDOVER, seats=()), WRITE, role=REP).seats == ()


def leg(answers: StepAnswer | None) -> Leg:
    """One way, with what was answered."""
    shown = None if answers is None else ShownAnswer(answers, NOW, (), False, True)
    return Leg(REPS_CASE, is_mine=True, is_open=True, lines=None, answers=shown)


def test_each_question_has_its_answer_and_what_the_lines_did_not_say_is_missing() -> None:
    when, where = REPS_CASE.items
    found = leg(StepAnswer(answers={when.key: "Monday"}, unsaid=(where.key,)))

    assert found.answered == (
        AnsweredQuestion(when, "Monday", is_missing=False),
        AnsweredQuestion(where, "", is_missing=True),
    )
    assert found.missing == (where,)


def test_before_the_answers_nothing_is_answered_or_missing() -> None:
    missing: tuple[Item, ...] = leg(None).missing

    assert (leg(None).answered, missing) == ((), ())


@pytest.mark.parametrize(
    ("given", "turn", "number"),
    [
        ((), WRITE, 1),
        (((SUE, 1),), ANSWER, 2),
        (((SAM, 1),), None, 1),
        (((SAM, 1), (SAM, 2)), None, 1),
    ],
)
def test_a_form_asks_for_the_turn_that_is_due_and_for_lines_where_none_is(
    given: tuple[tuple[int, int], ...], turn: HandoverTurn | None, number: int
) -> None:
    records = tuple(
        Record(place, who, "orders", StepKind.HANDOVER, Promise.PAIR, NOW, number=which)
        for place, (who, which) in enumerate(given)
    )
    shown = handed_step(
        BegunStep(HANDOVER, 7, "en"), KnownSteps(records, {}, {}, {}, {}),
        role=REP, me=SAM, partner=SUE, done_at=None, partner_done_at=None,
    )  # fmt: skip

    assert shown.handover is not None
    assert (shown.handover.turn, shown.times.number) == (turn, number)
    assert (shown.handover.asked is None) is (turn is None)
    assert [leg.is_mine for leg in shown.handover.legs] == [True, False]


@pytest.mark.parametrize(
    ("begun", "turn"),
    [(StepAnswer(lines=("LINE",)), WRITE), (StepAnswer(answers={"s1": "Noon"}), ANSWER)],
)
def test_lines_that_are_begun_come_before_answers_and_another_step_counts_for_nothing(
    begun: StepAnswer, turn: HandoverTurn
) -> None:
    records = tuple(
        Record(number, who, step, StepKind.HANDOVER, Promise.PAIR, NOW, number=number)
        for step, who, number in (("orders", SUE, 1), ("other", SAM, 1), ("other", SAM, 2))
    )
    drafts = {"orders": DraftShown(begun, 1, "tab", NOW)}
    shown = handed_step(
        BegunStep(HANDOVER, 7, "en"), KnownSteps(records, {}, {}, drafts, {}),
        role=REP, me=SAM, partner=SUE, done_at=None, partner_done_at=None,
    )  # fmt: skip

    assert shown.handover is not None
    assert shown.handover.turn is turn


def test_a_hand_over_has_legs_and_nothing_of_what_other_steps_have() -> None:
    shown = handed_step(
        BegunStep(HANDOVER, 7, "en"), KnownSteps((), {}, {}, {}, {}),
        role=REP, me=SAM, partner=SUE, done_at=None, partner_done_at=None,
    )  # fmt: skip

    assert not any((shown.partner_gave, shown.is_fixed, shown.is_waiting, shown.may_share_early))
    assert (shown.mine, shown.partners, shown.times.may_repeat) == (None, None, False)

"""How does a step for two stand, as one of them sees it? Plain values only."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tandem.content.lesson import PairStep
from tandem.terms import Promise, Role
from tandem.together.steps.answers import StepAnswer
from tandem.together.steps.handovers import Leg, ShownHandover
from tandem.together.steps.known import BegunStep, DraftShown, KnownSteps, ShownAnswer
from tandem.together.steps.signatures import Version
from tandem.together.steps.view import EarlierTime, ShownStep, Times, shown_step, versions_of
from tandem.together.steps.visibility import Record, TalkingPoint, promise_of
from tests.cast import NOW
from tests.together.steps.step_helpers import (
    AGREED,
    CHOICE,
    GUESS,
    HANDOVER,
    SCALE,
    SEALED,
    TALK,
    THANKS,
    THOUGHT,
)

SAM, SUE = 1, 2
WEEK, MONTH = timedelta(days=7), timedelta(days=30)


def record(
    step: PairStep, who: int, *, number: int = 1, at: datetime = NOW, shown: str = ""
) -> Record:
    """What one of the two gave."""
    return Record(
        10 * number + who, who, step.id, step.kind, promise_of(step), at, shown, number=number
    )


def known(
    *given: tuple[Record, StepAnswer | None], drafts: dict[str, DraftShown] | None = None
) -> KnownSteps:
    """All that was given, with the words where Sam may read them."""
    contents = {one.id: words for one, words in given if words is not None}
    return KnownSteps(tuple(one for one, _ in given), contents, {}, drafts or {}, {})


def seen(
    step: PairStep, kept: KnownSteps, *, now: datetime = NOW, about: PairStep | None = None
) -> ShownStep:
    """The step as Sam, who is the rep, sees it."""
    return shown_step(
        BegunStep(step, 7, "en"), kept, role=Role.REP, about=about, me=SAM, partner=SUE,
        done_at=None, partner_done_at=None, now=now,
    )  # fmt: skip


WORDS = StepAnswer("Words")


def test_before_anything_is_given_the_step_makes_its_promise_and_its_field_is_empty() -> None:
    shown = seen(SEALED, known())

    assert (shown.promise, shown.times.number, shown.field) == (Promise.BOTH, 1, StepAnswer())
    assert (shown.mine, shown.partners, shown.partner_gave) == (None, None, False)
    assert (shown.is_fixed, shown.is_waiting, shown.early_from) == (False, False, None)
    assert (shown.has_field, shown.stands_on_card, shown.opens_together) == (True, False, True)


def test_a_sealed_answer_waits_and_may_be_shared_alone_after_a_week() -> None:
    kept = known((record(SEALED, SAM), WORDS))
    early = [seen(SEALED, kept, now=NOW + ago) for ago in (WEEK - timedelta(seconds=1), WEEK)]

    assert [one.may_share_early for one in early] == [False, True]
    assert {one.early_from for one in early} == {NOW + WEEK}
    assert (early[0].is_waiting, early[0].is_fixed, early[0].field) == (True, False, WORDS)
    assert (early[0].mine_on_card, early[0].on_card) == (False, False)


def test_an_answer_of_the_partner_that_may_not_be_read_is_only_known_to_be_there() -> None:
    shown = seen(SEALED, known((record(SEALED, SUE), None)))

    assert (shown.partners, shown.partner_gave, shown.is_waiting) == (None, True, False)


def test_what_both_have_given_is_fixed_and_stands_on_the_card() -> None:
    kept = known(
        (record(SEALED, SAM, shown="both"), WORDS), (record(SEALED, SUE, shown="both"), WORDS)
    )
    shown = seen(SEALED, kept, now=NOW + MONTH)

    assert (shown.is_fixed, shown.is_waiting, shown.early_from) == (True, False, None)
    assert (shown.on_card, shown.mine_on_card, shown.stands_on_card) == (True, True, True)
    assert shown.field == StepAnswer()


def test_thanks_are_fixed_at_once_and_wait_for_nobody() -> None:
    shown = seen(THANKS, known((record(THANKS, SAM), WORDS)))

    assert (shown.is_fixed, shown.is_waiting, shown.mine_on_card) == (True, False, True)
    assert (shown.on_card, shown.partners) == (True, None)
    assert (shown.opens_together, shown.has_field) == (False, True)


def test_a_thought_of_ones_own_stays_in_its_field_and_on_no_card() -> None:
    shown = seen(THOUGHT, known((record(THOUGHT, SAM), WORDS)))

    assert (shown.field, shown.is_fixed, shown.stands_on_card) == (WORDS, False, False)


def values(ask: int, no: int = 3) -> StepAnswer:
    """What somebody placed on the scale."""
    return StepAnswer(values={"ask": ask, "no": no})


BOTH = (record(SCALE, SAM, at=NOW - MONTH), values(5)), (record(SCALE, SUE, at=NOW), values(2))
APART = TalkingPoint("We ask early", 5, 2)


def test_of_a_scale_only_what_lies_apart_is_shown_of_the_partner() -> None:
    shown = seen(SCALE, known(*BOTH))

    assert (shown.points, shown.points_on_card) == ((APART,), (APART,))
    assert (shown.partners, shown.mine_on_card, shown.stands_on_card) == (None, False, True)
    assert (shown.times.number, shown.times.again_from, shown.times.may_repeat) == (
        1, NOW + MONTH, False,
    )  # fmt: skip
    assert not shown.has_field


def test_a_month_after_both_the_field_is_there_for_the_next_time() -> None:
    shown = seen(SCALE, known(*BOTH), now=NOW + MONTH)

    assert (shown.times.number, shown.times.may_repeat, shown.has_field) == (2, True, True)


def test_a_scale_to_be_filled_in_again_promises_what_its_field_says_now() -> None:
    before = [
        (replace(one, promise=Promise.APART), words) for one, words in BOTH
    ]  # as it was promised once

    found = [seen(SCALE, known(*before), now=at).promise for at in (NOW, NOW + MONTH)]

    assert found == [Promise.APART, Promise.APART_AND_MEANS]


def test_what_else_was_sent_with_an_answer_is_no_point_on_a_scale() -> None:
    kept = known(
        *((record(SEALED, who, shown="both"), replace(WORDS, values={"all": who * 3}))
          for who in (SAM, SUE))
    )  # fmt: skip

    assert seen(SEALED, kept).points == ()
    assert seen(SEALED, kept).choices is None


def test_while_one_fills_in_a_scale_again_the_card_keeps_what_lay_apart_before() -> None:
    again = record(SCALE, SAM, number=2, at=NOW + MONTH), values(1)
    shown = seen(SCALE, known(*BOTH, again), now=NOW + 2 * MONTH)

    assert shown.times.before == (EarlierTime(NOW, (APART,)),)
    assert (shown.points, shown.points_on_card) == ((), (APART,))
    assert (shown.times.number, shown.times.again_from) == (2, None)


def test_when_both_have_filled_in_a_scale_again_the_card_has_what_lies_apart_now() -> None:
    again = [(record(SCALE, who, number=2, at=NOW + MONTH), values(who * 2)) for who in (SAM, SUE)]

    shown = seen(SCALE, known(*BOTH, *again))

    assert shown.points_on_card == shown.points == (TalkingPoint("We ask early", 2, 4),)


def test_earlier_times_are_told_the_latest_first_where_both_gave_one() -> None:
    later = [
        (record(SCALE, who, number=number, at=NOW + number * MONTH), values(who * number))
        for number in (2, 3)
        for who in (SAM, SUE)
    ]
    shown = seen(SCALE, known(*BOTH, *later[:1], *later[2:]))

    assert shown.times.before == (EarlierTime(NOW, (APART,)),)
    assert [one.at for one in seen(SCALE, known(*BOTH, *later)).times.before] == [
        NOW + 2 * MONTH, NOW,
    ]  # fmt: skip
    assert (shown.points[0].mine, shown.points[0].partners) == (3, 6)


def test_the_real_answer_stands_beside_a_guess_once_that_was_given() -> None:
    real = record(SEALED, SUE), WORDS
    before, after = (
        seen(GUESS, known(real, *guess), about=SEALED)
        for guess in ((), ((record(GUESS, SAM), StepAnswer("Guess")),))
    )

    assert before.real is None
    assert after.real is not None
    assert after.real.given == WORDS
    assert (after.is_fixed, after.has_field) == (True, False)


def test_what_came_of_two_choices_is_told_by_seat_whoever_looks() -> None:
    kept = known(
        (record(CHOICE, SAM), StepAnswer(choice="r2")),
        (record(CHOICE, SUE), StepAnswer(choice="s1")),
    )
    own = seen(CHOICE, kept)
    partners = shown_step(
        BegunStep(CHOICE, 7, "en"), kept, role=Role.SUPPORT, about=None, me=SUE, partner=SAM,
        done_at=None, partner_done_at=None, now=NOW,
    )  # fmt: skip

    assert own.choices == partners.choices
    assert own.choices is not None
    assert (own.choices.outcome, own.step) == ("CELL-TWOONE", CHOICE)


def test_with_one_choice_alone_each_has_their_own_seats_text() -> None:
    shown = seen(CHOICE, known((record(CHOICE, SAM), StepAnswer(choice="r2"))))

    assert (shown.choices, shown.step.outcomes) == (None, ())
    assert [part.role for part in shown.step.seats] == [Role.REP]


def draft(text: str) -> dict[str, DraftShown]:
    """Something begun under the name of the sealed step."""
    return {"saved": DraftShown(StepAnswer(text), 4, "tab", NOW, (StepAnswer("Beside"),))}


def test_a_draft_stands_in_the_field_before_what_was_given() -> None:
    given = record(SEALED, SAM), WORDS
    begun, emptied = (seen(SEALED, known(given, drafts=draft(text))) for text in ("Begun", ""))

    assert (begun.field.text, begun.version, begun.beside) == ("Begun", 4, (StepAnswer("Beside"),))
    assert emptied.field == WORDS
    assert (seen(SEALED, known(given)).version, seen(SEALED, known(given)).beside) == (0, ())


def version(number: int, *signed: int) -> Version:
    """A version that these have signed."""
    return Version(number, number, ("One",), date(2026, 6, 1), SAM, NOW, dict.fromkeys(signed, NOW))


def agreement(*versions: Version) -> ShownStep:
    """An agreement of the two."""
    return seen(AGREED, replace(known(), versions={"agreed": versions}))


def test_an_agreement_stands_on_the_card_from_its_first_version_on() -> None:
    proposed, agreed = agreement(version(1, SAM)), agreement(version(1, SAM, SUE))

    assert (proposed.agreed, proposed.proposal) == (None, version(1, SAM))
    assert (agreed.agreed, agreed.proposal) == (version(1, SAM, SUE), None)
    assert [one.stands_on_card for one in (agreement(), proposed, agreed)] == [False, True, True]


def test_versions_of_both_names_stand_in_their_order() -> None:
    kept = {"agreed": (version(3),), "before": (version(1), version(2)), "other": (version(4),)}
    found = versions_of(replace(AGREED, was="before"), kept)

    assert [one.number for one in found] == [1, 2, 3]


def test_what_the_two_talk_about_stands_on_the_card() -> None:
    assert seen(TALK, known()).stands_on_card


def handed(*is_open: bool, asked: PairStep | None = None) -> ShownStep:
    """A hand-over whose ways are open or not."""
    legs: list[Any] = [
        Leg(part, is_mine=True, is_open=one, lines=None, answers=None)
        for part, one in zip(HANDOVER.seats, is_open, strict=True)
    ]
    times = Times(1, None, False, ())
    return ShownStep(
        HANDOVER, 7, "en", Promise.PAIR, None, None, times, None,
        handover=ShownHandover(tuple(legs), None, asked),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("is_open", "on_card"), [((False, False), False), ((True, False), True), ((False, True), True)]
)
def test_a_hand_over_stands_on_the_card_once_one_way_is_open(
    is_open: tuple[bool, bool], on_card: bool
) -> None:
    assert handed(*is_open).stands_on_card is on_card


def test_a_hand_over_has_a_field_where_something_is_asked() -> None:
    assert handed(False, False, asked=HANDOVER).has_field
    assert not handed(False, False).has_field


def test_what_the_partner_gave_stands_on_the_card_where_it_may_be_read() -> None:
    theirs = ShownAnswer(WORDS, NOW, (), is_early=True, is_shown=True)
    shown = replace(seen(SEALED, known()), partners=theirs)

    assert (shown.mine_on_card, shown.on_card, shown.stands_on_card) == (False, True, True)


def test_before_the_own_choice_the_partners_opens_nothing() -> None:
    shown = seen(CHOICE, known((record(CHOICE, SUE), StepAnswer(choice="s1"))))

    assert (shown.choices, shown.step.outcomes) == (None, ())


def test_an_earlier_time_of_the_partner_alone_is_not_told() -> None:
    sues = record(SCALE, SUE, number=2, at=NOW + MONTH), values(2)
    third = record(SCALE, SAM, number=3, at=NOW + 2 * MONTH), values(2)

    assert seen(SCALE, known(*BOTH, sues, third)).times.before == (EarlierTime(NOW, (APART,)),)


def test_a_scale_that_only_the_partner_filled_in_has_a_field_and_no_points() -> None:
    shown = seen(SCALE, known((record(SCALE, SUE), values(2))))

    assert (shown.points, shown.has_field, shown.partner_gave) == ((), True, True)
    assert seen(SCALE, known()).has_field


def test_while_the_partner_alone_fills_in_a_scale_again_the_card_keeps_what_lay_apart() -> None:
    again = record(SCALE, SUE, number=2, at=NOW + MONTH), None

    assert seen(SCALE, known(*BOTH, again), now=NOW + MONTH).points_on_card == (APART,)

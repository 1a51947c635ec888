"""Who may read what is given in a step of the pair, and when?"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.content.lesson import Item, PairStep, Scene, StepKind
from tandem.terms import Promise, Role
from tandem.together.steps import visibility
from tandem.together.steps.visibility import Record, promise_of
from tests.cast import NOW
from tests.lessons import REP
from tests.together.steps.step_helpers import CHOICE, HANDOVER, for_two


@pytest.mark.parametrize(
    ("kind", "promise"),
    [
        (StepKind.REFLECTION, Promise.OWN),
        (StepKind.GUESS, Promise.OWN),
        (StepKind.SEALED, Promise.BOTH),
        (StepKind.CHOICE, Promise.BOTH),
        (StepKind.SCALE, Promise.APART_AND_MEANS),
        (StepKind.AGREEMENT, Promise.PAIR),
        (StepKind.THANKS, Promise.PAIR),
        (StepKind.TALKED, Promise.PAIR),
        (StepKind.HANDOVER, Promise.PAIR),
        (StepKind.SCENE, Promise.PAIR),
    ],
)
def test_each_kind_of_step_says_who_will_read_it(kind: StepKind, promise: Promise) -> None:
    assert promise_of(PairStep("a", kind, "A")) is promise


def test_a_shared_reflection_is_read_by_the_partner() -> None:
    assert promise_of(PairStep("a", StepKind.REFLECTION, "A", shared=True)) is Promise.PAIR


KEPT_BACK = re.compile(r"\b(?:SEAT|CELL|CASE|ASK)-[A-Z]+\b")


def texts_due(step: PairStep, role: Role, *, is_open: bool = False) -> set[str]:
    """What of a step's own text a seat may have."""
    return set(KEPT_BACK.findall(repr(visibility.due_text(step, role=role, is_open=is_open))))


def test_before_anything_is_due_each_seat_has_its_own_text_alone() -> None:
    assert texts_due(CHOICE, Role.REP) == {"SEAT-REPKNOWS", "SEAT-REPONE", "SEAT-REPTWO"}
    assert texts_due(HANDOVER, Role.SUPPORT) == {"CASE-SUPTITLE", "CASE-SUPTEXT"}
    assert texts_due(HANDOVER, Role.SUPPORT, is_open=True) == {"CASE-SUPTITLE", "CASE-SUPTEXT"}
    for step in (CHOICE, HANDOVER):
        assert texts_due(step, Role.LEADER) == set()


def record(promise: Promise, *, shown: str = "", kind: StepKind = StepKind.SEALED) -> Record:
    """Something that person 1 gave."""
    return Record(1, 1, "a", kind, promise, NOW, shown, number=1)


@given(shown=st.sampled_from(["", "both", "early"]), gave=st.booleans(), is_open=st.booleans())
def test_what_is_for_its_author_is_never_read_by_the_partner(
    shown: str, gave: bool, is_open: bool
) -> None:
    own = record(Promise.OWN, shown=shown)

    assert not visibility.may_partner_read(own, partner_gave=gave, guess_is_open=is_open)


@given(promise=st.sampled_from(list(Promise)), is_open=st.booleans())
def test_what_was_shown_stays_shown(promise: Promise, is_open: bool) -> None:
    if promise is Promise.OWN:
        return

    shown = record(promise, shown="both")

    assert visibility.may_partner_read(shown, partner_gave=False, guess_is_open=is_open)
    assert visibility.is_fixed(shown, partner_gave=False)


def test_a_sealed_answer_waits_for_the_other_and_for_the_guess() -> None:
    sealed = record(Promise.BOTH)

    read = [
        visibility.may_partner_read(sealed, partner_gave=gave, guess_is_open=is_open)
        for gave, is_open in ((False, False), (True, True), (True, False))
    ]

    assert read == [False, False, True]


AUTHOR, READER = 1, 2


@pytest.mark.parametrize(
    ("promise", "shown", "may_read"),
    [
        (Promise.OWN, "", False),
        (Promise.PAIR, "", True),
        (Promise.BOTH, "", False),
        (Promise.BOTH, "both", True),
        (Promise.APART, "", False),
        (Promise.APART_AND_MEANS, "early", True),
    ],
)
def test_what_never_opened_in_a_round_stays_shut_in_the_next(
    promise: Promise, shown: str, may_read: bool
) -> None:
    given_then = record(promise, shown=shown)

    assert visibility.is_open_to(given_then, reader_id=READER) is may_read
    assert visibility.is_open_to(given_then, reader_id=AUTHOR)


def given_by(person_id: int, step: str, *, number: int = 1) -> Record:
    """A sealed answer to a step, the so manieth."""
    return Record(person_id, person_id, step, StepKind.SEALED, Promise.BOTH, NOW, number=number)


@pytest.mark.parametrize(
    ("own", "is_due"),
    [
        ((), False),
        ((given_by(READER, "a"),), True),
        ((given_by(READER, "before"),), True),
        ((given_by(READER, "b"),), False),
        ((given_by(READER, "a", number=2),), False),
    ],
)
def test_a_sealed_answer_is_due_when_the_same_step_was_answered_the_same_time(
    own: tuple[Record, ...], is_due: bool
) -> None:
    steps = (PairStep("a", StepKind.SEALED, "A", was="before"), PairStep("b", StepKind.SEALED, "B"))
    sams = given_by(AUTHOR, "a")
    asked = {"lesson": for_two(*steps), "records": (sams, *own)}

    assert visibility.is_due(record=sams, reader_id=READER, role=Role.SUPPORT, **asked) is is_due


def test_a_step_that_the_lesson_has_no_more_opens_by_its_own_name_alone() -> None:
    gone = given_by(AUTHOR, "gone")
    lesson = for_two(PairStep("a", StepKind.SEALED, "A"))

    def due(*own: Record) -> bool:
        return visibility.is_due(lesson, gone, (gone, *own), reader_id=READER, role=Role.SUPPORT)

    assert due(given_by(READER, "gone"))
    assert not due(given_by(READER, "a"))


def test_a_guess_stands_and_a_private_thought_does_not() -> None:
    assert visibility.is_fixed(record(Promise.OWN, kind=StepKind.GUESS), partner_gave=False)
    assert not visibility.is_fixed(record(Promise.OWN, kind=StepKind.REFLECTION), partner_gave=True)


@given(promise=st.sampled_from(list(Promise)), gave=st.booleans(), is_open=st.booleans())
def test_nothing_that_the_partner_may_read_can_be_changed(
    promise: Promise, gave: bool, is_open: bool
) -> None:
    one = record(promise)

    if visibility.may_partner_read(one, partner_gave=gave, guess_is_open=is_open):
        assert visibility.is_fixed(one, partner_gave=gave)


def test_only_a_sealed_answer_that_waits_may_be_shared_alone() -> None:
    assert (
        visibility.shared_early_from(record(Promise.BOTH), partner_gave=False)
        == NOW + visibility.STALL
    )
    assert visibility.shared_early_from(record(Promise.BOTH), partner_gave=True) is None
    assert visibility.shared_early_from(record(Promise.APART), partner_gave=False) is None


@given(
    mine=st.dictionaries(st.sampled_from("xyz"), st.integers(1, 5)),
    partners=st.dictionaries(st.sampled_from("xyz"), st.integers(1, 5)),
)
def test_a_talking_point_lies_two_or_more_steps_apart(
    mine: dict[str, int], partners: dict[str, int]
) -> None:
    items = tuple(Item(key, key) for key in "xyz")
    step = PairStep("a", StepKind.SCALE, "A", low=1, high=5, items=items)

    points = visibility.talking_points(step, mine, partners)

    shared = [key for key in "xyz" if key in mine and key in partners]
    assert [one.text for one in points] == [
        key for key in shared if abs(mine[key] - partners[key]) >= 2
    ]


def test_a_plan_is_its_authors_alone() -> None:
    assert promise_of(PairStep("a", StepKind.PLAN, "A")) is Promise.OWN


@pytest.mark.parametrize("role", [Role.REP, Role.SUPPORT])
def test_two_choices_are_whole_once_both_have_chosen(role: Role) -> None:
    assert visibility.due_text(CHOICE, role=role, is_open=True) == CHOICE


def test_a_scene_for_two_is_read_on_a_page_of_its_own() -> None:
    step = PairStep("a", StepKind.SCENE, "A", scenes=(Scene("s", "", "SCENE"),))

    for is_open in (True, False):
        assert visibility.due_text(step, role=Role.REP, is_open=is_open).scenes == ()


def test_the_text_of_any_other_step_is_for_both() -> None:
    step = PairStep("a", StepKind.SEALED, "A", seats=CHOICE.seats, explanation="Why")

    assert visibility.due_text(step, role=Role.REP, is_open=False) == step


GUESSED = PairStep("g", StepKind.GUESS, "G", guess_of="a", was="old guess")


@pytest.mark.parametrize(
    ("gave", "is_open"),
    [(set(), True), ({"g"}, False), ({"old guess"}, False), ({"a"}, True)],
)
def test_a_guess_is_open_until_it_was_given_under_either_name(
    gave: set[str], is_open: bool
) -> None:
    about, other = PairStep("a", StepKind.SEALED, "A"), PairStep("b", StepKind.SEALED, "B")
    lesson = for_two(about, other, GUESSED)

    assert visibility.is_to_guess(lesson, about, gave, role=Role.REP) is is_open
    assert not visibility.is_to_guess(lesson, other, gave, role=Role.REP)


def test_who_is_not_asked_for_a_guess_does_not_wait_for_it() -> None:
    about = PairStep("a", StepKind.SEALED, "A")
    lesson = for_two(about, replace(GUESSED, roles=REP))
    sues = given_by(READER, "a")

    found = {
        role: visibility.is_due(
            lesson, sues, (sues, given_by(AUTHOR, "a")), reader_id=AUTHOR, role=role
        )
        for role in (Role.REP, Role.SUPPORT)
    }

    assert found == {Role.REP: False, Role.SUPPORT: True}


def test_a_guess_of_any_time_opens_what_was_guessed_at() -> None:
    lesson = for_two(PairStep("a", StepKind.SEALED, "A"), GUESSED)
    sues, mine = given_by(READER, "a"), given_by(AUTHOR, "a")
    guess = given_by(AUTHOR, "g", number=2)

    assert visibility.is_due(lesson, sues, (sues, mine, guess), reader_id=AUTHOR, role=Role.REP)


def test_a_step_is_known_by_its_name_and_the_one_before() -> None:
    assert visibility.names(GUESSED) == {"g", "old guess"}
    assert visibility.names(CHOICE) == {"ward"}


@pytest.mark.parametrize(
    ("one", "gave", "waits"),
    [
        (record(Promise.BOTH), False, True),
        (record(Promise.BOTH, shown="both"), False, False),
        (record(Promise.BOTH, kind=StepKind.CHOICE), False, False),
        (record(Promise.PAIR), False, False),
    ],
)
def test_what_is_shown_or_no_sealed_answer_is_never_shared_alone(
    one: Record, gave: bool, waits: bool
) -> None:
    since = visibility.shared_early_from(one, partner_gave=gave)

    assert since == (NOW + timedelta(days=7) if waits else None)


def test_a_scale_that_lists_nothing_is_about_its_title() -> None:
    step = PairStep("a", StepKind.SCALE, "How often?", low=1, high=5)
    (point,) = visibility.talking_points(step, {"all": 5}, {"all": 3})

    assert (point.text, point.mine, point.partners) == ("How often?", 5, 3)
    assert visibility.talking_points(step, {"all": 4}, {"all": 3}) == ()

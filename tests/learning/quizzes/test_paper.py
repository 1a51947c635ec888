"""What is asked in one attempt?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.content.lesson import (
    Accepted,
    Lesson,
    Match,
    Option,
    Question,
    QuestionKind,
    Section,
    SectionKind,
)
from tandem.learning.quizzes import paper as papers
from tandem.learning.quizzes.shuffling import Lot
from tandem.progress.more_attempts.rules import Granted
from tandem.progress.rules.rounds import Round
from tandem.terms import Role, Show
from tests.cast import NOW
from tests.learning.quizzes.paper_helpers import (
    FILL,
    MATCH,
    NUMBER,
    ORDER,
    QUESTIONS,
    ask,
    paper,
    tried,
)


@given(person_id=st.integers(1, 10_000), number=st.integers(1, 9), pick=st.integers(1, 10))
def test_an_attempt_always_asks_the_same(person_id: int, number: int, pick: int) -> None:
    first = paper(number, pick=pick, person_id=person_id)

    assert first == paper(number, pick=pick, person_id=person_id)
    assert len(first.questions) == min(pick, len(QUESTIONS))


@given(person_id=st.integers(1, 10_000), number=st.integers(1, 9))
def test_a_pinned_option_stays_last(person_id: int, number: int) -> None:
    for asked in paper(number, person_id=person_id).questions:
        assert asked.options[-1].key == f"{asked.id}4"


def test_attempts_are_shuffled_and_a_lesson_may_say_no() -> None:
    orders = [list(paper(number).order) for number in range(1, 6)]

    assert len({tuple(order) for order in orders}) > 1
    assert list(paper(shuffle=False).order) == list("abcdefgh")


@pytest.mark.parametrize("shuffled", [True, False])
def test_questions_that_keep_their_place_stand_before_and_behind_all_others(shuffled: bool) -> None:
    first, last = replace(QUESTIONS[6], first=True), replace(QUESTIONS[0], last=True)
    given = (last, *QUESTIONS[1:6], first)

    names = [asked.id for asked in papers.in_places(given, Lot("seed"), shuffled=shuffled)]

    assert (names[0], names[-1]) == ("g", "a")
    assert sorted(names[1:-1]) == list("bcdef")
    assert (names[1:-1] != list("bcdef")) is shuffled


def test_units_are_shown_once_and_where_there_are_any() -> None:
    accepted = tuple(
        Accepted(low=1, high=2, units=units)
        for units in ((), ("km", "kilometer"), ("km", "kilometer"))
    )

    assert ask(replace(NUMBER, accepted=accepted)).units == (("km", "kilometer"),)
    assert ask(NUMBER).units == ()


def test_what_is_asked_holds_no_key_and_no_feedback() -> None:
    assert "Text 1" in repr(paper())
    assert "Secret" not in repr(paper())
    assert "right" not in repr(paper())


def test_a_retry_asks_only_what_went_wrong() -> None:
    last = tried({"a": True, "b": False, "c": True, "d": False})

    again = paper(2, pick=4, last=last)

    assert set(again.order) == {"b", "d"}
    assert again.carried == ("a", "c")
    assert again.total == 4


@pytest.mark.parametrize("changed", [{"revision_id": 2}, {"role": Role.SUPPORT}, {"passed": True}])
def test_a_retry_of_something_else_asks_everything(changed: dict[str, Any]) -> None:
    again = paper(2, last=tried({"a": True, "b": False}, **changed))

    assert again.total == len(again.questions) == 8


def test_a_quiz_that_shows_only_the_score_asks_everything_again() -> None:
    again = paper(2, show=Show.NEVER, last=tried({"a": True, "b": False}))

    assert len(again.questions) == len(QUESTIONS)
    assert not again.carried


def test_a_new_edition_opens_the_attempts_again() -> None:
    used = [tried({}), tried({}, number=2)]

    assert papers.attempts_left(Lesson(id="m", title="M"), used) is None
    assert papers.attempts_left(Lesson(id="m", title="M", attempts=2), used) == 0
    assert papers.attempts_left(Lesson(id="m", title="M", attempts=2, edition=2), used) == 2


@given(st.integers(1, 10_000))
def test_an_order_is_never_asked_in_its_own_order(person_id: int) -> None:
    asked = ask(ORDER, person_id=person_id)

    assert [option.key for option in asked.options] != list("abcd")
    assert sorted(option.key for option in asked.options) == list("abcd")


@given(st.integers(1, 10_000))
def test_the_sides_of_a_match_tell_nothing_of_what_belongs_together(person_id: int) -> None:
    asked = ask(MATCH, person_id=person_id)

    assert [option.text for option in asked.options] == ["L1", "L2"]
    assert sorted(side.text for side in asked.sides) == ["R1", "R2", "Spare"]
    assert not {option.key for option in asked.options} & {side.key for side in asked.sides}


SIX = Question(
    id="six", kind=QuestionKind.MATCH, title="six",
    matches=tuple(Match(f"l{n}", f"L{n}", f"R{n}") for n in range(6)),
)  # fmt: skip


def test_the_sides_of_a_match_stand_beside_what_they_belong_to_by_chance_alone() -> None:
    own = [f"R{n}" for n in range(6)]

    orders = [[side.text for side in ask(SIX, person_id=who).sides] for who in range(1, 401)]

    beside = sum(side == right for order in orders for side, right in zip(order, own, strict=True))
    assert 300 < beside < 500, "one in six, of 2,400"
    assert len({tuple(order) for order in orders}) > 200


def test_a_text_with_gaps_is_asked_in_parts_without_what_belongs_there() -> None:
    asked = ask(FILL)

    assert asked.parts == ("A ", " and ", ".")
    assert "Secret" not in repr(asked)


def test_what_is_written_stands_outside_the_paper() -> None:
    written = Question("w", QuestionKind.WRITE, "Write")
    quiz = Section(SectionKind.QUIZ, "Quiz", 2, questions=(written, NUMBER))

    found = papers.paper(
        Lesson("m", "M", sections=(quiz,)), quiz,
        person_id=7, revision_id=3, role=Role.REP, number=1,
    )  # fmt: skip

    assert ([asked.id for asked in found.questions], found.total) == (["n"], 1)


def test_questions_are_numbered_from_one_in_the_order_in_which_they_stand() -> None:
    found = paper(pick=5)

    assert [asked.number for asked in found.questions] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(("pick", "asked"), [(0, 1), (1, 1), (7, 7), (8, 8), (9, 8), (None, 8)])
def test_at_least_one_is_drawn_and_at_most_all(pick: int | None, asked: int) -> None:
    assert paper(pick=pick).total == asked


def test_only_a_failed_try_at_the_same_makes_the_next_one_a_retry() -> None:
    failed = tried({"a": True, "b": False})

    assert paper(2, last=failed).is_retry
    assert not paper(2, last=tried({"a": True, "b": False}, passed=True)).is_retry
    assert not paper(2).is_retry


def test_a_question_that_was_not_asked_in_the_failed_try_is_neither_asked_nor_carried() -> None:
    again = paper(2, last=tried({"a": True, "b": False}))

    assert (list(again.order), again.carried, again.total) == (["b"], ("a",), 2)


def test_the_last_time_a_question_was_asked_counts_in_whatever_order_tries_come() -> None:
    tries = [tried({"a": True, "b": False}, number=3), tried({"a": False}, number=4)]

    assert papers.asked_before(reversed(tries)) == {"a": 4, "b": 3}


def test_a_question_is_asked_with_its_words_and_its_hint() -> None:
    asked = ask(Question("s", QuestionKind.SHORT, "Short", body="<p>Say it.</p>", hint="<p>V</p>"))

    assert (asked.title, asked.body, asked.hint) == ("Short", "<p>Say it.</p>", "<p>V</p>")
    assert (asked.parts, ask(FILL).body) == ((), "")


@pytest.mark.parametrize("kind", QuestionKind)
def test_more_than_one_option_can_be_chosen_in_one_kind_alone(kind: QuestionKind) -> None:
    asked = papers.AskedQuestion("q", 1, kind, "Q", "", "")

    assert asked.several == (kind is QuestionKind.MULTIPLE)


def test_options_that_are_not_mixed_stand_as_written_with_the_pinned_ones_last() -> None:
    options = tuple(Option(key, key, right=False, pin=key in "bd") for key in "abcd")
    asked = ask(Question("q", QuestionKind.SINGLE, "Q", options=options))

    assert [option.key for option in asked.options] == ["a", "c", "b", "d"]


def test_a_right_side_that_two_share_is_shown_once() -> None:
    pairs = (Match("l1", "L1", "R"), Match("l2", "L2", "R"), Match("", "", "Spare"))
    asked = ask(Question("q", QuestionKind.MATCH, "Q", matches=pairs))

    assert sorted(side.text for side in asked.sides) == ["R", "Spare"]


def test_the_try_before_is_the_one_with_the_number_before_where_it_counts() -> None:
    tries = [tried({}, number=1), tried({}, number=2, counts=False), tried({}, number=3)]

    assert [papers.last_before(tries, number) for number in (1, 2, 3, 4, 5)] == [
        None, tries[0], None, tries[2], None,
    ]  # fmt: skip


def test_attempts_are_used_up_by_those_that_count_in_this_edition() -> None:
    module = Lesson(id="m", title="M", attempts=3, edition=2)
    tries = [tried({}, edition=2), tried({}, edition=2, counts=False), tried({}, edition=1)]
    granted = [Granted(1, 2, NOW), Granted(2, 1, NOW), Granted(3, 2, NOW - timedelta(days=9))]

    assert papers.attempts_left(module, tries) == 2
    assert papers.attempts_left(module, tries, granted) == 4
    assert papers.attempts_left(module, tries, granted, Round(2, NOW)) == 3

"""Does what is drawn for an attempt stay where it is when the lesson is published anew?"""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tandem.content.lesson import (
    Lesson,
    Match,
    Option,
    Question,
    QuestionKind,
    Section,
    SectionKind,
)
from tandem.learning.quizzes import paper as papers
from tandem.learning.quizzes import shuffling
from tandem.learning.quizzes.paper import Paper
from tandem.terms import Role

NAMES = "abcdefgh"


def question(name: str) -> Question:
    options = tuple(Option(f"{name}{n}", f"Text {n}", right=n == 1) for n in range(4))
    return Question(id=name, kind=QuestionKind.SINGLE, title=name, options=options)


def paper(*asked: Question, person_id: int, pick: int | None = None, revision_id: int = 1) -> Paper:
    quiz = Section(SectionKind.QUIZ, "Quiz", 2, questions=asked, pick=pick)
    return papers.paper(
        Lesson(id="m", title="M", sections=(quiz,)), quiz,
        person_id=person_id, revision_id=revision_id, role=Role.REP, number=1,
    )  # fmt: skip


@given(person_id=st.integers(1, 10_000), pick=st.integers(1, 8))
def test_a_mended_word_changes_nothing_of_what_is_drawn(person_id: int, pick: int) -> None:
    before = [question(name) for name in NAMES]
    after = [replace(one, title=f"{one.title}, mended") for one in before]

    first = paper(*before, person_id=person_id, pick=pick)
    second = paper(*after, person_id=person_id, pick=pick, revision_id=2)

    assert list(first.order.items()) == list(second.order.items())


@given(person_id=st.integers(1, 10_000), gone=st.sampled_from(NAMES))
def test_a_question_that_goes_moves_no_other(person_id: int, gone: str) -> None:
    every = [question(name) for name in NAMES]

    before = paper(*every, person_id=person_id).order
    after = paper(*(one for one in every if one.id != gone), person_id=person_id).order

    assert list(after.items()) == [(name, keys) for name, keys in before.items() if name != gone]


@given(person_id=st.integers(1, 10_000))
def test_a_new_name_that_tells_the_old_one_moves_nothing(person_id: int) -> None:
    before = [question(name) for name in NAMES]
    after = [replace(before[0], id="new", was="a"), *before[1:]]

    orders = [paper(*asked, person_id=person_id, pick=4).order for asked in (before, after)]

    renamed = [("new" if name == "a" else name, keys) for name, keys in orders[0].items()]
    assert list(orders[1].items()) == renamed


def test_every_question_is_drawn_and_stands_first_now_and_then() -> None:
    asked = [question(name) for name in NAMES]
    papers = [paper(*asked, person_id=who, pick=3) for who in range(400)]

    drawn = [name for one in papers for name in one.order]
    first = [next(iter(one.order)) for one in papers]

    assert all(100 < drawn.count(name) < 200 for name in NAMES)
    assert all(20 < first.count(name) < 90 for name in NAMES)


def test_the_right_sides_of_a_match_are_part_of_what_is_stored() -> None:
    pairs = tuple(Match(f"l{n}", f"left {n}", f"right {n}") for n in range(4))
    one = Question(id="m", kind=QuestionKind.MATCH, title="Who?", matches=pairs)

    found = paper(one, person_id=1)

    (asked,) = found.questions
    assert found.order["m"] == [each.key for each in (*asked.options, *asked.sides)]
    assert len(found.order["m"]) == 8


def test_one_item_or_none_stands_where_it_stands() -> None:
    one = [Option("a", "A", right=True)]

    assert shuffling.out_of_order(question("q"), one, shuffling.Lot("x")) == one
    assert shuffling.out_of_order(question("q"), [], shuffling.Lot("x")) == []


def test_two_items_are_turned_round_by_chance_so_that_nobody_can_tell_the_order() -> None:
    two = [Option("a", "A", right=True), Option("b", "B", right=True)]

    turned = [shuffling.out_of_order(question("q"), two, shuffling.Lot(str(n))) for n in range(99)]

    assert 30 < turned.count(two) < 70
    assert turned.count(two) + turned.count(two[::-1]) == 99

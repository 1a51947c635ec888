"""What is asked in one attempt, and what is shown of it afterwards?"""

from __future__ import annotations

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
from tandem.content.parsing.answers import GAP
from tandem.content.parsing.choices import key_of
from tandem.learning.quizzes import paper as papers
from tandem.learning.quizzes.paper import Paper, PaperFault, Tried
from tandem.terms import Role, Show


def question(name: str, *, several: bool = False) -> Question:
    options = tuple(
        Option(f"{name}{n}", f"Text {n}", right=n == 1, feedback=f"Secret {n}", pin=n == 4)
        for n in range(1, 5)
    )
    kind = QuestionKind.MULTIPLE if several else QuestionKind.SINGLE
    return Question(id=name, kind=kind, title=name, options=options, explanation="Secret why")


QUESTIONS = tuple(question(name, several=name == "e") for name in "abcdefgh")


def paper(number: int = 1, *, pick: int | None = None, **fields: Any) -> Paper:
    last, person_id = fields.pop("last", None), fields.pop("person_id", 7)
    quiz = Section(SectionKind.QUIZ, "Quiz", 2, questions=QUESTIONS, pick=pick)
    return papers.paper(
        Lesson(id="m", title="M", sections=(quiz,), **fields), quiz,
        person_id=person_id, revision_id=3, role=Role.REP, number=number, last=last,
    )  # fmt: skip


def tried(marks: dict[str, bool], **fields: Any) -> Tried:
    given = {"number": 1, "revision_id": 3, "edition": 1, "role": Role.REP, "passed": False}
    return Tried(**{**given, "answers": {}, "marks": marks, **fields})


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


def test_faults_name_what_cannot_be_marked() -> None:
    answers = {name: [f"{name}1"] for name in "abcdefgh"} | {
        "a": [], "b": ["nonsense"], "c": ["c1", "c2"], "e": ["e1", "e2"],
    }  # fmt: skip

    found = papers.faults(paper(), answers, QUESTIONS)

    assert found == {"a": PaperFault.MISSING, "b": PaperFault.UNKNOWN, "c": PaperFault.TOO_MANY}
    assert set(papers.still_valid(paper(), answers)) == set("defgh")


def test_a_new_edition_opens_the_attempts_again() -> None:
    used = [tried({}), tried({}, number=2)]

    assert papers.attempts_left(Lesson(id="m", title="M"), used) is None
    assert papers.attempts_left(Lesson(id="m", title="M", attempts=2), used) == 0
    assert papers.attempts_left(Lesson(id="m", title="M", attempts=2, edition=2), used) == 2


ORDER = Question(
    id="o", kind=QuestionKind.ORDER, title="o",
    options=tuple(Option(key, key, right=True) for key in "abcd"),
)  # fmt: skip
MATCH = Question(
    id="m", kind=QuestionKind.MATCH, title="m",
    matches=(Match("l1", "L1", "R1"), Match("l2", "L2", "R2"), Match("", "", "Spare")),
)  # fmt: skip
FILL = Question(
    id="f", kind=QuestionKind.FILL, title="f", body=f"A {GAP} and {GAP}.",
    gaps=((Accepted("Secret"),), (Accepted("Secret"),)),
)  # fmt: skip
NUMBER = Question(id="n", kind=QuestionKind.NUMERIC, title="n", accepted=(Accepted(low=1, high=2),))


def ask(one: Question, *, person_id: int = 7) -> papers.AskedQuestion:
    """How a question is asked."""
    quiz = Section(SectionKind.QUIZ, "Quiz", 2, questions=(one,))
    module = Lesson(id="m", title="M", sections=(quiz,), shuffle=False)
    given = {"person_id": person_id, "revision_id": 1, "number": 1}
    return papers.paper(module, quiz, role=Role.REP, **given).questions[0]


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


@pytest.mark.parametrize(
    ("question_asked", "answer", "fault"),
    [
        (ORDER, ["", "", "", ""], PaperFault.MISSING),
        (ORDER, ["a", "", "c", ""], PaperFault.UNFINISHED),
        (ORDER, ["a", "a", "b", "c"], PaperFault.TWICE),
        (ORDER, ["a", "x", "b", "c"], PaperFault.UNKNOWN),
        (ORDER, ["a", "b", "c", "d", "a"], PaperFault.TOO_MANY),
        (ORDER, ["d", "c", "b", "a"], None),
        (MATCH, [f"l1:{key_of('R1')}", ""], PaperFault.UNFINISHED),
        (MATCH, [f"l1:{key_of('R1')}", f"l1:{key_of('R2')}"], PaperFault.TWICE),
        (MATCH, ["l1:nonsense", ""], PaperFault.UNKNOWN),
        (MATCH, [f"l1:{key_of('R2')}", f"l2:{key_of('Spare')}"], None),
        (FILL, ["one", ""], PaperFault.UNFINISHED),
        (FILL, ["one", "two", "three"], PaperFault.TOO_MANY),
        (FILL, ["one", "two"], None),
        (NUMBER, ["many"], PaperFault.NO_NUMBER),
        (NUMBER, ["1,5"], None),
    ],
)
def test_an_answer_that_cannot_be_marked_says_why(
    question_asked: Question, answer: list[str], fault: PaperFault | None
) -> None:
    asked = ask(question_asked)

    assert papers.fault_in(asked, {asked.id: answer}) is fault


def test_an_answer_under_way_is_kept_place_by_place() -> None:
    paper = Paper(questions=(ask(ORDER), ask(FILL)))

    kept = papers.still_valid(paper, {"o": ["a", "", "c", ""], "f": ["", " two "]})

    assert kept == {"o": ["a", "", "c", ""], "f": ["", "two"]}

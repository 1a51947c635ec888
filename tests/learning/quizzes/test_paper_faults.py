"""Which answers cannot be marked, and which are worth keeping?"""

from __future__ import annotations

import pytest

from tandem.content.lesson import Accepted, Ending, Link, Option, Question, QuestionKind, Scene
from tandem.content.parsing.choices import key_of
from tandem.learning.quizzes import paper as papers
from tandem.learning.quizzes.paper import Paper, PaperFault
from tests.learning.quizzes.paper_helpers import (
    FILL,
    MATCH,
    NUMBER,
    ORDER,
    QUESTIONS,
    ask,
    paper,
    question,
)

KM, KG = ("km", "kilometers"), ("kg",)
LENGTH = Question(
    "k", QuestionKind.NUMERIC, "k", accepted=(Accepted(low=1, high=2, units=KM), Accepted(low=5,
    high=6, units=KM), Accepted(low=8, high=9)),
)  # fmt: skip
EITHER = Question(
    "e", QuestionKind.NUMERIC, "e",
    accepted=(Accepted(low=1, high=2, units=KM), Accepted(low=1, high=2, units=KG)),
)  # fmt: skip
EVERY = Question(
    "m", QuestionKind.MULTIPLE, "m", options=tuple(Option(key, key, right=True) for key in "ab")
)


def test_faults_name_what_cannot_be_marked() -> None:
    answers = {name: [f"{name}1"] for name in "abcdefgh"} | {
        "a": [], "b": ["nonsense"], "c": ["c1", "c2"], "e": ["e1", "e2"],
    }  # fmt: skip

    found = papers.faults(paper(), answers, QUESTIONS)

    assert found == {"a": PaperFault.MISSING, "b": PaperFault.UNKNOWN, "c": PaperFault.TOO_MANY}
    assert set(papers.still_valid(paper(), answers)) == set("defgh")


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
        (EVERY, ["a", "b"], None),
        (EVERY, ["a", "b", "c"], PaperFault.UNKNOWN),
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


def test_each_unit_is_named_once_with_all_its_names() -> None:
    assert (ask(LENGTH).units, ask(EITHER).units, ask(NUMBER).units) == ((KM,), (KM, KG), ())


@pytest.mark.parametrize(
    ("asked", "typed", "fault"),
    [
        (LENGTH, "2", None),
        (LENGTH, "2 kilometers", None),
        (LENGTH, "2 kg", PaperFault.NO_NUMBER),
        (EITHER, "2", PaperFault.NO_UNIT),
        (EITHER, "2 kg", None),
        (EITHER, "two", PaperFault.NO_NUMBER),
    ],
)
def test_a_unit_has_to_be_typed_only_where_several_are_possible(
    asked: Question, typed: str, fault: PaperFault | None
) -> None:
    assert papers.fault_in(ask(asked), {asked.id: [typed]}) is fault


SHORT = Question("s", QuestionKind.SHORT, "s", accepted=(Accepted("valve"),))
SINGLE, MULTIPLE = question("q"), question("q", several=True)


@pytest.mark.parametrize(
    ("asked", "answer", "fault"),
    [
        (SHORT, ["  "], PaperFault.MISSING),
        (SHORT, ["lid"], None),
        (SHORT, [], PaperFault.MISSING),
        (FILL, ["one", "  "], PaperFault.UNFINISHED),
        (FILL, ["one"], PaperFault.UNFINISHED),
        (SINGLE, ["q1", ""], None),
        (SINGLE, ["q1", "q2"], PaperFault.TOO_MANY),
        (MULTIPLE, ["q1", "q2"], None),
        (MULTIPLE, ["q1", "gone"], PaperFault.UNKNOWN),
        (ORDER, ["a", "b", "c"], PaperFault.UNFINISHED),
        (ORDER, ["a", "b", "c", "d", ""], PaperFault.TOO_MANY),
        (MATCH, [f"gone:{key_of('R1')}"], PaperFault.UNKNOWN),
        (MATCH, [f"l1:{key_of('R1')}", f"l2:{key_of('R1')}"], None),
    ],
)
def test_an_answer_is_looked_at_by_the_kind_of_its_question(
    asked: Question, answer: list[str], fault: PaperFault | None
) -> None:
    assert papers.fault_in(ask(asked), {asked.id: answer}) is fault


SCENES = (
    Scene("start", "", "It rings.", links=(Link("Answer", "call"), Link("Wait", "poor"))),
    Scene("call", "", "A rep.", links=(Link("Ask", "good"),)),
    Scene("good", "", "It fits.", end=Ending.GOOD),
    Scene("poor", "", "Silence.", end=Ending.POOR),
)


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ([], PaperFault.UNFINISHED),
        (["0"], PaperFault.UNFINISHED),
        (["0", "0"], None),
        (["1"], None),
    ],
)
def test_a_story_has_to_be_played_to_an_end_whichever(
    path: list[str], fault: PaperFault | None
) -> None:
    story = Question("story", QuestionKind.SCENARIO, "Story", scenes=SCENES)
    found = papers.faults(Paper((ask(story),)), {"story": path}, [story])

    assert found == ({} if fault is None else {"story": fault})


def test_a_story_that_is_not_asked_is_no_fault() -> None:
    story = Question("story", QuestionKind.SCENARIO, "Story", scenes=SCENES)

    assert papers.faults(Paper((ask(SHORT),)), {"s": ["lid"]}, [story, SHORT]) == {}


def test_an_answer_is_taken_back_by_naming_it_empty() -> None:
    assert papers.cleared({"a": [], "b": [""], "c": ["", "x"]}) == {"a", "b"}


@pytest.mark.parametrize(
    ("asked", "answer", "kept"),
    [
        (MULTIPLE, ["q2", "", "q1", "q2"], ["q1", "q2"]),
        (MATCH, ["l2:b", "", "l1:a"], ["l1:a", "l2:b"]),
        (ORDER, ["b", "", "a"], ["b", "", "a"]),
        (FILL, ["", " two "], ["", "two"]),
        (SHORT, [" lid "], ["lid"]),
    ],
)
def test_where_places_do_not_matter_the_same_answer_is_the_same_list(
    asked: Question, answer: list[str], kept: list[str]
) -> None:
    assert papers.as_kept(ask(asked), answer) == kept


def test_only_what_is_asked_and_answered_is_kept() -> None:
    answers = {"s": ["lid"], "n": ["many"], "k": [], "gone": ["x"]}

    assert papers.still_valid(Paper((ask(SHORT), ask(NUMBER), ask(LENGTH))), answers) == {
        "s": ["lid"], "n": ["many"],
    }  # fmt: skip

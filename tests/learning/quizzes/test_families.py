"""Which question of each family is asked: one that was not, or not for the longest time?"""

from __future__ import annotations

from tandem.content.lesson import Question
from tandem.learning.quizzes.families import last_asked, one_of_each
from tandem.learning.quizzes.shuffling import Lot
from tests.lessons import question

TWO = (question("a"), question("b", sibling="a"))


def names(*questions: Question, seed: str = "x", **asked: int) -> list[str]:
    """What is asked after these were asked in attempts of that number."""
    return [one.id for one in one_of_each(questions, Lot(seed), asked)]


def test_who_has_no_sibling_is_asked_each_time() -> None:
    assert names(question("a"), question("c"), a=3) == ["a", "c"]


def test_families_stand_where_their_first_member_stands() -> None:
    asked = (question("x"), TWO[0], question("y"), TWO[1])

    assert names(*asked, a=1) == ["x", "b", "y"]


def test_of_two_siblings_the_one_asked_longer_ago_is_asked() -> None:
    assert [names(*TWO, a=1, b=2), names(*TWO, a=2, b=1), names(*TWO, b=1)] == [["a"], ["b"], ["a"]]


def test_among_those_never_asked_lots_decide() -> None:
    drawn = {names(*TWO, seed=f"{number}")[0] for number in range(20)}

    assert drawn == {"a", "b"}


def test_a_question_was_asked_last_under_whichever_of_its_names() -> None:
    renamed = question("new", was="old")

    assert last_asked(renamed, {}) == 0
    assert last_asked(renamed, {"old": 4}) == last_asked(renamed, {"old": 4, "new": 2}) == 4
    assert last_asked(renamed, {"old": 4, "new": 5}) == 5

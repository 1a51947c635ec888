"""What would a good editor say? Advice, which never keeps a module from being published."""

from __future__ import annotations

import pytest

from tandem.content import check
from tandem.content.lesson import QuestionKind
from tandem.terms import Severity
from tests.content.reading import asked, lesson, read, says

GOOD = ("- [ ] No", "  > It blocks.", "- [x] Yes", "  > It opens.", "- [ ] Both", "  > It waits.")


def test_a_good_question_is_left_in_peace() -> None:
    assert asked(*GOOD) == []


@pytest.mark.parametrize(
    ("options", "title", "advice"),
    [
        ((*GOOD[:4], "- [ ] Both"), "What helps? {#a}", "13: warning: an option without feedback"),
        (
            (*GOOD[:2], "- [x] Yes, and here is at great length why that is so", *GOOD[3:]),
            "What helps? {#a}",
            "11: warning: the right option is clearly the longest",
        ),
        (
            (*GOOD[:4], "- [ ] All of the above", "  > It waits."),
            "What helps? {#a}",
            '13: warning: "of the above" makes no sense while options are shuffled',
        ),
        ((*GOOD[:4], "- [ ] No", "  > x"), "What helps? {#a}", "13: warning: this option stands"),
        (GOOD, "What does not help? {#a}", "7: warning: a question that asks for what is not so"),
        (GOOD, "Is it late? {#a}", "7: warning: this asks whether"),
        (
            (*GOOD, "- [ ] D", "  > x", "- [ ] E", "  > x"),
            "What helps? {#a}",
            "7: warning: more than four options",
        ),
    ],
)
def test_advice_on_a_question_names_its_line(
    options: tuple[str, ...], title: str, advice: str
) -> None:
    said = asked(*options, title=title)

    assert [line for line in said if line.startswith(advice)], said
    assert all("warning" in line for line in said)


def test_a_right_option_always_at_the_same_place_is_noticed_without_shuffling() -> None:
    one = "\n".join(GOOD)
    body = "## Check {quiz}\n\n" + "\n\n".join(f"### Why {n}? {{#q{n}}}\n\n{one}" for n in "abc")

    assert any("same place" in said for said in says(body, head="title: T\nshuffle: no"))
    assert says(body) == []


def test_a_face_without_its_mirror_is_noticed() -> None:
    assert says("## You {for=rep}\n\nDrive.\n") == [
        "5: warning: this face for rep has no mirror for support"
    ]


def test_a_face_much_longer_than_its_mirror_is_noticed() -> None:
    long = "word " * 40

    said = says(f"## You {{for=rep}}\n\n{long}\n\n## You {{for=support}}\n\nword word\n")

    assert said == ["5: warning: this face is much longer than its mirror: 40 words against 2"]


@pytest.mark.parametrize("words", ["just support", "my assistant", "Your helper"])
def test_a_word_that_makes_one_partner_a_tool_is_noticed(words: str) -> None:
    assert says(f"They are {words} here.")[0].startswith("5: warning: ")


def test_a_module_above_ten_minutes_is_noticed() -> None:
    assert any("two modules" in said for said in says("Text.", head="title: T\nminutes: 11"))


def test_advice_keeps_nothing_from_being_published() -> None:
    found = read("---\ntitle: T\nminutes: 90\n---\n\n## You {for=rep}\n\nmy assistant\n")

    assert found.is_sound
    assert {problem.severity for problem in found.problems} == {Severity.WARNING}


def test_an_id_keeps_its_kind_once_it_was_published() -> None:
    body = "## Check {quiz}\n\n### Why? {#why}\n\n"
    served = lesson(body + "- [ ] A\n- [x] B\n- [ ] C\n")
    now = lesson(body + "- [x] A\n- [x] B\n- [ ] C\n")

    (problem,) = check.against_served(now, served, file="f.md")

    assert str(problem).startswith("f.md:7: error: #why was a single question")


def test_single_choice_and_true_or_false_may_turn_into_each_other() -> None:
    assert check.is_answered_alike(QuestionKind.SINGLE, QuestionKind.TRUE_FALSE)
    assert not check.is_answered_alike(QuestionKind.SINGLE, QuestionKind.MULTIPLE)

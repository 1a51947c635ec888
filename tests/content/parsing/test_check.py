"""What would a good editor say? Advice, which never keeps a module from being published."""

from __future__ import annotations

import pytest

from tandem.content.lesson import PairStep, Question, QuestionKind, StepKind
from tandem.content.own_words import OwnWords, tool_names
from tandem.content.parsing import check
from tandem.content.parsing.lines import numbered
from tandem.content.parsing.parse import parse_module
from tandem.terms import Role, Severity
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
        ((*GOOD[:4], "- [ ] No", "  > x"), "What helps? {#a}", "13: warning: this option is"),
        (GOOD, "What does not help? {#a}", "7: warning: a question that asks for what isn’t so"),
        (GOOD, "Is it late? {#a}", "7: warning: this asks whether"),
        (GOOD, "Was hilft nicht? {#a}", "7: warning: a question that asks for what isn’t so"),
        (GOOD, "Ist es zu spät? {#a}", "7: warning: this asks whether"),
        (
            (*GOOD[:4], "- [ ] Keines davon", "  > It waits."),
            "What helps? {#a}",
            '13: warning: "of the above" makes no sense while options are shuffled',
        ),
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


@pytest.mark.parametrize("words", [
    "just support", "my assistant", "Your helper", "nur der Support", "deine Assistentin",
    "mein Handlanger",
])  # fmt: skip
def test_a_word_that_makes_one_partner_a_tool_is_noticed(words: str) -> None:
    assert says(f"They are {words} here.")[0].startswith("5: warning: ")


@pytest.mark.parametrize("words", ["just the designer", "Only designers", "nur die Gestaltung"])
def test_the_word_of_a_site_of_its_own_makes_a_tool_as_ours_does(words: str) -> None:
    own = OwnWords("Duo", {
        "en": {Role.SUPPORT: {"label": "design", "person": "designer", "people": "designers"}},
        "de": {Role.SUPPORT: {"label": "Gestaltung", "for": "die Gestaltung"}},
    })  # fmt: skip
    text = f"---\ntitle: T\n---\n\nThey are {words} here.\n".encode()

    ours, theirs = (
        [*map(str, parse_module(text, name="01-t.md", file="f", names=names).problems)]
        for names in ((), tool_names(own))
    )

    assert not any("tool" in said for said in ours)
    assert any(f'"{words}" makes one partner' in said for said in theirs)


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

    (problem,) = check.against_served(now, served, file="f.md", answered={"why"})

    assert str(problem).startswith("f.md:7: error: #why was a single question")
    assert check.against_served(served, served, file="f.md", answered={"why"}) == []


def test_what_nobody_has_answered_may_change_its_kind() -> None:
    body = "## Check {quiz}\n\n### Why? {#why}\n\n"
    served = lesson(body + "- [x] A\n- [x] B\n- [ ] C\n")
    now = lesson(body + "- [ ] A\n- [x] B\n- [ ] C\n")

    assert check.against_served(now, served, file="f.md", answered={"other"}) == []


def test_single_choice_and_true_or_false_may_turn_into_each_other() -> None:
    single, two, several = (
        Question("a", kind, "Why?")
        for kind in (QuestionKind.SINGLE, QuestionKind.TRUE_FALSE, QuestionKind.MULTIPLE)
    )

    assert check.is_answered_alike(single, two)
    assert not check.is_answered_alike(single, several)


def test_minutes_above_ten_are_noticed_in_their_line() -> None:
    said = says("Text.", head="title: T\nminutes: 11")

    assert said == ["3: warning: more than ten minutes. People short of time want two modules"]
    assert says("Text.", head="title: T\nminutes: 10") == []


def test_four_options_are_not_too_many() -> None:
    assert asked(*GOOD, "- [ ] D", "  > It ends.") == []


@pytest.mark.parametrize(
    ("title", "more"),
    [
        ("Not Monday {#a}", ""),
        ("Nothing helps? {#a}", ""),
        ("Why is it late? {#a}", "This is not right."),
        ("Isolde asks? {#a}", ""),
        ("Was hilft in der Not? {#a}", ""),
    ],
)
def test_a_title_that_only_looks_like_bad_advice_is_left_in_peace(title: str, more: str) -> None:
    assert asked(*GOOD, title=title, more=more) == []


@pytest.mark.parametrize("words", ["all of the above", "None of the above", "Both of the above"])
def test_of_the_above_is_fine_while_nothing_is_shuffled(words: str) -> None:
    body = "## C {{quiz}}\n\n### Why? {{#a}}\n\n{}\n".format(
        "\n".join([*GOOD, f"- [ ] {words}", "  > It ends."])
    )

    assert says(body, head="title: T\nshuffle: no") == []
    assert len(says(body)) == 1


def test_a_right_option_only_a_little_longer_gives_nothing_away() -> None:
    assert asked(*GOOD[:2], "- [x] Yes, with a word", *GOOD[3:]) == []


def test_a_long_right_option_among_several_right_ones_gives_nothing_away() -> None:
    long = "- [x] Yes, and here is at great length why that is so"

    assert asked(*GOOD[:2], long, GOOD[3], "- [x] Both", "  > It waits.") == []


def test_options_that_differ_only_in_large_letters_are_identical() -> None:
    assert "13: warning: this option is here twice" in asked(*GOOD[:4], "- [ ] NO", "  > x")


def test_faces_of_like_length_are_left_in_peace() -> None:
    said = says(
        f"## You {{for=rep}}\n\n{'word ' * 34}\n\n## You {{for=support}}\n\n{'word ' * 20}\n"
    )

    assert said == []


def test_a_face_for_the_leader_needs_no_mirror() -> None:
    assert says("## You {for=leader}\n\nLead.\n") == []


def test_the_longer_face_is_noticed_whichever_it_is() -> None:
    said = says(f"## You {{for=rep}}\n\nword\n\n## You {{for=support}}\n\n{'word ' * 40}\n")

    assert said == ["9: warning: this face is much longer than its mirror: 40 words against 1"]


def test_two_quizzes_for_different_roles_are_no_fault() -> None:
    one = "\n".join(GOOD)
    body = (
        f"## A {{quiz for=rep}}\n\n### Why? {{#a}}\n\n{one}\n\n"
        f"## B {{quiz for=support}}\n\n### Why so? {{#b}}\n\n{one}\n"
    )

    assert says(body) == []


def test_a_second_quiz_for_a_role_is_an_error_at_the_second() -> None:
    one = "\n".join(GOOD)
    body = (
        f"## A {{quiz}}\n\n### Why? {{#a}}\n\n{one}\n\n"
        f"## B {{quiz for=leader}}\n\n### Why so? {{#b}}\n\n{one}\n"
    )

    assert says(body) == ["16: error: leader would have two quizzes. Put the questions into one"]


def test_an_id_that_is_used_thrice_names_its_first_line() -> None:
    one = "\n".join(GOOD)
    body = "## C {quiz}\n\n" + "\n\n".join(f"### Why {n}? {{#a}}\n\n{one}" for n in "abc")

    assert says(body) == [
        f"{line}: error: the id #a is in line 7, too. Give each question its own"
        for line in (16, 25)
    ]


def test_two_questions_with_one_title_and_no_id_are_an_error() -> None:
    one = "\n".join(GOOD)

    said = says(f"## C {{quiz}}\n\n### Why?\n\n{one}\n\n### Why?\n\n{one}\n")

    assert any("the id #why is in line 7, too" in line for line in said)


def test_a_question_without_an_answer_brings_no_second_complaint() -> None:
    said = asked("Only text.")

    assert [line for line in said if "error" in line] == [
        "7: error: this question has no answer. Write options below it: - [x] right, - [ ] wrong"
    ]


def test_a_question_without_a_title_is_an_error() -> None:
    assert any(
        line.startswith("7: error: a question needs its text")
        for line in asked(*GOOD, title="{#a}")
    )


def advised(*options: str, title: str = "Why?") -> list[str]:
    """What the checker says of a question with these options, each with feedback."""
    lines = "\n".join(f"- [{option}\n  > So." for option in options)
    return says(f"## C {{quiz}}\n\n### {title}\n\n{lines}\n")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["x] " + "a" * 25, " ] " + "b" * 10, " ] c"], []),
        (["x] " + "a" * 26, " ] " + "b" * 10, " ] c"], ["9: the right option is clearly"]),
        ([" ] " + "b" * 10, "x] " + "a" * 26, " ] c"], ["11: the right option is clearly"]),
        (["x] " + "a" * 26, "x] " + "b" * 26, " ] c"], []),
        (["x] a", " ] c", " ] C", " ] d"], ["13: this option is here twice"]),
        (["x] a", " ] b", " ] c", " ] d"], []),
        (["x] a", " ] b", " ] c", " ] d", " ] e"], ["7: more than four options."]),
    ],
)
def test_options_are_few_differ_and_are_about_as_long(options: list[str], said: list[str]) -> None:
    found = [line.replace("warning: ", "") for line in advised(*options)]

    assert [line[: len(begins)] for line, begins in zip(found, said, strict=True)] == said


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Which is not so?", "7: warning: a question that asks for what isn’t so"),
        ("Which is NOT so?", "7: warning: a question that asks for what isn’t so"),
        ("Which is Not so?", ""),
        ("That is not so.", ""),
        ("Is it so?", "7: warning: this asks whether."),
        ("Because it is?", ""),
    ],
)
def test_a_title_asks_why_and_for_what_is_so(title: str, said: str) -> None:
    found = "\n".join(advised("x] a", " ] b", " ] c", title=title))

    assert found[: len(said) or None] == said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They are just support.", "just support"),
        ("They are only the designer.", "only the designer"),
        ("```\nThey are only the designer.\n```", None),
    ],
)
def test_a_word_for_a_tool_is_noticed_beside_the_words_of_a_site(
    text: str, words: str | None
) -> None:
    said = [str(message) for _, message in check.words(numbered(text)[0], ("designer",))]

    assert said == ([f'"{words}" makes one partner the other’s tool'] if words else [])


def test_answers_to_a_step_are_none_to_a_question() -> None:
    step = PairStep("a", StepKind.TALKED, "Talk")
    asked_now = Question("a", QuestionKind.SINGLE, "Why?")

    assert not check.is_answered_alike(step, asked_now)
    assert not check.is_answered_alike(asked_now, step)


def test_a_choice_in_which_all_is_right_is_advised_against() -> None:
    said = asked("- [x] One", "  > So.", "- [x] Two", "  > So.")

    assert said == [
        "7: warning: every option is marked as right. Take the x out of those that are wrong: - [ ]"
    ]
    assert asked("- [x] One", "  > So.", "- [x] Two", "  > So.", "- [ ] No", "  > So.") == []


QUESTIONS = """
### One {#one}

= 1

### Two {#two}

= 2

### For one {#three for=rep}

= 3

### As well {#four sibling=one}

= 4

### Write {#five write}

+ says so
"""


@pytest.mark.parametrize(("pick", "is_told"), [(3, False), (4, True), (50, True)])
def test_a_quiz_draws_no_more_than_somebody_is_asked(pick: int, is_told: bool) -> None:
    said = says(f"## Check {{quiz pick={pick}}}\n{QUESTIONS}")

    more = f"pick={pick}, but only 3 questions are there to draw. Write more, or take pick out"
    assert (f"5: warning: {more}" in said) is is_told

"""Is a word in braces that means nothing where it stands told, with its line?"""

from __future__ import annotations

import pytest

from tests.content.reading import lesson, says

QUIZ = "## Check {quiz}\n\n"
ANSWER = "= yes\n"


@pytest.mark.parametrize("word", ["pass=50%", "pick=5"])
def test_a_trainer_cannot_give_a_reading_what_belongs_to_a_quiz(word: str) -> None:
    name = word.partition("=")[0]

    assert says(f"## Read {{{word}}}\n\nText.") == [
        f"5: error: {name} belongs beside {{quiz}}, behind the heading of the quiz"
    ]


@pytest.mark.parametrize("word", ["multi", "order", "match", "scenario"])
@pytest.mark.parametrize("heading", ["## Read {{{}}}\n", "## Check {{quiz {}}}\n\n### A\n= a"])
def test_a_trainer_cannot_give_a_section_the_sign_of_a_question(word: str, heading: str) -> None:
    assert says(heading.format(word)) == [
        f"5: error: {word} belongs to a question, one level below a heading with {{quiz}}"
    ]


@pytest.mark.parametrize("word", ["quiz", "together"])
def test_a_section_cannot_begin_within_a_question(word: str) -> None:
    assert says(f"{QUIZ}### Why? {{{word}}}\n{ANSWER}") == [
        f"7: error: {word} begins a section. Give it a heading above this one"
    ]


@pytest.mark.parametrize("where", ["## Read {end=good}", f"{QUIZ}### A {{end=good}}\n{ANSWER}"])
def test_an_ending_belongs_to_a_scene(where: str) -> None:
    (said,) = says(where)

    assert said.endswith(
        "error: end belongs to a scene, below {practice} or below a question with {scenario}"
    )


def test_a_section_keeps_no_answers_and_so_was_nothing() -> None:
    assert says("## Read {#a was=b}") == [
        "5: error: was belongs to a question or a step: nothing else keeps answers"
    ]


@pytest.mark.parametrize(
    "word", ["sealed", "guess=a", "scale", "agreement", "talked", "share=pair", "minutes=9"]
)
def test_a_step_of_the_pair_cannot_hide_within_a_question(word: str) -> None:
    name = word.partition("=")[0]

    assert says(f"{QUIZ}### Why? {{#a}}\n{ANSWER}\n#### Deep {{{word}}}\n") == [
        f"10: error: {name} belongs to a step, one level below a heading with {{together}}"
    ]


def test_a_part_of_a_question_cannot_be_for_one_role() -> None:
    assert says(f"{QUIZ}### Why? {{#a}}\n\n#### Deep {{for=rep}}\n\n{ANSWER}") == [
        "9: error: for belongs to a section, a question or a step. This heading is a part of one"
    ]


def test_an_unknown_word_behind_a_scene_brings_the_nearest_known_one() -> None:
    said = says(
        f"{QUIZ}### Play {{#p scenario}}\n\n- [On](#s)\n\n#### S {{#s end=good forr=rep}}\n\nBye.\n"
    )

    assert said == ['11: error: unknown attribute "forr". Did you mean for?']


def test_an_unknown_word_inside_a_step_is_an_error() -> None:
    said = says("## Two {together}\n\n### Think\n\n____\n\n#### Deep {foo}\n")

    assert said == ['11: error: unknown attribute "foo". Did you mean for?']


@pytest.mark.parametrize(
    "heading", ["## C {quiz}\n\n#### Why? {#a}\n= a", "## T {together}\n\n#### A\n____"]
)
def test_a_question_or_a_step_that_stands_too_deep_is_an_error(heading: str) -> None:
    assert says(heading) == [
        "7: error: a question, a step or a scene goes one level below its section. Take a # out"
    ]


@pytest.mark.parametrize("word", ["quiz", "together"])
def test_a_word_that_needs_no_value_takes_none(word: str) -> None:
    said = says(f"## Check {{{word}=5}}\n\n### Why? {{#a}}\n{ANSWER}____\n")

    assert f"5: error: {word} takes no value. Write {{{word}}}, or take it out" in said


@pytest.mark.parametrize("was", ["was=", "was", "was=Late!"])
def test_an_earlier_id_is_an_id(was: str) -> None:
    assert says(f"{QUIZ}### Why? {{#a {was}}}\n{ANSWER}") == [
        "7: error: was= needs the id that this had before: was=late-order"
    ]


def test_an_earlier_id_is_forgiven_its_sign() -> None:
    (section,) = lesson(f"{QUIZ}### Why? {{#a was=#late}}\n{ANSWER}").sections

    assert section.questions[0].was == "late"


def test_a_word_that_stands_twice_is_an_error() -> None:
    assert says("## You {for=rep,support for=leader}") == [
        "5: error: for is here twice. Keep one of them"
    ]


def test_a_heading_with_two_ids_is_an_error() -> None:
    assert says(f"{QUIZ}### Why? {{#a #b}}\n{ANSWER}") == [
        "7: error: a heading has one id: #a or #b"
    ]


@pytest.mark.parametrize("written", ["for = rep,support", 'for="rep, support"', "for= rep,support"])
def test_spaces_around_a_value_are_forgiven(written: str) -> None:
    assert lesson(f"## You {{{written}}}") == lesson("## You {for=rep,support}")


def test_braces_hold_so_many_characters_and_no_more() -> None:
    said = says(f"## You {{{'for=rep ' * 100}}}")

    assert "5: error: the braces hold more than 500 characters" in said

"""What becomes of a LiaScript course as people write them?"""

from __future__ import annotations

from tandem.content.lesson import Accepted, QuestionKind
from tests.content.formats.reading import modules, only, questions, said, take

NAME = "course.md"
HEAD = "<!--\nauthor: A\n-->\n\n"
LISTED = """\
    1. What is it?

       ```
       [x]
       ```

       - [( )] one
       - [(x)] two
       - [[?]] Count.

    2. And now?

       - [(x)] Yes
       - [( )] No
    """
SHOWN = """\
    {{1-2}}
    ***********

    Which?

        [(X)] this
        [( )] that

    ***********

    --{{2}}--
    Words between.

    {{2}}
    ***********

    And which?

        [[X]] here
        [[ ]] there

    ***********
    """


def test_a_quiz_in_a_numbered_list_is_read() -> None:
    first, second = questions(LISTED, name=NAME)

    assert (first.title, first.body, first.hint) == ("What is it?", "```\n[x]\n```", "Count.")
    assert [(one.text, one.right) for one in first.options] == [("one", False), ("two", True)]
    assert (second.title, [one.right for one in second.options]) == ("And now?", [True, False])


def test_stars_around_an_effect_are_no_solution() -> None:
    first, second = questions(SHOWN, name=NAME)
    (module,) = modules(take(SHOWN, name=NAME))

    assert (first.explanation, second.explanation) == ("", "")
    assert [one.right for one in second.options] == [True, False]
    assert module.sections[0].text == "Words between."


def test_a_rule_between_two_headings_is_no_solution() -> None:
    text = "Which?\n\n[(X)] a\n[( )] b\n\n***\n\n# Next\n\nWords.\n\n***\n"

    assert only(text, name=NAME).explanation == ""


def test_a_survey_is_no_question() -> None:
    surveys = "How was it?\n\n[[___ ___]]\n\nWhat?\n\n- [[ai]] Art\n- [[web]] Web\n\n"
    text = f"{surveys}Right?\n\n[(X)] a\n[( )] b\n"

    assert only(text, name=NAME).title == "Right?"
    assert said(text, name=NAME) == [
        "course.md:3: warning: this kind of LiaScript quiz couldn’t be carried over",
        "course.md:7: warning: this kind of LiaScript quiz couldn’t be carried over",
    ]


def test_words_to_drag_are_words_to_choose() -> None:
    found = only(f"{HEAD}Which?\n\n[->[(engine)|can]]\n", name=NAME)

    assert [(one.text, one.right) for one in found.options] == [("engine", True), ("can", False)]


def test_a_choice_inside_a_sentence_is_typed_and_that_is_said() -> None:
    text = f"{HEAD}The [[(engine)|can]] gives [[direction]].\n"

    found = only(text, name=NAME)

    assert found.kind is QuestionKind.FILL
    assert found.gaps == ((Accepted(text="engine"),), (Accepted(text="direction"),))
    assert said(text, name=NAME)[1:] == [
        "course.md:5: warning: a choice inside a sentence is typed here: "
        "its wrong options aren’t carried over"
    ]


def test_a_course_with_a_list_of_tasks_is_still_one() -> None:
    text = "# Course\n\n- [ ] bring a pen\n\nWhich?\n\n[( )] a\n[(X)] b\n"

    assert [one.right for one in only(text, name=NAME).options] == [False, True]

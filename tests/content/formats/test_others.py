"""What becomes of Aiken, task lists, LiaScript, mdbook-quiz, and of our own lessons?"""

from __future__ import annotations

import pytest

from tandem.content.lesson import Accepted, QuestionKind
from tests.content.formats.reading import modules, only, questions, said, take

LIA = """\
    <!--
    author: Somebody
    -->

    # Teaming

    A text to read.

    Who brings the drive?

        [( )] Support
        [(X)] The rep
        [[?]] Think of the can.
        *****************

        The energy is the rep's.

        *****************

    ## More

    What does the engine need?

    [[gasoline]]

    The [[(frame)|noise]] gives direction.

    Both?

    [[X]] Yes
    [[X]] Of course
    """

PAGE = """\
    # A page

    Words around it.

    <quiz>
    What comes out?
    ```
    - [x] no option
    ```
    - [ ] Heat
    > Only heat.
    - [x] Motion

    That is the point.
    </quiz>

    <quiz>
    The [[engine]] needs [[gasoline]].

    ---
    Both.
    </quiz>
    """


def test_aiken_keeps_the_letter_that_is_right() -> None:
    text = "Who leads?\nA. The rep\nB) Neither\nANSWER: B\n"

    found = only(text, name="quiz.txt")

    assert [(one.text, one.right) for one in found.options] == [
        ("The rep", False),
        ("Neither", True),
    ]


def test_aiken_says_which_question_has_no_answer() -> None:
    text = "Who?\nA. I\nB. We\nANSWER: C\n\nWhy?\nA. So\n"

    assert [one.partition(": warning")[0] for one in said(text, name="q.txt")] == [
        "q.txt:1",
        "q.txt:4",
        "q.txt:6",
    ]


def test_aiken_takes_the_letter_and_not_the_words_behind_it() -> None:
    text = "Is 1 < 2 & 2*3*4 <b>?\nA) Yes\nB) No\nANSWER: A) Yes\n"

    found = only(text, name="q.txt")

    assert found.title == r"Is 1 < 2 & 2\*3\*4 &lt;b>?"
    assert [one.right for one in found.options] == [True, False]


def test_aiken_never_mixes_two_questions() -> None:
    text = "Who?\nA. I\nB. We\n\nWhy?\nA. So\nB. Yes\nANSWER: B\n\nX?\nA. a\nA. b\nANSWER: A\n"

    found = only(text, name="q.txt")

    assert found.title == "Why?"
    assert [(one.text, one.right) for one in found.options] == [("So", False), ("Yes", True)]
    assert [one.partition(": warning")[0] for one in said(text, name="q.txt")] == [
        "q.txt:1",
        "q.txt:13",
    ]


def test_quizdown_keeps_hint_feedback_and_order() -> None:
    text = """\
        ---
        primary_color: red
        ---

        ### Who brings the frame?

        > Think of the engine.

        1. [x] Support
            > Yes.
        1. [ ] The rep

        ### Put it into order.

        1. Ask
        2. Answer
        """

    choice, order = questions(text, name="quiz.md")

    assert choice.hint == "Think of the engine."
    assert [(one.right, one.feedback) for one in choice.options] == [(True, "Yes."), (False, "")]
    assert (order.kind, [one.text for one in order.options]) == (
        QuestionKind.ORDER,
        ["Ask", "Answer"],
    )
    assert said(text, name="quiz.md") == ["quiz.md:2: warning: primary_color isn’t carried over"]


def test_mkdocs_quiz_keeps_text_code_gaps_and_content() -> None:
    choice, gaps = questions(PAGE, name="page.md")

    assert (choice.title, choice.body) == ("What comes out?", "```\n- [x] no option\n```")
    assert [one.feedback for one in choice.options] == ["Only heat.", ""]
    assert (choice.explanation, gaps.explanation) == ("That is the point.", "Both.")
    assert gaps.gaps == ((Accepted(text="engine"),), (Accepted(text="gasoline"),))


def test_the_first_mkdocs_quiz_is_read_too() -> None:
    text = "<?quiz?>\nquestion: Ready?\nanswer-correct: Yes\nanswer: No\ncontent:\nGo.\n<?/quiz?>\n"

    found = only(text, name="page.md")

    assert (found.title, found.explanation) == ("Ready?", "Go.")
    assert [one.right for one in found.options] == [True, False]


def test_liascript_keeps_choices_texts_hints_and_solutions() -> None:
    choice, short, gap, several = questions(LIA, name="course.md")

    assert (choice.hint, choice.explanation) == ("Think of the can.", "The energy is the rep's.")
    assert [one.right for one in choice.options] == [False, True]
    assert short.accepted == (Accepted(text="gasoline"),)
    assert (gap.body, gap.gaps) == ("The \ufffc gives direction.", ((Accepted(text="frame"),),))
    assert several.kind is QuestionKind.MULTIPLE


def test_liascript_says_what_has_no_place() -> None:
    text = "Right?\n\n[(X)] a\n[( )] b\n\nFree\n\n[[!]]\n"

    assert said(text, name="c.md") == [
        "c.md:8: warning: this kind of LiaScript quiz couldn’t be carried over"
    ]


def test_mdbook_quiz_keeps_the_place_of_the_answer() -> None:
    text = """\
        [[questions]]
        id = "key-word"
        type = "ShortAnswer"
        prompt.prompt = "What is said first?"
        answer.answer = "thanks"
        answer.alternatives = ["thank you"]
        context = "It costs nothing."

        [[questions]]
        type = "MultipleChoice"
        prompt.prompt = "What helps?"
        prompt.distractors = ["Noise", "Silence"]
        prompt.answerIndex = 1
        answer.answer = "A frame"

        [[questions]]
        type = "Tracing"
        prompt.program = "x"
        """

    short, choice = questions(text, name="quiz.toml")

    assert (short.id, short.explanation) == ("key-word", "It costs nothing.")
    assert [one.text for one in choice.options] == ["Noise", "A frame", "Silence"]
    assert [one.partition(": warning: ")[0] for one in said(text, name="quiz.toml")] == [
        "quiz.toml:9",
        "quiz.toml:16",
    ]


def test_mdbook_quiz_keeps_alternatives() -> None:
    answer = 'answer.answer = "thanks"\nanswer.alternatives = ["thank you"]\n'

    found = only(
        f'[[questions]]\ntype = "ShortAnswer"\nprompt.prompt = "Q?"\n{answer}', name="q.toml"
    )

    assert [one.text for one in found.accepted] == ["thanks", "thank you"]


def test_a_typed_answer_that_no_gap_can_hold_is_named_beside_a_number() -> None:
    text = """\
        [[questions]]
        type = "ShortAnswer"
        prompt.prompt = "How many ![cans](cans.png)?"
        answer.answer = "12"
        answer.alternatives = ["a | b", "a dozen"]
        """

    assert [answer.text for answer in only(text, name="quiz.toml").gaps[0]] == ["12", "a dozen"]
    assert any(
        "no gap can hold couldn’t be carried over: a | b" in s for s in said(text, name="quiz.toml")
    )


def test_mdbook_quiz_keeps_a_list_of_one_answer_and_a_text_that_is_shared() -> None:
    text = """\
        [multipart]
        scene = "An order lands late."

        [[questions]]
        type = "MultipleChoice"
        multipart = "scene"
        prompt.prompt = "What helps? Tick all that do."
        prompt.distractors = ["Noise", "Silence"]
        prompt.sortAnswers = true
        answer.answer = ["A frame"]
        """

    found = only(text, name="quiz.toml")

    assert found.kind is QuestionKind.MULTIPLE
    assert (found.title, found.body) == ("An order lands late.", "What helps? Tick all that do.")
    assert said(text, name="quiz.toml") == [
        "quiz.toml:4: warning: prompt.sortAnswers isn’t carried over"
    ]


def test_our_own_lesson_is_taken_as_it_is() -> None:
    text = "---\ntitle: Own\n---\n\n## Check {quiz}\n\n### Why?\n\n- [x] a\n- [ ] b\n"

    (found,) = take(text, name="07-own.md").modules

    assert (found.name, found.title, found.source) == ("own", "Own", text)


def test_a_picture_becomes_words_and_is_said() -> None:
    text = "### See ![a can](can.png)?\n\n- [x] [yes](yes.md)\n- [ ] no\n"

    found = only(text, name="q.md")

    assert (found.title, found.options[0].text) == ("See a can?", "yes")
    assert said(text, name="q.md")[0].startswith("q.md:1: warning: the file can.png couldn’t be")


def test_what_is_lost_anywhere_in_a_question_is_said() -> None:
    choice = "[markdown]Q?{=a ![](x.png)#see [it](y.pdf) ~b####![z](z.gif)}"
    text = f"{choice}\n\nA {{=a|b =c}} d.\n"

    assert [one.partition(": warning: ")[2] for one in said(text, name="a.gift")] == [
        "the file x.png couldn’t be carried over. Put it into the course",
        "the file y.pdf couldn’t be carried over. Put it into the course",
        "the file z.gif couldn’t be carried over. Put it into the course",
        "an answer that no gap can hold couldn’t be carried over: a|b",
    ]


@pytest.mark.parametrize("name", ["a.gift", "a.txt", "a.md", "a.toml"])
def test_a_file_without_a_question_gives_no_module_and_says_so(name: str) -> None:
    found = take("", name=name)

    assert modules(found) == []
    assert "no question here" in " ".join(str(one) for one in found.problems)

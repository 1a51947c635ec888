"""Which slips can be mended by one press?"""

from __future__ import annotations

import pytest

from tandem.content.fixes import Fix, fix_of
from tandem.content.messages import Message, say
from tests.content.reading import read


@pytest.mark.parametrize(
    ("source", "fix"),
    [
        ("---\ntitle: T\nminits: 7\n---\n\nText.\n", Fix("minits", "minutes")),
        ("---\ntitle: T\n---\n\n## For one {fro=rep}\n\nText.\n", Fix("fro", "for")),
        ("---\ntitle: T\n---\n\n## Quiz {quizz}\n\nText.\n", Fix("quizz", "quiz")),
    ],
)
def test_a_word_that_was_nearly_right_is_put_right(source: str, fix: Fix) -> None:
    assert fix in {fix_of(problem.message) for problem in read(source).problems}


def test_what_nobody_can_guess_has_no_button() -> None:
    problems = read("---\ntitle: T\nxyzzyxyzzy: 7\n---\n\n![](nowhere.png)\n").problems

    assert problems
    assert {fix_of(problem.message) for problem in problems} == {None}


@pytest.mark.parametrize(
    ("message", "fix"),
    [
        (say("", word="fro=rep", near="for="), Fix("fro", "for")),
        (say("", name="minits", near="minutes"), Fix("minits", "minutes")),
        (say("", word="fro", name="other", near="for"), Fix("fro", "for")),
        (say("", word="for=me", near="for=rep"), None),
        (say("", word="=rep", near="for"), None),
        (say("", word="fro", near=""), None),
        (say("", word="fro"), None),
        (say("", near="for"), None),
        (say("", word=7, near="for"), None),
        (say("", word="fro", near=7), None),
        ("kept as a mere text", None),
    ],
)
def test_a_fix_replaces_a_word_by_another_that_is_near(message: Message, fix: Fix | None) -> None:
    assert fix_of(message) == fix

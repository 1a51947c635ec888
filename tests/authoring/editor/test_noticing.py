"""What will learners notice of a text, said before it is published?"""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask, render_template

from tandem.authoring.editor.noticing import Noticed, noticed
from tandem.content import serialized
from tests.lessons import lesson, question
from tests.together.steps.step_helpers import THOUGHT, for_two
from tests.written import AsBefore

NOTHING = frozenset[str]()


def test_a_text_that_says_the_same_is_noticed_by_nobody() -> None:
    served = for_two(THOUGHT, asked=(question("q1"),))
    again = serialized.from_json(serialized.to_json(served))

    assert noticed(again, served, NOTHING).is_nothing


def test_a_first_text_is_new_for_everybody() -> None:
    assert noticed(lesson(), None, NOTHING) == Noticed(first=True)


def test_a_corrected_word_is_a_small_change_and_an_edition_a_large_one() -> None:
    served = lesson(question("q1"))
    first, *others = served.sections
    mended = replace(served, sections=(replace(first, text="<p>Other.</p>"), *others))

    assert noticed(mended, served, NOTHING) == Noticed(has_new_words=True)
    assert noticed(replace(mended, edition=2), served, NOTHING).edition == 2


def test_that_a_picture_keeps_its_place_is_noticed_by_nobody() -> None:
    before, after = (
        lesson(question("q1", explanation=f'<p><img alt="A can" src="/p/1"{size}></p>'))
        for size in ("", ' width="720" height="360"')
    )

    assert noticed(after, before, NOTHING).is_nothing


def test_another_word_in_a_question_is_noticed_too() -> None:
    served = lesson(question("q1"))
    other = lesson(question("q1", explanation="<p>Another reason.</p>"))

    assert noticed(other, served, NOTHING).has_new_words


def test_new_questions_and_steps_are_counted_and_lost_answers_named() -> None:
    served = for_two(asked=(question("q1"), question("q2")))
    other = for_two(THOUGHT, asked=(question("q1"), question("q3"), question("q4", was="q2")))

    seen = noticed(other, served, frozenset({"q1", "q2"}))
    assert (seen.new_questions, seen.new_steps, seen.gone) == (1, 1, ())
    assert noticed(for_two(asked=(question("q1"),)), served, frozenset({"q2"})).gone == ("q2",)


def test_an_edition_that_was_not_raised_is_none() -> None:
    served = replace(lesson(question("q1")), edition=3)

    assert noticed(served, served, NOTHING).edition is None
    assert noticed(replace(served, edition=2), served, NOTHING).is_nothing
    assert noticed(replace(served, edition=4), served, NOTHING) == Noticed(edition=4)


def test_a_new_question_alone_is_counted_as_one() -> None:
    served, other = (lesson(*(question(name) for name in names)) for names in ("a", "ab"))

    seen = noticed(other, served, NOTHING)

    assert (seen.first, seen.has_new_words, seen.new_questions, seen.new_steps) == (
        False, True, 1, 0,
    )  # fmt: skip


def test_what_is_gone_is_named_in_order_where_somebody_has_answered_it() -> None:
    served = lesson(*(question(name) for name in ("d", "c", "b", "a")))

    seen = noticed(lesson(question("a")), served, frozenset({"a", "b", "d", "other"}))

    assert seen.gone == ("b", "d")


@pytest.mark.parametrize(
    "seen",
    [
        Noticed(first=True),
        Noticed(),
        Noticed(edition=2, has_new_words=True, new_questions=1, new_steps=1, gone=("q1",)),
        Noticed(new_questions=2, new_steps=2, gone=("q1", "q2")),
    ],
)
def test_what_learners_will_notice_is_said_before_it_is_published(
    app: Flask, page_as_before: AsBefore, seen: Noticed
) -> None:
    with app.test_request_context():
        page_as_before(render_template("authoring/editor/_noticed.html", noticed=seen))

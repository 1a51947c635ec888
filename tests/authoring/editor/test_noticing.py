"""What will learners notice of a text, said before it is published?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask, render_template

from tandem.authoring.editor.noticing import Noticed, noticed
from tandem.content import serialized
from tandem.content.lesson import Accepted, Ending, Match, Option, QuestionKind, Scene
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


def options(*texts: str) -> tuple[Option, ...]:
    """These options, of which one with `*` is right."""
    return tuple(Option(text.strip("*"), text.strip("*"), right="*" in text) for text in texts)


def matches(*sides: str) -> tuple[Match, ...]:
    """These matches, as they are written."""
    both = (side.split("->") for side in sides)
    return tuple(Match(key=left, left=left, right=right) for left, right in both)


FILLED, TYPED = ({"options": (), "kind": kind} for kind in (QuestionKind.FILL, QuestionKind.SHORT))
PLAYED = {"options": (), "kind": QuestionKind.SCENARIO}
MATCHED = {"options": (), "kind": QuestionKind.MATCH}
ORDERED = {"kind": QuestionKind.ORDER}


@pytest.mark.parametrize(
    ("before", "after", "asked", "right"),
    [
        ({"title": "Why?"}, {"title": "<em>Why</em> not?"}, True, False),
        ({"hint": ""}, {"hint": "Look."}, True, False),
        ({"explanation": ""}, {"explanation": "Because."}, False, False),
        ({"options": options("*a", "b")}, {"options": options("a", "*b")}, False, True),
        ({"options": options("*a", "b")}, {"options": options("b", "*a")}, False, False),
        ({"options": options("*a", "b")}, {"options": options("*aa", "b")}, True, False),
        ({"options": options("*a", "b")}, {"options": options("aa", "*bb")}, True, True),
        ({"options": options("*a", "b")}, {"options": options("*a", "b", "c")}, True, False),
        ({"options": options("*a", "b")}, {"options": options("*a", "b", "*c")}, True, True),
        (ORDERED, ORDERED | {"options": options("*a", "*b")}, True, False),
        (
            ORDERED | {"options": options("*a", "*b")},
            ORDERED | {"options": options("*b", "*a")}, False, True,
        ),
        (
            MATCHED | {"matches": matches("a->x", "b->y")},
            MATCHED | {"matches": matches("a->y", "b->x")}, False, True,
        ),
        (
            MATCHED | {"matches": matches("a->x", "b->y")},
            MATCHED | {"matches": matches("a->xx", "b->y")}, True, False,
        ),
        (
            FILLED | {"gaps": ((Accepted("a"),),)},
            FILLED | {"gaps": ((Accepted("b"),),)}, False, True,
        ),
        (
            TYPED | {"accepted": (Accepted("a"),)},
            TYPED | {"accepted": (Accepted("a"), Accepted("b"))}, False, True,
        ),
        (
            PLAYED | {"scenes": (Scene("s", "S", "Words.", end=Ending.GOOD),)},
            PLAYED | {"scenes": (Scene("s", "S", "Words.", end=Ending.POOR),)}, False, True,
        ),
        (TYPED, FILLED, False, True),
    ],
)  # fmt: skip
def test_a_question_in_other_words_and_one_with_another_key_are_told_apart(
    before: dict[str, Any], after: dict[str, Any], asked: bool, right: bool
) -> None:
    was, now = (lesson(replace(question("q1"), **fields)) for fields in (before, after))

    seen = noticed(now, was, NOTHING)

    assert (bool(seen.changed_questions), bool(seen.changed_keys)) == (asked, right)


def test_a_changed_question_is_named_by_its_title_also_under_a_new_id() -> None:
    was = lesson(question("q1", options=options("*a", "b")), question("q2"))
    other = replace(question("q3", was="q1", options=options("a", "*b")), title="<em>Who</em>?")
    now = lesson(other, question("q2"))

    seen = noticed(now, was, NOTHING)

    assert (seen.changed_questions, seen.changed_keys) == (("Who?",), ("Who?",))


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
        Noticed(has_new_words=True, changed_questions=("Who?", "Why?"), changed_keys=("Why?",)),
    ],
)
def test_what_learners_will_notice_is_said_before_it_is_published(
    app: Flask, page_as_before: AsBefore, seen: Noticed
) -> None:
    with app.test_request_context():
        page_as_before(render_template("authoring/editor/_noticed.html", noticed=seen))

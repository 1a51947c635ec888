"""Does a question still read as it did?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from tandem.content.lesson import Item, Link, Match, Option, Question, QuestionKind, Scene
from tandem.content.wording import wording

QUESTION = Question(
    "a",
    QuestionKind.SCENARIO,
    "What now?",
    options=(Option("k", "Yes", right=True, line=3),),
    matches=(Match("k", "left", "right", line=3),),
    criteria=(Item("k", "says when", line=3),),
    scenes=(Scene("start", "", "It rings.", links=(Link("Ask", "end", line=3),), line=3),),
    was="b",
    line=2,
    sibling="c",
    first=True,
    last=True,
)
(OPTION,), (MATCH,), (ITEM,) = QUESTION.options, QUESTION.matches, QUESTION.criteria
((SCENE,), (LINK,)) = QUESTION.scenes, QUESTION.scenes[0].links


@pytest.mark.parametrize(
    "changed",
    [
        replace(QUESTION, id="z"),
        replace(QUESTION, was=""),
        replace(QUESTION, sibling=""),
        replace(QUESTION, first=False),
        replace(QUESTION, last=False),
        replace(QUESTION, line=4),
        replace(QUESTION, options=(replace(OPTION, line=4),)),
        replace(QUESTION, matches=(replace(MATCH, line=4),)),
        replace(QUESTION, criteria=(replace(ITEM, line=4),)),
        replace(QUESTION, scenes=(replace(SCENE, line=4),)),
        replace(QUESTION, scenes=(replace(SCENE, links=(replace(LINK, line=4),)),)),
    ],
)
def test_names_families_and_places_are_no_words(changed: Question) -> None:
    assert wording(changed) == wording(QUESTION)


@pytest.mark.parametrize(
    "changed",
    [
        replace(QUESTION, title="And now?"),
        replace(QUESTION, kind=QuestionKind.SINGLE),
        replace(QUESTION, options=(replace(OPTION, text="No"),)),
        replace(QUESTION, options=(replace(OPTION, right=False),)),
        replace(QUESTION, matches=(replace(MATCH, right="wrong"),)),
        replace(QUESTION, criteria=()),
        replace(QUESTION, scenes=(replace(SCENE, text="Nobody rings."),)),
        replace(QUESTION, scenes=(replace(SCENE, links=()),)),
    ],
)
def test_whatever_a_reader_sees_is_its_wording(changed: Question) -> None:
    assert wording(changed) != wording(QUESTION)

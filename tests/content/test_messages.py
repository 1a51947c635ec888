"""Does a sentence keep what it was made of?"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tandem.content import messages, serialized
from tandem.content.lesson import Problem
from tandem.content.messages import Message, counted, say
from tandem.terms import Severity

INSIDE = say("no names found")
ROOT = Path(__file__).parents[2] / "tandem" / "content"


def test_a_sentence_is_its_english_text() -> None:
    assert say("line %(line)s of %(name)s", line=3, name="a.md") == "line 3 of a.md"
    assert say("pass=80%") == "pass=80%"


@pytest.mark.parametrize(("num", "english"), [(1, "1 thing"), (2, "2 things"), (0, "0 things")])
def test_a_number_chooses_its_form(num: int, english: str) -> None:
    assert counted("%(num)s thing", "%(num)s things", num=num) == english


def test_a_large_number_is_grouped_and_a_line_is_not() -> None:
    assert say("%(a)s, %(b)s", a=10_000, b=9_999) == "10,000, 9999"


@pytest.mark.parametrize(
    "one",
    [
        say("100 % plain"),
        say("unread: %(problem)s", problem=INSIDE),
        counted("%(num)s of %(name)s", "%(num)s of %(name)s", num=2, name="it"),
    ],
)
def test_a_sentence_comes_back_as_it_was_kept(one: Message) -> None:
    found = messages.unpacked(json.loads(json.dumps(messages.packed(one))))

    assert (found, found.text, found.plural) == (one, one.text, one.plural)
    assert dict(found.values) == dict(one.values)
    assert [*map(type, found.values.values())] == [*map(type, one.values.values())]


def test_what_the_checker_said_is_kept_with_its_values() -> None:
    problem = Problem("a.md", 2, Severity.ERROR, say("no #%(name)s", name="x"))

    (found,) = serialized.problems_from_json(serialized.problems_to_json([problem]))

    assert found == problem
    assert found.message.values == {"name": "x"}


def test_a_message_that_was_kept_as_text_is_still_read() -> None:
    (found,) = serialized.problems_from_json('[["a.md", 2, "error", "100% wrong: %(x)s"]]')

    assert str(found) == "a.md:2: error: 100% wrong: %(x)s"


def test_every_sentence_is_marked_where_it_is_written() -> None:
    calls = {
        path.name: re.findall(r"\b(?:say|counted)\(\s*(?![\s\"'])\S{,20}", path.read_text("utf-8"))
        for path in ROOT.rglob("*.py")
        if path.name != "messages.py"
    }

    assert {name: found for name, found in calls.items() if found} == {}


def test_what_is_long_is_told_by_its_beginning() -> None:
    told = say("no file %(path)s", path="a" * 1000)

    assert told == f"no file {'a' * messages.LONG}…"


def test_what_just_fits_is_told_whole() -> None:
    assert say("%(path)s", path="a" * messages.LONG) == "a" * messages.LONG
    assert say("%(path)s", path="a" * (messages.LONG + 1)) == "a" * messages.LONG + "…"


def test_a_sentence_within_a_sentence_is_told_whole_and_can_be_translated() -> None:
    inside = say("x" * (messages.LONG + 1))

    told = say("unread: %(problem)s", problem=inside)

    assert told == f"unread: {inside}"
    assert isinstance(told.values["problem"], Message)


@pytest.mark.parametrize(
    ("number", "written"),
    [(9_999, "9999"), (10_000, "10,000"), (10_001, "10,001"), (-20_000, "-20000")],
)
def test_from_ten_thousand_on_a_number_is_grouped(number: int, written: str) -> None:
    assert say("%(a)s", a=number) == written

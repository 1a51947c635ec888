"""Is every file read at once, whoever made it, and whatever it pretends to be?"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache

import pytest

from tandem.content.formats.formats import imported
from tandem.content.parsing.parse import parse_module
from tandem.content.rendering.html import rendered
from tests.nasty import LARGEST, SHAPES, prose

SMALL = LARGEST // 16
# The clock of a processor has its steps.
STEP = 0.02
QUIZ = f"""[[questions]]
type = "ShortAnswer"
prompt.prompt = "{"What does a frame give to whoever has the drive? " * 10}"
answer.answer = "Calm"

"""
NAMES = ("a.gift", "a.txt", "a.md", "a.toml")


def check(source: bytes) -> None:
    """Check a file as a lesson."""
    parse_module(source, name="01-a.md", file="f.md")


def show(source: bytes) -> None:
    """Check a file as a lesson, and show it where that may be tried."""
    file = parse_module(source, name="01-a.md", file="f.md")
    if file.module is not None:
        rendered(file.module, picture_address=str)


def bring_in(name: str) -> Callable[[bytes], None]:
    """Import a file of this name."""
    return lambda source: (imported(source, name=name), None)[1]


def seconds(act: Callable[[bytes], None], source: bytes) -> float:
    """The processor time of an act."""
    begun = time.process_time()
    act(source)
    return time.process_time() - begun


@cache
def seconds_for_prose(act: Callable[[bytes], None], size: int) -> float:
    """What an ordinary file of this size takes here and now."""
    texts = (prose(size), QUIZ * (size // len(QUIZ)))
    return max(min(seconds(act, text.encode()) for _ in range(2)) for text in texts)


def is_at_once(act: Callable[[bytes], None], kind: str, size: int) -> bool:
    """Does a file of this kind take at most ten times as long as an ordinary one?"""
    source = SHAPES[kind](size).encode()
    return any(seconds(act, source) < 10 * seconds_for_prose(act, size) + STEP for _ in range(2))


ACTS = {"check": check, "show": show, **{name: bring_in(name) for name in NAMES}}


@pytest.mark.parametrize("kind", SHAPES)
def test_a_nasty_file_is_checked_shown_and_imported_at_once(kind: str) -> None:
    assert [name for name, act in ACTS.items() if not is_at_once(act, kind, SMALL)] == []


@pytest.mark.process
@pytest.mark.parametrize("kind", SHAPES)
def test_a_nasty_file_as_large_as_may_be_is_checked_shown_and_imported_at_once(kind: str) -> None:
    assert [name for name, act in ACTS.items() if not is_at_once(act, kind, LARGEST)] == []

"""Is a comparison that takes too long made at once, and nothing left out of it?"""

from __future__ import annotations

import pytest

from tandem.content import text_process
from tandem.content.comparing.bounded import bounded_difference, bounded_pieces
from tandem.content.comparing.difference import Kind, difference
from tandem.content.comparing.merging import From, pieces

# Few lines again and again, in two orders: each is a place to begin from.
ROUND = [str(number % 101) for number in range(8_000)]
OTHER = [str(number * 7 % 101) for number in range(8_000)]


@pytest.fixture
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text may take half a second, whatever its size."""
    monkeypatch.setattr(text_process, "SECONDS", 0.5)
    monkeypatch.setattr(text_process, "SECONDS_PER_MEGABYTE", 0)


def test_what_is_compared_beside_is_compared_as_ever() -> None:
    before, after = list("abcdefgh"), list("abcdxfgh")
    texts = {"theirs": "a\nb\n", "mine": "a\nc\n"}

    assert bounded_difference(before, after) == difference(before, after, around=2)
    assert bounded_pieces("a\n", **texts) == pieces("a\n", **texts)


@pytest.mark.process
@pytest.mark.usefixtures("impatience")
def test_a_difference_that_takes_too_long_is_told_as_a_whole() -> None:
    found = bounded_difference(["head", *ROUND], ["head", *OTHER])

    assert [change.text for change in found if change.kind is Kind.GONE] == ROUND[1:]
    assert [change.text for change in found if change.kind is Kind.NEW] == OTHER[1:]


@pytest.mark.usefixtures("impatience")
def test_texts_that_cannot_be_put_together_are_one_clash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tandem.content.comparing.merging.pieces", never_done)

    found = bounded_pieces("", theirs="a\nb\nc\n", mine="a\nX\nY\nc\n")

    assert [(piece.origin, piece.theirs, piece.mine) for piece in found] == [
        (From.BOTH, "", "a\n"),
        (From.CLASH, "b\n", "X\nY\n"),
        (From.BOTH, "", "c\n"),
    ]


def never_done(*_: object, **__: object) -> None:
    """Take for ever."""
    while True:
        pass

"""What may a page carry that its reader must not read, and for how long?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tandem.web.sealed_state import sealed, unsealed
from tests.moments import SetClock


@pytest.mark.parametrize(
    ("later", "text"),
    [
        (timedelta(0), "a secret"),
        (timedelta(hours=24), "a secret"),
        (timedelta(hours=24, seconds=1), None),
    ],
)
def test_what_is_sealed_is_read_again_for_a_day(
    app: Flask, clock: SetClock, later: timedelta, text: str | None
) -> None:
    with app.app_context():
        token = sealed("a secret", purpose="test")
        clock.go_on(later)

        assert unsealed(token, purpose="test") == text


def test_what_was_sealed_for_something_else_is_not_read(app: Flask) -> None:
    with app.app_context():
        token = sealed("a secret", purpose="test")

        assert unsealed(token, purpose="other") is None
        assert unsealed(token[:-4], purpose="test") is None
        assert unsealed("", purpose="test") is None


def test_two_that_say_the_same_look_different(app: Flask) -> None:
    with app.app_context():
        assert sealed("a", purpose="test") != sealed("a", purpose="test")


@pytest.mark.parametrize(("length", "is_read"), [(5900, True), (6000, False)])
def test_nothing_is_read_that_is_longer_than_any_page_seals(
    app: Flask, length: int, is_read: bool
) -> None:
    with app.app_context():
        token = sealed("a" * length, purpose="test")

        assert (unsealed(token, purpose="test") is not None) is is_read

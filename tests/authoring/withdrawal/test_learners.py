"""What does a learner see of a module that was withdrawn, and who sees that?"""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Course
from tests.cast import Cast
from tests.conftest import Browser
from tests.courses import publish
from tests.lessons import assign

SAID = "This module is no longer part of the course"


@pytest.fixture
def pages(session: Session, cast: Cast, path: Path) -> list[str]:
    """The addresses of a module that Sam and Sue had, and that was withdrawn."""
    assign(session, cast.pair, session.scalars(select(Course)).one())
    path.unlink()
    publish(session, path.parent.parent)
    lesson = "/learn/teaming/engine/"
    return [lesson, f"{lesson}quiz", f"{lesson}together/{cast.pair.id}"]


def test_sam_is_told_kindly_and_finds_a_way_on(
    cast: Cast, pages: list[str], browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)

    for page in (sam.get(address) for address in pages):
        assert page.status_code == 404
        assert SAID in page.text
        assert 'href="/learn/teaming/"' in page.text


def test_otto_cannot_see_that_there_was_one(
    cast: Cast, pages: list[str], browser_of: Browser
) -> None:
    otto = browser_of(cast.otto)

    for page in (otto.get(address) for address in pages):
        assert page.status_code == 404
        assert SAID not in page.text


def test_sam_is_not_told_of_a_module_that_never_was(
    cast: Cast, pages: list[str], browser_of: Browser
) -> None:
    page = browser_of(cast.sam).get("/learn/teaming/never/")

    assert page.status_code == 404
    assert SAID not in page.text

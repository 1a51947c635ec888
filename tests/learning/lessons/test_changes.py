"""What is somebody told who finished a lesson before its new edition?"""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import assign, finish, lesson, question, serve

MODULE = "/learn/teaming/engine/"


@pytest.fixture
def finished(session: Session, cast: Cast) -> None:
    """Sam has finished the first edition."""
    assign(session, cast.pair, serve(session, lesson(question("q1"))))
    finish(session, cast.sam)


def new_text(session: Session, *, edition: int) -> None:
    """The lesson is published with another sentence for the rep."""
    old = lesson(question("q1"), edition=edition)
    drive = replace(old.sections[1], text="<p>You are the <em>whole</em> drive.</p>")
    serve(session, replace(old, sections=(old.sections[0], drive, *old.sections[2:])))


def test_sam_is_told_of_a_new_edition_and_stays_complete(
    session: Session, cast: Cast, finished: None, browser_of: Browser
) -> None:
    new_text(session, edition=2)

    text = browser_of(cast.sam).get(MODULE).text

    assert "See what changed" in text
    assert "Your half is done" in text


def test_sam_reads_what_is_gone_and_what_is_new(
    session: Session, cast: Cast, finished: None, browser_of: Browser
) -> None:
    new_text(session, edition=2)

    text = browser_of(cast.sam).get(f"{MODULE}changes").text

    assert "<del>You are the drive.</del>" in text
    assert '<ins>You are the <mark class="changes__word">whole </mark>drive.</ins>' in text
    assert "frame" not in text


def test_a_minor_edit_is_not_announced(
    session: Session, cast: Cast, finished: None, browser_of: Browser
) -> None:
    new_text(session, edition=1)

    text = browser_of(cast.sam).get(MODULE).text
    assert "<em>whole</em>" in text
    assert "See what changed" not in text


def test_who_has_not_finished_has_no_such_page(
    session: Session, cast: Cast, finished: None, browser_of: Browser
) -> None:
    new_text(session, edition=2)

    text = browser_of(cast.sue).get(MODULE).text
    assert "Everybody reads this." in text
    assert "See what changed" not in text
    assert browser_of(cast.sue).get(f"{MODULE}changes").status_code == 404

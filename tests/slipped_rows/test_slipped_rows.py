"""What does a page say, and what does a form do, if one value of one row were another?

Each line of the files beside this one names a page or a form and such a row; below it stands what
is different then. So whatever asks the database is asked about a row that it must leave out, or
take in. A file is named after the feature whose page it is. `make pages` writes them anew.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests import said
from tests.cast import House
from tests.conftest import Browser
from tests.moments import SetClock
from tests.slipped_rows.played import Played
from tests.test_every_sample_page import LATER, called
from tests.writings import Written

FOLDER = Path(__file__).parent


def features_in(house: str) -> list[str]:
    """The features of whose pages it is written down, as `people/pairs`."""
    files = sorted((FOLDER / house).rglob("*.txt"))
    return [file.relative_to(FOLDER / house).with_suffix("").as_posix() for file in files]


@pytest.fixture
def wide() -> bool:
    """Everybody writes."""
    return True


@pytest.mark.parametrize("house", ["cast", "sample"])
def test_many_features_are_asked_in_each_house(house: str) -> None:
    assert len(features_in(house)) > 30


@pytest.mark.written_down
@pytest.mark.parametrize("feature", features_in("cast"))
def test_the_cast_is_shown_what_another_row_changes(
    written: Written, anew: Callable[[], None], cast: House, engine: Engine, browser_of: Browser,
    feature: str, request: pytest.FixtureRequest,
) -> None:  # fmt: skip
    played = Played(engine, anew, lambda who: browser_of(getattr(cast, who)))

    compare(FOLDER / "cast" / f"{feature}.txt", played, request)


@pytest.mark.written_down
@pytest.mark.parametrize("feature", features_in("sample"))
def test_the_sample_is_shown_what_another_row_changes(
    signed_in_sample: None, anew: Callable[[], None], session: Session, engine: Engine,
    browser_of: Browser, clock: SetClock, feature: str, request: pytest.FixtureRequest,
) -> None:  # fmt: skip
    clock.set_to(LATER)
    played = Played(engine, anew, lambda who: browser_of(called(session, who)))

    compare(FOLDER / "sample" / f"{feature}.txt", played, request)


def compare(file: Path, played: Played, request: pytest.FixtureRequest) -> None:
    """Does each line of a file change what stands below it?"""
    differs = {line: played.differs(line) for line in said.read(file)}
    if request.config.getoption("--record-pages"):
        said.write(file, differs)

    differed = said.read(file)

    assert differed
    for line, lines in differs.items():
        assert lines == differed[line], f"something else at {line}: see make pages"

"""Who reads how pairs ended?"""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tandem.people.pairs.ended import endings
from tests.cast import House


@pytest.fixture
def wide() -> bool:
    """A pair has ended: that of Sam and Eve."""
    return True


@pytest.mark.parametrize(("who", "number"), [("ada", 1), ("sue", 1), ("sam", 0), ("eve", 0)])
def test_whoever_sat_in_a_pair_does_not_read_why_it_ended(
    session: Session, cast: House, who: str, number: int
) -> None:
    found = endings(session, getattr(cast, who).id, search="", page=1)

    assert [len(found.rows), found.number] == [number, number]

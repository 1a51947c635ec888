"""Does a line tell which value of which row is another, and is it so then?"""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tandem.models import Pair, TeamMember
from tests.cast import Cast
from tests.slipped_rows.rows import SlippedRow, slipped_row


@pytest.mark.parametrize(
    ("line", "slip"),
    [
        ('pair[3].state were "ended"', SlippedRow("pair", (3,), "state", "ended")),
        ("pair[3].team_id were 2", SlippedRow("pair", (3,), "team_id", 2)),
        ("person[7].joined_at were null", SlippedRow("person", (7,), "joined_at", None)),
        ('person_role[4, "rep"] were gone', SlippedRow("person_role", (4, "rep"))),
    ],
)
def test_a_slip_is_told_in_a_line(line: str, slip: SlippedRow) -> None:
    assert slipped_row(line) == slip
    assert str(slip) == line


def test_another_line_tells_none() -> None:
    with pytest.raises(ValueError, match="is no slip in a row"):
        slipped_row("pair[3] were otherwise")


@pytest.mark.written_down
def test_the_row_is_so_then_and_no_other(session: Session, cast: Cast, engine: Engine) -> None:
    slipped_row(f"pair[{cast.pair.id}].team_id were {cast.south.id}").make(engine)
    slipped_row(f"team_member[{cast.north.id}, {cast.sue.id}] were gone").make(engine)

    assert [*session.scalars(select(Pair.team_id))] == [cast.south.id, cast.south.id]
    members = {*session.scalars(select(TeamMember.person_id))}
    assert members == {cast.sam.id, cast.otto.id, cast.ona.id}

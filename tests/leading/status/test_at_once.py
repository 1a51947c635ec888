"""Who makes the status of pairs anew where two would at the very same moment?"""

from __future__ import annotations

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tandem.leading.status import refreshing
from tests.at_once import while_under_way


@pytest.mark.parametrize("waits", [False, True])
def test_who_looks_waits_for_the_other_and_a_worker_leaves_it_to_them(
    session: Session, engine: Engine, waits: bool
) -> None:
    if engine.dialect.name == "sqlite":
        pytest.skip("SQLite locks the whole file")
    refreshing.turn_of(engine, session, waits=False)
    session.commit()
    refreshing.turn_of(engine, session, waits=False)

    def come() -> int | None:
        with Session(engine) as own:
            return refreshing.turn_of(engine, own, waits=waits)

    assert (while_under_way(session, come) is not None) is waits

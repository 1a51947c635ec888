"""Whatever happens to a team, and in whichever order: is it recorded as it is said, and does
nothing ever go back?"""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from sqlalchemy.orm import Session

from tests.cast import NOW, House
from tests.conftest import Browser
from tests.moments import SetClock
from tests.progress.histories.records import courses, due, kept, recorded, said, shown
from tests.progress.histories.world import MODULES, MOVES, SEATS, World, begin

WHO = ("sam", "sue", "abe", "lia", "lee")
# What people do comes more often than what happens to them, or little would be there to go back.
OFTEN = {"finishes": 6, "both are through": 3, "gives": 2, "passes": 2, "forty days": 3}


@pytest.fixture
def wide() -> bool:
    """Somebody in two pairs, a leader with a seat, three time zones."""
    return True


@pytest.fixture
def world(
    session: Session, cast: House, browser_of: Browser, tmp_path: Path, clock: SetClock
) -> World:
    """The team on its first day."""
    clock.set_to(NOW)
    browsers = {who: browser_of(getattr(cast, who)) for who in WHO}
    return begin(World(session, cast, browsers, tmp_path / "courses" / "teaming", clock))


@pytest.mark.parametrize("seed", range(8))
def test_what_is_recorded_is_what_is_said_and_nothing_goes_back(world: World, seed: int) -> None:
    dice, history = Random(seed), []
    rows, before = kept(world.session), said(courses(world))
    for _ in range(14):
        (move,) = dice.choices(list(MOVES), [OFTEN.get(name, 1) for name in MOVES])
        seat, module = dice.choice(SEATS), dice.choice(MODULES)
        history.append((move, seat, module))
        MOVES[move](world, seat, module)

        found = courses(world)
        now = said(found)
        assert rows - kept(world.session) == set(), history
        assert [half for half, done in before.items() if done and not now.get(half, True)] == []
        assert recorded(world.session, found) == now, history
        rows, before = kept(world.session), now
    assert rows, "nobody has done anything"
    for one in courses(world):
        read = shown(world, one)
        assert read == due(one, read), history

"""Whatever happens to a team, and in whichever order: is it recorded as it is said, and does
nothing ever go back?"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest
from sqlalchemy.orm import Session

from tests.cast import NOW, House
from tests.conftest import Browser
from tests.moments import SetClock
from tests.progress.histories.records import (
    Halves,
    courses,
    due,
    kept,
    recorded,
    said,
    shown,
)
from tests.progress.histories.world import MODULES, MOVES, SEATS, Seat, World, begin

WHO = ("sam", "sue", "abe", "lia", "lee")
# What people do comes more often than what happens to them, or little would be there to go back.
OFTEN = {"finishes": 6, "both are through": 3, "gives": 2, "passes": 2, "forty days": 3}
# What happens next: a move, whose seat, and in which module.
Turn = tuple[str, Seat, str]
Rows = set[tuple[object, ...]]


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
    play(world, drawn(seed), seed=seed)

    assert kept(world.session), "nobody has done anything"


def test_what_fails_is_told_with_its_seed_and_the_moves_up_to_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*given: object) -> None:
        raise ValueError

    monkeypatch.setitem(MOVES, "fails", fail)
    seat = ("pair", "sam")
    turns = [(move, seat, "engine") for move in ("reads", "fails", "passes")]

    with pytest.raises(ValueError) as raised:
        play(world, turns, seed=7)

    assert raised.value.__notes__ == [f"seed 7: play(world, {turns[:2]}, seed=7)"]


def drawn(seed: int) -> list[Turn]:
    """The moves of a seed, the same each time."""
    dice, often = Random(seed), [OFTEN.get(name, 1) for name in MOVES]
    return [
        (dice.choices(list(MOVES), often)[0], dice.choice(SEATS), dice.choice(MODULES))
        for _ in range(14)
    ]


def play(world: World, turns: Iterable[Turn], *, seed: int) -> None:
    """Let this happen, and look after each move. What fails is told with all moves up to it, as
    they are handed to this function to be played again."""
    history: list[Turn] = []
    try:
        rows, before = kept(world.session), said(courses(world))
        for turn in turns:
            history.append(turn)
            move, seat, module = turn
            MOVES[move](world, seat, module)
            rows, before = look(world, rows, before)
        for course in courses(world):
            read = shown(world, course)
            assert read == due(course, read)
    except Exception as error:
        error.add_note(f"seed {seed}: play(world, {history}, seed={seed})")
        raise


def look(world: World, rows: Rows, before: Halves) -> tuple[Rows, Halves]:
    """What is kept and said now. Nothing has gone, and both agree."""
    found = courses(world)
    now = said(found)
    assert rows - kept(world.session) == set()
    assert [half for half, done in before.items() if done and not now.get(half, True)] == []
    assert recorded(world.session, found) == now
    return kept(world.session), now

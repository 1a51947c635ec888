"""What is recorded of a team, and what do its pages say?"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import (
    Attempt,
    Base,
    Completion,
    PairCompletion,
    PairStepDone,
    RoundDone,
    StepDone,
)
from tandem.people.pairs.queries import pairs_by_id
from tandem.people.pairs.rules import is_living
from tandem.progress.pair_courses import PairCourse, PairModule, courses_of
from tests.progress.histories.world import PAIRS, SEATS, World
from tests.status import drain

KEPT: tuple[type[Base], ...] = (
    Attempt, StepDone, Completion, PairStepDone, PairCompletion, RoundDone,
)  # fmt: skip
BADGE = re.compile(r'<span class="state state--(\w+)">')
IN_FILE = {
    "nobody_yet": "Nobody yet", "begun": "Begun", "both_done": "Both done",
    "waiting_for_rep": "Waiting for rep", "waiting_for_support": "Waiting for support",
}  # fmt: skip
# By pair, round, module and person: is that half done?
Halves = dict[tuple[int, int, int, int], bool]
Done = Completion | PairCompletion | PairStepDone


def kept(session: Session) -> set[tuple[object, ...]]:
    """Every row of what was done, with all that stands in it."""
    session.rollback()
    return {
        (table.__tablename__, *row)
        for table in KEPT
        for row in session.execute(select(table.__table__))
    }


def courses(world: World) -> list[PairCourse]:
    """How each pair stands now."""
    world.session.rollback()
    pairs = pairs_by_id(world.session, [getattr(world.house, name).id for name in PAIRS])
    return courses_of(world.session, pairs, now=world.clock.now)


def said(found: Iterable[PairCourse]) -> Halves:
    """Whose half of which module is done, as the pages say it."""
    return {
        (one.pair.id, one.round.number, module.module.id, partner.id): half.is_done
        for one in found
        for module in one.modules
        for partner, half in zip((one.pair.rep, one.pair.support), module.halves, strict=True)
    }


def recorded(session: Session, found: Iterable[PairCourse]) -> Halves:
    """The same from the bare rows."""
    session.rollback()
    rows: list[Done] = [
        *session.scalars(select(Completion)),
        *session.scalars(select(PairCompletion)),
        *session.scalars(select(PairStepDone)),
    ]
    return {
        (one.pair.id, one.round.number, module.module.id, partner.id): is_done(
            done_by(rows, one, module, partner.id), module
        )
        for one in found
        for module in one.modules
        for partner in (one.pair.rep, one.pair.support)
    }


def done_by(
    rows: Iterable[Done], one: PairCourse, module: PairModule, person_id: int
) -> list[Done]:
    """What somebody has done of a module alone or in this pair, since the round began."""
    began: datetime | None = one.round.began_at
    return [
        row
        for row in rows
        if (row.person_id, row.module_id) == (person_id, module.module.id)
        and getattr(row, "pair_id", one.pair.id) == one.pair.id
        and (began is None or row.at >= began)
    ]


def is_done(rows: Sequence[Done], module: PairModule) -> bool:
    """Was it recorded in the pair, or alone together with each step for two that is asked?"""
    steps = {row.step for row in rows if isinstance(row, PairStepDone)}
    return any(isinstance(row, PairCompletion) for row in rows) or (
        any(isinstance(row, Completion) for row in rows)
        and steps >= {step.id for step in module.rep.asked}
    )


def shown_in_file(world: World, one: PairCourse) -> list[str]:
    """The state of each module in the file that the leader takes along."""
    drain(world.session)
    address = f"/lead/teams/{world.house.north.id}/report.csv?ended=1"
    text = world.browsers["lee"].get(address).text.removeprefix("\ufeff")
    two = {one.pair.rep.name, one.pair.support.name}
    lines = csv.DictReader(io.StringIO(text))
    return [line["State"] for line in lines if {line["Rep"], line["Support"]} == two]


def shown_on_page(world: World, one: PairCourse, who: str) -> list[str]:
    """The state of each module on the page of the pair, whichever language it is in."""
    return BADGE.findall(world.browsers[who].get(f"/pairs/{one.pair.id}/").text)


def shown(world: World, one: PairCourse) -> dict[str, list[str]]:
    """The state of each module by who reads it: the two, their leader, and the leader's file."""
    seated = [who for pair, who in SEATS if getattr(world.house, pair).id == one.pair.id]
    pages = {who: shown_on_page(world, one, who) for who in ("lee", *seated)}
    return {**pages, "file": shown_in_file(world, one)}


def due(one: PairCourse, readers: Iterable[str]) -> dict[str, list[str]]:
    """What that must be. Of a pair that has ended its page says of nobody that they are waited
    for."""
    states = [str(module.said) for module in one.modules]
    is_open = is_living(one.pair.state)
    on_page = [state for state in states if is_open or not state.startswith("waiting")]
    in_file = [IN_FILE[state] for state in states]
    return {who: in_file if who == "file" else on_page for who in readers}

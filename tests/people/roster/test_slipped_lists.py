"""What becomes of small slips in lists of people?

How the list is read then and what it would change is written down in `slipped_lists.txt`, as far as
it differs from the list without the slip; `make pages` writes it anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tandem.people.roster.choices import ListChoices
from tandem.people.roster.house import House, KnownPerson, RosterLimits
from tandem.people.roster.plan import plan_of
from tandem.people.roster.table import read_roster
from tandem.people.roster.words import text_of
from tandem.terms import Role
from tests import said
from tests.slipped import differing, slipped

HERE = Path(__file__).parent
FILE = HERE / "slipped_lists.txt"
SAMPLES = ("english.csv", "german.csv", "whole.csv")
PAGES = ("utf-8", "cp1252", "utf-16", "cp850", "utf-8-sig")
SEEDS = tuple(range(300))
# So much of a value is told.
MOST = 60
TODAY = date(2026, 3, 2)
PIECES = (
    "sam@x.example,Sam,Berg,rep,North,sue@x.example,", "sue@x.example", "a@b", "total,,,,,",
    ";;;", "eve@x.example,Eva,Ferris,support,South,,31.12.2026",
    "lea@x.example;Ito, Lea;Chef;Nord;;01/02/26", "me@x.example,Me,Self,leader,North,,yes",
    "ada@x.example,Ada,Lind,admin,,,yes", "\ufeffMail", "Lea Ito\tlea@x.example\tNorth",
    'x@x.example,"Line', "own@x.example,Own,Self,rep;support,East,,", "Mail,Mail,Name",
    "E-Mail;Vorname;Nachname;Rolle;Team;Partner;Austritt", "Adresse\tTeam\tName",
)  # fmt: skip


def known(role: Role, *, teams: Iterable[str] = (), leads: Iterable[str] = ()) -> KnownPerson:
    """Somebody who is there, with a role in teams."""
    return KnownPerson(roles=frozenset({role}), teams=frozenset(teams), leads=frozenset(leads))


HOUSE = House(
    people={
        "lea@x.example": known(Role.LEADER, leads=["North"]),
        "sam@x.example": known(Role.REP, teams=["North"]),
        "eve@x.example": replace(
            known(Role.SUPPORT, teams=["North"]), given_name="Eve", surname="Ferris"
        ),
        "ada@x.example": known(Role.ADMIN),
        "gone@x.example": replace(known(Role.REP), leaves_on=TODAY, may_be_closed=False),
    },
    teams={"North": 1, "South": 2},
    living=frozenset({frozenset({"sam@x.example", "eve@x.example"})}),
    ended=frozenset({frozenset({"sam@x.example", "sue@x.example"})}),
    asked={"rex@x.example": frozenset({Role.REP})},
    measured=frozenset({"sam@x.example", "eve@x.example", "gone@x.example"}),
    administrators=frozenset({"ada@x.example"}),
)


def test_every_slip_in_a_list_is_told_as_it_was(request: pytest.FixtureRequest) -> None:
    tells = dict(map(told, SEEDS))
    if request.config.getoption("--record-pages"):
        said.write(FILE, tells)

    assert len(tells) == len(SEEDS)
    assert tells == said.read(FILE)


def told(seed: int) -> tuple[str, list[str]]:
    """What is slipped, and all that comes of it."""
    name, code_page = SAMPLES[seed % len(SAMPLES)], PAGES[seed % len(PAGES)]
    text = (HERE / "samples" / name).read_text("utf-8")
    what, changed = slipped(text, PIECES, seed)
    team = "North" if seed % 4 == 0 else None
    before, after = (looked_at(one, code_page, name, team) for one in (text, changed))
    return f"{name} in {code_page} for {team} {what}", [*differing(before, after)]


@cache
def looked_at(text: str, code_page: str, name: str, team: str | None) -> tuple[str, ...]:
    """How a list is read, and what it changes in the house."""
    choices = ListChoices(is_whole=name == "whole.csv")
    roster = read_roster(text.encode(code_page, "replace"), choices)
    limits = RosterLimits(team or "", own="lea@x.example")
    plan = plan_of(roster.all_read, roster.faults, house=HOUSE, limits=limits, today=TODAY)
    said_of_faults = (f"{fault.row}: {text_of(fault)}" for fault in plan.faults)
    return (*lines_of("list", roster), *lines_of("plan", plan), *said_of_faults)


def lines_of(name: str, value: object) -> Iterator[str]:
    """A value and all within it, each on a line of its own."""
    if is_dataclass(value):
        for field in fields(value):
            yield from lines_of(f"{name}.{field.name}", getattr(value, field.name))
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from lines_of(name, one)
    elif isinstance(value, (set, frozenset)):
        yield f"{name} {' '.join(sorted(map(str, value)))}"
    elif value not in (None, "", False):
        yield f"{name} {' '.join(str(value).split())[:MOST]}"

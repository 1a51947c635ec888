"""What do a leader's pages cost with ten pairs, and with a hundred thousand?

The first page, and the grid of one team of 500 pairs, beside a bare page of Flask and SQLAlchemy
with as many bytes; and a learner's lesson in the smallest site beside the one in the largest.
"""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from sqlalchemy import func, select

from benchmarks.bare import bare
from benchmarks.measures import Measure
from benchmarks.sites import browser_of, filled, folder, opening, size
from benchmarks.timing import Act, in_turn, milliseconds, times_of
from tandem.commands.demo.people import LEADER, email_of
from tandem.models import TeamMember
from tandem.web import db

SIZES, SHORT_SIZES = (10, 1_000, 10_000, 100_000), (10, 200)
# So that a hundred thousand pairs are made in minutes.
MODULES = 4
LESSON = "/learn/demo-data/demo-1/"
# What the first page and the grid were, by the number of pairs.
HELD = {10: (10, 9), 200: (17, 10), 1_000: (17, 14), 10_000: (25, 15), 100_000: (140, 17)}


def measures(*, short: bool) -> list[Measure]:
    """The first page and a team's grid for each size, and how flat a lesson is."""
    sizes = SHORT_SIZES if short else SIZES
    rounds = 5 if short else 20
    with folder() as place:
        rows: list[Measure] = []
        lessons: dict[str, Act] = {}
        for pairs in sizes:
            own = place / str(pairs)
            own.mkdir()
            app = filled(own, pairs=pairs, modules=MODULES)
            rows += grids(app, own, pairs, rounds=rounds)
            lessons[str(pairs)] = opening(browser_of(app, email_of(0)), LESSON)
        taken = in_turn(lessons, rounds=2 * rounds)
    first, last = str(sizes[0]), str(sizes[-1])
    flat = times_of(taken[last], taken[first])
    name = f"a lesson with {sizes[-1]:,} pairs, of one with {sizes[0]:,}"
    return [*rows, Measure(name, flat, goal=1.1, held=1.4, note=milliseconds(taken[last]))]


def grids(app: Flask, place: Path, pairs: int, *, rounds: int) -> list[Measure]:
    """Both pages of one size."""
    leader = browser_of(app, LEADER)
    team = f"/lead/teams/{largest_team(app)}/"
    acts = {}
    for path in ("/lead/", team):
        acts[path] = opening(leader, path)
        acts[f"bare {path}"] = bare(place, size(leader, path))
    taken = in_turn(acts, rounds=rounds)
    return [
        Measure(
            f"{what}, {pairs:,} pairs, of a bare page",
            times_of(taken[path], taken[f"bare {path}"]),
            goal=8,
            held=held,
            note=milliseconds(taken[path]),
        )
        for what, path, held in (
            ("a leader's first page", "/lead/", HELD[pairs][0]),
            ("the largest team's grid", team, HELD[pairs][1]),
        )
    ]


def largest_team(app: Flask) -> int:
    """The id of the team with the most people."""
    with app.app_context():
        number = func.count()
        of_team = select(TeamMember.team_id).group_by(TeamMember.team_id)
        return (
            db.session().scalars(of_team.order_by(number.desc(), TeamMember.team_id)).first() or 0
        )

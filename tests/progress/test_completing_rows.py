"""Whose halves of a module count, as the rows say?"""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Module
from tandem.progress.completing import finished_halves
from tandem.terms import Role
from tests.cast import House
from tests.lessons import finish, give, lesson, question, serve


@pytest.mark.parametrize(
    ("given_to", "counts"),
    [
        ("the pair", ["pair"]),
        ("its team", ["pair", "second_pair", "ended_pair"]),
        ("another team", []),
        ("another pair", []),
    ],
)
def test_what_is_finished_alone_counts_in_pairs_that_were_given_the_course(
    session: Session, cast: House, given_to: str, counts: list[str]
) -> None:
    course = serve(session, lesson(question("q1")))
    team = cast.south if given_to == "another team" else cast.north
    pair = {"the pair": cast.pair, "another pair": cast.leaders_pair}.get(given_to)
    give(session, course, team, pair)
    finish(session, cast.sam)
    module_id = session.scalars(select(Module.id)).one()

    halves = finished_halves(session, Role.REP, module_id, people=None)

    assert [half.pair_id for half in halves] == [getattr(cast, name).id for name in counts]

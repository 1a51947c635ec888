"""Are rows found by their team, but for a page of many pairs, which is read along their names?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tandem.leading.board.roads import MANY, every_road, found_roads
from tandem.leading.board.rows import every_row, number_found
from tandem.leading.status.counting import counts, tallies_of_teams
from tandem.leading.status.queries import Filters, StatusScope, courses_given
from tandem.models import Team
from tests.cast import NOW, Cast
from tests.lessons import counted_queries

# What keeps a database from looking by team.
ALONG_NAMES = "pair_status.team_id + "
Ask = Callable[[Session, StatusScope], object]


def look(filters: Filters, number: int) -> Ask:
    """Look at a page of so many pairs."""
    return lambda session, sight: found_roads(session, sight, filters, courses=[], number=number)


@pytest.mark.parametrize(
    ("ask", "by_team"),
    [
        (lambda session, sight: counts(session, sight, Filters()), True),
        (lambda session, sight: counts(session, sight, Filters(search="x")), True),
        (lambda session, sight: tallies_of_teams(session, sight, [1]), True),
        (look(Filters(), MANY - 1), True),
        (look(Filters(), MANY), False),
        (look(Filters(search="x"), MANY - 1), True),
        (look(Filters(search="x"), MANY), False),
        (lambda session, sight: number_found(session, sight, Filters()), True),
        (lambda session, sight: list(every_row(session, sight, Filters())), True),
        (lambda session, sight: list(every_road(session, sight, Filters())), True),
        (courses_given, True),
    ],
)
def test_rows_are_found_by_team_but_for_a_page_of_many(
    session: Session, engine: Engine, cast: Cast, ask: Ask, by_team: bool
) -> None:
    session.add_all([Team(name=f"Other {at}", created_at=NOW) for at in range(2)])
    session.flush()
    sight = StatusScope(leader_id=cast.lee.id, team_id=None, now=NOW)

    with counted_queries(engine) as sent:
        ask(session, sight)

    assert sent
    assert any(ALONG_NAMES in statement for statement in sent) is not by_team

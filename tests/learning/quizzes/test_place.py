"""In which role does somebody take a quiz, and is there another one to choose?"""

from __future__ import annotations

import pytest
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.learning.quizzes import queries
from tandem.models import Person, TeamMember
from tandem.terms import Role
from tests import cast as stage
from tests.cast import NOW, House
from tests.lessons import give, lesson, question, serve

REP, SUPPORT = Role.REP, Role.SUPPORT


@pytest.fixture(autouse=True)
def course(session: Session, cast: House) -> None:
    """All of the north have a course with a quiz."""
    give(session, serve(session, lesson(question("q1"))), cast.north)


def roles_at(
    session: Session, who: Person, *roles: Role, wanted: str | None = None
) -> tuple[Role, Role | None]:
    """The role in which somebody with these roles takes it, and the one named in its address."""
    whose = {"roles": frozenset(roles), "course": "teaming", "module": "engine", "now": NOW}
    place = queries.place(session, who.id, **whose, wanted=wanted)  # type: ignore[arg-type]
    return place.role, place.as_role


def test_a_role_is_named_where_somebody_sits_in_both(session: Session, cast: House) -> None:
    assert roles_at(session, cast.sam, REP) == (REP, None)
    stage.pair(session, cast.north, cast.rex, cast.sam)

    assert roles_at(session, cast.sam, REP, SUPPORT) == (REP, REP)
    assert roles_at(session, cast.sam, REP, SUPPORT, wanted="support") == (SUPPORT, SUPPORT)


def test_a_role_is_named_where_somebody_may_wait_for_a_partner_in_both(
    session: Session, cast: House
) -> None:
    ned = stage.person(session, "Ned", "Quist", REP, SUPPORT)
    session.flush()
    session.add(TeamMember(team_id=cast.north.id, person_id=ned.id))
    session.flush()

    assert roles_at(session, ned, SUPPORT) == (SUPPORT, None)
    assert roles_at(session, ned, REP, SUPPORT) == (REP, REP)
    assert roles_at(session, ned, REP, SUPPORT, wanted="support") == (SUPPORT, SUPPORT)
    with pytest.raises(NoResultFound):
        roles_at(session, cast.otto, REP)

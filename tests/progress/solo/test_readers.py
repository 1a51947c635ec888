"""Who of a team reads courses alone, and which teams does somebody find?"""

from __future__ import annotations

import pytest
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.models import PersonRole, Team, TeamLeader, TeamMember
from tandem.progress.solo.queries import readers_in, team_of, teams_found
from tandem.terms import Role
from tests.cast import NOW, House


def readers(session: Session, team: Team) -> list[str]:
    """Who of a team may read a course alone, as they are listed."""
    session.flush()
    return [person.given_name for person in readers_in(session, team.id)]


def test_leaders_and_trainers_of_a_team_read_alone_by_surname(
    session: Session, cast: House
) -> None:
    assert readers(session, cast.north) == ["Lee", "Lia"]
    session.add(TeamMember(team_id=cast.north.id, person_id=cast.tess.id))
    session.add(TeamMember(team_id=cast.south.id, person_id=cast.ada.id))
    assert readers(session, cast.north) == ["Lee", "Tess", "Lia"]
    assert readers(session, cast.south) == ["Olga"]
    cast.lee.is_active = False
    assert readers(session, cast.north) == ["Tess", "Lia"]


def test_who_has_a_leaders_place_without_the_role_does_not_read_alone(
    session: Session, cast: House
) -> None:
    session.add(TeamLeader(team_id=cast.south.id, person_id=cast.ada.id))
    assert readers(session, cast.south) == ["Olga"]
    cast.ada.role_rows.append(PersonRole(role=Role.TRAINER))
    assert readers(session, cast.south) == ["Olga"]

    cast.ada.role_rows.append(PersonRole(role=Role.LEADER))

    assert readers(session, cast.south) == ["Olga", "Ada"]


@pytest.mark.parametrize(
    ("who", "may_all", "finds"),
    [("lee", False, True), ("olga", False, False), ("ada", True, True), ("ada", False, False)],
)
def test_a_team_is_found_by_who_leads_it_and_by_administrators(
    session: Session, cast: House, who: str, may_all: bool, finds: bool
) -> None:
    viewer_id = getattr(cast, who).id
    if finds:
        found = team_of(session, viewer_id, team_id=cast.north.id, may_all=may_all)
        assert found is session.get(Team, cast.north.id)
        return
    with pytest.raises(NoResultFound):
        team_of(session, viewer_id, team_id=cast.north.id, may_all=may_all)


def test_teams_are_found_by_all_words_of_their_names(session: Session, cast: House) -> None:
    session.add(Team(name="North by west", created_at=NOW))
    session.flush()

    def names(search: str) -> list[str]:
        return [row.name for row in teams_found(session, search=search, page=1).rows]

    assert names("") == ["North", "North by west", "South"]
    assert names("north") == ["North", "North by west"]
    assert names("west north") == ["North by west"]
    assert names("east") == []

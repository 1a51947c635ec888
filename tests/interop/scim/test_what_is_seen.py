"""What does a directory see of people and of teams: where somebody is, and what changed when?"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tandem.interop.scim.people import users_of
from tandem.interop.scim.resources import Group, User
from tandem.interop.scim.teams import groups_of
from tandem.models import AuditEntry, ScimTeam
from tandem.terms import AuditAct
from tests import cast as stage
from tests.cast import NOW, House

DAY = timedelta(days=1)


@pytest.fixture
def wide() -> bool:
    """Lia belongs to a team and leads it."""
    return True


def teams_of(user: User) -> list[str | None]:
    """The teams that a directory sees somebody in, in their order."""
    return [team.value for team in user.groups or []]


def changed(resource: User | Group) -> datetime | None:
    """When a directory sees something changed last."""
    assert resource.meta is not None
    return resource.meta.last_modified


def test_everybody_is_in_their_own_teams_by_name_and_once_in_each(
    session: Session, cast: House
) -> None:
    second, first = (stage.team(session, name, cast.olga, cast.sam) for name in ("North", "East"))
    session.add(ScimTeam(team_id=first.id))
    session.flush()

    sam, lia, otto = users_of(session, [cast.sam, cast.lia, cast.otto])

    assert teams_of(sam) == [f"g{team.id}" for team in (first, cast.north, second)]
    assert teams_of(lia) == [f"g{cast.north.id}"]
    assert teams_of(otto) == [f"g{cast.south.id}"]


def test_a_team_that_the_directory_has_deleted_is_nobodys(session: Session, cast: House) -> None:
    session.add(ScimTeam(team_id=cast.north.id, deleted_at=NOW))
    session.flush()

    (sam,) = users_of(session, [cast.sam])

    assert sam.groups is None


def test_somebody_changed_when_the_log_last_says_so_and_never_before_they_were_here(
    session: Session, cast: House
) -> None:
    for row, at in ((cast.sam, DAY), (cast.sam, 2 * DAY), (cast.sue, DAY), (cast.otto, -DAY)):
        session.add(AuditEntry(at=NOW + at, act=AuditAct.NAME_MENDED, subject_id=row.id))
    session.flush()

    seen = users_of(session, [cast.sam, cast.sue, cast.otto, cast.ona])

    assert [changed(user) for user in seen] == [NOW + 2 * DAY, NOW + DAY, NOW, NOW]


def test_a_team_changed_when_the_log_last_says_so_and_never_before_it_was_made(
    session: Session, cast: House
) -> None:
    west = stage.team(session, "West", cast.lee)
    for team, at in ((cast.north, DAY), (cast.north, 2 * DAY), (cast.south, -DAY)):
        session.add(AuditEntry(at=NOW + at, act=AuditAct.TEAM_RENAMED, team_id=team.id))
    session.flush()

    seen = groups_of(session, [cast.north, cast.south, west])

    assert [changed(group) for group in seen] == [NOW + 2 * DAY, NOW, NOW]


def test_each_team_has_its_own_people_by_their_ids(session: Session, cast: House) -> None:
    session.add(ScimTeam(team_id=cast.north.id, external_id="4711"))
    session.flush()

    south, north = groups_of(session, [cast.south, cast.north])

    in_north = (cast.sam, cast.sue, cast.lee, cast.abe, cast.lia, cast.rex, cast.eve)
    assert [row.value for row in north.members or []] == [f"u{row.id}" for row in in_north]
    in_south = (cast.otto, cast.ona, cast.olga)
    assert [row.value for row in south.members or []] == [f"u{row.id}" for row in in_south]
    assert (south.external_id, north.external_id) == (None, "4711")

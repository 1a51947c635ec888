"""What becomes of a team when a directory founds, changes or deletes it, row by row?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from scim2_models import NotFoundException, PreconditionFailedException
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.interop.scim import team_acts
from tandem.interop.scim.people import teams_of
from tandem.interop.scim.person_acts import Directory
from tandem.interop.scim.places import take_places_anew
from tandem.interop.scim.refusals import DeniedError
from tandem.interop.scim.resources import Group, MemberOfTeam
from tandem.models import (
    AuditEntry,
    Person,
    PersonRole,
    ScimMember,
    ScimTeam,
    ScimUser,
    Team,
    TeamLeader,
    TeamMember,
)
from tandem.terms import AuditAct, DirectoryFault, Role
from tests.cast import NOW, Cast

LATER = NOW + timedelta(hours=1)
PUT_IN, TAKEN_OUT, LEADS = AuditAct.PUT_IN_TEAM, AuditAct.TAKEN_OUT, AuditAct.MADE_LEADER
Line = tuple[AuditAct, int | None, str]


@pytest.fixture
def directory(session: Session, cast: Cast) -> Directory:
    """One request of a directory, an hour later."""
    return Directory(session, LATER)


def group(name: str, *people: Person, **fields: Any) -> Group:
    """What a directory says of a team: its name, and who is in it."""
    members = [MemberOfTeam(value=f"u{person.id}", type="User") for person in people]
    return Group(display_name=name, members=members, **fields)


def change(directory: Directory, team: Team, name: str, *people: Person, **fields: Any) -> None:
    """The directory makes a team so."""
    said = group(name, *people, id=f"g{team.id}", **fields)
    team_acts.change(directory, said, expected=None)


def found(directory: Directory, name: str, *people: Person, **fields: Any) -> Team:
    """A team that the directory founds."""
    seen = team_acts.found(directory, group(name, *people, **fields))
    return directory.session.get_one(Team, int(str(seen.id)[1:]))


def log(session: Session, team: Team) -> list[Line]:
    """What stands in the log about a team: the act, about whom, and the name it had."""
    rows = session.scalars(
        select(AuditEntry).where(AuditEntry.team_id == team.id).order_by(AuditEntry.id)
    ).all()
    assert {(row.at, row.actor_id) for row in rows} <= {(LATER, None)}
    return [(row.act, row.subject_id, row.about) for row in rows]


def people_of(
    session: Session, team: Team, table: type[TeamMember] | type[TeamLeader] | type[ScimMember]
) -> list[int]:
    """Who has such a place in a team."""
    query = select(table.person_id).where(table.team_id == team.id)
    return sorted(session.scalars(query))


def test_a_new_team_has_its_people_in_the_places_that_their_roles_give(
    session: Session, cast: Cast, directory: Directory
) -> None:
    west = found(directory, "  West ", cast.otto, cast.olga, cast.tess, external_id="x" * 300)

    assert (west.name, west.created_at) == ("West", LATER)
    assert people_of(session, west, TeamMember) == sorted([cast.otto.id, cast.tess.id])
    assert people_of(session, west, TeamLeader) == [cast.olga.id]
    both = people_of(session, west, TeamMember) + people_of(session, west, TeamLeader)
    assert people_of(session, west, ScimMember) == sorted(both)
    acts = {cast.olga.id: LEADS, cast.otto.id: PUT_IN, cast.tess.id: PUT_IN}
    assert log(session, west) == [
        (AuditAct.TEAM_MADE, None, ""),
        *((acts[number], number, "") for number in sorted(acts)),
    ]
    assert session.get_one(ScimTeam, west.id).external_id == "x" * 255


def test_who_is_named_no_more_is_taken_out_and_who_is_named_now_comes_in(
    session: Session, cast: Cast, directory: Directory
) -> None:
    change(directory, cast.north, "North", cast.sue, cast.lee, cast.ona)

    assert people_of(session, cast.north, TeamMember) == sorted([cast.sue.id, cast.ona.id])
    assert people_of(session, cast.north, TeamLeader) == [cast.lee.id]
    assert people_of(session, cast.north, ScimMember) == [cast.ona.id]
    assert log(session, cast.north) == [(TAKEN_OUT, cast.sam.id, ""), (PUT_IN, cast.ona.id, "")]
    assert people_of(session, cast.south, TeamMember) == sorted([cast.otto.id, cast.ona.id])


@pytest.mark.parametrize("beside", [False, True])
def test_the_only_leader_of_a_team_is_not_taken_out(
    session: Session, cast: Cast, directory: Directory, beside: bool
) -> None:
    if beside:
        session.add(TeamLeader(team_id=cast.north.id, person_id=cast.olga.id))
        session.flush()
        change(directory, cast.north, "North", cast.sam, cast.sue, cast.olga)
        assert people_of(session, cast.north, TeamLeader) == [cast.olga.id]
        return
    with pytest.raises(DeniedError) as refused:
        change(directory, cast.north, "North", cast.sam, cast.sue)
    assert (refused.value.fault, refused.value.about) == (DirectoryFault.ONLY_LEADER, "North")
    assert people_of(session, cast.north, TeamLeader) == [cast.lee.id]


def test_whom_no_directory_sees_is_put_into_no_team(
    session: Session, cast: Cast, directory: Directory
) -> None:
    row = ScimUser(person_id=cast.otto.id, user_name="otto", user_name_key=None, deleted_at=NOW)
    session.add(row)
    session.flush()

    with pytest.raises(DeniedError) as refused:
        found(directory, "West", cast.otto)

    denied = refused.value
    assert (denied.fault, denied.about) == (DirectoryFault.UNKNOWN_MEMBER, f"u{cast.otto.id}")


@pytest.mark.parametrize("piece", [1, 2, 1000])
def test_many_people_are_read_piece_by_piece_and_nobody_is_left_out(
    session: Session, cast: Cast, piece: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(team_acts, "PIECE", piece)
    ids = [cast.sam.id, cast.sue.id, cast.lee.id]

    assert sorted(team_acts.people_by_id(session, ids)) == sorted(ids)
    assert team_acts.people_by_id(session, []) == {}


@pytest.mark.parametrize(
    ("name", "is_refused"),
    [("South", True), ("SOUTH", True), (" south ", True), ("Southern", False), ("North", False)],
)
def test_a_name_belongs_to_one_team_that_the_directory_sees(
    session: Session, cast: Cast, directory: Directory, name: str, is_refused: bool
) -> None:
    two = (cast.sam, cast.sue, cast.lee)
    if not is_refused:
        change(directory, cast.north, name, *two)
        assert cast.north.name == name
        renamed = [(AuditAct.TEAM_RENAMED, None, "North")] if name != "North" else []
        assert log(session, cast.north) == renamed
        return
    with pytest.raises(DeniedError) as refused:
        change(directory, cast.north, name, *two)
    assert refused.value.fault is DirectoryFault.TEAM_NAME_TAKEN
    assert (refused.value.team_id, cast.north.name) == (cast.south.id, "North")
    session.add(ScimTeam(team_id=cast.south.id, deleted_at=NOW))
    session.flush()
    change(directory, cast.north, name, *two)


def test_a_team_in_which_something_was_done_is_put_away_and_comes_back_with_its_leader(
    session: Session, cast: Cast, directory: Directory
) -> None:
    team_acts.put_away(directory, f"g{cast.north.id}", expected=None)

    assert people_of(session, cast.north, TeamMember) == []
    assert people_of(session, cast.north, TeamLeader) == [cast.lee.id]
    assert log(session, cast.north) == [
        (AuditAct.TEAM_PUT_AWAY, None, "North"), (TAKEN_OUT, cast.sam.id, ""),
        (TAKEN_OUT, cast.sue.id, ""),
    ]  # fmt: skip
    known = session.get_one(ScimTeam, cast.north.id)
    assert known.deleted_at == LATER
    assert len(people_of(session, cast.south, TeamMember)) == 2
    with pytest.raises(NotFoundException):
        team_acts.put_away(directory, f"g{cast.north.id}", expected=None)

    assert found(directory, "North", cast.otto) is cast.north
    assert known.deleted_at is None
    assert people_of(session, cast.north, TeamMember) == [cast.otto.id]
    assert people_of(session, cast.north, TeamLeader) == [cast.lee.id]


def test_a_team_in_which_nothing_was_done_goes_with_its_places_and_no_other(
    session: Session, cast: Cast, directory: Directory
) -> None:
    west, east = found(directory, "West", cast.otto), found(directory, "East", cast.otto)
    number = west.id

    team_acts.put_away(directory, f"g{number}", expected=None)

    assert session.get(Team, number) is None
    for table in (TeamMember, ScimMember):
        teams = set(session.scalars(select(table.team_id)))
        assert (number in teams, east.id in teams) == (False, True)
    assert session.get(ScimTeam, east.id) is not None
    again = found(directory, "West")
    assert people_of(session, again, TeamMember) == []


@pytest.mark.parametrize("act", ["change", "delete"])
def test_a_team_that_was_changed_meanwhile_is_left_as_it_is(
    session: Session, cast: Cast, directory: Directory, act: str
) -> None:
    west = found(directory, "West", cast.otto)

    def do(expected: str) -> object:
        if act == "change":
            said = group("Far West", cast.ona, id=f"g{west.id}")
            return team_acts.change(directory, said, expected=expected)
        return team_acts.put_away(directory, f"g{west.id}", expected=expected)

    with pytest.raises(PreconditionFailedException):
        do('W/"before"')
    assert (west.name, people_of(session, west, TeamMember)) == ("West", [cast.otto.id])

    seen = team_acts.seen_now(session, west.id)
    assert seen.meta is not None
    do(str(seen.meta.version))
    rest = [team for team in session.scalars(select(Team)) if team.name.endswith("West")]
    assert [team.name for team in rest] == (["Far West"] if act == "change" else [])


def test_of_teams_of_one_name_that_were_put_away_the_newest_comes_back(
    session: Session, cast: Cast, directory: Directory
) -> None:
    teams = [Team(name=name, created_at=NOW) for name in ("West", "West", "Western")]
    session.add_all(teams)
    session.flush()
    session.add_all(ScimTeam(team_id=team.id, deleted_at=NOW) for team in teams)
    session.flush()

    assert found(directory, "West") is teams[1]
    assert session.get_one(ScimTeam, teams[0].id).deleted_at == NOW


@pytest.fixture
def west(session: Session, directory: Directory, cast: Cast) -> Team:
    """The directory has put Lee, who leads North, and Sue into West."""
    for person in (cast.lee, cast.sue):
        session.add(ScimUser(person_id=person.id, user_name=person.email))
    session.flush()
    return found(directory, "West", cast.lee, cast.sue)


def test_other_roles_give_and_take_places_in_the_teams_of_the_directory_alone(
    session: Session, directory: Directory, cast: Cast, west: Team
) -> None:
    session.add(TeamLeader(team_id=west.id, person_id=cast.olga.id))
    cast.lee.role_rows = [PersonRole(role=Role.REP)]
    session.flush()

    take_places_anew(directory, cast.lee)

    assert people_of(session, west, TeamLeader) == [cast.olga.id]
    assert people_of(session, west, TeamMember) == sorted([cast.lee.id, cast.sue.id])
    assert people_of(session, cast.north, TeamLeader) == [cast.lee.id]


def test_who_gets_other_roles_comes_into_no_team_that_others_were_put_into(
    session: Session, directory: Directory, cast: Cast, west: Team
) -> None:
    take_places_anew(directory, cast.sam)

    assert cast.sam.id not in people_of(session, west, TeamMember)


def test_a_place_that_somebody_has_is_not_given_again(
    session: Session, directory: Directory, cast: Cast, west: Team
) -> None:
    before = log(session, west)

    take_places_anew(directory, cast.sue)

    assert log(session, west) == before


def test_a_team_that_was_put_away_is_none_of_anybodys(
    session: Session, directory: Directory, cast: Cast, west: Team
) -> None:
    def names() -> list[str | None]:
        return [team.display for team in teams_of(session, [cast.sue.id])[cast.sue.id]]

    assert names() == ["North", "West"]
    session.get_one(ScimTeam, west.id).deleted_at = NOW
    session.flush()
    assert names() == ["North"]

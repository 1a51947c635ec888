"""Which place gives a role in a team, and whom does a directory want there?"""

from __future__ import annotations

import pytest

from tandem.interop.scim.places import Place, places_for
from tandem.interop.scim.refusals import DeniedError
from tandem.interop.scim.resources import Group, MemberOfTeam
from tandem.interop.scim.team_acts import GOES_ALONG, name_in, tables_of_teams, wanted_in
from tandem.models import Team, TeamLeader, TeamMember
from tandem.terms import DirectoryFault, Role

WEST = Team(id=7, name="West")


@pytest.mark.parametrize(
    ("roles", "places"),
    [
        ([], {TeamMember}),
        ([Role.REP], {TeamMember}),
        ([Role.SUPPORT], {TeamMember}),
        ([Role.TRAINER, Role.ADMIN], {TeamMember}),
        ([Role.LEADER], {TeamLeader}),
        ([Role.LEADER, Role.ADMIN], {TeamLeader}),
        ([Role.LEADER, Role.SUPPORT], {TeamLeader, TeamMember}),
    ],
)
def test_a_leader_leads_and_whoever_may_sit_in_a_pair_or_has_no_such_role_belongs(
    roles: list[Role], places: set[Place]
) -> None:
    assert places_for(roles) == places


def member(value: str | None, kind: str | None = None) -> MemberOfTeam:
    """Somebody whom a directory names."""
    return MemberOfTeam(value=value, ref=None, type=kind)


def test_a_directory_wants_each_person_once() -> None:
    named = [member("u4"), member("u9", "User"), member("u4", "USER")]

    assert wanted_in(Group(members=named), WEST) == {4, 9}
    assert wanted_in(Group(members=None), WEST) == set()


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("g4", None),
        ("4", None),
        (None, None),
        ("u4", "Group"),
        ("u0", "User"),
        ("u" + "9" * 90, ""),
    ],
)
def test_what_is_no_person_cannot_be_in_a_team(value: str | None, kind: str | None) -> None:
    with pytest.raises(DeniedError) as refused:
        wanted_in(Group(members=[member("u4"), member(value, kind)]), WEST)

    error = refused.value
    assert (error.fault, error.team_id) == (DirectoryFault.UNKNOWN_MEMBER, 7)
    assert error.about == (value or "")[:80]


@pytest.mark.parametrize(
    ("written", "name"), [("West", "West"), ("  West  side ", "West side"), ("x" * 300, "x" * 200)]
)
def test_the_name_of_a_team_is_written_in_one_way(written: str, name: str) -> None:
    assert name_in(Group(display_name=written)) == name


@pytest.mark.parametrize("written", [None, "", "  ", "\u200b"])
def test_a_team_without_a_name_is_refused(written: str | None) -> None:
    with pytest.raises(DeniedError) as refused:
        name_in(Group(display_name=written))

    assert refused.value.fault is DirectoryFault.NO_TEAM_NAME


def test_a_team_is_used_as_soon_as_anything_but_its_places_points_to_it() -> None:
    names = {table.name for table in tables_of_teams()}

    assert {"pair", "assignment", "invitation"} <= names
    assert names & {*GOES_ALONG, "team"} == set()

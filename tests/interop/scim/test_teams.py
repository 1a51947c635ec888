"""What becomes of teams that a directory makes, fills, empties and deletes?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import AuditEntry, Pair, Team, TeamLeader, TeamMember
from tandem.terms import AuditAct, DirectoryFault, PairState
from tests.cast import Cast
from tests.conftest import Browser
from tests.interop.scim.conftest import GROUP, TalkingDirectory

Acts = Callable[[], list[AuditAct]]


def found(directory: TalkingDirectory, name: str, *ids: str) -> Any:
    """A new team with these people; what the site says of it."""
    members = [{"value": user} for user in ids]
    said = {"schemas": [GROUP], "displayName": name, "members": members}
    answer = directory.send("POST", "/Groups", said)
    assert answer.status_code == 201, answer.text
    return answer.json


def places(session: Session, team_id: int) -> tuple[list[int], list[int]]:
    """Who belongs to a team, and who leads it."""
    session.rollback()
    members = select(TeamMember.person_id).where(TeamMember.team_id == team_id)
    leaders = select(TeamLeader.person_id).where(TeamLeader.team_id == team_id)
    return sorted(session.scalars(members)), sorted(session.scalars(leaders))


def number(resource: Any) -> int:
    """The number behind an id."""
    return int(resource["id"][1:])


def test_a_team_is_made_and_whoever_has_the_role_leads_it(
    session: Session, directory: TalkingDirectory, acts: Acts
) -> None:
    lia = directory.bring("lia@example.com", roles=[{"value": "leader"}])
    mia = directory.bring("mia@example.com", roles=[{"value": "rep"}])
    tim = directory.bring("tim@example.com")

    west = found(directory, "  West ", lia["id"], mia["id"], tim["id"])

    assert west["displayName"] == "West"
    assert places(session, number(west)) == (
        [number(mia), number(tim)],
        [number(lia)],
    )
    assert acts()[-4:] == [
        *(AuditAct.TEAM_MADE, AuditAct.MADE_LEADER, AuditAct.PUT_IN_TEAM, AuditAct.PUT_IN_TEAM)
    ]
    (group,) = directory.get(f"/Users/{mia['id']}")["groups"]
    assert (group["value"], group["display"]) == (west["id"], "West")


def test_whoever_gets_the_role_later_leads_the_teams_of_the_directory(
    session: Session, cast: Cast, directory: TalkingDirectory
) -> None:
    tim = directory.bring("tim@example.com")
    west = found(directory, "West", tim["id"])
    leader = {"op": "add", "path": "roles", "value": [{"value": "leader"}]}

    directory.patch(f"/Users/{tim['id']}", leader)

    assert places(session, number(west)) == ([], [number(tim)])


@pytest.mark.parametrize(
    "operation",
    [
        {"op": "remove", "path": 'members[value eq "{sam}"]'},
        {"op": "Remove", "path": "members", "value": [{"value": "{sam}"}]},
    ],
)
def test_whoever_is_taken_out_of_a_team_keeps_pair_and_records(
    session: Session, cast: Cast, directory: TalkingDirectory, acts: Acts, operation: Any
) -> None:
    sam, north = f"u{cast.sam.id}", f"g{cast.north.id}"
    said = {key: value for key, value in operation.items() if key != "value"}
    said["path"] = said["path"].replace("{sam}", sam)
    if "value" in operation:
        said["value"] = [{"value": sam}]

    assert directory.patch(f"/Groups/{north}", said).status_code == 204

    members, leaders = places(session, cast.north.id)
    assert (cast.sam.id in members, leaders) == (False, [cast.lee.id])
    assert session.get_one(Pair, cast.pair.id).state is PairState.ACTIVE
    assert acts() == [AuditAct.TAKEN_OUT]


REFUSED = {
    "the last leader": (
        {"op": "remove", "path": 'members[value eq "u{lee}"]'}, DirectoryFault.ONLY_LEADER, 409,
    ),
    "the last leader with all": (
        {"op": "remove", "path": "members"}, DirectoryFault.ONLY_LEADER, 409,
    ),
    "somebody who is not here": (
        {"op": "add", "path": "members", "value": [{"value": "u9999"}]},
        DirectoryFault.UNKNOWN_MEMBER, 400,
    ),
    "a group in a group": (
        {"op": "add", "path": "members", "value": [{"value": "g1", "type": "Group"}]},
        DirectoryFault.UNKNOWN_MEMBER, 400,
    ),
    "a name of another": (
        {"op": "replace", "path": "displayName", "value": " SOUTH "},
        DirectoryFault.TEAM_NAME_TAKEN, 409,
    ),
    "no name": (
        {"op": "replace", "path": "displayName", "value": "\u200b"},
        DirectoryFault.NO_TEAM_NAME, 400,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_a_group_may_not_do_is_a_sentence_a_line_and_changes_nothing(
    session: Session, cast: Cast, directory: TalkingDirectory, case: str
) -> None:
    operation, fault, status = REFUSED[case]
    said = {**operation, "path": operation["path"].replace("{lee}", str(cast.lee.id))}
    before = places(session, cast.north.id)

    answer = directory.patch(
        f"/Groups/g{cast.north.id}", {"op": "add", "path": "externalId", "value": "x"}, said
    )

    assert answer.status_code == status
    assert "Nothing was changed." in answer.json["detail"]
    assert places(session, cast.north.id) == before
    row = session.scalars(select(AuditEntry).where(AuditEntry.act == AuditAct.SCIM_REFUSED)).one()
    assert (row.detail, row.token_id) == (fault, directory.token_id)
    assert "externalId" not in directory.get(f"/Groups/g{cast.north.id}")


def test_a_team_in_which_something_was_done_stays_and_its_leader_with_it(
    session: Session, cast: Cast, directory: TalkingDirectory, browser_of: Browser, acts: Acts
) -> None:
    path = f"/Groups/g{cast.north.id}"

    assert directory.send("DELETE", path).status_code == 204

    assert directory.send("GET", path).status_code == 404
    assert places(session, cast.north.id) == ([], [cast.lee.id])
    assert session.get_one(Pair, cast.pair.id).state is PairState.ACTIVE
    assert browser_of(cast.lee).get(f"/lead/teams/{cast.north.id}/").status_code == 200
    assert acts()[0] is AuditAct.TEAM_PUT_AWAY
    again = found(directory, "North")
    assert number(again) == cast.north.id


def test_a_team_in_which_nothing_was_done_is_gone(
    session: Session, directory: TalkingDirectory
) -> None:
    tim = directory.bring("tim@example.com", roles=[{"value": "leader"}])
    west = found(directory, "West", tim["id"])

    directory.send("DELETE", f"/Groups/{west['id']}")

    session.rollback()
    assert session.get(Team, number(west)) is None


def test_a_team_with_another_name_is_in_the_log_with_the_old_one(
    session: Session, cast: Cast, directory: TalkingDirectory
) -> None:
    name = {"op": "replace", "path": "displayName", "value": "Far North"}

    directory.patch(f"/Groups/g{cast.north.id}", name)

    session.rollback()
    assert session.get_one(Team, cast.north.id).name == "Far North"
    row = session.scalars(select(AuditEntry).where(AuditEntry.act == AuditAct.TEAM_RENAMED)).one()
    assert row.about == "North"


def test_whom_a_directory_has_deleted_is_in_no_group(
    cast: Cast, directory: TalkingDirectory
) -> None:
    directory.send("DELETE", f"/Users/u{cast.sam.id}")

    members = {row["value"] for row in directory.get(f"/Groups/g{cast.north.id}")["members"]}
    assert f"u{cast.sue.id}" in members
    assert f"u{cast.sam.id}" not in members

"""Who is in which team, who leads it, and which teams would be without a leader?"""

from __future__ import annotations

import pytest
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.models import AuditEntry, Person, SignIn, TeamLeader, TeamMember
from tandem.people.teams import actions, queries
from tandem.terms import AuditAct, PairState, Role
from tests import cast as stage
from tests.cast import NOW, House


@pytest.fixture
def wide() -> bool:
    """Lia leads North with Lee, and sits in it."""
    return True


def names(people: list[Person] | tuple[Person, ...]) -> list[str]:
    """What these people are called."""
    return [person.given_name for person in people]


def test_the_teams_of_a_leader_stand_by_name_then_the_older_first(
    session: Session, cast: House
) -> None:
    west, again = (stage.team(session, "Alps", cast.lee) for _ in range(2))

    assert queries.teams_led(session, cast.lee.id) == [west, again, cast.north]
    assert queries.teams_led(session, cast.sam.id) == []
    assert queries.team_led(session, cast.lia.id, team_id=cast.north.id) is cast.north
    for person, team in ((cast.olga, cast.north), (cast.lee, cast.south), (cast.sam, cast.north)):
        with pytest.raises(NoResultFound):
            queries.team_led(session, person.id, team_id=team.id)


def test_a_team_is_led_alone_where_the_other_leaders_cannot_come_in(
    session: Session, cast: House
) -> None:
    assert queries.teams_led_alone(session, cast.lee.id) == []
    assert queries.teams_led_alone(session, cast.olga.id) == [cast.south]
    cast.lia.is_active = False
    session.flush()
    assert queries.teams_led_alone(session, cast.lee.id) == [cast.north]
    assert queries.teams_led_alone(session, cast.sam.id) == []
    alps = stage.team(session, "Alps", cast.lee)
    session.flush()
    assert queries.teams_led_alone(session, cast.lee.id) == [alps, cast.north]


def test_whose_role_was_taken_leads_no_team_and_leaves_it_to_nobody(
    session: Session, cast: House
) -> None:
    cast.lee.role_rows = []
    session.flush()

    assert queries.teams_led(session, cast.lee.id) == []
    with pytest.raises(NoResultFound):
        queries.team_led(session, cast.lee.id, team_id=cast.north.id)
    assert queries.teams_led_alone(session, cast.lia.id) == [cast.north]
    assert queries.teams_left_alone(session, ["lia@example.com"]) == ["North"]


@pytest.mark.parametrize(
    ("leaving", "teams"),
    [
        (["lee"], []),
        (["lia"], []),
        (["lee", "lia"], ["North"]),
        (["olga", "lia", "lee", "sam"], ["North", "South"]),
        ([], []),
    ],
)
def test_teams_are_left_alone_when_all_who_lead_them_leave(
    session: Session, cast: House, leaving: list[str], teams: list[str]
) -> None:
    emails = [f"{name}@example.com" for name in leaving]

    assert queries.teams_left_alone(session, emails) == teams


def test_a_leader_who_cannot_come_in_keeps_no_team(session: Session, cast: House) -> None:
    cast.lia.is_active = False
    session.flush()

    assert queries.teams_left_alone(session, ["lee@example.com"]) == ["North"]


def test_the_people_of_a_team_stand_by_surname_and_are_found_by_their_names(
    session: Session, cast: House
) -> None:
    norths = ["Abe", "Sam", "Rex", "Eve", "Lia", "Sue"]

    assert names(queries.members(session, cast.north.id)) == norths
    found = queries.members_found(session, cast.north.id, search="", page=1)
    assert (names(found.rows), found.number) == (norths, 6)
    some = queries.members_found(session, cast.north.id, search="a ADE", page=1)
    assert (names(some.rows), some.number) == (["Sam"], 1)
    assert queries.members_found(session, cast.north.id, search="otto", page=1).number == 0


def test_somebody_is_found_in_a_team_by_id_or_by_address_and_role(
    session: Session, cast: House
) -> None:
    north = cast.north.id
    assert queries.member(session, north, person_id=cast.sam.id) is cast.sam
    for other in (cast.otto, cast.lee):
        with pytest.raises(NoResultFound):
            queries.member(session, north, person_id=other.id)

    def with_role(email: str, role: Role) -> Person | None:
        return queries.member_with_role(session, north, email=email, role=role)

    assert with_role(" SAM@Example.com", Role.REP) is cast.sam
    assert with_role("sam@example.com", Role.SUPPORT) is None
    assert with_role("otto@example.com", Role.REP) is None
    assert with_role("lia@example.com", Role.LEADER) is cast.lia


def test_pairs_of_a_team_are_counted_in_either_seat_until_they_end(
    session: Session, cast: House
) -> None:
    session.add(TeamMember(team_id=cast.south.id, person_id=cast.sam.id))
    stage.pair(session, cast.south, cast.sam, cast.ona)

    def number(person: Person) -> int:
        return queries.number_of_pairs(session, cast.north.id, person_id=person.id)

    counted = [number(one) for one in (cast.sam, cast.sue, cast.eve, cast.rex, cast.otto)]
    assert counted == [2, 2, 1, 1, 0]
    stage.change(session, cast.pair, PairState.PROPOSED)
    session.flush()
    assert number(cast.sam) == 2


def test_the_sample_is_there_where_somebody_of_it_is(session: Session, cast: House) -> None:
    assert not queries.has_sample(session)
    cast.sam.is_sample = True
    session.flush()
    assert queries.has_sample(session)


def told(entries: list[AuditEntry]) -> list[tuple[AuditAct, int | None, str]]:
    """What somebody is to be told."""
    return [(entry.act, entry.team_id, entry.detail) for entry in entries]


def test_whoever_is_taken_out_of_one_team_stays_in_the_others(
    session: Session, cast: House
) -> None:
    session.add(TeamMember(team_id=cast.south.id, person_id=cast.sam.id))
    session.flush()
    north, south = cast.north.id, cast.south.id
    acting = {"person_id": cast.sam.id, "by_id": cast.lee.id, "now": NOW}

    assert told(actions.leave_team(session, team_id=north, **acting)) == [
        (AuditAct.TAKEN_OUT, north, "")
    ]
    assert actions.leave_team(session, team_id=north, **acting) == []

    session.expire_all()
    assert session.get(TeamMember, (north, cast.sam.id)) is None
    assert session.get(TeamMember, (south, cast.sam.id)) is not None
    assert session.get(TeamMember, (north, cast.sue.id)) is not None
    back = actions.come_back(session, team_id=north, **acting)
    assert told(back or []) == [(AuditAct.PUT_IN_TEAM, north, "")]


@pytest.mark.parametrize(
    ("roles", "is_open", "acts"),
    [
        ({Role.REP}, True, []),
        ({Role.REP, Role.TRAINER}, True, [(AuditAct.ROLES_GIVEN, "trainer")]),
        (set(), True, [(AuditAct.ROLES_TAKEN, "rep")]),
        (
            {Role.SUPPORT, Role.ADMIN},
            True,
            [(AuditAct.ROLES_GIVEN, "support,admin"), (AuditAct.ROLES_TAKEN, "rep")],
        ),
        ({Role.REP}, False, []),
    ],
)
def test_roles_are_given_and_taken_and_whoever_has_others_signs_in_anew(
    session: Session,
    cast: House,
    roles: set[Role],
    is_open: bool,
    acts: list[tuple[AuditAct, str]],
) -> None:
    entries = actions.set_roles(
        session, cast.sam, roles, is_active=is_open, by_id=cast.ada.id, now=NOW
    )
    session.flush()

    assert [(act, detail) for act, _, detail in told(entries)] == acts
    assert (cast.sam.roles, cast.sam.is_active) == (roles, is_open)
    is_in = session.query(SignIn).filter_by(person_id=cast.sam.id).count() == 1
    assert is_in is not bool(acts)


def test_a_closed_account_is_opened_with_its_roles(session: Session, cast: House) -> None:
    cast.sam.is_active = False

    entries = actions.set_roles(
        session, cast.sam, {Role.REP}, is_active=True, by_id=cast.ada.id, now=NOW
    )

    assert told(entries) == [(AuditAct.OPENED, None, "")]
    assert cast.sam.is_active


def test_a_new_team_has_one_spelling_and_its_first_leader(session: Session, cast: House) -> None:
    team = actions.create_team(session, " We\u0301st  End ", leader_id=cast.lee.id, now=NOW)

    assert team.name == "Wést End"
    assert session.get(TeamLeader, (team.id, cast.lee.id)) is not None

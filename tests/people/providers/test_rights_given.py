"""Which rights does a provider give and take, what stays, and what is written down of it?"""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import (
    AuditEntry,
    Identity,
    IdentityTeam,
    Person,
    PersonRole,
    SignIn,
    Team,
    TeamLeader,
    TeamMember,
)
from tandem.people.providers import taking
from tandem.people.providers.claims import WantedRights
from tandem.people.providers.taking import Hindrance, NotTaken, Taking
from tandem.terms import AuditAct, Role
from tests import cast as stage
from tests.cast import NOW, House

NONE: frozenset[Role] = frozenset()
MEMBER, LEADS = False, True
Line = tuple[AuditAct, int | None, str]


def known(session: Session, person: Person, *roles: Role) -> Taking:
    """Somebody comes in by a provider, which has given these roles before."""
    identity = Identity(
        person_id=person.id, issuer="https://a.example", subject=person.email, created_at=NOW,
        role_names=",".join(roles),
    )  # fmt: skip
    session.add(identity)
    session.flush()
    return Taking(session, person, identity, NOW)


def gave(sign_in: Taking, team: Team, *, leads: bool = MEMBER) -> None:
    """The provider has given this place before."""
    table = TeamLeader if leads else TeamMember
    if sign_in.session.get(table, (team.id, sign_in.person.id)) is None:
        sign_in.session.add(table(team_id=team.id, person_id=sign_in.person.id))
    row = IdentityTeam(identity_id=sign_in.identity.id, team_id=team.id, leads=leads)
    sign_in.session.add(row)
    sign_in.session.flush()


def wants(sign_in: Taking, *names: str) -> None:
    """The provider names these teams and says nothing of roles."""
    taking.take(sign_in, WantedRights(None, frozenset(names)))


def log(sign_in: Taking) -> list[Line]:
    """What stands in the log, all of it about whoever comes in: the act, where, and the roles."""
    rows = sign_in.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert {(row.actor_id, row.subject_id) for row in rows} <= {(None, sign_in.person.id)}
    assert sign_in.entries == rows
    return [(row.act, row.team_id, row.detail) for row in rows]


def places(sign_in: Taking) -> set[tuple[str, bool]]:
    """In which teams somebody is, and which they lead."""
    found = set()
    for table, leads in ((TeamMember, MEMBER), (TeamLeader, LEADS)):
        query = select(Team.name).join(table, table.team_id == Team.id)
        rows = sign_in.session.scalars(query.where(table.person_id == sign_in.person.id))
        found |= {(name, leads) for name in rows}
    return found


def given_places(sign_in: Taking) -> set[tuple[str, bool]]:
    """Which places count as the provider's own."""
    query = select(Team.name, IdentityTeam.leads).join(Team, Team.id == IdentityTeam.team_id)
    return {tuple(row) for row in sign_in.session.execute(query)}


@pytest.mark.parametrize(
    ("given", "wanted", "held", "kept", "acts"),
    [
        ("", "rep", "rep", "", []),
        ("", "", "rep", "", []),
        ("", "rep,trainer", "rep,trainer", "trainer", ["gave trainer"]),
        ("rep", "", "", "", ["took rep", "seat rep"]),
        ("rep", "rep", "rep", "rep", []),
        ("rep,trainer", "rep", "rep", "rep", []),
        ("rep", "support,admin", "support,admin", "support,admin",
         ["gave support,admin", "took rep", "seat rep"]),
    ],
)  # fmt: skip
def test_a_provider_gives_what_it_names_and_takes_only_what_it_gave(
    session: Session, cast: House, given: str, wanted: str, held: str, kept: str, acts: list[str]
) -> None:
    sign_in = known(session, cast.sam, *map(Role, filter(None, given.split(","))))
    roles = frozenset(map(Role, filter(None, wanted.split(","))))

    taking.take(sign_in, WantedRights(roles, None))

    query = select(PersonRole.role).where(PersonRole.person_id == cast.sam.id)
    now_held = set(session.scalars(query))
    assert ",".join(role for role in Role if role in now_held) == held
    assert sign_in.identity.role_names == kept
    words = {AuditAct.PROVIDER_GAVE_ROLES: "gave", AuditAct.PROVIDER_TOOK_ROLES: "took"}
    words[AuditAct.PROVIDER_LEFT_SEAT] = "seat"
    lines = [f"{words[act]} {detail}" for act, _, detail in log(sign_in)]
    # Sam sits in two pairs, which go on.
    assert lines == [line for line in acts for _ in range(1 + (line == "seat rep"))]
    sign_ins = session.scalars(select(SignIn).where(SignIn.person_id == cast.sam.id)).all()
    assert bool(sign_ins) is not bool(acts)


@pytest.mark.parametrize(("beside", "is_kept"), [(None, True), (False, True), (True, False)])
def test_an_administrator_stays_one_without_another_who_can_come_in(
    session: Session, cast: House, beside: bool | None, is_kept: bool
) -> None:
    if beside is not None:
        cast.tess.role_rows.append(PersonRole(role=Role.ADMIN))
        cast.tess.is_active = beside
    sign_in = known(session, cast.ada, Role.ADMIN, Role.TRAINER)

    taking.take(sign_in, WantedRights(NONE, None))

    assert cast.ada.roles == ({Role.ADMIN} if is_kept else NONE)
    assert sign_in.identity.roles == cast.ada.roles
    last = NotTaken(Hindrance.LAST_ADMINISTRATOR)
    assert sign_in.not_taken == ([last] if is_kept else [])
    refused = [(AuditAct.CLAIM_NOT_TAKEN, None, "admin")] if is_kept else []
    taken = [] if is_kept else [(AuditAct.PROVIDER_TOOK_ROLES, None, "admin")]
    assert log(sign_in) == refused + taken


def test_nothing_is_refused_of_what_nobody_wants_to_take(session: Session, cast: House) -> None:
    for who, role in ((cast.ada, Role.ADMIN), (cast.olga, Role.LEADER)):
        who.role_rows.append(PersonRole(role=Role.TRAINER))
        sign_in = known(session, who, Role.TRAINER, role)

        taking.take(sign_in, WantedRights(frozenset({role}), None))

        assert (who.roles, sign_in.not_taken) == ({role}, [])
        assert [row.act for row in sign_in.entries] == [AuditAct.PROVIDER_TOOK_ROLES]


@pytest.mark.parametrize(("who", "is_kept"), [("olga", True), ("lee", False)])
def test_a_leader_stays_one_whose_team_nobody_else_leads(
    session: Session, cast: House, who: str, is_kept: bool
) -> None:
    sign_in = known(session, getattr(cast, who), Role.LEADER)

    taking.take(sign_in, WantedRights(NONE, None))

    assert (Role.LEADER in sign_in.person.roles) is is_kept
    if is_kept:
        assert sign_in.not_taken == [NotTaken(Hindrance.ONLY_LEADER, "South")]
        assert log(sign_in) == [(AuditAct.CLAIM_NOT_TAKEN, cast.south.id, "leader")]
        assert sign_in.identity.roles == {Role.LEADER}


@pytest.mark.parametrize(
    ("who", "wanted"),
    [
        ("otto", {("South", MEMBER), ("North", MEMBER)}),
        ("olga", {("South", LEADS), ("North", LEADS)}),
        ("tess", set()),
        ("lia", {("North", MEMBER), ("North", LEADS)}),
    ],
)
def test_a_team_that_is_named_gives_the_places_that_the_roles_allow(
    session: Session, cast: House, who: str, wanted: set[tuple[str, bool]]
) -> None:
    sign_in = known(session, getattr(cast, who))
    before = places(sign_in)

    wants(sign_in, "North")

    assert places(sign_in) == wanted
    assert given_places(sign_in) == wanted - before
    acts = {MEMBER: AuditAct.PROVIDER_PUT_IN_TEAM, LEADS: AuditAct.PROVIDER_MADE_LEADER}
    assert log(sign_in) == [(acts[leads], cast.north.id, "") for _, leads in wanted - before]


def test_a_place_that_is_named_no_more_goes_and_any_other_stays(
    session: Session, cast: House
) -> None:
    other, sign_in = known(session, cast.sue), known(session, cast.sam)
    session.add(TeamMember(team_id=cast.south.id, person_id=cast.sam.id))
    west = stage.team(session, "West", cast.lee)
    for who, team in ((sign_in, cast.north), (sign_in, west), (other, cast.north)):
        gave(who, team)

    wants(sign_in, "West")

    assert places(sign_in) == {("South", MEMBER), ("West", MEMBER)}
    assert places(other) == {("North", MEMBER)}
    rows = session.scalars(select(IdentityTeam)).all()
    assert {(row.identity_id, row.team_id) for row in rows} == {
        (other.identity.id, cast.north.id), (sign_in.identity.id, west.id),
    }  # fmt: skip
    assert log(sign_in) == [(AuditAct.PROVIDER_TOOK_OUT, cast.north.id, "")]


def test_whoever_leads_no_more_belongs_to_the_team_as_before(session: Session, cast: House) -> None:
    sign_in = known(session, cast.lia)
    gave(sign_in, cast.north, leads=LEADS)
    gave(sign_in, cast.north)
    cast.lia.role_rows = [row for row in cast.lia.role_rows if row.role is Role.REP]

    wants(sign_in, "North")

    assert places(sign_in) == given_places(sign_in) == {("North", MEMBER)}


def test_the_only_leader_keeps_the_team_and_whoever_does_not_lead_leaves_it(
    session: Session, cast: House
) -> None:
    olga, otto = known(session, cast.olga), known(session, cast.otto)
    gave(olga, cast.south, leads=LEADS)
    gave(otto, cast.south)

    wants(olga)

    assert places(olga) == {("South", LEADS)}
    assert olga.not_taken == [NotTaken(Hindrance.ONLY_LEADER, "South")]
    assert log(olga) == [(AuditAct.CLAIM_NOT_TAKEN, cast.south.id, "")]
    wants(otto)
    assert places(otto) == set()


def test_who_leads_a_team_alone_may_cease_to_belong_to_it(session: Session, cast: House) -> None:
    sign_in = known(session, cast.olga)
    gave(sign_in, cast.south)

    wants(sign_in)

    assert places(sign_in) == {("South", LEADS)}
    assert sign_in.not_taken == []
    assert log(sign_in) == [(AuditAct.PROVIDER_TOOK_OUT, cast.south.id, "")]


@pytest.mark.parametrize("given", [True, False])
def test_of_two_teams_called_so_nobody_is_put_in_or_taken_out(
    session: Session, cast: House, given: bool
) -> None:
    first, second = (Team(name="West", created_at=NOW) for _ in range(2))
    session.add_all([first, second])
    session.flush()
    sign_in = known(session, cast.otto)
    if given:
        gave(sign_in, second)

    wants(sign_in, "West")

    assert places(sign_in) == {("South", MEMBER)} | ({("West", MEMBER)} if given else set())
    assert sign_in.not_taken == [NotTaken(Hindrance.UNCLEAR_TEAM, "West")]
    assert log(sign_in) == [(AuditAct.CLAIM_NOT_TAKEN, first.id, "")]


@pytest.mark.parametrize(
    ("there", "name", "found"),
    [
        (["WEST", "West"], "West", "West"),
        (["west", "WEST"], "West", None),
        ([" west  coast"], "West Coast", " west  coast"),
        (["Western"], "West", "West"),
    ],
)
def test_a_team_is_called_as_it_is_spelled_else_in_any_case_and_else_it_is_new(
    session: Session, cast: House, there: list[str], name: str, found: str | None
) -> None:
    session.add_all(Team(name=one, created_at=NOW) for one in there)
    sign_in = known(session, cast.otto)
    number = len(session.scalars(select(Team)).all())

    wants(sign_in, name)

    own = {team for team, _ in places(sign_in) if team != "South"}
    assert own == ({found} if found else set())
    is_new = found == name and name not in there
    assert len(session.scalars(select(Team)).all()) == number + is_new
    if is_new:
        made: Any = session.scalars(select(Team).where(Team.name == name)).one()
        assert made.created_at == NOW


def test_what_a_provider_does_not_speak_of_stays(session: Session, cast: House) -> None:
    sign_in = known(session, cast.sam, Role.REP)
    gave(sign_in, cast.north)

    taking.take(sign_in, WantedRights(None, None))

    assert cast.sam.roles == {Role.REP}
    assert places(sign_in) == {("North", MEMBER)}
    assert log(sign_in) == []

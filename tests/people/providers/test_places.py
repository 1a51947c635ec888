"""Which roles and places does a provider give and take of somebody who is there?"""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tandem.models import (
    Identity,
    IdentityTeam,
    PersonRole,
    SignIn,
    Team,
    TeamLeader,
    TeamMember,
)
from tandem.people.accounts import sign_ins
from tandem.people.accounts.sign_ins import CameBy
from tandem.people.providers import identities, taking
from tandem.people.providers.claims import WantedRights
from tandem.people.providers.faults import ProviderError, ProviderFault
from tandem.people.providers.proof import Said
from tandem.people.providers.taking import Hindrance, NotTaken, Taking
from tandem.terms import AuditAct, Role
from tandem.web.provider_settings import Provider
from tests.cast import NOW, House
from tests.lessons import counted_queries

ACME = Provider(name="acme", issuer="https://acme.example", client_id="t")
Told = list[tuple[AuditAct, int | None, str]]


@pytest.fixture
def wide() -> bool:
    """Lia leads North with Lee, and sits in it."""
    return True


def joined(session: Session, person_id: int, *roles: Role, issuer: str = ACME.issuer) -> Identity:
    """Somebody is joined to the provider, which gave these roles."""
    row = Identity(
        person_id=person_id, issuer=issuer, subject=f"of {person_id}", created_at=NOW,
        role_names=",".join(roles),
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def take(
    session: Session, cast: House, *, roles: set[Role] | None = None, teams: set[str] | None = None,
    given: tuple[Role, ...] = (), who: str = "lia",
) -> Taking:  # fmt: skip
    """The provider says something of Lia."""
    person = getattr(cast, who)
    identity = identities.identity_by(session, ACME.issuer, f"of {person.id}")
    took = Taking(session, person, identity or joined(session, person.id, *given), NOW)
    wanted = WantedRights(
        None if roles is None else frozenset(roles), None if teams is None else frozenset(teams)
    )
    taking.take(took, wanted)
    return took


def told(took: Taking) -> Told:
    """What the log says."""
    return [(entry.act, entry.team_id, entry.detail) for entry in took.entries]


def test_only_what_the_provider_gave_is_taken_and_what_it_gives_is_remembered(
    session: Session, cast: House
) -> None:
    cast.lia.role_rows.append(PersonRole(role=Role.TRAINER))
    session.flush()

    took = take(session, cast, roles={Role.SUPPORT, Role.REP}, given=(Role.TRAINER, Role.REP))

    assert cast.lia.roles == {Role.REP, Role.LEADER, Role.SUPPORT}
    assert took.identity.roles == {Role.REP, Role.SUPPORT}
    assert told(took) == [
        (AuditAct.PROVIDER_GAVE_ROLES, None, "support"),
        (AuditAct.PROVIDER_TOOK_ROLES, None, "trainer"),
    ]
    assert cast.lia.id not in set(session.scalars(select(SignIn.person_id)))


def test_whoever_only_gains_a_role_signs_in_anew(session: Session, cast: House) -> None:
    take(session, cast, roles={Role.REP, Role.LEADER, Role.TRAINER})

    assert cast.lia.id not in set(session.scalars(select(SignIn.person_id)))


def test_what_somebody_has_already_is_nothing_new(session: Session, cast: House) -> None:
    took = take(session, cast, roles={Role.REP, Role.LEADER})

    assert (told(took), took.identity.roles) == ([], frozenset())
    assert cast.lia.id in set(session.scalars(select(SignIn.person_id)))


def test_places_follow_the_roles_and_one_that_was_there_is_not_the_providers(
    session: Session, cast: House
) -> None:
    took = take(session, cast, teams={"North", "South", "West"})

    west = session.scalars(select(Team).where(Team.name == "West")).one()
    assert told(took) == [
        (AuditAct.PROVIDER_PUT_IN_TEAM, cast.south.id, ""),
        (AuditAct.PROVIDER_MADE_LEADER, cast.south.id, ""),
        (AuditAct.PROVIDER_PUT_IN_TEAM, west.id, ""),
        (AuditAct.PROVIDER_MADE_LEADER, west.id, ""),
    ]
    kept = {(row.team_id, row.leads) for row in session.scalars(select(IdentityTeam))}
    assert kept == {(team.id, leads) for team in (cast.south, west) for leads in (False, True)}

    fewer = take(session, cast, teams={"West"})

    assert told(fewer) == [(AuditAct.PROVIDER_TOOK_OUT, cast.south.id, "")] * 2
    kept = {(row.team_id, row.leads) for row in session.scalars(select(IdentityTeam))}
    assert kept == {(west.id, False), (west.id, True)}
    for table in (TeamMember, TeamLeader):
        query = select(table.team_id).where(table.person_id == cast.lia.id)
        assert set(session.scalars(query)) == {cast.north.id, west.id}
    assert cast.olga.id in set(session.scalars(select(TeamLeader.person_id)))


@pytest.mark.parametrize(
    ("who", "member", "leads"), [("sam", True, False), ("lee", False, True), ("ada", False, False)]
)
def test_a_seat_makes_a_member_and_a_leader_leads(
    session: Session, cast: House, who: str, member: bool, leads: bool
) -> None:
    take(session, cast, teams={"West"}, who=who)

    west = session.scalars(select(Team).where(Team.name == "West")).one()
    key = (west.id, getattr(cast, who).id)
    assert (session.get(TeamMember, key) is not None) is member
    assert (session.get(TeamLeader, key) is not None) is leads


def test_whoever_leads_a_team_alone_keeps_it_and_the_role(session: Session, cast: House) -> None:
    take(session, cast, teams={"West"}, given=(Role.LEADER,))
    west = session.scalars(select(Team).where(Team.name == "West")).one()

    took = take(session, cast, roles={Role.REP}, teams=set())

    assert took.not_taken == [NotTaken(Hindrance.ONLY_LEADER, "West")] * 2
    assert Role.LEADER in cast.lia.roles & took.identity.roles
    assert session.get(TeamLeader, (west.id, cast.lia.id)) is not None
    assert session.get(TeamMember, (west.id, cast.lia.id)) is None
    assert told(took) == [
        (AuditAct.CLAIM_NOT_TAKEN, west.id, "leader"),
        (AuditAct.PROVIDER_TOOK_OUT, west.id, ""),
        (AuditAct.CLAIM_NOT_TAKEN, west.id, ""),
    ]


def test_a_place_in_a_team_whose_name_became_unclear_stays(session: Session, cast: House) -> None:
    take(session, cast, teams={"West"}, who="sam")
    session.add(Team(name="West", created_at=NOW))
    session.flush()

    took = take(session, cast, teams={"West"}, who="sam")

    assert took.not_taken == [NotTaken(Hindrance.UNCLEAR_TEAM, "West")]
    assert [act for act, *_ in told(took)] == [AuditAct.CLAIM_NOT_TAKEN]


def test_a_team_that_is_spelled_so_is_meant_before_one_in_another_spelling(
    session: Session, cast: House
) -> None:
    for name in ("NORTH", "we\u0301st"):
        session.add(Team(name=name, created_at=NOW))
    session.flush()

    assert taking.teams_named(session, "North") == [cast.north]
    assert [team.name for team in taking.teams_named(session, "WÉST")] == ["we\u0301st"]
    assert len(taking.teams_named(session, "north")) == 2
    assert taking.teams_named(session, "East") == []


def test_of_all_teams_only_those_of_the_name_are_read_whole(
    session: Session, cast: House, engine: Engine
) -> None:
    with counted_queries(engine) as sent:
        assert taking.teams_named(session, "NORTH") == [cast.north]

    whole = [statement for statement in sent if "team.created_at" in statement]
    assert len(whole) == 2
    assert all("WHERE" in statement for statement in whole)


@pytest.mark.parametrize(
    ("kind", "fault"),
    [
        ("closed", ProviderFault.CLOSED),
        ("same issuer", ProviderFault.OTHER_SUBJECT),
        ("other issuer", ProviderFault.OTHER_PROVIDER),
        ("both", ProviderFault.OTHER_SUBJECT),
    ],
)
def test_an_account_is_joined_to_one_person_of_one_provider(
    session: Session, cast: House, kind: str, fault: ProviderFault
) -> None:
    identities.refuse_to_join(session, cast.sam, ACME)
    cast.sam.is_active = kind != "closed"
    for issuer in {"same issuer": [ACME.issuer], "other issuer": ["https://b.example"],
                   "both": ["https://b.example", ACME.issuer]}.get(kind, []):  # fmt: skip
        joined(session, cast.sam.id, issuer=issuer)

    with pytest.raises(ProviderError) as raised:
        identities.refuse_to_join(session, cast.sam, ACME)

    assert raised.value.fault is fault


def test_an_account_is_found_by_the_providers_own_name_whatever_the_address(
    session: Session, cast: House
) -> None:
    own = joined(session, cast.sam.id)
    said = Said(own.subject, {"email": "sue@example.com", "email_verified": True}, "")

    known = identities.account_for(session, ACME, said, now=NOW)

    assert (known.person, known.identity) == (cast.sam, own)
    assert (known.is_new, known.is_joined) == (False, False)
    cast.sam.is_active = False
    with pytest.raises(ProviderError):
        identities.account_for(session, ACME, said, now=NOW)
    other = Said("of sue", said.claims, "")
    joins = identities.account_for(session, ACME, other, now=NOW)
    assert (joins.person, joins.is_new, joins.is_joined) == (cast.sue, False, True)


@pytest.mark.parametrize(
    ("subject", "at", "ended"),
    [
        ("sam", "s1", ["sam s1"]),
        ("", "s1", ["sam s1", "sue s1"]),
        ("sam", "", ["sam s1", "sam s2"]),
        ("sue", "s2", []),
        ("nobody", "", []),
        ("", "s3", []),
    ],
)
def test_who_signs_out_there_is_signed_out_here_in_that_session_or_everywhere(
    session: Session, cast: House, subject: str, at: str, ended: list[str]
) -> None:
    subjects = {
        "sam": joined(session, cast.sam.id).subject,
        "sue": joined(session, cast.sue.id).subject,
    }
    begun = {}
    for who, provider, place in (
        ("sam", "acme", "s1"), ("sam", "acme", "s2"), ("sue", "acme", "s1"), ("sam", "other", "s1"),
    ):  # fmt: skip
        by = CameBy(provider, place, "token", NOW)
        row, _ = sign_ins.begin(session, getattr(cast, who).id, device="", by=by, now=NOW)
        begun[row.id] = f"{who} {place}" if provider == "acme" else "other"

    gone = identities.end_sign_ins(session, ACME, subject=subjects.get(subject, subject), at=at)

    left = set(session.scalars(select(SignIn.id)))
    assert sorted(name for number, name in begun.items() if number not in left) == ended
    assert gone == sorted({getattr(cast, name.split()[0]).id for name in ended})


def test_whoever_another_provider_calls_the_same_stays_signed_in(
    session: Session, cast: House
) -> None:
    joined(session, cast.sam.id).subject = "7"
    joined(session, cast.sue.id, issuer="https://b.example").subject = "7"
    by = CameBy("acme", "s1", "token", NOW)
    for person in (cast.sam, cast.sue):
        sign_ins.begin(session, person.id, device="", by=by, now=NOW)

    assert identities.end_sign_ins(session, ACME, subject="7", at="") == [cast.sam.id]


def test_who_is_parted_from_every_provider_comes_in_otherwise(
    session: Session, cast: House
) -> None:
    for issuer in (ACME.issuer, "https://b.example"):
        joined(session, cast.sam.id, issuer=issuer)
    own = joined(session, cast.sue.id)

    issuers = [row.issuer for row in identities.identities_of(session, cast.sam.id)]
    assert issuers == [ACME.issuer, "https://b.example"]
    assert identities.part(session, cast.sam.id)
    assert not identities.part(session, cast.sam.id)
    assert session.scalars(select(Identity)).all() == [own]

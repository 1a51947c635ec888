"""Roles and teams from claims: as the mapping says, no more, and never to where nobody is left."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import AuditEntry, Person, PersonRole, Team, TeamLeader, TeamMember
from tandem.people.providers.claims import WantedRights, values_of, wanted_by
from tandem.terms import AuditAct, Role
from tandem.web.provider_settings import Provider
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.people.invitations.asking import IVO, ask, join, link_in
from tests.people.providers.conftest import MAPPING, Traveler, Trust
from tests.people.providers.forger import Forger

MAPPED = Provider(name="a", issuer="https://a.example", client_id="t", **MAPPING)
EVA = {"sub": "eva", "email": "eva@example.com"}


def roles(session: Session, email: str = "sam@example.com") -> set[Role]:
    """The roles that somebody holds now."""
    session.rollback()
    query = select(PersonRole.role).join(Person, Person.id == PersonRole.person_id)
    return set(session.scalars(query.where(Person.email == email)))


def places(session: Session, table: type[TeamMember] | type[TeamLeader], email: str) -> set[str]:
    """In which teams somebody has such a place."""
    session.rollback()
    query = select(Team.name).join(table, table.team_id == Team.id)
    return set(
        session.scalars(
            query.join(Person, Person.id == table.person_id).where(Person.email == email)
        )
    )


@pytest.mark.parametrize(
    ("claims", "wanted"),
    [
        ({}, WantedRights(None, None)),
        ({"groups": []}, WantedRights(frozenset(), frozenset())),
        ({"groups": ["sales", "unknown"]}, WantedRights(frozenset({Role.REP}), frozenset())),
        ({"groups": "sales"}, WantedRights(frozenset({Role.REP}), frozenset())),
        ({"groups": ["admin", "ADMIN", "leader"]}, WantedRights(frozenset(), frozenset())),
        ({"groups": ["west", 7, None]}, WantedRights(frozenset(), frozenset({"West"}))),
        ({"groups": {"sales": True}}, WantedRights(None, None)),
    ],
)
def test_the_mapping_names_all_that_is_given(claims: dict[str, Any], wanted: WantedRights) -> None:
    assert wanted_by(claims, MAPPED) == wanted


@pytest.mark.parametrize(
    ("claims", "name"),
    [
        ({"realm_access": {"roles": ["a"]}}, "realm_access.roles"),
        ({"https://acme.example/roles": ["a"]}, "https://acme.example/roles"),
        ({"a.b": ["a"], "a": {"b": ["c"]}}, "a.b"),
    ],
)
def test_a_claim_is_found_by_its_name_or_inside_another(claims: dict[str, Any], name: str) -> None:
    assert values_of(claims, name) == {"a"}


def test_a_leader_who_is_new_gets_the_team_that_the_mapping_names(
    traveler: Traveler, provider: Forger, trust: Trust, session: Session
) -> None:
    trust(provider, **MAPPING)

    traveler.sign_in(**EVA, groups=["heads", "west"])

    assert roles(session, "eva@example.com") == {Role.LEADER}
    assert places(session, TeamLeader, "eva@example.com") == {"West"}
    assert places(session, TeamMember, "eva@example.com") == set()


def test_what_a_provider_gave_it_takes_away_and_nothing_else(
    traveler: Traveler, provider: Forger, trust: Trust, session: Session, cast: Cast
) -> None:
    trust(provider, **MAPPING)
    traveler.sign_in(groups=["it", "west"])
    assert roles(session) == {Role.REP, Role.ADMIN}
    assert places(session, TeamMember, "sam@example.com") == {"North", "West"}
    traveler.sign_out()

    traveler.sign_in(groups=[])

    assert roles(session) == {Role.REP}
    assert places(session, TeamMember, "sam@example.com") == {"North"}
    acts = session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)).all()
    assert [act for act in acts if act.startswith("provider_t")] == [
        AuditAct.PROVIDER_TOOK_ROLES,
        AuditAct.PROVIDER_TOOK_OUT,
    ]


def test_whoever_set_a_password_behind_a_leaders_link_is_out_when_a_provider_gives_more(
    traveler: Traveler, provider: Forger, trust: Trust, session: Session, cast: Cast,
    browser_of: Browser,
) -> None:  # fmt: skip
    trust(provider, **MAPPING)
    thief = browser_of(None)
    join(thief, link_in(ask(browser_of(cast.lee), cast.north.id).text))

    traveler.sign_in(email=IVO, sub="ivo", groups=["it"])

    assert Role.ADMIN in roles(session, IVO)
    hashes = session.scalars(select(Person.password_hash).where(Person.email == IVO)).all()
    assert hashes == [None]
    assert thief.get("/account").location.startswith("/login")


def test_a_provider_that_says_nothing_of_groups_changes_nothing(
    traveler: Traveler, provider: Forger, trust: Trust, session: Session
) -> None:
    trust(provider, **MAPPING)
    traveler.sign_in(groups=["it", "west"])
    traveler.sign_out()

    traveler.sign_in()

    assert roles(session) == {Role.REP, Role.ADMIN}
    assert places(session, TeamMember, "sam@example.com") == {"North", "West"}


def test_the_last_administrator_stays_one_and_is_told(
    traveler: Traveler, provider: Forger, trust: Trust, session: Session, cast: Cast
) -> None:
    trust(provider, **MAPPING)
    traveler.sign_in(groups=["it"])
    cast.ada.is_active = False
    session.commit()
    traveler.sign_out()

    traveler.sign_in(groups=["sales"])

    assert Role.ADMIN in roles(session)
    assert "You stay one, as nobody" in traveler.browser.get("/").text
    assert AuditAct.CLAIM_NOT_TAKEN in session.scalars(select(AuditEntry.act)).all()


def test_the_refusal_does_not_outlive_its_reason(
    traveler: Traveler, provider: Forger, trust: Trust, session: Session, cast: Cast
) -> None:
    trust(provider, **MAPPING)
    traveler.sign_in(groups=["it"])
    cast.ada.is_active = False
    session.commit()
    traveler.sign_out()
    traveler.sign_in(groups=["sales"])
    cast.ada.is_active = True
    session.commit()
    traveler.sign_out()

    traveler.sign_in(groups=["sales"])

    assert roles(session) == {Role.REP}


def test_the_only_leader_of_a_team_stays_its_leader(
    traveler: Traveler, provider: Forger, trust: Trust, session: Session
) -> None:
    trust(provider, **MAPPING)
    traveler.sign_in(**EVA, groups=["heads", "west"])
    traveler.sign_out()

    traveler.sign_in(**EVA, groups=["sales"])

    assert Role.LEADER in roles(session, "eva@example.com")
    assert places(session, TeamLeader, "eva@example.com") == {"West"}
    assert "nobody else leads it" in traveler.browser.get("/").text
    assert AuditAct.CLAIM_NOT_TAKEN in session.scalars(select(AuditEntry.act)).all()


def test_a_leader_beside_another_goes(
    traveler: Traveler, provider: Forger, trust: Trust, session: Session
) -> None:
    trust(provider, **MAPPING)
    traveler.sign_in(**EVA, groups=["heads", "north"])
    traveler.sign_out()

    traveler.sign_in(**EVA, groups=["sales"])

    assert roles(session, "eva@example.com") == {Role.REP}
    assert places(session, TeamLeader, "eva@example.com") == set()


def test_a_team_of_two_is_asked_for_and_not_guessed(
    traveler: Traveler, provider: Forger, trust: Trust, session: Session
) -> None:
    session.add_all(Team(name="West", created_at=NOW) for _ in range(2))
    session.commit()
    trust(provider, **MAPPING)

    traveler.sign_in(groups=["west"])

    assert places(session, TeamMember, "sam@example.com") == {"North"}
    assert "several teams are called so" in traveler.browser.get("/").text


def test_a_team_is_found_in_another_case_and_not_made_twice(
    traveler: Traveler, provider: Forger, trust: Trust, session: Session
) -> None:
    session.add(Team(name="WEST", created_at=NOW))
    session.commit()
    trust(provider, **MAPPING)

    traveler.sign_in(groups=["west"])

    assert places(session, TeamMember, "sam@example.com") == {"North", "WEST"}


def test_whoever_gains_a_role_is_signed_out_elsewhere(
    traveler: Traveler, provider: Forger, trust: Trust, cast: Cast, session: Session
) -> None:
    from tandem.models import SignIn

    trust(provider, **MAPPING)

    traveler.sign_in(groups=["it"])

    session.rollback()
    rows = session.scalars(select(SignIn.provider).where(SignIn.person_id == cast.sam.id)).all()
    assert rows == ["acme"]

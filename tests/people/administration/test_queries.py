"""Which people does an administrator find, and which accounts and teams are there twice?"""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Team, TeamLeader, TeamMember
from tandem.people.accounts.queries import language_of_site
from tandem.people.administration import queries
from tandem.people.administration.queries import PeopleFilters, TeamCalledAlike
from tandem.terms import AccountState, Role
from tests import cast as stage
from tests.cast import NOW, Cast
from tests.two_pairs import two_pairs

EVERYBODY = ["Sam", "Otto", "Ona", "Olga", "Ada", "Lee", "Tess", "Sue"]


def found(session: Session, filters: PeopleFilters) -> list[str]:
    """Whom an administrator finds, in order."""
    page = queries.people_found(session, filters)
    assert page.number == len(page.rows)
    return [person.given_name for person in page.rows]


@two_pairs
@pytest.mark.parametrize(
    ("filters", "names"),
    [
        (PeopleFilters(), EVERYBODY),
        (PeopleFilters(role=Role.REP), ["Sam", "Otto"]),
        (PeopleFilters(role=Role.LEADER), ["Olga", "Lee"]),
        (PeopleFilters(state=AccountState.CLOSED), ["Otto"]),
        (PeopleFilters(state=AccountState.INVITED), ["Ona"]),
        (
            PeopleFilters(state=AccountState.JOINED),
            ["Sam", "Olga", "Ada", "Lee", "Tess", "Sue"],
        ),
        (PeopleFilters(role=Role.REP, state=AccountState.JOINED), ["Sam"]),
        (PeopleFilters(search="SAM adey"), ["Sam"]),
        (PeopleFilters(search="example.com ot"), ["Otto"]),
        (PeopleFilters(search="nobody"), []),
    ],
)
def test_people_are_found_by_words_role_and_state_and_stand_by_surname(
    session: Session, cast: Cast, filters: PeopleFilters, names: list[str]
) -> None:
    cast.otto.is_active, cast.otto.joined_at, cast.ona.joined_at = False, None, None
    session.flush()

    assert found(session, filters) == names


def test_a_surname_with_marks_stands_among_those_without(session: Session, cast: Cast) -> None:
    before = found(session, PeopleFilters())
    cast.sam.surname = "Zzz"
    cast.sue.surname = "Ådeyemi"
    session.flush()

    assert [before[-1], found(session, PeopleFilters())[-1]] == ["Sue", "Sam"]


def test_whoever_has_left_the_house_has_not_joined_it(session: Session, cast: Cast) -> None:
    cast.otto.is_active = False
    session.flush()

    assert "Otto" not in found(session, PeopleFilters(state=AccountState.JOINED))
    assert "Otto" in found(session, PeopleFilters(state=AccountState.CLOSED))


@two_pairs
def test_names_stand_without_regard_to_case_and_the_older_account_first(
    session: Session, cast: Cast
) -> None:
    for at, (given, surname) in enumerate(
        (("bo", "ADEYEMI"), ("Al", "adeyemi"), ("al", "Adeyemi"))
    ):
        row = stage.person(session, given, surname, Role.TRAINER)
        row.email = f"x{at}@example.com"
        session.flush()

    assert found(session, PeopleFilters(search="adeyemi")) == ["Al", "al", "bo", "Sam"]


def test_an_odd_address_alone_and_one_beside_its_twin_are_both_shown(
    session: Session, cast: Cast
) -> None:
    assert queries.kept_twice(session) == []
    cast.sam.email, cast.otto.email = "jörg@example.com", "jo\u0308rg@example.com"
    cast.sue.email = "ana@xn--exmple-cua.com"
    session.flush()

    rows = {(row.here, row.other) for row in queries.kept_twice(session)}

    assert rows == {(cast.otto, cast.sam), (cast.sue, None)}


@two_pairs
def test_teams_of_one_name_in_any_spelling_stand_side_by_side_with_leaders_and_number(
    session: Session, cast: Cast
) -> None:
    assert queries.teams_called_alike(session) == []
    for name in ("NORTH ", "West", "Sou\u200bth"):
        session.add(Team(name=name, created_at=NOW))
    session.flush()
    north = session.query(Team).filter_by(name="NORTH ").one()
    for leader in (cast.olga, cast.lee):
        session.add(TeamLeader(team_id=north.id, person_id=leader.id))
    for member in (cast.sam, cast.sue, cast.otto):
        session.add(TeamMember(team_id=north.id, person_id=member.id))
    session.flush()

    ids = {team.name: team.id for team in session.scalars(select(Team))}
    assert queries.teams_called_alike(session) == [
        TeamCalledAlike(ids[name], name, leaders, members)
        for name, leaders, members in (
            ("North", ("Lee Moreau",), 2),
            ("NORTH ", ("Lee Moreau", "Olga Ito"), 3),
            ("South", ("Olga Ito",), 2),
            ("Sou\u200bth", (), 0),
        )
    ]
    cast.olga.role_rows = []
    session.flush()
    assert [team.leaders for team in queries.teams_called_alike(session)] == [
        ("Lee Moreau",), ("Lee Moreau",), (), (),
    ]  # fmt: skip


def test_the_site_speaks_as_the_first_who_administers_it(session: Session, cast: Cast) -> None:
    later = stage.person(session, "Zoe", "Aal", Role.ADMIN)
    cast.ada.language, later.language, cast.sam.language = "de", "fr", "it"
    session.flush()
    languages = [language_of_site(session)]
    cast.ada.is_active = False
    session.flush()
    languages.append(language_of_site(session))
    later.is_sample = True
    session.flush()

    assert [*languages, language_of_site(session)] == ["de", "fr", "en"]

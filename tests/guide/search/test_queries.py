"""In which order are people, pairs and teams found, and where may they be met?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tandem.guide.search.asked import Sort, asked
from tandem.guide.search.queries import FIRST, Found, found, pairs_found, people_found
from tandem.models import Person, PersonRole, Team, TeamLeader, TeamMember
from tandem.terms import PairState, Role
from tests import cast as stage
from tests.cast import NOW, House


@pytest.fixture
def wide() -> bool:
    """A house in which a slip shows."""
    return True


def people(session: Session, who: Person, words: str, *roles: Role) -> list[tuple[str, object]]:
    """The surnames that somebody finds, each with the pair in which they meet."""
    rows = people_found(session, who.id, asked(words), roles=set(roles), limit=50)
    return [(row.name, row.pair_id) for row in rows]


def test_somebody_is_met_in_the_newest_living_pair_else_in_the_newest_that_ended(
    session: Session, cast: House
) -> None:
    pairs = [cast.pair]
    for _ in range(2):
        pairs[-1].state = PairState.ENDED
        pairs.append(stage.pair(session, cast.north, cast.sam, cast.sue))
    _, newer, newest = pairs
    newest.state = PairState.ENDED
    session.flush()
    newer.state = PairState.ACTIVE
    session.flush()

    assert people(session, cast.sam, "zhang") == [("Sue Zhang", newer.id)]
    assert people(session, cast.sue, "adeyemi") == [("Sam Adeyemi", newer.id)]
    newer.state = PairState.ENDED
    session.flush()
    assert people(session, cast.sam, "zhang") == [("Sue Zhang", newest.id)]


def test_people_are_found_by_surname_and_never_oneself(session: Session, cast: House) -> None:
    found_by_lia = [name for name, _ in people(session, cast.lia, "a")]

    assert found_by_lia == ["Abe Aalto", "Sam Adeyemi", "Rex Dahl", "Sue Zhang"]
    assert "Lia Okoro" not in found_by_lia


def test_an_administrator_finds_a_whole_address_and_others_do_not(
    session: Session, cast: House
) -> None:
    cast.otto.email = "hidden@example.com"
    session.flush()

    assert people(session, cast.ada, "Hidden@example.com", Role.ADMIN) == [("Otto Berg", None)]
    assert people(session, cast.olga, "hidden@example.com", Role.LEADER) == []
    assert people(session, cast.ada, "hidden", Role.ADMIN) == []


def test_somebody_of_two_led_teams_is_met_in_the_first(session: Session, cast: House) -> None:
    session.add(TeamMember(team_id=cast.south.id, person_id=cast.rex.id))
    session.add(TeamLeader(team_id=cast.south.id, person_id=cast.lee.id))
    session.flush()

    (rex,) = people_found(session, cast.lee.id, asked("rex"), roles={Role.LEADER}, limit=9)

    assert rex.team_id == min(cast.north.id, cast.south.id)


def test_pairs_that_have_ended_come_last_and_the_others_by_surname(
    session: Session, cast: House
) -> None:
    shown = pairs_found(session, cast.lee.id, asked("a"), limit=50)

    expected = [
        cast.second_pair, cast.pair, cast.paused_pair, cast.leaders_pair, cast.ended_pair,
    ]  # fmt: skip
    assert [pair.id for pair in shown] == [pair.id for pair in expected]
    assert len(pairs_found(session, cast.lee.id, asked("a"), limit=2)) == 2


def test_every_word_is_in_one_of_the_two_names(session: Session, cast: House) -> None:
    def ids(words: str) -> list[int]:
        return [pair.id for pair in pairs_found(session, cast.sam.id, asked(words), limit=9)]

    assert ids("sam zhang") == ids("zhang adeyemi") == [cast.pair.id]
    assert ids("sam okoro") == []


@pytest.mark.parametrize(("number", "is_more"), [(FIRST, False), (FIRST + 1, True)])
def test_more_is_said_where_there_is_more_than_is_shown(
    session: Session, cast: House, number: int, is_more: bool
) -> None:
    for at in range(number):
        stage.person(session, f"Twin{at}", "Castor")
    session.flush()

    shown = found(session, cast.ada.id, asked("castor"), roles={Role.ADMIN}, now=NOW)

    assert len(shown.people) == FIRST
    assert shown.more == (frozenset({Sort.PEOPLE}) if is_more else frozenset())


@pytest.mark.parametrize("sort", list(Sort))
def test_one_sort_that_is_wanted_is_looked_for_alone(
    session: Session, cast: House, sort: Sort
) -> None:
    cast.north.name = "Adeyemi"
    session.flush()
    roles, later = {Role.LEADER}, NOW + timedelta(days=1)

    shown = found(session, cast.lee.id, asked("adeyemi", sort), roles=roles, now=later)

    filled = {name for name in Sort if getattr(shown, name.value)}
    assert filled == {sort} - {Sort.LESSONS}


def test_only_leaders_find_teams(session: Session, cast: House) -> None:
    by_role = [
        found(session, cast.lee.id, asked("north"), roles={role}, now=NOW).teams
        for role in (Role.TRAINER, Role.LEADER)
    ]

    assert [len(teams) for teams in by_role] == [0, 1]


def test_a_leaders_place_without_the_role_finds_nobody(session: Session, cast: House) -> None:
    session.add(TeamLeader(team_id=cast.north.id, person_id=cast.tess.id))
    session.flush()

    def of(name: str) -> list[int]:
        shown = found(session, cast.tess.id, asked(name), roles=cast.tess.roles, now=NOW)
        return [len(shown.people), len(shown.pairs)]

    assert of("adeyemi") == [0, 0]
    cast.tess.role_rows.append(PersonRole(role=Role.LEADER))
    session.flush()
    assert of("adeyemi") == [1, 3]


@pytest.mark.parametrize(
    ("shown", "is_empty"),
    [
        (Found(), True),
        (Found(more=frozenset({Sort.TEAMS})), True),
        (Found(teams=(Team(name="North"),)), False),
    ],
)
def test_nothing_was_found_where_no_sort_has_anything(shown: Found, is_empty: bool) -> None:
    assert shown.is_empty is is_empty

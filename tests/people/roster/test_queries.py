"""What does a list find that is there already, and which accounts may it close?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.models import Invitation, RosterFile, TeamLeader, TeamMember
from tandem.people.roster import queries
from tandem.people.roster.choices import NOTHING_CHOSEN, ListChoices, packed, unpacked
from tandem.people.roster.house import Wanted
from tandem.people.roster.queries import RosterPlace
from tandem.people.roster.titles import Column
from tandem.terms import InvitationAnswer, Issuer, Role
from tests.cast import NOW, House

EMAILS = ["sam@example.com", "lia@example.com", "otto@example.com", "new@example.com"]
CHOSEN = ListChoices("cp1250", "One", {0: Column.EMAIL, 2: Column.TEAM}, is_whole=True)


def lees(cast: House) -> RosterPlace:
    """A list of Lee's for North."""
    return RosterPlace(cast.lee.id, cast.north)


def adas(cast: House) -> RosterPlace:
    """A list of Ada's for the whole site."""
    return RosterPlace(cast.ada.id)


def kept(session: Session, cast: House, **fields: Any) -> RosterFile:
    """A list that somebody brought."""
    given = {"by_id": cast.lee.id, "team_id": cast.north.id, "heads": "h", **fields}
    row = RosterFile(**{"name": "x.csv", "content": b"", "choices": "", "at": NOW, **given})
    session.add(row)
    session.flush()
    return row


@pytest.mark.parametrize(
    "other", [{"by_id": "lia"}, {"team_id": "south"}, {"by_id": "ada", "team_id": None}]
)
def test_a_list_is_looked_at_by_whoever_brought_it_where_it_was_brought(
    session: Session, cast: House, other: dict[str, str | None]
) -> None:
    own = kept(session, cast)
    ids = {name: getattr(cast, who).id if who else None for name, who in other.items()}
    others = kept(session, cast, **ids)

    assert queries.file_of(session, own.id, lees(cast)) is own
    with pytest.raises(NoResultFound):
        queries.file_of(session, others.id, lees(cast))


def test_what_a_leader_has_chosen_is_no_choice_for_the_site(session: Session, cast: House) -> None:
    for_site = {"by_id": cast.ada.id, "team_id": None}
    kept(session, cast, choices=packed(replace(CHOSEN, code_page="cp437")), **for_site)
    kept(session, cast, choices=packed(CHOSEN))

    assert queries.remembered(session, adas(cast), heads="h").code_page == "cp437"


@pytest.mark.parametrize("choices", [NOTHING_CHOSEN, CHOSEN, replace(CHOSEN, columns={})])
def test_what_is_chosen_comes_back_as_it_was_kept(choices: ListChoices) -> None:
    assert unpacked(packed(choices)) == choices
    assert unpacked("") == NOTHING_CHOSEN


def test_an_administrators_list_knows_everybody_with_roles_and_teams(
    session: Session, cast: House
) -> None:
    cast.sam.leaves_on = date(2026, 5, 2)
    session.flush()

    house = queries.house_for(session, EMAILS, adas(cast))

    assert set(house.people) == set(EMAILS) - {"new@example.com"}
    sam, lia = house.people["sam@example.com"], house.people["lia@example.com"]
    assert (sam.roles, sam.teams, sam.leads) == ({Role.REP}, {"North"}, frozenset())
    assert (sam.name, sam.leaves_on, sam.is_active) == ("Sam Adeyemi", date(2026, 5, 2), True)
    assert (lia.roles, lia.teams, lia.leads) == ({Role.REP, Role.LEADER}, {"North"}, {"North"})
    assert all(person.may_be_closed for person in house.people.values())
    assert (house.teams, house.asked) == ({"North": 1, "South": 1}, {})
    assert (house.administrators, house.measured) == ({"ada@example.com"}, frozenset())


def test_a_leaders_list_knows_the_people_of_the_team_alone(session: Session, cast: House) -> None:
    session.add(TeamMember(team_id=cast.south.id, person_id=cast.sam.id))
    session.flush()

    house = queries.house_for(session, [*EMAILS, "sue@example.com"], lees(cast))

    may = {email: person.may_be_closed for email, person in house.people.items()}
    assert may == {"sam@example.com": False, "lia@example.com": False, "sue@example.com": True}
    assert house.administrators == frozenset()


def test_pairs_are_known_where_both_are_named(session: Session, cast: House) -> None:
    def two(rep: str, support: str) -> frozenset[str]:
        return frozenset({f"{rep}@example.com", f"{support}@example.com"})

    emails = [f"{who}@example.com" for who in ("sam", "sue", "eve", "rex", "otto")]

    house = queries.house_for(session, emails, adas(cast))

    assert house.living == {two("sam", "sue"), two("rex", "eve")}
    assert house.ended == {two("sam", "eve")}


@pytest.mark.parametrize(
    ("roles", "teams", "led", "may"),
    [
        ({Role.REP}, [1], {1}, True),
        ({Role.REP, Role.SUPPORT}, [1, 2], {1, 2, 3}, True),
        (set(), [1], {1}, True),
        ({Role.REP}, [1, 2], {1}, False),
        ({Role.REP}, [], {1}, False),
        ({Role.REP, Role.TRAINER}, [1], {1}, False),
    ],
)
def test_a_leader_may_close_who_has_a_seat_in_the_teams_the_leader_leads_and_no_more(
    cast: House, roles: set[Role], teams: list[int], led: set[int], may: bool
) -> None:
    assert queries.may_close(lees(cast), roles=roles, teams=teams, led=led) is may
    assert queries.may_close(adas(cast), roles=roles, teams=teams, led=led)


def test_nobody_may_close_their_own_account_from_a_list(session: Session, cast: House) -> None:
    assert queries.can_close(session, cast.sam, adas(cast))
    assert not queries.can_close(session, cast.ada, adas(cast))
    assert queries.can_close(session, cast.sam, lees(cast))
    assert not queries.can_close(session, cast.otto, lees(cast))
    session.add(TeamLeader(team_id=cast.north.id, person_id=cast.sam.id))
    session.flush()
    assert not queries.can_close(session, cast.sam, RosterPlace(cast.sam.id, cast.north))


def test_a_whole_list_speaks_of_open_accounts_with_a_role_or_of_a_teams_people(
    session: Session, cast: House
) -> None:
    cast.otto.is_active, cast.ona.is_sample = False, True
    cast.tess.role_rows.clear()
    session.add(TeamMember(team_id=cast.north.id, person_id=cast.tess.id))
    session.flush()

    everybody = queries.everybody_in(session, adas(cast))
    norths = queries.everybody_in(session, lees(cast))

    names = {"sam", "sue", "lee", "ada", "olga", "abe", "lia", "rex", "eve"}
    assert everybody == {f"{name}@example.com" for name in names}
    names = {"sam", "sue", "abe", "lia", "rex", "eve", "tess"}
    assert norths == {f"{name}@example.com" for name in names}
    house = queries.house_for(session, ["new@example.com"], lees(cast), is_whole=True)
    assert house.measured == set(house.people) == norths


def test_closed_accounts_are_no_administrators(session: Session, cast: House) -> None:
    cast.ada.is_active = False
    session.flush()

    assert queries.administrators(session, adas(cast)) == frozenset()
    assert queries.own_address(session, adas(cast)) == "ada@example.com"
    assert queries.own_address(session, RosterPlace(None)) == ""


def test_who_was_asked_by_this_leader_for_this_team_is_known_until_there_is_an_answer(
    session: Session, cast: House
) -> None:
    for email, by, team, answer in (
        ("a@x.example", cast.lee, cast.north, None),
        ("b@x.example", cast.lia, cast.north, None),
        ("c@x.example", cast.lee, cast.south, None),
        ("d@x.example", cast.lee, cast.north, InvitationAnswer.NO),
    ):
        session.add(
            Invitation(
                person_id=cast.otto.id, team_id=team.id, by_id=by.id, issuer=Issuer.LEADER,
                email=email, given_name="A", surname="B", role_names="rep,support", at=NOW,
                sent_at=NOW, expires_at=NOW, answer=answer,
            )
        )  # fmt: skip
    session.flush()

    assert queries.asked_by(session, lees(cast)) == {"a@x.example": {Role.REP, Role.SUPPORT}}
    assert queries.asked_by(session, adas(cast)) == {}


def test_what_was_chosen_last_for_the_same_heads_is_remembered_by_leader_or_for_the_site(
    session: Session, cast: House
) -> None:
    def chosen(page: str) -> str:
        return packed(ListChoices(page))

    kept(session, cast, choices=chosen("lees"))
    kept(session, cast, choices=chosen("newer"))
    kept(session, cast, choices=chosen("other heads"), heads="i")
    kept(session, cast, choices="")
    kept(session, cast, by_id=cast.lia.id, choices=chosen("lias"))
    kept(session, cast, by_id=cast.tess.id, team_id=None, choices=chosen("the site's"))

    assert queries.remembered(session, lees(cast), heads="h").code_page == "newer"
    assert queries.remembered(session, adas(cast), heads="h").code_page == "the site's"
    assert queries.remembered(session, lees(cast), heads="none") == NOTHING_CHOSEN
    olgas = RosterPlace(cast.olga.id, cast.south)
    assert queries.remembered(session, olgas, heads="h") == NOTHING_CHOSEN


@pytest.mark.parametrize(("number", "lengths"), [(0, []), (900, [900]), (901, [900, 1])])
def test_nine_hundred_are_asked_for_at_once(number: int, lengths: list[int]) -> None:
    chunks = list(queries.chunks(list(range(number))))

    assert [len(chunk) for chunk in chunks] == lengths
    assert [key for chunk in chunks for key in chunk] == list(range(number))


def test_partners_who_stay_behind_are_named_once_by_surname(session: Session, cast: House) -> None:
    def left(*names: str) -> list[str]:
        return queries.partners_left(session, [f"{name}@example.com" for name in names])

    assert left("sam") == ["Abe Aalto", "Sue Zhang"]
    assert left("sue") == ["Sam Adeyemi", "Lia Okoro"]
    assert left("sam", "lia") == ["Abe Aalto", "Sue Zhang"]
    assert left("sam", "sue", "lia") == ["Abe Aalto"]
    assert left("eve") == ["Rex Dahl"]
    assert left("tess") == left() == []


def test_those_who_leave_are_found_by_their_addresses(session: Session, cast: House) -> None:
    wanted = [Wanted(2, email, "", "") for email in EMAILS]

    assert set(queries.ids_of(session, wanted)) == {cast.sam.id, cast.lia.id, cast.otto.id}


def test_the_living_pairs_of_somebody_in_one_team(session: Session, cast: House) -> None:
    def found(person_id: int) -> list[int]:
        pairs = queries.pairs_in_team(session, cast.north.id, person_id=person_id)
        return [pair.id for pair in pairs]

    assert found(cast.sam.id) == [cast.second_pair.id, cast.pair.id]
    assert found(cast.eve.id) == [cast.paused_pair.id]
    assert found(cast.otto.id) == []

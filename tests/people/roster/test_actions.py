"""What does a list write down, and what do its people and the log learn of it?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import (
    AuditEntry,
    Invitation,
    Pair,
    PairChange,
    Person,
    RosterFile,
    SignIn,
    Team,
    TeamLeader,
    TeamMember,
)
from tandem.people.roster import actions
from tandem.people.roster.choices import NOTHING_CHOSEN, ListChoices
from tandem.people.roster.house import Wanted
from tandem.people.roster.plan import OtherName, RosterPlan, WantedPair
from tandem.people.roster.queries import RosterPlace
from tandem.people.roster.titles import Column
from tandem.terms import AuditAct, PairState, Role
from tests.cast import NOW, House

LATER = NOW + timedelta(hours=1)
Line = tuple[AuditAct, str, str | None, str]


def wanted(email: str, *roles: Role, teams: set[str] | None = None) -> Wanted:
    """Somebody in a list."""
    given = email.partition("@")[0].title()
    return Wanted(2, email, given, "New", roles=set(roles), teams=teams or set())


def carry_out(session: Session, plan: RosterPlan, place: RosterPlace, **more: set[str]) -> None:
    """A list is carried out, an hour later."""
    actions.carry_out(session, plan, place, time_zone="Asia/Tokyo", now=LATER, **more)
    session.flush()
    session.expire_all()


def log(session: Session) -> list[Line]:
    """The acts of the log, in order: about whom, in which team, what it says more."""
    names = {row.id: row.given_name for row in session.scalars(select(Person))}
    teams = {row.id: row.name for row in session.scalars(select(Team))}
    return [
        (row.act, names.get(row.subject_id or 0, ""), teams.get(row.team_id or 0), row.detail)
        for row in session.scalars(select(AuditEntry).order_by(AuditEntry.id))
    ]


def person(session: Session, email: str) -> Person:
    """Somebody by their address."""
    return session.scalars(select(Person).where(Person.email == email)).one()


def test_an_administrators_list_gives_at_once_and_tells_each_what_is_new(
    session: Session, cast: House
) -> None:
    changed = (
        wanted("sam@example.com", Role.REP, Role.LEADER, teams={"West", "North"}),
        wanted("otto@example.com", Role.REP, teams={"North"}),
    )

    carry_out(session, RosterPlan(changed=changed, teams=("West",)), RosterPlace(cast.ada.id))

    assert log(session) == [
        (AuditAct.TEAM_MADE, "", "West", ""),
        (AuditAct.ROLES_GIVEN, "Sam", None, "leader"),
        (AuditAct.PUT_IN_TEAM, "Sam", "West", ""),
        (AuditAct.MADE_LEADER, "Sam", "North", ""),
        (AuditAct.MADE_LEADER, "Sam", "West", ""),
        (AuditAct.PUT_IN_TEAM, "Otto", "North", ""),
        (AuditAct.PEOPLE_BROUGHT_IN, "", None, "2"),
    ]


def test_each_new_account_stands_in_the_log_with_its_roles_and_its_one_team(
    session: Session, cast: House
) -> None:
    new = (
        wanted("ivo@x.example", Role.REP, teams={"North"}),
        wanted("ina@x.example", Role.TRAINER),
        wanted("una@x.example", Role.SUPPORT, teams={"North", "South"}),
    )

    carry_out(session, RosterPlan(new=new), RosterPlace(cast.ada.id))

    assert log(session)[:3] == [
        (AuditAct.ACCOUNT_MADE, "Ivo", "North", "rep"),
        (AuditAct.ACCOUNT_MADE, "Ina", None, "trainer"),
        (AuditAct.ACCOUNT_MADE, "Una", None, "support"),
    ]
    ivo = person(session, "ivo@x.example")
    assert (ivo.given_name, ivo.surname, ivo.time_zone) == ("Ivo", "New", "Asia/Tokyo")
    assert (ivo.created_at, ivo.joined_at, ivo.password_hash) == (LATER, None, None)


def test_whoever_gets_a_role_is_signed_out_and_whoever_gets_a_team_is_not(
    session: Session, cast: House
) -> None:
    changed = (
        wanted("sam@example.com", Role.LEADER, teams={"North"}),
        wanted("otto@example.com", Role.REP, teams={"North"}),
    )

    carry_out(session, RosterPlan(changed=changed), RosterPlace(cast.ada.id))

    signed_in = set(session.scalars(select(SignIn.person_id)))
    assert (cast.sam.id in signed_in, cast.otto.id in signed_in) == (False, True)


def test_a_seat_makes_a_member_and_the_role_of_a_leader_leads(
    session: Session, cast: House
) -> None:
    new = (
        wanted("lea@x.example", Role.LEADER, teams={"North"}),
        wanted("bo@x.example", Role.SUPPORT, teams={"North", "South"}),
        wanted("both@x.example", Role.REP, Role.LEADER, teams={"South"}),
    )

    carry_out(session, RosterPlan(new=new), RosterPlace(cast.ada.id))

    def of(table: type[TeamMember] | type[TeamLeader], email: str) -> set[int]:
        query = select(table.team_id).where(table.person_id == person(session, email).id)
        return set(session.scalars(query))

    north, south = cast.north.id, cast.south.id
    assert (of(TeamMember, "lea@x.example"), of(TeamLeader, "lea@x.example")) == (set(), {north})
    assert of(TeamMember, "bo@x.example") == {north, south}
    assert of(TeamLeader, "bo@x.example") == set()
    assert of(TeamMember, "both@x.example") == of(TeamLeader, "both@x.example") == {south}


def test_of_two_teams_of_one_name_the_older_is_meant(session: Session, cast: House) -> None:
    session.add(Team(name="North", created_at=NOW))
    session.flush()

    found = actions.teams_by_name(session, RosterPlan(), RosterPlace(cast.ada.id), now=NOW)

    assert found == {"North": cast.north.id, "South": cast.south.id}
    lees = RosterPlace(cast.lee.id, cast.north)
    assert actions.teams_by_name(session, RosterPlan(), lees, now=NOW) == {"North": cast.north.id}


@pytest.mark.parametrize(
    ("leads", "state", "act"),
    [
        (False, PairState.ACTIVE, AuditAct.PAIR_FORMED),
        (True, PairState.PROPOSED, AuditAct.PAIR_PROPOSED),
    ],
)
def test_an_administrators_pair_begins_and_a_leaders_is_proposed(
    session: Session, cast: House, leads: bool, state: PairState, act: AuditAct
) -> None:
    place = RosterPlace(cast.lee.id, cast.north) if leads else RosterPlace(cast.ada.id)
    pair = WantedPair(2, "North", "rex@example.com", "sue@example.com")

    carry_out(session, RosterPlan(pairs=(pair,)), place)

    row = session.scalars(select(Pair).order_by(Pair.id.desc())).first()
    assert row is not None
    assert (row.rep_id, row.support_id, row.state) == (cast.rex.id, cast.sue.id, state)
    change = session.scalars(select(PairChange).where(PairChange.pair_id == row.id)).one()
    assert (change.state, change.by_id, change.at) == (state, place.leader_id, LATER)
    assert log(session)[0] == (act, "Rex", "North", "")


def test_a_leaders_list_asks_the_new_and_the_changed_and_gives_nothing(
    session: Session, cast: House
) -> None:
    plan = RosterPlan(
        new=(wanted("ivo@x.example", Role.REP),),
        changed=(wanted("sue@example.com", Role.REP, Role.SUPPORT),),
        later=(WantedPair(2, "North", "ivo@x.example", "sue@example.com"),),
    )

    carry_out(session, plan, RosterPlace(cast.lee.id, cast.north))

    asked = session.scalars(select(Invitation).order_by(Invitation.id)).all()
    assert [(row.email, row.role_names, row.partner, row.team_id) for row in asked] == [
        ("ivo@x.example", "rep", "sue@example.com", cast.north.id),
        ("sue@example.com", "rep,support", "ivo@x.example", cast.north.id),
    ]
    assert {row.by_id for row in asked} == {cast.lee.id}
    ivo = person(session, "ivo@x.example").id
    assert session.get(TeamMember, (cast.north.id, ivo)) is None
    assert log(session)[-1] == (AuditAct.PEOPLE_BROUGHT_IN, "", "North", "2")


def test_last_days_are_noted_and_taken_back_and_names_mended_by_choice(
    session: Session, cast: House
) -> None:
    day, gone = date(2026, 5, 2), replace(wanted("otto@example.com"), leaves=True)
    cast.sue.leaves_on = day
    session.flush()
    plan = RosterPlan(
        leaving=(gone,),
        leaving_later=(replace(wanted("sam@example.com"), leaves_on=day),),
        staying=(replace(wanted("sue@example.com"), stays=True),),
        other_names=(
            OtherName("rex@example.com", "Rex Dahl", "Rexford", "Dale"),
            OtherName("eve@example.com", "Eve Ferris", "Eva", "Ferry"),
        ),
    )

    carry_out(session, plan, RosterPlace(cast.ada.id), names={"rex@example.com"})

    assert (cast.sam.leaves_on, cast.sue.leaves_on, cast.otto.is_active) == (day, None, False)
    assert (cast.rex.name, cast.eve.name) == ("Rexford Dale", "Eve Ferris")
    assert [line[:2] for line in log(session)] == [
        (AuditAct.PEOPLE_BROUGHT_IN, ""), (AuditAct.CLOSED, "Otto"), (AuditAct.PAIR_ENDED, "Otto"),
        (AuditAct.LEAVES_ON, "Sam"), (AuditAct.STAYS, "Sue"), (AuditAct.NAME_MENDED, "Rexford"),
    ]  # fmt: skip
    assert log(session)[3][3] == "2026-05-02"
    actors = session.scalars(select(AuditEntry.actor_id).distinct()).all()
    assert actors == [cast.ada.id]


def keep(
    session: Session, place: RosterPlace, by_id: int, *, done: bool = False, name: str = "x"
) -> RosterFile:
    """Somebody brings a file."""
    file = actions.keep_file(
        session, b"content", place, by_id=by_id, name=name,
        choices=ListChoices("cp1250", columns={1: Column.EMAIL}), heads="h", now=NOW,
    )  # fmt: skip
    file.done_at = NOW if done else None
    session.flush()
    return file


def test_ten_files_of_one_person_wait_and_those_of_others_stay(
    session: Session, cast: House
) -> None:
    place = RosterPlace(cast.lee.id, cast.north)
    other, done = keep(session, place, cast.lia.id), keep(session, place, cast.lee.id, done=True)
    own = [keep(session, place, cast.lee.id) for _ in range(11)]

    waiting = set(session.scalars(select(RosterFile.id)))

    assert waiting == {other.id, done.id, *(file.id for file in own[1:])}


def test_a_file_is_kept_with_its_place_and_what_was_chosen_for_its_heads(
    session: Session, cast: House
) -> None:
    place = RosterPlace(cast.lee.id, cast.north)
    file = keep(session, place, cast.lee.id, name="n" * 201)
    keep(session, RosterPlace(cast.ada.id), cast.ada.id)

    assert (file.team_id, file.name, file.heads, file.at) == (cast.north.id, "n" * 200, "h", NOW)
    mine = ListChoices("utf-8", "One", is_whole=True)
    again = actions.as_before(session, mine, place, heads="h")
    assert again == replace(mine, columns={1: Column.EMAIL})
    assert actions.as_before(session, mine, place, heads="") == mine
    actions.choose(file, NOTHING_CHOSEN, heads="i")
    session.flush()
    assert actions.as_before(session, mine, place, heads="i") == mine

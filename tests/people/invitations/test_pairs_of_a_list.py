"""Which pairs come of a list in which a leader names who belongs together?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Invitation, Pair, PairChange, Person, TeamMember
from tandem.people.accounts.queries import person_by_id
from tandem.people.invitations import actions
from tandem.people.pairs.actions import change_state
from tandem.terms import InvitationAnswer, Issuer, PairState, Role
from tests import cast as stage
from tests.cast import NOW, House

REP, SUPPORT = Role.REP, Role.SUPPORT
YES = InvitationAnswer.YES
BO, AL = "bo@example.com", "al@example.com"


@dataclass(frozen=True)
class List:
    """Lee asks people to join North, one by one."""

    session: Session
    cast: House

    def ask(self, given: str, *roles: Role, partner: str = "", **fields: Any) -> Invitation:
        """Somebody who is new is asked."""
        person = stage.person(self.session, given, "Yolo")
        self.session.flush()
        row = Invitation(
            **{
                "person_id": person.id, "team_id": self.cast.north.id, "by_id": self.cast.lee.id,
                "issuer": Issuer.LEADER, "email": person.email, "given_name": given,
                "surname": "Yolo", "role_names": ",".join(roles), "partner": partner,
                "lets_in": True, "at": NOW, "sent_at": NOW, "expires_at": NOW, **fields,
            }
        )  # fmt: skip
        self.session.add(row)
        self.session.flush()
        return row

    def accept(self, *rows: Invitation) -> None:
        """They say yes, one after the other."""
        for row in rows:
            person = person_by_id(self.session, row.person_id)
            actions.accept(self.session, row, person, now=NOW)
            self.session.flush()

    def pairs(self) -> list[tuple[str, str, PairState]]:
        """The pairs that have come of it: rep, support person, and state."""
        people = self.session.execute(select(Person.id, Person.given_name))
        names = {row.id: row.given_name for row in people}
        pairs = self.session.scalars(
            select(Pair).where(Pair.id > self.cast.paused_pair.id).order_by(Pair.id)
        )
        return [(names[pair.rep_id], names[pair.support_id], pair.state) for pair in pairs]


@pytest.fixture
def names(session: Session, cast: House) -> List:
    """Lee's list."""
    return List(session, cast)


def join_team(names: List, row: Invitation) -> None:
    """Somebody is put into North by somebody else, with the role of the list."""
    person = person_by_id(names.session, row.person_id)
    actions.add_roles(names.session, person, row.roles)
    names.session.add(TeamMember(team_id=names.cast.north.id, person_id=row.person_id))
    names.session.flush()


@pytest.mark.parametrize("named_by", ["rep", "support", "both"])
@pytest.mark.parametrize("first", [0, 1])
def test_whoever_comes_second_finds_the_other_whichever_of_them_names_whom(
    names: List, named_by: str, first: int
) -> None:
    bo = names.ask("Bo", REP, partner=AL if named_by != "support" else "")
    al = names.ask("Al", SUPPORT, partner=BO if named_by != "rep" else "")
    rows = (bo, al) if first == 0 else (al, bo)

    names.accept(rows[0])
    assert names.pairs() == []
    names.accept(rows[1])

    assert names.pairs() == [("Bo", "Al", PairState.PROPOSED)]
    by = select(PairChange.by_id).order_by(PairChange.id.desc()).limit(1)
    assert names.session.scalars(by).one() == names.cast.lee.id


@pytest.mark.parametrize(
    "changed",
    [
        {"team_id": "south", "answer": YES},
        {"answer": InvitationAnswer.NO},
        {"answer": None},
        {"partner": "else@example.com", "answer": YES},
    ],
)
def test_only_a_yes_in_this_team_that_names_somebody_makes_a_pair_of_them(
    names: List, changed: dict[str, Any]
) -> None:
    bo, al = names.ask("Bo", REP, partner=AL), names.ask("Al", SUPPORT)
    join_team(names, bo)
    for field, value in changed.items():
        setattr(bo, field, names.cast.south.id if field == "team_id" else value)
    names.session.flush()

    names.accept(al)

    assert names.pairs() == []


@pytest.mark.parametrize(
    ("changed", "is_found"),
    [
        ({}, True),
        ({"team_id": "south"}, False),
        ({"answer": None}, False),
        ({"email": "else@example.com"}, False),
    ],
)
def test_a_partner_is_known_by_the_address_of_the_list_where_the_account_has_another(
    names: List, changed: dict[str, Any], is_found: bool
) -> None:
    al, bo = names.ask("Al", SUPPORT), names.ask("Bo", REP, partner=AL)
    names.accept(al)
    names.session.get_one(Person, al.person_id).email = "al@other.example"
    for field, value in changed.items():
        setattr(al, field, names.cast.south.id if field == "team_id" else value)
    names.session.flush()

    names.accept(bo)

    assert names.pairs() == ([("Bo", "Al", PairState.PROPOSED)] if is_found else [])


@pytest.mark.parametrize("partner", ["sue@example.com", "ona@example.com", BO, "", "no@where.org"])
def test_a_partner_is_somebody_else_of_the_team(names: List, partner: str) -> None:
    names.accept(names.ask("Bo", REP, SUPPORT, partner=partner))

    in_team = [("Bo", "Sue", PairState.PROPOSED)]
    assert names.pairs() == (in_team if partner.startswith("sue") else [])


@pytest.mark.parametrize(
    ("asked", "held", "wanted"),
    [
        ([REP], [REP], []),
        ([SUPPORT], [SUPPORT], []),
        ([REP], [Role.TRAINER], []),
        ([REP], [SUPPORT], ["Bo", "Al"]),
        ([SUPPORT], [REP], ["Al", "Bo"]),
        ([REP, SUPPORT], [SUPPORT], ["Bo", "Al"]),
        ([REP, SUPPORT], [REP], ["Al", "Bo"]),
        ([REP], [REP, SUPPORT], ["Bo", "Al"]),
        ([SUPPORT], [REP, SUPPORT], ["Al", "Bo"]),
    ],
)
def test_the_two_sit_as_their_roles_say(
    names: List, asked: list[Role], held: list[Role], wanted: list[str]
) -> None:
    names.accept(names.ask("Al", *held))

    names.accept(names.ask("Bo", *asked, partner=AL))

    assert names.pairs() == ([(*wanted, PairState.PROPOSED)] if wanted else [])


@pytest.mark.parametrize(
    ("agreed", "elsewhere", "state"),
    [
        ("both", "", PairState.ACTIVE),
        ("rep", "", PairState.PROPOSED),
        ("support", "", PairState.PROPOSED),
        ("both", "Bo", PairState.PROPOSED),
        ("both", "Al", PairState.PROPOSED),
    ],
)
def test_two_who_agreed_begin_at_once_where_neither_belongs_elsewhere(
    names: List, agreed: str, elsewhere: str, state: PairState
) -> None:
    bo = names.ask("Bo", REP, partner=AL, has_agreed=agreed in {"both", "rep"})
    al = names.ask("Al", SUPPORT, partner=BO, has_agreed=agreed in {"both", "support"})
    for row in (bo, al):
        if row.given_name == elsewhere:
            place = TeamMember(team_id=names.cast.south.id, person_id=row.person_id)
            names.session.add(place)

    names.accept(al, bo)

    assert names.pairs() == [("Bo", "Al", state)]


def test_a_yes_to_one_is_none_to_another_who_names_the_same_person(names: List) -> None:
    al = names.ask("Al", SUPPORT, partner=BO, has_agreed=True)
    cy = names.ask("Cy", SUPPORT, partner=BO, has_agreed=True)
    bo = names.ask("Bo", REP, partner=AL, has_agreed=True)

    names.accept(cy, al, bo)

    assert names.pairs() == [("Bo", "Al", PairState.ACTIVE), ("Bo", "Cy", PairState.PROPOSED)]


def test_two_who_were_a_pair_here_take_up_that_one(names: List) -> None:
    bo, al = names.ask("Bo", REP, partner=AL), names.ask("Al", SUPPORT)
    names.accept(al, bo)
    pair = names.session.scalars(select(Pair).order_by(Pair.id.desc()).limit(1)).one()
    change_state(names.session, pair, PairState.ENDED, by_id=None, now=NOW)
    again = names.ask("Ed", REP, partner=AL, email=BO, person_id=bo.person_id)

    names.accept(again)

    assert names.pairs() == [("Bo", "Al", PairState.PROPOSED)]

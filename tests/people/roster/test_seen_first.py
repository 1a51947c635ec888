"""Does a list do only what its page has shown, whatever has changed since?"""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Person, PersonRole, Team, TeamMember
from tandem.people.accounts.actions import create_person
from tandem.people.roster.house import Wanted
from tandem.people.roster.plan import OtherName, RosterPlan, WantedPair
from tandem.terms import Role
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.people.roster.test_choices import OWN, bring, person, send
from tests.two_pairs import two_pairs

SINCE = "Something has changed since this page was made, and nothing was done."
# Somebody new beside Sam and Sue, who are all of North; so many that one more is not one in ten.
WHOLE = OWN + (
    "sam@example.com,Sam,Adeyemi,rep,North,\nsue@example.com,Sue,Zhang,support,North,\n"
    "new@firm.example,New,One,rep,North,\n"
)


def comes_into(session: Session, team: Team) -> Person:
    """Somebody who is in a team from now on."""
    late = create_person(
        session, "late@firm.example", given_name="Late", surname="Comer", roles=[Role.REP],
        time_zone="UTC", now=NOW,
    )  # fmt: skip
    session.add(TeamMember(team_id=team.id, person_id=late.id))
    session.commit()
    return late


def brought_beside(session: Session, team: Team, number: int) -> str:
    """Rows of so many more who are in a team."""
    rows = ""
    for at in range(number):
        email = f"r{at}@firm.example"
        made = create_person(
            session, email, given_name="R", surname=f"N{at}", roles=[Role.REP], time_zone="UTC",
            now=NOW,
        )  # fmt: skip
        session.add(TeamMember(team_id=team.id, person_id=made.id))
        rows += f"{email},R,N{at},rep,{team.name},\n"
    session.commit()
    return rows


@two_pairs
def test_whoever_came_into_the_team_since_is_not_let_go_by_a_page_that_did_not_name_them(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    lee, address = browser_of(cast.lee), f"/lead/teams/{cast.north.id}/people/import"
    text = WHOLE + brought_beside(session, cast.north, 9)
    look = bring(lee, text.encode(), to=address, is_whole="y")
    assert "0 people leave" in look.text
    late = comes_into(session, cast.north)

    again = send(lee, look)

    assert again.status_code == 400
    assert SINCE in again.text
    assert "1 person leaves: late@firm.example" in " ".join(again.text.split())
    session.refresh(late)
    assert late.is_active
    send(lee, again)
    session.rollback()
    session.refresh(late)
    assert not late.is_active


def test_whoever_has_an_account_since_is_given_no_role_by_a_page_that_called_them_new(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    ada = browser_of(cast.ada)
    look = bring(ada, (OWN + "late@firm.example,Late,Comer,trainer,,\n").encode())
    assert "1 new person" in look.text
    late = comes_into(session, cast.north)

    again = send(ada, look)

    assert SINCE in again.text
    assert "1 person gains a role or a team" in again.text
    roles = select(PersonRole.role).where(PersonRole.person_id == late.id)
    assert session.scalars(roles).all() == [Role.REP]
    send(ada, again)
    session.rollback()
    assert set(session.scalars(roles)) == {Role.REP, Role.TRAINER}


def test_a_page_of_another_list_carries_no_list_out(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    ada = browser_of(cast.ada)
    seen, other = (
        bring(ada, (OWN + f"{name}@firm.example,A,B,rep,North,\n").encode())
        for name in ("seen", "other")
    )

    assert SINCE in send(ada, seen, to=other.request.path).text

    assert person(session, "other@firm.example") is None


IVO = Wanted(2, "ivo@firm.example", "Ivo", "Sol", roles={Role.REP, Role.TRAINER}, teams={"A", "B"})
EVA = Wanted(3, "eva@firm.example", "Eva", "Abe", leaves_on=date(2026, 12, 24))


@pytest.mark.parametrize(
    "other",
    [
        RosterPlan(),
        RosterPlan(changed=(IVO,)),
        RosterPlan(new=(IVO, EVA)),
        RosterPlan(new=(IVO,), leaving=(EVA,)),
        RosterPlan(new=(IVO,), leaving_later=(EVA,)),
        RosterPlan(new=(IVO,), staying=(EVA,)),
        RosterPlan(new=(IVO,), teams=("C",)),
        RosterPlan(new=(IVO,), pairs=(WantedPair(2, "A", "a", "b"),)),
        RosterPlan(new=(IVO,), later=(WantedPair(2, "A", "a", "b"),)),
        RosterPlan(new=(IVO,), other_names=(OtherName("a", "A B", "A", "C"),)),
    ],
)
def test_a_plan_that_does_anything_else_has_another_figure(other: RosterPlan) -> None:
    assert other.figure != RosterPlan(new=(IVO,)).figure


def test_a_plan_that_does_the_same_has_the_same_figure_in_whatever_order_it_was_read() -> None:
    same = Wanted(
        2, "ivo@firm.example", "Ivo", "Sol", roles={Role.TRAINER, Role.REP}, teams={"B", "A"}
    )

    assert RosterPlan(new=(same,), unchanged=7).figure == RosterPlan(new=(IVO,)).figure

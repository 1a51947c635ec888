"""What happens when providers take rights from two, or somebody parts, at the very same moment?"""

from __future__ import annotations

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tandem.models import Identity, Person, PersonRole, TeamLeader
from tandem.models.locking import hold
from tandem.people.accounts.queries import person_by_id
from tandem.people.administration.queries import is_administrator
from tandem.people.leaving import close_account
from tandem.people.providers import identities, taking
from tandem.people.providers.claims import WantedRights
from tandem.people.providers.taking import Taking, hold_what_decides
from tandem.terms import Role
from tests.at_once import while_under_way, writing
from tests.cast import NOW, House
from tests.conftest import Browser
from tests.people.providers.conftest import Traveler, Trust
from tests.people.providers.forger import Forger
from tests.people.providers.test_rights_given import LEADS, gave, known


def loses(session: Session, person_id: int, wanted: WantedRights) -> None:
    """Somebody comes in, whose provider gives less than before."""
    hold_what_decides(session, person_id)
    person = person_by_id(session, person_id)
    (identity,) = identities.identities_of(session, person_id)
    taking.take(Taking(session, person, identity, NOW), wanted)


def lose_at_once(
    session: Session, engine: Engine, two: tuple[Person, Person], wanted: WantedRights
) -> None:
    """Two come in, the second while the first is under way."""
    session.commit()
    loses(session, two[0].id, wanted)

    def lose() -> None:
        with writing(engine) as own, own.begin():
            loses(own, two[1].id, wanted)

    while_under_way(session, lose)


def test_of_two_administrators_who_are_to_lose_that_right_one_keeps_it(
    session: Session, engine: Engine, cast: House
) -> None:
    session.add(PersonRole(person_id=cast.lee.id, role=Role.ADMIN))
    for who in (cast.ada, cast.lee):
        known(session, person_by_id(session, who.id), Role.ADMIN)

    lose_at_once(session, engine, (cast.ada, cast.lee), WantedRights(frozenset(), None))

    admins = select(PersonRole.person_id).where(PersonRole.role == Role.ADMIN)
    assert session.scalars(admins).all() == [cast.lee.id]


def test_of_two_leaders_who_are_to_lose_their_team_one_keeps_it(
    session: Session, engine: Engine, cast: House
) -> None:
    for who in (cast.lia, cast.lee):
        gave(known(session, person_by_id(session, who.id)), cast.north, leads=LEADS)

    lose_at_once(session, engine, (cast.lia, cast.lee), WantedRights(None, frozenset()))

    leaders = select(TeamLeader.person_id).where(TeamLeader.team_id == cast.north.id)
    assert session.scalars(leaders).all() == [cast.lee.id]


def test_who_parts_while_somebody_comes_in_waits_for_that(
    session: Session, engine: Engine, cast: House, browser_of: Browser
) -> None:
    identity_id = known(session, cast.sam).identity.id
    session.commit()
    with writing(engine) as own:
        hold_what_decides(own, cast.sam.id)
        own.get_one(Identity, identity_id).role_names = "rep"

        while_under_way(own, lambda: browser_of(cast.sam).post("/account/providers/part"))

    session.rollback()
    assert identities.identities_of(session, cast.sam.id) == []


def test_who_is_closed_meanwhile_does_not_come_in(
    session: Session, cast: House, trust: Trust, traveler: Traveler, provider: Forger
) -> None:
    trust(provider)
    traveler.sign_in(sub="sam", email="sam@example.com")
    way = provider.code_for(traveler.set_out(), sub="sam", email="sam@example.com")
    hold(session, is_administrator())
    close_account(session, cast.sam.id, by_id=cast.ada.id, now=NOW)
    session.flush()

    answer = while_under_way(session, lambda: traveler.come_back(way))

    assert "closed" in answer.text
    assert not traveler.is_in()

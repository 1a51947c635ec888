"""Does an administrator read what rights mean for others before they are taken?"""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import AuditEntry, Pair, Person, PersonRole
from tandem.terms import AuditAct, PairState, Role
from tests.cast import Cast
from tests.conftest import Browser
from tests.forms import agree, as_it_stands, forms_in
from tests.lessons import form_id_in
from tests.two_pairs import two_pairs


@pytest.fixture
def ada(cast: Cast, browser_of: Browser) -> FlaskClient:
    """Ada's browser."""
    return browser_of(cast.ada)


def tick(ada: FlaskClient, who: Person, *roles: Role, **fields: str) -> TestResponse:
    """Send the form of somebody's account."""
    address = f"/admin/people/{who.id}"
    sent: dict[str, Any] = {"form_id": form_id_in(ada.get(address)), "roles": [*roles], **fields}
    return ada.post(address, data=sent)


def seen(page: TestResponse) -> str:
    """The words of a page, in one line."""
    return " ".join(page.text.split())


def look_again(session: Session) -> None:
    """Read what is there now."""
    session.rollback()
    session.expire_all()


def roles_of(session: Session, who: Person) -> set[Role]:
    """The roles that somebody holds now."""
    look_again(session)
    return set(session.scalars(select(PersonRole.role).where(PersonRole.person_id == who.id)))


def noted(session: Session, act: AuditAct) -> list[tuple[Any, ...]]:
    """What the log says of an act: who, whom, the other, the team and the rest."""
    entry = AuditEntry
    query = select(
        entry.actor_id, entry.subject_id, entry.other_id, entry.team_id, entry.detail
    ).where(entry.act == act)
    return [tuple(row) for row in session.execute(query.order_by(entry.id))]


def test_whoever_closes_an_account_reads_first_which_pair_ends_and_may_go_back(
    session: Session, cast: Cast, ada: FlaskClient
) -> None:
    page = ada.get(tick(ada, cast.sam, Role.REP).location)

    assert "Close the account of Sam Adeyemi?" in page.text
    assert "The pair of Sam Adeyemi and Sue Zhang in the team North ends." in seen(page)
    assert f'href="/admin/people/{cast.sam.id}">Leave it as it is' in page.text
    look_again(session)
    assert session.get_one(Person, cast.sam.id).is_active
    assert session.get_one(Pair, cast.pair.id).state is PairState.ACTIVE


def test_who_goes_on_closes_the_account_ends_the_pair_and_is_offered_an_undo(
    session: Session, cast: Cast, ada: FlaskClient
) -> None:
    answer = agree(ada, tick(ada, cast.sam, Role.REP))

    assert "undo=" in answer.location
    look_again(session)
    assert not session.get_one(Person, cast.sam.id).is_active
    assert session.get_one(Pair, cast.pair.id).state is PairState.ENDED


@two_pairs
@pytest.mark.each_database
@pytest.mark.parametrize(("who", "role"), [("sam", "rep"), ("sue", "support")])
def test_a_role_whose_seat_is_taken_is_asked_about_and_the_pair_goes_on(
    session: Session, cast: Cast, ada: FlaskClient, who: str, role: str
) -> None:
    person, partner = getattr(cast, who), cast.sue if who == "sam" else cast.sam
    question = tick(ada, person, Role.TRAINER, is_active="y")
    page = ada.get(question.location)

    assert "goes on as it is, until whoever leads the team ends it." in seen(page)
    assert "No new pair can be formed with" in page.text
    assert roles_of(session, person) == {Role(role)}

    assert "undo=" not in agree(ada, question).location
    assert roles_of(session, person) == {Role.TRAINER}
    assert session.get_one(Pair, cast.pair.id).state is PairState.ACTIVE
    assert noted(session, AuditAct.SEAT_WITHOUT_ROLE) == [
        (cast.ada.id, person.id, partner.id, cast.north.id, role)
    ]


@pytest.mark.parametrize(
    ("roles", "fields"),
    [
        ([Role.REP, Role.TRAINER], {"is_active": "y"}),
        ([Role.REP, Role.SUPPORT], {"is_active": "y"}),
    ],
)
def test_what_touches_nobody_else_is_done_at_once(
    session: Session, cast: Cast, ada: FlaskClient, roles: list[Role], fields: dict[str, str]
) -> None:
    assert tick(ada, cast.sam, *roles, **fields).location == f"/admin/people/{cast.sam.id}"
    assert roles_of(session, cast.sam) == set(roles)


@two_pairs
def test_an_account_without_a_pair_is_closed_at_once(
    session: Session, cast: Cast, ada: FlaskClient
) -> None:
    cast.pair.state = PairState.ENDED
    session.commit()

    assert "undo=" in tick(ada, cast.sam, Role.TRAINER).location
    look_again(session)
    assert not session.get_one(Person, cast.sam.id).is_active
    assert noted(session, AuditAct.SEAT_WITHOUT_ROLE) == []


@two_pairs
def test_the_team_that_nobody_leads_then_is_named_before(
    session: Session, cast: Cast, ada: FlaskClient
) -> None:
    question = tick(ada, cast.lee, Role.TRAINER, is_active="y")

    assert "Nobody leads these teams then: North" in seen(ada.get(question.location))
    assert roles_of(session, cast.lee) == {Role.LEADER}
    assert "Nobody leads these teams now: North." in ada.get(agree(ada, question).location).text


def test_who_has_read_of_one_pair_is_asked_again_where_there_is_another(
    session: Session, cast: Cast, ada: FlaskClient
) -> None:
    address = tick(ada, cast.sam, Role.REP).location
    form = next(f for f in forms_in(ada.get(address).text, address) if f.value("agreed"))
    session.add(
        Pair(
            team_id=cast.north.id, rep_id=cast.sam.id, support_id=cast.ona.id,
            state=PairState.ACTIVE, created_at=cast.pair.created_at,
        )
    )  # fmt: skip
    session.commit()

    page = ada.post(address, data=as_it_stands(form), follow_redirects=True)

    assert "Something has changed meanwhile. Please look once more." in page.text
    assert "Ona" in page.text
    look_again(session)
    assert session.get_one(Person, cast.sam.id).is_active


def test_the_question_alone_changes_nothing_and_is_over_once_nothing_is_touched(
    session: Session, cast: Cast, ada: FlaskClient
) -> None:
    back = f"/admin/people/{cast.tess.id}"

    assert ada.get(f"{back}/rights?open=no").location == back
    assert ada.get(f"{back}/rights").location == back
    look_again(session)
    assert session.get_one(Person, cast.tess.id).is_active


def test_the_last_administrator_stays_one_on_the_way_of_the_question_too(
    session: Session, cast: Cast, ada: FlaskClient
) -> None:
    address = f"/admin/people/{cast.ada.id}/rights?open=no"
    form_id = form_id_in(ada.get(f"/admin/people/{cast.ada.id}"))

    page = ada.post(address, data={"form_id": form_id, "agreed": ""}, follow_redirects=True)

    assert "Make somebody else an administrator first." in page.text
    look_again(session)
    assert session.get_one(Person, cast.ada.id).is_active

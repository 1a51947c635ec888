"""Does a password that a leader may know open more, once whoever is at the address gains roles?"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Letter, MailChange, Person
from tandem.people.accounts import mail_change
from tandem.people.accounts.roles import add_roles, add_roles_of_many
from tandem.terms import InvitationAnswer, Issuer, LetterKind, Role
from tests import cast as stage
from tests.cast import NOW, Cast, House
from tests.conftest import Browser
from tests.lessons import form_id_in
from tests.people.invitations.asking import IVO, ask, join, link_in
from tests.people.invitations.test_actions import issue, row_of
from tests.people.roster.test_choices import bring, send

Way = Callable[[Flask, Browser, Cast, Person, Path], object]
WIDENS = re.compile(r"PersonRole\(\w|(add_missing|add_rows|insert)\([^)]*PersonRole")
# Where an account begins: nobody knows a password of it yet.
NEW_ACCOUNTS = {
    "models/people.py",
    "people/accounts/actions.py",
    "people/accounts/roles.py",
    "commands/sample/team.py",
    "commands/demo/people.py",
}


def invited_anew(app: Flask, browser_of: Browser, cast: Cast, ivo: Person, folder: Path) -> object:
    """An administrator invites an address that has an account."""
    ada = browser_of(cast.ada)
    sent = {"given_name": "Ivo", "surname": "Sol", "email": IVO, "role": "admin"}
    return ada.post("/admin/", data={"form_id": form_id_in(ada.get("/admin/")), **sent})


def by_hand(app: Flask, browser_of: Browser, cast: Cast, ivo: Person, folder: Path) -> object:
    """An administrator ticks the role."""
    ada, page = browser_of(cast.ada), f"/admin/people/{ivo.id}"
    sent = {"form_id": form_id_in(ada.get(page)), "roles": ["rep", "admin"], "is_active": "y"}
    return ada.post(page, data=sent)


def by_a_list(app: Flask, browser_of: Browser, cast: Cast, ivo: Person, folder: Path) -> object:
    """A list of an administrator's names the role."""
    ada, text = browser_of(cast.ada), f"email,given name,surname,role\n{IVO},Ivo,Sol,admin\n"
    return send(ada, bring(ada, text.encode()))


def by_command(app: Flask, browser_of: Browser, cast: Cast, ivo: Person, folder: Path) -> object:
    """Whoever runs the site invites the address."""
    said = ["--given-name", "Ivo", "--surname", "Sol", "--role", "admin"]
    return app.test_cli_runner().invoke(args=["people", "invite", IVO, *said])


def by_list_of_command(
    app: Flask, browser_of: Browser, cast: Cast, ivo: Person, folder: Path
) -> object:
    """Whoever runs the site brings a list in."""
    file = folder / "people.csv"
    file.write_text(f"email,given name,surname,role\n{IVO},Ivo,Sol,admin\n", "utf-8")
    return app.test_cli_runner().invoke(args=["people", "import", str(file)])


def by_joining(app: Flask, browser_of: Browser, cast: Cast, ivo: Person, folder: Path) -> object:
    """The account of an administrator is joined to it."""
    with Session(app.extensions["engine"]) as session:
        other = stage.person(session, "Ivan", "Sol", Role.ADMIN)
        session.commit()
        page = f"/admin/people/{ivo.id}/join/{other.id}"
    ada = browser_of(cast.ada)
    return ada.post(page, data={"form_id": form_id_in(ada.get(page))})


WAYS: tuple[Way, ...] = (
    *(invited_anew, by_hand, by_a_list, by_command, by_list_of_command, by_joining),
)


def ivo_now(session: Session) -> Person:
    """Ivo's account as it is now."""
    session.rollback()
    session.expire_all()
    return session.scalars(select(Person).where(Person.email == IVO)).one()


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_leader_who_saw_the_link_is_out_when_the_account_becomes_an_administrators(
    app: Flask, session: Session, cast: Cast, browser_of: Browser, tmp_path: Path, way: Way
) -> None:
    thief = browser_of(None)
    join(thief, link_in(ask(browser_of(cast.lee), cast.north.id).text))
    ivo = ivo_now(session)
    assert ivo.password_hash is not None
    assert thief.get("/account").status_code == 200

    way(app, browser_of, cast, ivo, tmp_path)

    ivo = ivo_now(session)
    session.refresh(ivo, ["role_rows"])
    assert Role.ADMIN in ivo.roles
    assert ivo.password_hash is None
    assert thief.get("/account").location.startswith("/login")


def let_in_by_lee(session: Session, cast: House, who: str = "otto", **changed: Any) -> Person:
    """Somebody who came in by a leader's link that this leader saw, but for what is changed."""
    row = row_of(issue(session, cast, who=who))
    row.lets_in, row.answer = True, InvitationAnswer.YES
    for name, value in changed.items():
        setattr(row, name, value)
    session.flush()
    person: Person = getattr(cast, who)
    return person


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize(
    ("roles", "changed", "is_ended"),
    [
        ({Role.TRAINER}, {}, True),
        ({Role.REP, Role.ADMIN}, {}, True),
        ({Role.REP, Role.SUPPORT}, {}, False),
        (set(), {}, False),
        ({Role.ADMIN}, {"issuer": Issuer.ADMIN}, False),
        ({Role.ADMIN}, {"lets_in": False}, False),
        ({Role.ADMIN}, {"answer": None}, False),
        ({Role.ADMIN}, {"answer": InvitationAnswer.NO}, False),
    ],
)
def test_a_password_set_behind_a_leaders_link_ends_when_more_than_a_seat_is_given(
    session: Session,
    cast: House,
    roles: set[Role],
    changed: dict[str, Any],
    is_ended: bool,
    at_once: bool,
) -> None:
    person = let_in_by_lee(session, cast, **changed)
    before = cast.ona.password_hash

    if at_once:
        add_roles_of_many(session, {person.id: roles, cast.ona.id: {Role.ADMIN}})
    else:
        assert add_roles(session, person, roles) == roles - {Role.REP}

    assert (person.password_hash is None) is is_ended
    assert cast.ona.password_hash == before


def test_a_role_held_already_ends_no_password(session: Session, cast: House) -> None:
    lia, ada = (let_in_by_lee(session, cast, who) for who in ("lia", "ada"))

    assert add_roles(session, lia, [Role.LEADER]) == frozenset()
    add_roles_of_many(session, {ada.id: {Role.ADMIN}})

    assert lia.password_hash == ada.password_hash == "not a hash"


@pytest.mark.parametrize(
    ("at", "kind", "is_ended"),
    [
        (NOW, LetterKind.INVITATION, False),
        (NOW + timedelta(seconds=60), LetterKind.INVITATION, False),
        (NOW + timedelta(seconds=61), LetterKind.INVITATION, True),
        (NOW - timedelta(seconds=1), LetterKind.INVITATION, True),
        (NOW, LetterKind.NOTICE, True),
    ],
)
def test_whoever_got_the_link_by_mail_keeps_their_password(
    session: Session, cast: House, at: datetime, kind: LetterKind, is_ended: bool
) -> None:
    person = let_in_by_lee(session, cast)
    letter = Letter(person_id=person.id, kind=kind, recipient=person.email, subject="", text="")
    letter.created_at = letter.next_try_at = letter.expires_at = at
    session.add(letter)
    session.flush()

    add_roles(session, person, [Role.TRAINER])

    assert (person.password_hash is None) is is_ended


def test_another_address_that_was_asked_for_behind_the_link_is_not_taken_any_more(
    session: Session, cast: House
) -> None:
    person = let_in_by_lee(session, cast)
    for asking in (person, cast.ona):
        mail_change.ask(session, asking.id, f"{asking.id}@other.example", now=NOW)

    add_roles(session, person, [Role.TRAINER])

    assert session.scalars(select(MailChange.person_id)).all() == [cast.ona.id]


def test_no_module_gives_roles_beside_the_one_that_ends_such_passwords() -> None:
    folder = Path("tandem")

    giving = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.py")
        if WIDENS.search(path.read_text("utf-8"))
    }

    assert giving == NEW_ACCOUNTS

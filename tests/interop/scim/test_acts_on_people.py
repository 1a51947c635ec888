"""What becomes of an account when a directory brings, changes or deletes it, row by row?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from scim2_models import NotFoundException, PreconditionFailedException
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.interop.scim import person_acts
from tandem.interop.scim.people import person_seen
from tandem.interop.scim.person_acts import Directory
from tandem.interop.scim.refusals import DeniedError
from tandem.interop.scim.resources import CalledName, HeldRole, User, WorkAddress
from tandem.models import AuditEntry, MailChange, Person, PersonRole, ScimUser, SignIn, TeamLeader
from tandem.terms import AuditAct, DirectoryFault, Role
from tests.cast import NOW, Cast

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def directory(session: Session, cast: Cast) -> Directory:
    """One request of a directory, an hour later."""
    return Directory(session, LATER)


def said(who: str = "mia", /, **fields: Any) -> User:
    """What a directory says of somebody: of a rep who is open, at an address of that name."""
    facts: dict[str, Any] = {
        "user_name": who, "emails": [WorkAddress(value=f"{who}@example.com")], "active": True,
        "name": CalledName(given_name=who.title(), family_name="Mai"),
        "roles": [HeldRole(value="rep")], **fields,
    }  # fmt: skip
    return User(**facts)


def as_it_is(person: Person, **fields: Any) -> User:
    """What a directory says of somebody of whom nothing is to be changed but this."""
    facts: dict[str, Any] = {
        "id": f"u{person.id}", "emails": [WorkAddress(value=person.email)],
        "name": CalledName(given_name=person.given_name, family_name=person.surname),
        "roles": [HeldRole(value=role) for role in person.roles], **fields,
    }  # fmt: skip
    return said(person.email, **facts)


def change(directory: Directory, person: Person, **fields: Any) -> None:
    """The directory changes this about somebody."""
    person_acts.change(directory, as_it_is(person, **fields), expected=None)


def log(session: Session, person: Person) -> list[AuditAct]:
    """What stands in the log about somebody, all of it at this moment and by no person."""
    query = select(AuditEntry).where(AuditEntry.subject_id == person.id).order_by(AuditEntry.id)
    rows = session.scalars(query).all()
    assert {(row.at, row.actor_id) for row in rows} <= {(LATER, None)}
    return [row.act for row in rows]


def known(session: Session, person: Person, **fields: Any) -> ScimUser:
    """The directory knows somebody already."""
    names = {"user_name": person.email, "user_name_key": person.email, **fields}
    row = ScimUser(person_id=person.id, **names)
    session.add(row)
    session.flush()
    return row


def brought(directory: Directory, user: User) -> Person:
    """Whom the directory has brought."""
    seen = person_acts.bring(directory, user)
    return person_seen(directory.session, seen.id)


def test_somebody_new_is_written_down_as_the_directory_calls_them(
    session: Session, directory: Directory
) -> None:
    user = said(user_name=" MIA ", external_id="x" * 300)

    mia = brought(directory, user)

    row = session.get_one(ScimUser, mia.id)
    assert (row.user_name, row.user_name_key, row.external_id) == ("MIA", "mia", "x" * 255)
    assert (mia.email, mia.name, mia.roles) == ("mia@example.com", "Mia Mai", {Role.REP})
    assert (mia.created_at, mia.time_zone, mia.joined_at) == (LATER, "UTC", None)
    assert log(session, mia) == [AuditAct.ACCOUNT_MADE, AuditAct.ROLES_GIVEN]
    assert [row.act for row in directory.entries] == log(session, mia)


def test_somebody_deleted_comes_back_as_who_they_were(
    session: Session, directory: Directory
) -> None:
    mia = brought(directory, said())
    person_acts.delete(directory, f"u{mia.id}", expected=None)
    row = session.get_one(ScimUser, mia.id)
    assert (mia.is_active, row.user_name_key, row.deleted_at) == (False, None, LATER)
    with pytest.raises(NotFoundException):
        person_acts.delete(directory, f"u{mia.id}", expected=None)

    again = brought(directory, said(active=True))

    assert again is mia
    assert (mia.is_active, row.user_name_key, row.deleted_at) == (True, "mia", None)
    assert log(session, mia).count(AuditAct.ACCOUNT_MADE) == 1


def test_somebody_who_was_here_before_the_directory_is_deleted_by_it_too(
    session: Session, cast: Cast, directory: Directory
) -> None:
    person_acts.delete(directory, f"u{cast.otto.id}", expected=None)

    row = session.get_one(ScimUser, cast.otto.id)
    assert (row.user_name, row.deleted_at) == (cast.otto.email, LATER)
    assert not cast.otto.is_active
    assert cast.otto.id not in set(session.scalars(select(SignIn.person_id)))
    assert cast.ona.is_active


@pytest.mark.parametrize(
    ("fields", "fault", "owner"),
    [
        ({"user_name": "SAM@example.com"}, DirectoryFault.NAME_TAKEN, "sam"),
        ({"user_name": " Susi "}, DirectoryFault.NAME_TAKEN, "sue"),
        ({"emails": [WorkAddress(value="sam@example.com")]}, DirectoryFault.ADDRESS_TAKEN, "sam"),
        ({"emails": [WorkAddress(value="sue@example.com")]}, DirectoryFault.ADDRESS_TAKEN, "sue"),
    ],
)
def test_nobody_new_is_brought_by_the_name_or_the_address_of_somebody_who_is_here(
    session: Session, cast: Cast, directory: Directory, fields: dict[str, Any],
    fault: DirectoryFault, owner: str,
) -> None:  # fmt: skip
    known(session, cast.sue, user_name="Susi", user_name_key="susi")

    with pytest.raises(DeniedError) as refused:
        person_acts.bring(directory, said(**fields))

    denied = refused.value
    assert (denied.fault, denied.person_id) == (fault, getattr(cast, owner).id)
    assert session.scalars(select(Person).where(Person.given_name == "Mia")).all() == []
    assert directory.entries == []


def test_a_name_of_another_is_taken_by_nobody_and_ones_own_is_kept_as_far_as_it_may_be_long(
    session: Session, cast: Cast, directory: Directory
) -> None:
    change(directory, cast.otto, user_name="O" * 300)
    row = session.get_one(ScimUser, cast.otto.id)
    assert (row.user_name, row.user_name_key) == ("O" * 255, "o" * 255)

    with pytest.raises(DeniedError) as refused:
        change(directory, cast.otto, user_name="Sam@example.com")

    denied = refused.value
    assert (denied.fault, denied.person_id) == (DirectoryFault.NAME_TAKEN, cast.sam.id)
    assert row.user_name == "O" * 255


@pytest.mark.parametrize("before", [("Otto", ""), ("", "Berg")])
def test_half_a_name_that_is_made_whole_is_noted_too(
    session: Session, cast: Cast, directory: Directory, before: tuple[str, str]
) -> None:
    cast.otto.given_name, cast.otto.surname = before

    change(directory, cast.otto, name=CalledName(given_name="Otto", family_name="Berg"))

    assert log(session, cast.otto) == [AuditAct.NAME_MENDED]


def test_the_last_administrator_may_have_another_name_and_another_role(
    cast: Cast, directory: Directory
) -> None:
    both = [HeldRole(value="admin"), HeldRole(value="trainer")]
    name = CalledName(given_name="Ada", family_name="Linde")

    change(directory, cast.ada, roles=both, name=name)

    assert (cast.ada.name, cast.ada.roles) == ("Ada Linde", {Role.ADMIN, Role.TRAINER})


@pytest.mark.parametrize("act", ["change", "delete"])
def test_what_somebody_else_has_changed_meanwhile_is_left_as_it_is(
    cast: Cast, directory: Directory, act: str
) -> None:
    user = as_it_is(cast.otto, name=CalledName(given_name="Odo"))

    def do(expected: str) -> object:
        if act == "change":
            return person_acts.change(directory, user, expected=expected)
        return person_acts.delete(directory, user.id or "", expected=expected)

    with pytest.raises(PreconditionFailedException):
        do('W/"before"')

    assert (cast.otto.given_name, cast.otto.is_active) == ("Otto", True)
    seen = person_acts.seen_now(directory.session, cast.otto.id)
    assert seen.meta is not None
    do(str(seen.meta.version))
    assert (cast.otto.name, cast.otto.is_active) == (
        ("Odo", True) if act == "change" else ("Otto Berg", False)
    )


@pytest.mark.parametrize(
    ("called", "name", "is_noted"),
    [
        (CalledName(given_name="Otto", family_name="Berg"), "Otto Berg", False),
        (CalledName(given_name=" Otto", family_name="Dorn "), "Otto Dorn", True),
        (CalledName(given_name="Odo", family_name="Berg"), "Odo Berg", True),
        (CalledName(family_name="Berg"), "Berg", True),
        (CalledName(given_name="Otto"), "Otto", True),
        (CalledName(), "otto", True),
        (None, "otto", True),
    ],
)
def test_a_name_is_noted_where_it_is_another_and_is_never_empty(
    session: Session, cast: Cast, directory: Directory, called: CalledName | None, name: str,
    is_noted: bool,
) -> None:  # fmt: skip
    change(directory, cast.otto, name=called)

    assert cast.otto.name == name
    assert log(session, cast.otto) == ([AuditAct.NAME_MENDED] if is_noted else [])


def test_another_address_takes_the_place_of_one_that_was_to_come_and_both_are_known(
    session: Session, cast: Cast, directory: Directory
) -> None:
    for who in (cast.otto, cast.ona):
        session.add(
            MailChange(
                person_id=who.id, email=f"new.{who.email}", old_hash=f"old {who.id}",
                new_hash=f"new {who.id}", expires_at=LATER,
            )
        )  # fmt: skip
    session.flush()

    change(directory, cast.otto, emails=[WorkAddress(value="Odo@Example.com")])

    assert cast.otto.email == "odo@example.com"
    assert directory.addresses == {cast.otto.id: "otto@example.com"}
    assert log(session, cast.otto) == [AuditAct.MAIL_CHANGED]
    assert session.scalars(select(MailChange.person_id)).all() == [cast.ona.id]
    change(directory, cast.otto)
    assert log(session, cast.otto) == [AuditAct.MAIL_CHANGED]


@pytest.mark.parametrize(
    ("user_name", "is_refused"),
    [
        ("sam@example.com", True),
        (" SAM@example.com ", True),
        ("sue", True),
        (" SUE ", True),
        ("sue@example.com", False),
        ("ona", False),
        ("ona@example.com", False),
        ("olga@example.com", False),
        ("otto", False),
        ("nobody", False),
    ],
)
def test_a_name_belongs_to_whom_the_directory_knows_by_it_else_to_whoever_has_that_address(
    session: Session, cast: Cast, directory: Directory, user_name: str, is_refused: bool
) -> None:
    known(session, cast.sue, user_name="Sue", user_name_key="sue")
    known(session, cast.ona, user_name="Ona", user_name_key=None, deleted_at=NOW)
    known(session, cast.otto, user_name="Otto", user_name_key="otto")
    cast.olga.erased_at = NOW
    session.flush()

    def refuse() -> None:
        person_acts.refuse_taken_name(session, user_name, but=cast.otto.id)

    if not is_refused:
        refuse()
        return
    owner = cast.sam.id if "@" in user_name else cast.sue.id
    with pytest.raises(DeniedError) as refused:
        refuse()
    assert (refused.value.fault, refused.value.person_id) == (DirectoryFault.NAME_TAKEN, owner)


@pytest.mark.parametrize(
    ("beside", "fault"),
    [
        (None, DirectoryFault.LAST_ADMINISTRATOR),
        ("closed", DirectoryFault.LAST_ADMINISTRATOR),
        ("open", None),
        ("emergency", DirectoryFault.EMERGENCY_ADMINISTRATOR),
    ],
)
@pytest.mark.parametrize("fields", [{"active": False}, {"roles": []}, None])
def test_the_last_administrator_and_the_one_for_emergencies_stay(
    session: Session, cast: Cast, directory: Directory, beside: str | None,
    fault: DirectoryFault | None, fields: dict[str, Any] | None,
) -> None:  # fmt: skip
    if beside is not None:
        session.add(PersonRole(person_id=cast.tess.id, role=Role.ADMIN))
        cast.tess.is_active = beside != "closed"
    directory.emergency = cast.ada.email if beside == "emergency" else cast.otto.email
    session.flush()

    def act() -> None:
        if fields is None:
            person_acts.delete(directory, f"u{cast.ada.id}", expected=None)
        else:
            change(directory, cast.ada, **fields)

    if fault is None:
        act()
        return
    with pytest.raises(DeniedError) as refused:
        act()
    assert (refused.value.fault, refused.value.person_id) == (fault, cast.ada.id)
    assert (cast.ada.is_active, cast.ada.roles) == (True, {Role.ADMIN})


@pytest.mark.parametrize(
    ("fields", "is_refused"),
    [
        ({"roles": []}, True),
        ({"roles": [HeldRole(value="rep")]}, True),
        ({"roles": [HeldRole(value="rep"), HeldRole(value="leader")]}, False),
        ({"active": False}, False),
        ({"roles": [], "active": False}, False),
    ],
)
def test_the_only_leader_of_a_team_keeps_the_role_while_the_account_is_open(
    session: Session, cast: Cast, directory: Directory, fields: dict[str, Any], is_refused: bool
) -> None:
    if not is_refused:
        change(directory, cast.olga, **fields)
        return
    with pytest.raises(DeniedError) as refused:
        change(directory, cast.olga, **fields)
    denied = refused.value
    assert (denied.fault, denied.about) == (DirectoryFault.ONLY_LEADER, "South")
    assert (denied.person_id, denied.team_id) == (cast.olga.id, cast.south.id)
    session.add(TeamLeader(team_id=cast.south.id, person_id=cast.lee.id))
    session.flush()
    change(directory, cast.olga, **fields)


@pytest.mark.parametrize(
    ("fields", "acts"),
    [
        ({}, []),
        ({"active": False}, [AuditAct.CLOSED, AuditAct.PAIR_ENDED]),
        (
            {"roles": [HeldRole(value="support")]},
            # Otto’s pair goes on.
            [AuditAct.ROLES_GIVEN, AuditAct.ROLES_TAKEN, AuditAct.SEAT_WITHOUT_ROLE],
        ),
    ],
)
def test_what_is_as_the_directory_says_is_not_done_again(
    session: Session, cast: Cast, directory: Directory, fields: dict[str, Any],
    acts: list[AuditAct],
) -> None:  # fmt: skip
    change(directory, cast.otto, **fields)
    assert sorted(log(session, cast.otto)) == sorted(acts)

    change(directory, cast.otto, **fields)

    assert sorted(log(session, cast.otto)) == sorted(acts)
    stays = cast.otto.id in set(session.scalars(select(SignIn.person_id)))
    assert stays is (not acts)

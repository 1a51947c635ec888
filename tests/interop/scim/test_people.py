"""What becomes of people whom a directory brings, changes, closes and deletes?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import AuditEntry, Letter, Pair, Person, ScimUser
from tandem.terms import AuditAct, DirectoryFault, PairState
from tests.cast import NOW, Cast
from tests.conftest import Browser, wait_for_letters
from tests.interop.scim.conftest import USER, TalkingDirectory
from tests.people.invitations.asking import IVO, ask, join, link_in
from tests.postbox import Postbox, text_of

Acts = Callable[[], list[AuditAct]]


def person_at(session: Session, email: str) -> Person | None:
    """Whoever has that address now."""
    session.rollback()
    session.expire_all()
    return session.scalars(select(Person).where(Person.email == email)).one_or_none()


def id_of(directory: TalkingDirectory, person: Person) -> str:
    """What the site calls somebody to a directory that looks for their userName."""
    found = directory.get(f'/Users?filter=userName eq "{person.email}"')
    assert found["totalResults"] == 1
    return str(found["Resources"][0]["id"])


def test_somebody_new_has_an_account_in_the_one_spelling_and_it_is_recorded(
    session: Session, directory: TalkingDirectory, acts: Acts
) -> None:
    user = directory.bring(
        "MIA@Example.COM",
        name={"givenName": "  Mia ", "familyName": "Mai\u200b"},
        roles=[{"value": "Rep"}],
        externalId="4711",
    )

    mia = person_at(session, "mia@example.com")
    assert mia is not None
    assert (mia.given_name, mia.surname, mia.is_active) == ("Mia", "Mai", True)
    assert user["userName"] == "MIA@Example.COM"
    assert (user["externalId"], user["roles"]) == ("4711", [{"value": "rep"}])
    assert acts() == [AuditAct.ACCOUNT_MADE, AuditAct.ROLES_GIVEN]


def test_what_directories_send_and_we_do_not_keep_is_left_out_and_not_refused(
    directory: TalkingDirectory,
) -> None:
    user = directory.bring(
        "mia@example.com",
        name={"formatted": "Mia Mai"},
        displayName="Mia Mai",
        title="Boss",
        emails=[
            {"value": "private@example.com", "type": "home"},
            {"value": "mia@example.com", "type": "work", "primary": True},
        ],
    )

    assert user["name"] == {"givenName": "Mia", "familyName": "Mai"}
    assert user["emails"] == [{"value": "mia@example.com", "type": "work"}]
    assert "title" not in user


def test_a_put_that_leaves_something_out_changes_nothing_of_it(
    session: Session, cast: Cast, directory: TalkingDirectory, acts: Acts
) -> None:
    sam = id_of(directory, cast.sam)
    said = {"schemas": [USER], "userName": "sam@example.com"}

    answer = directory.send("PUT", f"/Users/{sam}", said)

    row = person_at(session, "sam@example.com")
    assert answer.status_code == 200
    assert row is not None
    assert (row.is_active, row.surname) == (True, cast.sam.surname)
    assert answer.json["roles"] == [{"value": "rep"}]
    assert acts() == []


@pytest.mark.parametrize("value", [False, "False"])
def test_a_leaver_is_out_at_once_and_the_partner_is_told_kindly(
    session: Session, cast: Cast, directory: TalkingDirectory, browser_of: Browser, acts: Acts,
    value: object,
) -> None:  # fmt: skip
    sam, sue = browser_of(cast.sam), browser_of(cast.sue)
    assert sam.get("/").status_code == 200

    user = id_of(directory, cast.sam)
    answer = directory.patch(f"/Users/{user}", {"op": "Replace", "path": "active", "value": value})

    assert answer.status_code == 204
    assert sam.get("/").status_code == 302
    assert directory.get(f"/Users/{user}")["active"] is False
    assert acts() == [AuditAct.CLOSED, AuditAct.PAIR_ENDED]
    session.rollback()
    assert session.get_one(Pair, cast.pair.id).state is PairState.ENDED
    assert "The pair has ended" in sue.get(f"/pairs/{cast.pair.id}/").text


def test_somebody_deleted_is_closed_seen_no_more_and_comes_back_as_who_they_were(
    session: Session, cast: Cast, directory: TalkingDirectory
) -> None:
    sam = id_of(directory, cast.sam)

    assert directory.send("DELETE", f"/Users/{sam}").status_code == 204

    row = person_at(session, "sam@example.com")
    assert row is not None
    assert row.is_active is False
    assert directory.send("GET", f"/Users/{sam}").status_code == 404
    assert directory.send("DELETE", f"/Users/{sam}").status_code == 404
    assert directory.get('/Users?filter=userName eq "sam@example.com"')["totalResults"] == 0
    again = directory.bring("sam@example.com", roles=[{"value": "rep"}])
    assert again["id"] == sam
    assert person_at(session, "sam@example.com").is_active is True  # type: ignore[union-attr]


def test_somebody_who_is_opened_again_is_told(
    cast: Cast, directory: TalkingDirectory, mailing: Flask, postbox: Postbox
) -> None:
    user = id_of(directory, cast.sam)
    directory.patch(f"/Users/{user}", {"op": "replace", "value": {"active": False}})

    answer = directory.patch(f"/Users/{user}", {"op": "replace", "value": {"active": True}})

    assert answer.status_code == 204
    wait_for_letters()
    (letter,) = postbox.to("sam@example.com")
    assert "the directory (Acme): opened the account" in text_of(letter, "plain")


def test_another_address_is_told_at_both(
    session: Session, cast: Cast, directory: TalkingDirectory, mailing: Flask, acts: Acts
) -> None:
    user = id_of(directory, cast.sam)
    path = 'emails[type eq "work"].value'

    answer = directory.patch(
        f"/Users/{user}", {"op": "replace", "path": path, "value": "Sam.New@example.com"}
    )

    assert answer.status_code == 204
    assert person_at(session, "sam.new@example.com") is not None
    told = {row.recipient for row in session.scalars(select(Letter))}
    assert told == {"sam@example.com", "sam.new@example.com"}
    assert acts() == [AuditAct.MAIL_CHANGED]


def test_the_log_and_the_persons_page_name_the_directory(
    session: Session, cast: Cast, directory: TalkingDirectory, browser_of: Browser
) -> None:
    user = id_of(directory, cast.otto)
    roles = {"op": "add", "path": "roles", "value": [{"value": "leader"}]}

    directory.patch(f"/Users/{user}", roles)

    assert "the directory (Acme)" in browser_of(cast.ada).get("/admin/log").text
    assert "the directory (Acme)" in browser_of(cast.otto).get("/account").text


def test_an_account_that_is_erased_is_seen_by_no_directory(
    session: Session, cast: Cast, directory: TalkingDirectory
) -> None:
    assert directory.send("GET", f"/Users/u{cast.sam.id}").status_code == 200
    session.rollback()
    cast.sam.erased_at = NOW
    session.add(cast.sam)
    session.commit()

    assert directory.send("GET", f"/Users/u{cast.sam.id}").status_code == 404


def test_two_who_change_somebody_from_one_state_do_not_overwrite_each_other(
    cast: Cast, directory: TalkingDirectory
) -> None:
    path = f"/Users/{id_of(directory, cast.sam)}"
    tag = directory.send("GET", path).headers["ETag"]
    name = {"op": "replace", "path": "name.givenName", "value": "Samuel"}
    assert directory.patch(path, name, If_Match=tag).status_code == 204

    late = directory.patch(path, {**name, "value": "Sammy"}, If_Match=tag)

    assert late.status_code == 412
    assert directory.get(path)["name"]["givenName"] == "Samuel"
    unchanged = directory.send("GET", path, headers={"If-None-Match": late_tag(directory, path)})
    assert unchanged.status_code == 304


def late_tag(directory: TalkingDirectory, path: str) -> str:
    """The mark of what is there now."""
    return directory.send("GET", path).headers["ETag"]


REFUSED = {
    "nobody else administers": ("ada", {"roles": []}, DirectoryFault.LAST_ADMINISTRATOR, 409),
    "the last one leaves": ("ada", {"active": False}, DirectoryFault.LAST_ADMINISTRATOR, 409),
    "nobody else leads": ("lee", {"roles": []}, DirectoryFault.ONLY_LEADER, 409),
    "an address of another": (
        "sam", {"emails": [{"value": "sue@example.com"}]}, DirectoryFault.ADDRESS_TAKEN, 409,
    ),
    "a name of another": ("sam", {"userName": "Sue@example.com"}, DirectoryFault.NAME_TAKEN, 409),
    "no address": ("sam", {"emails": [{"value": "nowhere"}]}, DirectoryFault.NO_ADDRESS, 400),
    "no role of ours": ("sam", {"roles": [{"value": "boss"}]}, DirectoryFault.UNKNOWN_ROLE, 400),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_is_a_sentence_a_line_in_the_log_and_changes_nothing(
    session: Session, cast: Cast, directory: TalkingDirectory, browser_of: Browser, case: str
) -> None:
    who, value, fault, status = REFUSED[case]
    path = f"/Users/{id_of(directory, getattr(cast, who))}"
    before = directory.get(path)

    answer = directory.patch(
        path,
        {"op": "replace", "path": "name.familyName", "value": "Changed"},
        {"op": "replace", "value": value},
    )

    assert answer.status_code == status
    assert "Nothing was changed." in answer.json["detail"]
    session.rollback()
    row = session.scalars(select(AuditEntry).where(AuditEntry.act == AuditAct.SCIM_REFUSED)).one()
    assert (row.detail, row.token_id) == (fault, directory.token_id)
    after = directory.get(path)
    assert {**after, "meta": None} == {**before, "meta": None}
    assert browser_of(getattr(cast, who)).get("/").status_code == 200


def test_a_new_account_at_an_address_that_somebody_has_is_refused(
    session: Session, cast: Cast, directory: TalkingDirectory, acts: Acts
) -> None:
    said = {"schemas": [USER], "userName": "x", "emails": [{"value": "Sam@Example.com"}]}

    answer = directory.send("POST", "/Users", said)

    assert answer.status_code == 409
    assert answer.json["scimType"] == "uniqueness"
    assert "Somebody has the address sam@example.com here already" in answer.json["detail"]
    assert acts() == [AuditAct.SCIM_REFUSED]
    assert session.scalars(select(ScimUser)).all() == []


def test_a_new_account_without_an_address_is_refused(
    directory: TalkingDirectory, acts: Acts
) -> None:
    answer = directory.send("POST", "/Users", {"schemas": [USER], "userName": "mia"})

    assert answer.status_code == 400
    assert "needs a mail address" in answer.json["detail"]
    assert acts() == [AuditAct.SCIM_REFUSED]


def test_the_emergency_administrator_is_closed_by_no_directory(
    app: Flask, session: Session, cast: Cast, directory: TalkingDirectory
) -> None:
    session.add(cast.tess)
    app.config["EMERGENCY_ADMIN"] = "ada@example.com"
    tess = id_of(directory, cast.tess)
    directory.patch(f"/Users/{tess}", {"op": "replace", "value": {"roles": [{"value": "admin"}]}})

    answer = directory.send("DELETE", f"/Users/{id_of(directory, cast.ada)}")

    assert answer.status_code == 409
    assert "emergency administrator" in answer.json["detail"]


def test_the_only_leader_of_a_team_leaves_and_the_log_says_that_nobody_leads_it(
    cast: Cast, directory: TalkingDirectory, browser_of: Browser, acts: Acts
) -> None:
    lee = browser_of(cast.lee)

    directory.send("DELETE", f"/Users/{id_of(directory, cast.lee)}")

    assert lee.get("/").status_code == 302
    assert AuditAct.TEAM_LEADERLESS in acts()


def test_roles_alone_make_no_rep_a_leader_of_a_team_that_the_directory_did_not_give(
    cast: Cast, directory: TalkingDirectory, browser_of: Browser
) -> None:
    roles = {"op": "add", "path": "roles", "value": [{"value": "leader"}]}

    directory.patch(f"/Users/{id_of(directory, cast.sam)}", roles)

    sam = directory.get(f"/Users/{id_of(directory, cast.sam)}")
    assert {"value": "leader"} in sam["roles"]
    assert browser_of(cast.sam).get(f"/lead/teams/{cast.north.id}/").status_code == 404


def test_whoever_set_a_password_behind_a_leaders_link_is_out_when_the_directory_gives_more(
    session: Session, cast: Cast, directory: TalkingDirectory, browser_of: Browser
) -> None:
    thief = browser_of(None)
    join(thief, link_in(ask(browser_of(cast.lee), cast.north.id).text))
    ivo = person_at(session, IVO)
    assert ivo is not None
    assert ivo.password_hash is not None

    address = f"/Users/{id_of(directory, ivo)}"
    roles = [{"value": "rep"}, {"value": "trainer"}]
    directory.patch(address, {"op": "replace", "path": "roles", "value": roles})

    ivo = person_at(session, IVO)
    assert ivo is not None
    assert directory.get(address)["roles"] == roles
    assert ivo.password_hash is None
    assert thief.get("/account").location.startswith("/login")

"""Does a directory bring nobody back who is erased here?"""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from tandem.models import Person
from tests.cast import Cast
from tests.interop.scim.conftest import USER, TalkingDirectory
from tests.interop.scim.test_people import id_of, person_at
from tests.trust.privacy.test_erased_for_good import rows_of
from tests.trust.privacy.test_erasure import erase

OPENED: dict[str, Any] = {
    "schemas": [USER], "userName": "sam@example.com", "emails": [{"value": "sam@example.com"}],
    "name": {"givenName": "Eva", "familyName": "Sol"}, "active": True, "roles": [{"value": "rep"}],
}  # fmt: skip


@pytest.fixture
def user(session: Session, cast: Cast, directory: TalkingDirectory) -> str:
    """What the directory calls Sam, whom it has brought up to date, and who is then erased."""
    user = id_of(directory, cast.sam)
    assert directory.send("PUT", f"/Users/{user}", OPENED).status_code == 200
    session.rollback()
    erase(session, session.get_one(Person, cast.sam.id))
    return user


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
def test_who_is_erased_is_not_there_for_it(
    session: Session, cast: Cast, directory: TalkingDirectory, user: str, method: str
) -> None:
    before = rows_of(session, cast.sam.id)
    opens = {"op": "replace", "path": "active", "value": True}
    if method == "PATCH":
        answer = directory.patch(f"/Users/{user}", opens)
    else:
        answer = directory.send(method, f"/Users/{user}", OPENED if method == "PUT" else None)

    assert answer.status_code == 404
    assert rows_of(session, cast.sam.id) == before


def test_whom_it_brings_to_the_address_they_had_has_a_new_account(
    session: Session, cast: Cast, directory: TalkingDirectory, user: str
) -> None:
    before = rows_of(session, cast.sam.id)

    brought = directory.bring("sam@example.com", **OPENED)

    assert brought["id"] != user
    new = person_at(session, "sam@example.com")
    assert new is not None
    assert new.id != cast.sam.id
    assert rows_of(session, cast.sam.id) == before


def test_it_brings_nobody_to_where_the_mail_of_the_erased_would_go(
    session: Session, cast: Cast, directory: TalkingDirectory, user: str
) -> None:
    before, nowhere = rows_of(session, cast.sam.id), f"{cast.sam.id}@erased.invalid"
    said = {**OPENED, "userName": nowhere, "emails": [{"value": nowhere}]}

    assert directory.send("POST", "/Users", said).status_code == 400
    assert rows_of(session, cast.sam.id) == before

"""Does one administrator stay where two erase themselves at the very same moment?"""

from __future__ import annotations

from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Person, PersonRole
from tandem.people.accounts.actions import hash_password
from tandem.terms import Role
from tests.at_once import at_once
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import form_id_in
from tests.trust.privacy.test_erasure import PASSWORD


def test_of_two_administrators_one_stays(session: Session, cast: Cast, browser_of: Browser) -> None:
    session.add(PersonRole(person_id=cast.tess.id, role=Role.ADMIN))
    for who in (cast.ada, cast.tess):
        who.password_hash = hash_password(PASSWORD)
    session.commit()
    acts = []
    for browser in (browser_of(cast.ada), browser_of(cast.tess)):
        form_id = form_id_in(browser.get("/account/erase"))
        sent = {"form_id": form_id, "password": PASSWORD, "is_sure": "y"}
        acts.append(partial(browser.post, "/account/erase", data=sent))

    answers = at_once(*acts)

    assert sorted(answer.status_code for answer in answers) == [303, 400]
    two = Person.id.in_([cast.ada.id, cast.tess.id])
    assert sorted(session.scalars(select(Person.is_active).where(two))) == [False, True]

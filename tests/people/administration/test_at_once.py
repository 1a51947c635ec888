"""What happens when two administrators change rights at the very same moment?"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import AuditEntry, MailChoice, Pair, PersonRole
from tandem.models.locking import hold
from tandem.terms import AuditAct, Role
from tests.at_once import at_once, until_it_waits, writing
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.forms import agree
from tests.lessons import form_id_in
from tests.people.administration.test_rights import two_administrators

__all__ = ["two_administrators"]


def tick(browser: FlaskClient, address: str, sent: dict[str, Any]) -> TestResponse:
    """Send the form of an account, and go on where it asks first."""
    return agree(browser, browser.post(address, data=sent))


def test_two_who_take_the_role_from_each_other_leave_one(
    session: Session, two_administrators: Cast, browser_of: Browser
) -> None:
    cast, acts = two_administrators, []
    for by, whom in ((cast.ada, cast.lee), (cast.lee, cast.ada)):
        browser, address = browser_of(by), f"/admin/people/{whom.id}"
        sent = {"form_id": form_id_in(browser.get(address)), "roles": ["leader"], "is_active": "y"}
        acts.append(partial(browser.post, address, data=sent))

    at_once(*acts)

    admins = select(PersonRole.person_id).where(PersonRole.role == Role.ADMIN)
    assert len(session.scalars(admins).all()) == 1


def test_an_account_that_two_close_is_closed_once(
    session: Session, two_administrators: Cast, browser_of: Browser
) -> None:
    cast, acts = two_administrators, []
    address = f"/admin/people/{cast.sam.id}"
    for by in (cast.ada, cast.lee):
        browser = browser_of(by)
        sent = {"form_id": form_id_in(browser.get(address)), "roles": ["rep"]}
        acts.append(partial(tick, browser, address, sent))

    at_once(*acts)

    closed = select(AuditEntry.id).where(AuditEntry.act == AuditAct.CLOSED)
    assert len(session.scalars(closed).all()) == 1


def test_a_step_in_a_pair_that_ends_by_it_waits_for_nobody(
    session: Session, engine: Engine, two_administrators: Cast, browser_of: Browser
) -> None:
    cast, ada = two_administrators, browser_of(two_administrators.ada)
    address = f"/admin/people/{cast.sam.id}"
    sent = {"form_id": form_id_in(ada.get(address)), "roles": ["rep"]}
    with writing(engine) as own, ThreadPoolExecutor(1) as pool:
        hold(own, Pair.id == cast.pair.id)

        coming = pool.submit(tick, ada, address, sent)
        if engine.dialect.name == "postgresql":
            until_it_waits(engine, coming)
        # As if the partner in this pair were an administrator.
        own.add(MailChoice(person_id=cast.lee.id, changed_at=NOW))
        own.commit()

    assert coming.result().status_code == 303

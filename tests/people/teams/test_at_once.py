"""What happens when somebody comes back into a team while something else is done to them?"""

from __future__ import annotations

from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import AuditEntry, Person, TeamMember
from tandem.models.locking import hold
from tandem.people.leaving import close_account
from tandem.terms import AuditAct
from tests.at_once import at_once, while_under_way
from tests.browser import BrowserClient
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.forms import forms_in


@pytest.fixture
def lee(cast: Cast, browser_of: Browser) -> BrowserClient:
    """The browser of Lee, who has just taken Sam out of the team."""
    return browser_of(cast.lee)


@pytest.fixture
def undos(cast: Cast, lee: BrowserClient) -> list[partial[TestResponse]]:
    """The button that takes it back, in two tabs."""
    after = lee.post(f"/lead/teams/{cast.north.id}/people/{cast.sam.id}/leave").location
    acts = []
    for _ in range(2):
        form = next(form for form in forms_in(lee.get(after).text, "/") if form.value("done"))
        sent = {name: form.value(name) for name in ("form_id", "done")}
        acts.append(partial(lee.post, form.action, data=sent))
    return acts


def test_pressed_in_two_tabs_is_pressed_once(
    session: Session, cast: Cast, undos: list[partial[TestResponse]]
) -> None:
    at_once(*undos)

    back = AuditEntry.act == AuditAct.PUT_IN_TEAM, AuditEntry.subject_id == cast.sam.id
    assert len(session.scalars(select(AuditEntry.id).where(*back)).all()) == 1


def test_who_is_closed_meanwhile_stays_out(
    session: Session, cast: Cast, undos: list[partial[TestResponse]]
) -> None:
    session.rollback()
    hold(session, Person.id == cast.sam.id, references_pass=True)
    close_account(session, cast.sam.id, by_id=cast.ada.id, now=NOW)
    session.flush()

    while_under_way(session, undos[0])

    assert session.get(TeamMember, (cast.north.id, cast.sam.id)) is None

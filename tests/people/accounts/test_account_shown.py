"""What does somebody read of their own account, and of a change of its address?"""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tandem.models import ScimToken
from tandem.models.audit import by_token, record_act
from tandem.terms import AuditAct
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import lesson, question, serve
from tests.people.accounts.test_mail_address import NEW, PAGE, ask, link_to
from tests.people.accounts.test_ways_in_shown import BY_MAIL, WAYS
from tests.postbox import Postbox
from tests.written import AsBefore


@pytest.fixture
def acts_on_sam(session: Session, cast: Cast) -> None:
    """Others, and nobody of the house, have done something with Sam's account."""
    serve(session, lesson(question("q1")))
    token = ScimToken(name="Workday", token_hash="a hash", made_at=NOW, by_id=cast.ada.id)
    session.add(token)
    session.flush()

    def note(act: AuditAct, by_id: int | None = None, **fields: Any) -> None:
        record_act(session, act, by_id=by_id, now=NOW, **{"subject_id": cast.sam.id, **fields})

    note(AuditAct.PROVIDER_REFUSED)
    note(AuditAct.PROVIDER_PUT_IN_TEAM, team_id=cast.north.id)
    note(AuditAct.PROVIDER_GAVE_ROLES, detail="rep,leader")
    note(AuditAct.LEAVES_ON, detail="2026-05-02")
    note(AuditAct.ATTEMPT_GRANTED, cast.lee.id, about="q1", detail="teaming/engine")
    note(AuditAct.PAIR_FORMED, cast.lee.id, other_id=cast.sue.id, team_id=cast.north.id)
    note(AuditAct.ROLES_GIVEN, 10**9, detail="trainer")
    note(AuditAct.COURSE_GIVEN, cast.ada.id, about="teaming")
    with by_token(session, token.id):
        note(AuditAct.TAKEN_OUT, team_id=cast.south.id)
    session.commit()


@pytest.mark.parametrize("page", ["/", "/account"])
def test_whose_account_it_is_reads_who_did_what_with_it_and_when(
    cast: Cast, acts_on_sam: None, browser_of: Browser, page_as_before: AsBefore, page: str
) -> None:
    page_as_before(browser_of(cast.sam).get(page).text)


@pytest.mark.parametrize("ways", ["letter", "every way"])
def test_whoever_comes_in_without_a_password_reads_how(
    app: Flask, session: Session, cast: Cast, browser_of: Browser, page_as_before: AsBefore,
    ways: str,
) -> None:  # fmt: skip
    app.config.update(WAYS[ways])
    cast.sam.password_hash = None
    session.commit()

    page_as_before(browser_of(cast.sam).get("/account").text)


@pytest.mark.parametrize("email", ["", "sam@example.com", NEW])
def test_whoever_changes_the_address_reads_whose_yes_is_missing(
    app: Flask, cast: Cast, browser_of: Browser, page_as_before: AsBefore, email: str
) -> None:
    app.config.update(BY_MAIL)

    answer = browser_of(cast.sam).post(PAGE, data={"email": email}, follow_redirects=True)

    page_as_before(answer.text)


@pytest.mark.parametrize("number_of_yeses", [0, 1, 2])
def test_each_yes_to_a_new_address_says_what_it_changes(
    mailing: Flask, cast: Cast, browser_of: Browser, postbox: Postbox, page_as_before: AsBefore,
    number_of_yeses: int,
) -> None:  # fmt: skip
    ask(browser_of(cast.sam))
    visitor = browser_of(None)

    page = visitor.get(link_to(postbox, NEW)).text
    for email in (NEW, "sam@example.com")[:number_of_yeses]:
        page = visitor.post(link_to(postbox, email), follow_redirects=True).text

    page_as_before(page)


def test_one_yes_to_a_new_address_is_marked_in_the_account(
    mailing: Flask, cast: Cast, browser_of: Browser, postbox: Postbox, page_as_before: AsBefore
) -> None:
    sam = browser_of(cast.sam)
    ask(sam)
    browser_of(None).post(link_to(postbox, NEW))

    page_as_before(sam.get(PAGE).text)

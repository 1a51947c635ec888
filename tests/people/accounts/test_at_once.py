"""What happens when a link that lets somebody in is used in two browsers at the same moment?"""

from __future__ import annotations

from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Invitation
from tandem.people.accounts.actions import password_fits
from tandem.terms import InvitationAnswer
from tests.at_once import at_once
from tests.cast import Cast
from tests.conftest import Browser
from tests.people.accounts.test_links import JOIN, link


@pytest.mark.parametrize("purpose", ["invite", "password"])
def test_a_link_lets_in_one_of_two_browsers(
    session: Session, cast: Cast, browser_of: Browser, purpose: str
) -> None:
    address = link(session, cast.sam, purpose)
    words = "a long sentence", "another long one"
    browsers = [browser_of(None) for _ in words]

    sent = [{**JOIN, "new_password": word, "repeat_password": word} for word in words]

    answers = at_once(
        partial(browsers[0].post, address, data=sent[0]),
        partial(browsers[1].post, address, data=sent[1]),
    )

    assert sorted(answer.status_code for answer in answers) == [303, 404]
    (word,) = [w for w, answer in zip(words, answers, strict=True) if answer.status_code == 303]
    session.rollback()
    session.refresh(cast.sam)
    assert password_fits(word, cast.sam.password_hash)
    assert sum(each.get("/").status_code == 200 for each in browsers) == 1


def test_a_yes_and_a_no_by_one_link_are_one_answer(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    address = link(session, cast.sam, "invite")
    yes, no = browser_of(None), browser_of(None)

    joined, refused = at_once(
        partial(yes.post, address, data=JOIN), partial(no.post, f"{address}/no")
    )

    session.rollback()
    invitation = session.scalars(select(Invitation)).one()
    session.refresh(cast.sam)
    is_yes = invitation.answer is InvitationAnswer.YES
    assert (joined.status_code, refused.status_code) == ((303, 404) if is_yes else (404, 200))
    assert cast.sam.has_joined is is_yes
    assert (yes.get("/").status_code == 200) is is_yes

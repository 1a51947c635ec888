"""What does somebody read of what is kept, what was done, and whose two accounts are?"""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.cast import Cast
from tests.conftest import Browser
from tests.trust.joining.test_joining_pages import double_of
from tests.trust.log.test_log import log as log
from tests.written import AsBefore


@pytest.mark.parametrize("is_visitor", [False, True])
def test_what_is_kept_is_told_to_visitors_too(
    cast: Cast, browser_of: Browser, page_as_before: AsBefore, is_visitor: bool
) -> None:
    page_as_before(browser_of(None if is_visitor else cast.sam).get("/privacy").text)


@pytest.mark.parametrize(("closed_days", "log_days"), [(1, 400), (90, 0), (0, 1)])
def test_what_goes_by_itself_is_told_with_its_days(
    app: Flask, cast: Cast, browser_of: Browser, page_as_before: AsBefore,
    closed_days: int, log_days: int,
) -> None:  # fmt: skip
    app.config.update(KEEP_CLOSED_DAYS=closed_days, KEEP_LOG_DAYS=log_days)

    page = browser_of(None).get("/privacy").text

    page_as_before(page.partition('id="times">')[2].partition("</section>")[0])


def test_who_is_called_the_same_is_offered_and_an_unknown_address_stays(
    session: Session, cast: Cast, browser_of: Browser, page_as_before: AsBefore
) -> None:
    double_of(session, cast)
    address = f"/admin/people/{cast.otto.id}/join?email=nobody@example.com"

    page_as_before(browser_of(cast.ada).get(address).text)


@pytest.mark.parametrize("search", ["?person=nobody", "?person=sam&act=roles_given"])
def test_acts_that_are_looked_for_keep_what_was_looked_for(
    cast: Cast, log: None, browser_of: Browser, page_as_before: AsBefore, search: str
) -> None:
    page_as_before(browser_of(cast.ada).get(f"/admin/log{search}").text)

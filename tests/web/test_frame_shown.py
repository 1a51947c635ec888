"""What stands above every page for whom it is meant: of the sample, and of the second step?"""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.commands.sample import team as sample_team
from tandem.models import PersonRole, Team
from tandem.terms import Role
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.written import AsBefore


def above(page: str) -> str:
    """What is said between the head of a page and its main part."""
    return page.partition("</header>")[2].partition("<main")[0]


@pytest.mark.parametrize("is_administrator", [True, False])
def test_sample_data_is_named_and_an_administrator_may_remove_it(
    session: Session, cast: Cast, browser_of: Browser, page_as_before: AsBefore,
    is_administrator: bool,
) -> None:  # fmt: skip
    if is_administrator:
        session.add(PersonRole(person_id=cast.lee.id, role=Role.ADMIN))
    sample_team.load(session, now=NOW, leader_id=cast.lee.id)
    session.commit()
    number = session.scalars(select(Team.id).where(Team.is_sample).order_by(Team.id)).first()

    page_as_before(above(browser_of(cast.lee).get(f"/lead/teams/{number}/people").text))


def test_whose_role_needs_a_second_step_reads_until_when(
    app: Flask, cast: Cast, browser_of: Browser, page_as_before: AsBefore
) -> None:
    app.config["SECOND_STEP_ROLES"] = "admin"

    page_as_before(above(browser_of(cast.ada).get("/admin/").text))

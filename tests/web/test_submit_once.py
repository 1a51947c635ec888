"""Submitting twice is submitting once, also at the very same moment."""

from __future__ import annotations

from functools import partial

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandem.models import Attempt, Base, Person, StepDone, Team
from tests.at_once import at_once
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import assign, form_id_in, lesson, question, serve

TABS = 4


def send_at_once(
    browser_of: Browser, who: Person, address: str, fields: dict[str, str]
) -> list[tuple[int, str | None]]:
    """Send a form from several tabs at the same moment: status and address of each answer."""
    tabs = [partial(browser_of(who).post, address, data=fields) for _ in range(TABS)]
    return [(answer.status_code, answer.location) for answer in at_once(*tabs)]


def count(session: Session, table: type[Base]) -> int:
    """How many rows there are."""
    session.rollback()
    return session.scalar(select(func.count()).select_from(table)) or 0


@pytest.fixture
def course(session: Session, cast: Cast) -> None:
    """Sam and Sue have a course."""
    assign(session, cast.pair, serve(session, lesson(question("q1"))))
    session.refresh(cast.sam)
    session.expunge_all()


def test_reading_marked_in_four_tabs_is_one_step(
    session: Session, cast: Cast, course: None, browser_of: Browser
) -> None:
    address = "/learn/teaming/engine/"
    form_id = form_id_in(browser_of(cast.sam).get(address))

    answers = send_at_once(browser_of, cast.sam, f"{address}read", {"form_id": form_id})

    assert len(set(answers)) == 1
    assert answers[0][0] == 303
    assert count(session, StepDone) == 1


def test_a_quiz_sent_from_four_tabs_is_one_attempt(
    session: Session, cast: Cast, course: None, browser_of: Browser
) -> None:
    address = "/learn/teaming/engine/quiz"
    form_id = form_id_in(browser_of(cast.sam).get(address))
    sent = {"form_id": form_id, "answer-q1": "q1-good"}

    answers = send_at_once(browser_of, cast.sam, address, sent)

    assert {location for _, location in answers} == {f"{address}/attempts/1#result"}
    assert count(session, Attempt) == 1


def test_a_team_made_in_four_tabs_is_one_team(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    form_id = form_id_in(browser_of(cast.lee).get("/lead/teams/new"))
    before = count(session, Team)
    session.refresh(cast.lee)

    answers = send_at_once(
        browser_of, cast.lee, "/lead/teams/new", {"form_id": form_id, "name": "West"}
    )

    assert len(set(answers)) == 1
    assert count(session, Team) == before + 1


def test_a_page_that_was_sent_and_corrected_keeps_both(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    lee, address = browser_of(cast.lee), "/lead/teams/new"
    first = {"form_id": form_id_in(lee.get(address)), "name": "Noth"}
    result = lee.post(address, data=first)
    again = lee.post(address, data=first)

    corrected = lee.post(address, data={**first, "name": "North-west"})

    assert again.location == result.location
    assert corrected.status_code == 409
    assert "This page was sent before" in corrected.text
    assert f'href="{result.location}"' in corrected.text
    assert 'value="North-west"' in corrected.text
    anew = lee.post(address, data={"form_id": form_id_in(corrected), "name": "North-west"})
    assert anew.status_code == 303
    names = session.scalars(select(Team.name)).all()
    assert {"Noth", "North-west"} <= set(names)
    assert names.count("North-west") == 1

"""How often does my page ask the database?"""

from __future__ import annotations

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import assign, counted_queries, lesson, question, serve

RARE = ("invitation", "audit_entry", "nudge", "remark", "goal", "step_answer", "written_text")


def test_what_is_rare_is_asked_for_at_once(
    session: Session, cast: Cast, browser_of: Browser, engine: Engine
) -> None:
    assign(session, cast.pair, serve(session, lesson(question("q1"))))
    browser = browser_of(cast.sam)
    browser.get("/")

    with counted_queries(engine) as sent:
        browser.get("/")

    asking = [statement for statement in sent if "FROM nudge " in statement]
    assert len(asking) == 1
    assert [row for row in RARE if f"FROM {row} " not in asking[0]] == []
    assert len(sent) == 11

"""What do refreshers cost my page and the others, however much somebody has learned?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests.cast import Cast
from tests.conftest import Browser
from tests.learning.refreshers.refresher_helpers import ADDRESS, answer, course_of, learn
from tests.lessons import assign, counted_queries
from tests.moments import SetClock


@pytest.mark.parametrize("address", ["/", ADDRESS])
def test_much_that_was_learned_asks_no_more_often(
    session: Session, cast: Cast, clock: SetClock, browser_of: Browser, engine: Engine, address: str
) -> None:
    names = [f"module-{number}" for number in range(12)]
    assign(session, cast.pair, course_of(session, *names))
    browser = browser_of(cast.sam)
    counts = []
    for some in (names[:1], names[1:]):
        for name in some:
            for who in (cast.sam, cast.sue):
                asked = (f"{name}-q1", f"{name}-q2")
                learn(session, who, name, at=clock.now - timedelta(days=9), asked=asked)
        browser.get(address)
        with counted_queries(engine) as sent:
            assert "answer-module-" in browser.get(address).text
        counts.append(len(sent))

    assert counts[0] == counts[1]


def test_a_full_week_reads_no_attempts(
    session: Session, cast: Cast, clock: SetClock, browser_of: Browser, engine: Engine
) -> None:
    assign(session, cast.pair, course_of(session, count=9))
    asked = [f"engine-q{number}" for number in range(1, 10)]
    learn(session, cast.sam, at=clock.now - timedelta(days=9), asked=asked)
    browser = browser_of(cast.sam)
    for _ in range(4):
        assert answer(browser).status_code == 303

    with counted_queries(engine) as sent:
        browser.get("/")

    assert sent
    assert not [statement for statement in sent if "FROM attempt" in statement]

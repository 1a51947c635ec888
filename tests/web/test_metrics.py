"""What does a machine that watches the site learn, and who else?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy.orm import Session

from tandem.models import Letter, StalePair
from tandem.together.my_page import queries
from tandem.web.try_again import try_again
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.people.invitations.asking import ask

TOKEN = "a word for the machine"
KNOWN = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def watched(app: Flask) -> Iterator[None]:
    """The site is set up for it."""
    app.config["METRICS_TOKEN"] = TOKEN
    yield
    app.config["METRICS_TOKEN"] = ""


def figures(text: str) -> dict[tuple[str, str], float]:
    """The figures, by name and kind of address, those of all methods and answers together."""
    summed: dict[tuple[str, str], float] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            key = (sample.name, sample.labels.get("address", ""))
            summed[key] = summed.get(key, 0) + sample.value
    return summed


def test_whoever_has_no_token_finds_no_such_page(browser_of: Browser, watched: None) -> None:
    visitor = browser_of(None)

    assert visitor.get("/metrics").status_code == 404
    assert visitor.get("/metrics", headers={"Authorization": "Bearer no"}).status_code == 404
    assert visitor.get("/metrics", headers=KNOWN).status_code == 200


def test_nor_anybody_where_no_token_is_set(browser_of: Browser) -> None:
    nobodys = {"Authorization": "Bearer "}
    assert browser_of(None).get("/metrics", headers=nobodys).status_code == 404


def test_requests_are_counted_by_kind_of_address(
    cast: Cast, browser_of: Browser, watched: None
) -> None:
    visitor, key = browser_of(None), ("tandem_requests_total", "/password/<token>")
    before = figures(visitor.get("/metrics", headers=KNOWN).text).get(key, 0)

    visitor.get("/password/alpha"), visitor.get("/password/beta")

    text = visitor.get("/metrics", headers=KNOWN).text
    assert figures(text)[key] == before + 2
    assert "alpha" not in text


def test_what_waits_in_the_database_is_told(
    session: Session, cast: Cast, browser_of: Browser, watched: None
) -> None:
    key = ("tandem_status_waiting", "")
    before = figures(browser_of(None).get("/metrics", headers=KNOWN).text)[key]
    session.add_all([StalePair(pair_id=cast.pair.id) for _ in range(3)])
    session.commit()

    assert figures(browser_of(None).get("/metrics", headers=KNOWN).text)[key] == before + 3


def test_a_letter_waits_until_it_is_sent_or_given_up(
    session: Session, cast: Cast, browser_of: Browser, watched: None
) -> None:
    ends = ({}, {}, {}, {"sent_at": NOW}, {"given_up_at": NOW}, {"given_up_at": NOW})
    session.add_all(
        Letter(recipient="a@b.c", subject="A", text="B", created_at=NOW, next_try_at=NOW, **end)
        for end in ends
    )
    session.commit()

    told = figures(browser_of(None).get("/metrics", headers=KNOWN).text)

    assert told["tandem_letters_waiting", ""] == 3
    assert told["tandem_letters_given_up", ""] == 2


def test_waiting_for_the_lock_putting_off_and_faults_are_counted(
    app: Flask, cast: Cast, browser_of: Browser, watched: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor, sam, lee = browser_of(None), browser_of(cast.sam), browser_of(cast.lee)
    names = ("tandem_lock_wait_seconds_count", "tandem_put_off_total", "tandem_errors_total")

    def counted() -> list[float]:
        told = figures(visitor.get("/metrics", headers=KNOWN).text)
        return [told.get((name, ""), 0) for name in names]

    before = counted()
    ask(lee, cast.north.id)
    with app.test_request_context():
        try_again(is_full=True)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setattr(queries, "my_page", None)
    assert sam.get("/").status_code == 500

    after = counted()
    assert after[0] > before[0]
    assert after[1:] == [before[1] + 1, before[2] + 1]

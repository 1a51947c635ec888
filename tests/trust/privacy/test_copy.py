"""Does everybody get all that is theirs, and not a word of anybody else's?"""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tandem.models import CalendarAddress, Invitation, Person
from tandem.notifications.calendar import actions as calendar
from tandem.people.accounts.actions import issue_ticket
from tandem.trust.privacy.copy import readable
from tandem.trust.privacy.kept import SUBJECTS
from tandem.trust.privacy.names import Names
from tandem.trust.privacy.queries import SubjectRows
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import counted_queries
from tests.visits import PEOPLE
from tests.writings import WORDS, Written


@pytest.fixture
def wide() -> bool:
    """Everybody writes."""
    return True


def copy_of(browser_of: Browser, person: Person) -> dict[str, str]:
    """The files that somebody takes along, by name."""
    sent = browser_of(person).get("/account/everything.zip")
    assert sent.status_code == 200
    with zipfile.ZipFile(io.BytesIO(sent.data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def rows_of(files: dict[str, str]) -> dict[str, list[dict[str, Any]]]:
    """The rows, by table."""
    tables: dict[str, list[dict[str, Any]]] = json.loads(files["everything.json"])
    return tables


@pytest.mark.parametrize("who", PEOPLE)
def test_a_copy_holds_what_somebody_wrote_and_nothing_they_may_not_read(
    written: Written, cast: Cast, browser_of: Browser, who: str
) -> None:
    files = copy_of(browser_of, getattr(cast, who))

    for name, text in files.items():
        there = set(WORDS.findall(text))
        assert there - written.for_eyes_of(who) == set(), name
        own = {text for text in written.for_eyes_of(who) if text.startswith(f"{who.upper()}-")}
        assert own - there == set(), name


def test_nothing_that_opens_an_account_is_in_it(
    written: Written, cast: Cast, session: Session, browser_of: Browser
) -> None:
    calendar.renew(session, cast.sam.id, now=NOW)
    token = issue_ticket(session, "password", person_id=cast.sam.id, now=NOW)
    session.commit()
    key = session.get_one(CalendarAddress, cast.sam.id).key
    sam = session.get_one(Person, cast.sam.id)

    text = copy_of(browser_of, cast.sam)["everything.json"]

    assert cast.sam.email in text
    for secret in (key, token, sam.password_hash):
        assert secret
        assert secret not in text


def test_the_readable_pages_call_people_and_pairs_by_name(
    written: Written, cast: Cast, browser_of: Browser
) -> None:
    page = " ".join(copy_of(browser_of, cast.sam)["everything.html"].split())

    assert "<h1>Everything about Sam Adeyemi</h1>" in page
    assert "Pair with: Sue Zhang" in page
    assert "Pair with: Abe" in page


def test_why_a_pair_ended_is_not_in_the_copy_of_the_two(
    written: Written, cast: Cast, browser_of: Browser
) -> None:
    changes = rows_of(copy_of(browser_of, cast.sam))["pair_change"]

    assert changes
    assert not any("reason" in row or "not_again" in row for row in changes)


def test_a_leader_does_not_learn_from_it_who_has_an_account(
    written: Written, cast: Cast, session: Session, browser_of: Browser
) -> None:
    invited = session.scalars(select(Invitation).where(Invitation.person_id == cast.lee.id)).all()

    rows = rows_of(copy_of(browser_of, cast.lee))

    assert len(rows["invitation"]) == len(invited)


def test_it_takes_as_many_queries_whatever_was_written(
    written: Written, cast: Cast, engine: Engine, browser_of: Browser
) -> None:
    sam, ona = browser_of(cast.sam), browser_of(cast.ona)
    sam.get("/account/everything.zip"), ona.get("/account/everything.zip")

    with counted_queries(engine) as much:
        sam.get("/account/everything.zip")
    with counted_queries(engine) as little:
        ona.get("/account/everything.zip")

    assert len(much) == len(little)


def test_a_row_that_says_nothing_to_its_reader_is_left_out_of_the_page() -> None:
    rows = [{"id": 1, "folded_name": "sam"}, {"id": 3, "folded_name": "sam", "given_name": "Sam"}]
    part = SubjectRows(SUBJECTS[0], {"person": rows})

    found = readable(part, Names({}, {}, {}))

    assert [[text for _, text in row] for row in found.rows] == [["Sam"]]

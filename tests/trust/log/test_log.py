"""What does an administrator read in the audit log?"""

from __future__ import annotations

import csv
import html
import io
import re

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tandem.models.audit import record_act
from tandem.terms import AuditAct
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import counted_queries, lesson, question, serve
from tests.moments import SetClock


@pytest.fixture
def log(session: Session, cast: Cast, clock: SetClock) -> None:
    """Three acts: of the command line on Sam, of Ada on Sam, of Lee on Sue."""
    now = clock.now
    record_act(session, AuditAct.OPENED, by_id=None, subject_id=cast.sam.id, now=now)
    record_act(
        session, AuditAct.ROLES_GIVEN, by_id=cast.ada.id, subject_id=cast.sam.id,
        detail="rep,trainer", now=now,
    )  # fmt: skip
    record_act(
        session, AuditAct.TAKEN_OUT, by_id=cast.lee.id, subject_id=cast.sue.id,
        team_id=cast.north.id, now=now,
    )  # fmt: skip
    session.commit()


def rows_in(page: str) -> list[list[str]]:
    """The cells of every row below the head."""
    return [
        [html.unescape(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)]
        for row in re.findall(r"<tr><td.*?</tr>", page)
    ]


def test_the_newest_act_stands_first_with_who_what_whom_and_where(
    cast: Cast, log: None, browser_of: Browser
) -> None:
    rows = rows_in(browser_of(cast.ada).get("/admin/log").text)

    assert [row[1:] for row in rows] == [
        ["Lee Moreau", "removed from a team", "Sue Zhang", "North", "", ""],
        ["Ada Lind", "gave roles", "Sam Adeyemi", "", "", "Rep, Trainer"],
        ["the command line", "opened the account", "Sam Adeyemi", "", "", ""],
    ]


def test_an_attempt_that_is_granted_says_in_which_module(
    session: Session, cast: Cast, browser_of: Browser, clock: SetClock
) -> None:
    serve(session, lesson(question("q1")))
    granted = {"subject_id": cast.sam.id, "detail": "teaming/engine", "now": clock.now}
    record_act(session, AuditAct.ATTEMPT_GRANTED, by_id=cast.lee.id, **granted)
    session.commit()

    (row,) = rows_in(browser_of(cast.ada).get("/admin/log").text)

    assert row[5] == "Gasoline and engine"


def test_an_act_on_a_pair_names_both_the_course_and_the_day(
    session: Session, cast: Cast, browser_of: Browser, clock: SetClock
) -> None:
    record_act(
        session, AuditAct.COURSE_GIVEN, by_id=cast.lee.id, subject_id=cast.sam.id,
        other_id=cast.sue.id, team_id=cast.north.id, about="teaming", detail="2026-12-24",
        now=clock.now,
    )  # fmt: skip
    session.commit()

    (row,) = rows_in(browser_of(cast.ada).get("/admin/log?person=sue").text)

    both = "Sam Adeyemi, Sue Zhang"
    assert row[1:] == ["Lee Moreau", "assigned a course", both, "North", "teaming", "24 Dec 2026"]


def test_both_of_a_pair_read_in_their_accounts_what_was_done_about_them(
    session: Session, cast: Cast, browser_of: Browser, clock: SetClock
) -> None:
    record_act(
        session, AuditAct.PAIR_PAUSED, by_id=cast.lee.id, subject_id=cast.sam.id,
        other_id=cast.sue.id, now=clock.now,
    )  # fmt: skip
    session.commit()

    for who in (cast.sam, cast.sue):
        said = " ".join(browser_of(who).get("/account").text.split())
        assert "Lee Moreau: paused a pair · Sam Adeyemi, Sue Zhang" in said
    assert "paused a pair" not in browser_of(cast.otto).get("/account").text


@pytest.mark.parametrize(
    ("asked", "acts"),
    [
        ("person=adeyemi", ["gave roles", "opened the account"]),
        ("person=LIND+ada", ["gave roles"]),
        ("person=sue@example.com", ["removed from a team"]),
        ("person=nobody+there", []),
        ("act=roles_given", ["gave roles"]),
        ("act=account_opened&person=sue", []),
        ("act=no-such-act&page=no", ["removed from a team", "gave roles", "opened the account"]),
    ],
)
def test_acts_are_found_by_person_and_kind_on_the_page_and_in_the_file(
    cast: Cast, log: None, browser_of: Browser, asked: str, acts: list[str]
) -> None:
    ada = browser_of(cast.ada)

    page = rows_in(ada.get(f"/admin/log?{asked}").text)
    _, *file = csv.reader(io.StringIO(ada.get(f"/admin/log.csv?{asked}").text[1:]))

    assert [row[2] for row in page] == acts
    assert file == page


def test_a_long_log_has_pages_of_a_hundred_and_costs_the_same_queries(
    engine: Engine, session: Session, cast: Cast, log: None, browser_of: Browser, clock: SetClock
) -> None:
    ada = browser_of(cast.ada)
    ada.get("/admin/log")
    with counted_queries(engine) as few:
        ada.get("/admin/log")
    for _ in range(98):
        record_act(session, AuditAct.JOINED, by_id=1, subject_id=cast.sue.id, now=clock.now)
    session.commit()
    with counted_queries(engine) as many:
        first = ada.get("/admin/log").text

    assert len(rows_in(first)) == 100
    assert [row[2] for row in rows_in(ada.get("/admin/log?page=2").text)] == ["opened the account"]
    assert len(many) == len(few)

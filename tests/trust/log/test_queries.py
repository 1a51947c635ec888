"""Which acts pass the filters of the log, and which stand on a page?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tandem.models.audit import record_act
from tandem.terms import AuditAct
from tandem.trust.log.queries import LogFilters, all_acts, ids_named, log_page, newest_act
from tests.cast import NOW, Cast


@pytest.fixture
def acts(session: Session, cast: Cast) -> list[int]:
    """Four acts: on Sam, by Sam, with Sam as the other, and of Otto alone."""
    ids = []
    for at, (act, by, subject, other) in enumerate(
        [
            (AuditAct.OPENED, cast.ada, cast.sam, None),
            (AuditAct.JOINED, cast.sam, cast.sue, None),
            (AuditAct.OPENED, cast.ada, cast.sue, cast.sam),
            (AuditAct.OPENED, cast.otto, cast.otto, None),
        ]
    ):
        entry = record_act(
            session, act, by_id=by.id, subject_id=subject.id,
            other_id=other.id if other else None, now=NOW + timedelta(hours=at),
        )  # fmt: skip
        session.flush()
        ids.append(entry.id)
    return ids


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (LogFilters(), [3, 2, 1, 0]),
        (LogFilters(person="adeyemi"), [2, 1, 0]),
        (LogFilters(person="sam@example.com"), [2, 1, 0]),
        (LogFilters(person="SAM adeyemi"), [2, 1, 0]),
        (LogFilters(person="otto"), [3]),
        (LogFilters(person="sam otto"), []),
        (LogFilters(act=AuditAct.OPENED), [3, 2, 0]),
        (LogFilters(person="sam", act=AuditAct.JOINED), [1]),
        (LogFilters(page=9), [3, 2, 1, 0]),
    ],
)
def test_acts_are_found_by_who_did_them_or_whom_they_touched(
    session: Session, acts: list[int], filters: LogFilters, expected: list[int]
) -> None:
    page = log_page(session, filters)
    every = list(all_acts(session, filters, up_to=newest_act(session)))

    assert [acts.index(row.id) for row in page.rows] == expected
    assert [row.id for row in every] == [row.id for row in page.rows]
    assert (page.number, page.page) == (len(expected), 1)


def test_no_act_after_the_newest_that_was_seen_is_in_the_file(
    session: Session, acts: list[int]
) -> None:
    file = all_acts(session, LogFilters(), up_to=acts[2])

    assert [row.id for row in file] == [acts[2], acts[1], acts[0]]
    assert newest_act(session) == acts[3]


def test_people_are_named_by_words_of_their_name_and_address(session: Session, cast: Cast) -> None:
    assert ids_named(session, "example.com") == sorted(
        person.id
        for person in (
            cast.sam, cast.sue, cast.lee, cast.tess, cast.ada, cast.otto, cast.ona, cast.olga,
        )
    )  # fmt: skip
    assert ids_named(session, "sue zhang example") == [cast.sue.id]


def test_an_empty_log_has_no_newest_act(session: Session, cast: Cast) -> None:
    assert newest_act(session) == 0

"""What goes by itself, and what must not?"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import event, func, insert, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tandem.commands import forgetting
from tandem.models import (
    AuditEntry,
    Base,
    FormSent,
    Letter,
    MadeFile,
    Person,
    RosterFile,
    Upload,
)
from tandem.models.audit import record_act
from tandem.people.leaving import close_account
from tandem.terms import AuditAct, LetterKind
from tandem.trust.privacy import erasure, retention
from tandem.trust.privacy.retention import Keeping
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.moments import SetClock

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


def letter(session: Session, person: Person, *, sent_at: datetime | None) -> Letter:
    """A letter of now, sent or not."""
    row = Letter(
        kind=LetterKind.NOTICE, person_id=person.id, recipient=person.email, subject="Hello",
        text="A link", html="<p>A link</p>", language="en", created_at=NOW, next_try_at=NOW,
        expires_at=NOW, sent_at=sent_at,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


FILES = {
    Upload: timedelta(days=1), RosterFile: timedelta(days=1), MadeFile: timedelta(days=1),
    FormSent: timedelta(days=90),
}  # fmt: skip


def waiting(kind: type[Base], person: Person, at: datetime) -> Base:
    """A row of this kind that waits since then."""
    match kind.__name__:
        case "Upload":
            return Upload(
                token="t", person_id=person.id, name="x", into_course="", content=b"", at=at
            )
        case "RosterFile":
            return RosterFile(by_id=person.id, team_id=None, name="x", content=b"", at=at)
        case "MadeFile":
            return MadeFile(person_id=person.id, filters="", name="x", asked_at=at)
        case _:
            return FormSent(id="f", person_id=person.id, result="/", at=at)


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize(("seconds", "left"), [(0, 1), (1, 0)])
def test_what_waits_goes_when_its_time_is_over_and_no_second_before(
    session: Session, cast: Cast, kind: type[Base], seconds: int, left: int
) -> None:
    session.add(waiting(kind, cast.lee, NOW))
    session.flush()

    retention.sweep(session, now=NOW + FILES[kind] + timedelta(seconds=seconds))

    assert session.scalar(select(func.count()).select_from(kind)) == left


@pytest.mark.parametrize(("number", "is_more"), [(2, False), (3, True), (4, True)])
def test_a_sweep_says_whether_there_may_be_more_and_leaves_alone_what_it_has_swept(
    session: Session, cast: Cast, monkeypatch: pytest.MonkeyPatch, number: int, is_more: bool
) -> None:
    monkeypatch.setattr(retention, "ROWS_AT_ONCE", 3)
    for _ in range(number):
        letter(session, cast.sam, sent_at=NOW)

    later = NOW + timedelta(days=31)
    assert retention.sweep(session, now=later) is is_more
    assert not retention.sweep(session, now=later)


@pytest.mark.parametrize(("seconds", "text"), [(0, "A link"), (1, "")])
def test_a_letter_that_was_given_up_loses_its_text_after_thirty_days_too(
    session: Session, cast: Cast, seconds: int, text: str
) -> None:
    given_up = letter(session, cast.sam, sent_at=None)
    given_up.given_up_at = NOW
    session.flush()

    retention.sweep(session, now=NOW + timedelta(days=30, seconds=seconds))

    session.refresh(given_up)
    assert given_up.text == text


def test_closed_accounts_go_in_the_order_of_their_ids_and_a_few_at_once(
    session: Session, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "ACCOUNTS_AT_ONCE", 2)
    for person in (cast.sue, cast.tess, cast.sam):
        close_account(session, person.id, by_id=None, now=NOW)
    session.flush()
    keeping, later = Keeping(closed_days=30, log_days=0), NOW + 30 * DAY

    assert retention.closed_too_long(session, keeping, now=later) == []
    found = retention.closed_too_long(session, keeping, now=later + SECOND)
    assert found == sorted([cast.sam.id, cast.sue.id, cast.tess.id])[:2]


def test_who_was_closed_again_later_stays_from_then_on(session: Session, cast: Cast) -> None:
    close_account(session, cast.sam.id, by_id=None, now=NOW)
    record_act(session, AuditAct.CLOSED, by_id=None, subject_id=cast.sam.id, now=NOW + 20 * DAY)
    session.flush()
    keeping = Keeping(closed_days=30, log_days=0)

    early, late = (
        retention.closed_too_long(session, keeping, now=NOW + days * DAY) for days in (31, 51)
    )

    assert (early, late) == ([], [cast.sam.id])


def test_only_their_own_closing_says_how_long_an_account_is_kept(
    session: Session, cast: Cast
) -> None:
    close_account(session, cast.sam.id, by_id=None, now=NOW)
    close_account(session, cast.sue.id, by_id=None, now=NOW + 20 * DAY)
    later, sam = NOW + 20 * DAY, cast.sam.id
    record_act(session, AuditAct.NAME_MENDED, by_id=None, subject_id=sam, now=later)
    session.flush()

    found = retention.closed_too_long(
        session, Keeping(closed_days=30, log_days=0), now=NOW + 31 * DAY
    )

    assert found == [cast.sam.id]


def test_who_is_erased_is_not_erased_again(session: Session, cast: Cast) -> None:
    close_account(session, cast.sam.id, by_id=None, now=NOW)
    erasure.erase(session, cast.sam.id, by_id=None, now=NOW)
    session.flush()

    keeping = Keeping(closed_days=30, log_days=0)

    assert retention.closed_too_long(session, keeping, now=NOW + 31 * DAY) == []


def test_the_log_stays_where_no_limit_is_set(session: Session) -> None:
    record_act(session, AuditAct.CLOSED, by_id=None, subject_id=1, now=NOW)
    session.flush()

    more = retention.sweep_log(session, Keeping(closed_days=30, log_days=0), now=NOW + 3650 * DAY)

    assert (more, session.scalar(select(func.count()).select_from(AuditEntry))) == (False, 1)


@pytest.mark.parametrize(("number", "is_more"), [(2, False), (3, True)])
def test_sweeping_the_log_says_whether_there_may_be_more(
    session: Session, monkeypatch: pytest.MonkeyPatch, number: int, is_more: bool
) -> None:
    monkeypatch.setattr(retention, "ROWS_AT_ONCE", 3)
    for _ in range(number):
        record_act(session, AuditAct.CLOSED, by_id=None, subject_id=1, now=NOW)
    session.flush()

    keeping = Keeping(closed_days=0, log_days=30)
    assert retention.sweep_log(session, keeping, now=NOW + 31 * DAY) is is_more


def test_what_a_site_is_set_up_for_is_read_by_its_names() -> None:
    assert retention.keeping_of({"KEEP_CLOSED_DAYS": 7, "KEEP_LOG_DAYS": 9}) == Keeping(7, 9)


def test_what_goes_goes_in_small_commits_so_that_nobody_waits(
    app: Flask, session: Session, cast: Cast, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = [{"token": f"t{n}", "person_id": cast.tess.id, "name": "x", "into_course": "",
            "content": b"", "at": clock.now - 2 * DAY} for n in range(25)]  # fmt: skip
    session.execute(insert(Upload), old)
    for _ in range(25):
        record_act(session, AuditAct.JOINED, by_id=1, subject_id=1, now=clock.now - 40 * DAY)
    session.commit()
    monkeypatch.setattr(retention, "ROWS_AT_ONCE", 10)
    app.config["KEEP_LOG_DAYS"] = 30
    commits: list[Session] = []
    event.listen(Session, "after_commit", note := commits.append)

    forgetting.forget(app)

    event.remove(Session, "after_commit", note)
    left = [session.scalar(select(func.count()).select_from(kind)) for kind in (Upload, AuditEntry)]
    assert left == [0, 0]
    assert len(commits) >= 6


def test_files_that_wait_go_after_a_day_and_not_before(session: Session, cast: Cast) -> None:
    session.add_all(
        [
            Upload(
                token="t", person_id=cast.tess.id, name="x", into_course="", content=b"", at=NOW
            ),
            RosterFile(by_id=cast.lee.id, team_id=None, name="people.csv", content=b"x", at=NOW),
            RosterFile(
                by_id=cast.lee.id, team_id=None, name="done.csv", content=b"", at=NOW, done_at=NOW
            ),
        ]
    )
    session.flush()

    retention.sweep(session, now=NOW + DAY)
    assert session.scalar(select(func.count()).select_from(Upload)) == 1

    retention.sweep(session, now=NOW + DAY + SECOND)
    assert session.scalar(select(func.count()).select_from(Upload)) == 0
    assert session.scalars(select(RosterFile.name)).all() == ["done.csv"]


def test_a_letter_that_left_loses_its_text_and_stays_in_the_log(
    session: Session, cast: Cast
) -> None:
    left, waits = (letter(session, cast.sam, sent_at=moment) for moment in (NOW, None))

    retention.sweep(session, now=NOW + retention.LETTERS_KEEP_TEXT + SECOND)

    session.refresh(left)
    session.refresh(waits)
    assert (left.text, left.html, left.subject) == ("", "", "Hello")
    assert waits.text == "A link"


def test_a_closed_account_is_erased_when_its_days_are_over(
    app: Flask, session: Session, cast: Cast, clock: SetClock
) -> None:
    clock.set_to(NOW)
    close_account(session, cast.sam.id, by_id=cast.ada.id, now=NOW)
    session.commit()
    app.config["KEEP_CLOSED_DAYS"] = 30
    try:
        clock.set_to(NOW + 30 * DAY)
        forgetting.forget(app)
        session.rollback()
        session.expire_all()
        assert not session.get_one(Person, cast.sam.id).is_erased

        clock.set_to(NOW + 30 * DAY + SECOND)
        forgetting.forget(app)
    finally:
        app.config["KEEP_CLOSED_DAYS"] = 0

    session.rollback()
    session.expire_all()
    assert session.get_one(Person, cast.sam.id).name == "Former colleague"
    assert not session.get_one(Person, cast.sue.id).is_erased


def test_closed_accounts_stay_where_nothing_is_set(session: Session, cast: Cast) -> None:
    close_account(session, cast.sam.id, by_id=None, now=NOW)
    session.flush()

    later = NOW + 3650 * DAY
    found = [
        len(retention.closed_too_long(session, Keeping(closed_days=days, log_days=0), now=later))
        for days in (0, 30)
    ]
    assert found == [0, 1]


def test_the_oldest_lines_of_the_log_go_and_the_rest_stays_locked(session: Session) -> None:
    for days in (0, 10):
        record_act(
            session, AuditAct.CLOSED, by_id=None, subject_id=1, now=NOW + timedelta(days=days)
        )
    session.commit()

    retention.sweep_log(session, Keeping(closed_days=0, log_days=30), now=NOW + 31 * DAY)
    session.commit()

    assert session.scalars(select(AuditEntry.at)).all() == [NOW + 10 * DAY]
    entry = session.scalars(select(AuditEntry)).one()
    session.delete(entry)
    with pytest.raises(DBAPIError, match="append-only"):
        session.flush()


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "Lines of the audit log stay."),
        (1, "A line of the audit log: after 1 day."),
        (30, "A line of the audit log: after 30 days."),
    ],
)
def test_the_page_on_privacy_says_how_long_the_log_is_kept(
    app: Flask, cast: Cast, browser_of: Browser, days: int, said: str
) -> None:
    app.config["KEEP_LOG_DAYS"] = days

    assert said in " ".join(browser_of(cast.sam).get("/privacy").text.split())


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "A closed account: when its owner or an administrator erases it."),
        (1, "A closed account: 1 day after it was closed."),
        (30, "A closed account: 30 days after it was closed."),
    ],
)
def test_the_page_on_privacy_says_how_long_a_closed_account_is_kept(
    app: Flask, cast: Cast, browser_of: Browser, days: int, said: str
) -> None:
    app.config["KEEP_CLOSED_DAYS"] = days

    assert said in " ".join(browser_of(cast.sam).get("/privacy").text.split())

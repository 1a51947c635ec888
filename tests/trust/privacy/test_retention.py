"""What goes by itself, and what must not?"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import event, func, insert, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tandem.commands import forgetting
from tandem.models import AuditEntry, Letter, Person, RosterFile, Upload
from tandem.models.audit import record_act
from tandem.people.leaving import close_account
from tandem.terms import AuditAct, LetterKind
from tandem.trust.privacy import retention
from tandem.trust.privacy.retention import Keeping
from tests.cast import NOW, Cast
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

    session.refresh(left), session.refresh(waits)
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
        session.rollback(), session.expire_all()
        assert not session.get_one(Person, cast.sam.id).is_erased

        clock.set_to(NOW + 30 * DAY + SECOND)
        forgetting.forget(app)
    finally:
        app.config["KEEP_CLOSED_DAYS"] = 0

    session.rollback(), session.expire_all()
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

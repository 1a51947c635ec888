"""May a request write where it only reads, and what holds inside the block that writes?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask, render_template
from sqlalchemy import Executable, delete, insert, select, update
from sqlalchemy.orm import Session

from tandem.models import Person, Team
from tandem.models.locking import hold
from tandem.models.write_queue import LockNotFreeError
from tandem.models.writing import (
    LIBRARY_SEEN,
    RequestSession,
    WroteWhileReadingError,
    only_reads,
)
from tandem.web import clock, db
from tests.cast import Cast


@pytest.fixture
def sending(app: Flask, cast: Cast) -> Iterator[RequestSession]:
    """The session of a request that sends something."""
    with app.test_request_context("/", method="POST"):
        yield db.session()


def team(name: str = "West") -> Team:
    """What these tests write."""
    return Team(name=name, created_at=clock.now())


def teams(session: Session) -> set[str]:
    """What is stored, as somebody else sees it."""
    session.rollback()
    return set(session.scalars(select(Team.name)))


def test_nothing_is_flushed_where_a_request_only_reads(sending: RequestSession) -> None:
    sending.add(team())

    with pytest.raises(WroteWhileReadingError, match="Team"):
        sending.flush()


@pytest.mark.parametrize(
    "statement",
    [update(Person).values(given_name="X"), insert(Team).values(name="X"), delete(Person)],
)
def test_no_statement_writes_where_a_request_only_reads(
    sending: RequestSession, statement: Executable
) -> None:
    with pytest.raises(WroteWhileReadingError):
        sending.execute(statement)


def test_what_is_set_to_what_it_was_is_no_change(sending: RequestSession, cast: Cast) -> None:
    sending.get_one(Person, cast.sam.id).given_name = "Sam"

    with db.writing() as own:
        assert own.is_writing


def test_who_does_not_get_the_lock_goes_on_reading(
    sending: RequestSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise LockNotFreeError

    with monkeypatch.context() as away:
        away.setattr(RequestSession, "connection", busy)
        with pytest.raises(LockNotFreeError):
            sending.begin_writing(patience=0)

    assert only_reads(sending)


@pytest.mark.parametrize("end", ["commit", "rollback"])
def test_what_a_session_knows_while_it_reads_ends_with_it(
    sending: RequestSession, end: str
) -> None:
    sending.info[LIBRARY_SEEN] = "as it was"

    getattr(sending, end)()

    assert LIBRARY_SEEN not in sending.info


def test_nothing_is_held_where_a_request_only_reads(sending: RequestSession, cast: Cast) -> None:
    with pytest.raises(WroteWhileReadingError):
        hold(sending, Person.id == cast.sam.id)


def test_what_was_changed_too_early_is_not_passed_over(sending: RequestSession, cast: Cast) -> None:
    person = sending.get_one(Person, cast.sam.id)
    person.given_name = "X"

    with pytest.raises(WroteWhileReadingError, match="Person"), db.writing():
        pytest.fail("it was forgotten")


def test_looking_at_a_page_never_writes(app: Flask, engine: object) -> None:
    with app.test_request_context("/"), pytest.raises(RuntimeError), db.writing():
        pytest.fail("a GET wrote")


def test_the_end_of_the_block_commits(sending: RequestSession, session: Session) -> None:
    with db.writing() as own:
        own.add(team())

    assert "West" in teams(session)
    with pytest.raises(WroteWhileReadingError):
        sending.execute(update(Team).values(name="East"))


def test_who_leaves_the_block_by_an_exception_has_written_nothing(
    sending: RequestSession, session: Session
) -> None:
    def fail() -> None:
        with db.writing() as own:
            own.add(team())
            own.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert "West" not in teams(session)


def test_a_block_inside_another_is_a_part_of_it(sending: RequestSession, session: Session) -> None:
    def fail() -> None:
        with db.writing():
            with db.writing() as own:
                own.add(team())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert "West" not in teams(session)


def test_what_was_read_before_is_read_again_inside(
    sending: RequestSession, session: Session, cast: Cast
) -> None:
    person = sending.get_one(Person, cast.sam.id)
    assert person.given_name == "Sam"
    session.execute(update(Person).where(Person.id == cast.sam.id).values(given_name="Samuel"))
    session.commit()

    with db.writing():
        assert person.given_name == "Samuel"


def test_who_reads_holds_up_nobody(
    app: Flask, sending: RequestSession, session: Session, cast: Cast
) -> None:
    sending.get_one(Person, cast.sam.id)

    with app.test_request_context("/", method="POST"), db.writing() as other:
        other.add(team())

    assert "West" in teams(session)


def test_no_page_is_made_while_others_wait_to_write(sending: RequestSession) -> None:
    def answer_inside() -> None:
        with db.writing():
            render_template("errors/stale.html")

    with pytest.raises(RuntimeError, match="stale"):
        answer_inside()

"""Does the one protocol for forms that record claim, act, commit, and only then answer?"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from flask import session as cookie
from sqlalchemy import select, update
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException

from tandem.models import FormSent, Team
from tandem.web import clock, db, submit_once
from tandem.web.forms import RecordingForm, new_form_id

Copy = Callable[[], RecordingForm]
TABS = 4


@pytest.fixture
def copy(app: Flask) -> Iterator[Copy]:
    """A visitor's request, and copies of the one form that it sends."""
    with app.test_request_context("/", method="POST"):
        form_id = new_form_id()
        yield lambda: form_of(form_id)


def form_of(form_id: str) -> RecordingForm:
    """The form of this id, as it was sent."""
    return RecordingForm(formdata=MultiDict({"form_id": form_id}))


def add_team(name: str = "West") -> None:
    """What the forms of these tests record."""
    db.session().add(Team(name=name, created_at=clock.now()))
    db.session().flush()


def teams(session: Session) -> list[str]:
    """What is stored, as somebody else sees it."""
    session.rollback()
    return list(session.scalars(select(Team.name).order_by(Team.id)))


def said() -> list[tuple[str, str]]:
    """What the next page will say, with its kind."""
    return list(cookie.get("_flashes", []))


def record(form: RecordingForm, act: Callable[[], None], **options: str) -> str:
    """Record something, and say so; gives the address of the result."""
    with submit_once.recording(form, **options) as recording:
        act()
        return recording.done("Saved.").location or ""


def answer_to_repeat(form: RecordingForm, **options: object) -> str | None:
    """Where a copy is led that does not enter the block."""
    with pytest.raises(HTTPException) as ended, submit_once.recording(form, **options):  # type: ignore[arg-type]
        pytest.fail("a repeat entered the block")
    assert ended.value.response is not None
    assert ended.value.response.status_code == 303
    return ended.value.response.headers["Location"]


def test_what_is_answered_is_stored(copy: Copy, session: Session) -> None:
    with submit_once.recording(copy(), leads_to="/teams/1") as recording:
        add_team()
        assert said() == []
        answer = recording.done("Saved.")
        assert teams(session) == ["West"]

    assert (answer.status_code, answer.location) == (303, "/teams/1")
    assert said() == [("success", "Saved.")]


def test_a_repeat_is_led_to_the_first_result_and_records_nothing(
    copy: Copy, session: Session
) -> None:
    with submit_once.recording(copy()) as recording:
        add_team()
        recording.leads_to("/teams/1")
        recording.done()

    assert answer_to_repeat(copy(), leads_to="/teams/2") == "/teams/1"
    assert teams(session) == ["West"]
    assert submit_once.was_recorded(copy())


def test_a_form_that_was_left_without_done_is_not_recorded(copy: Copy, session: Session) -> None:
    with submit_once.recording(copy(), leads_to="/teams/1"):
        add_team()

    assert teams(session) == []
    assert not submit_once.was_recorded(copy())
    with submit_once.recording(copy(), leads_to="/teams/1") as recording:
        add_team("East")
        recording.done()
    assert teams(session) == ["East"]


def test_an_exception_undoes_what_was_recorded(copy: Copy, session: Session) -> None:
    def fail() -> None:
        add_team()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        record(copy(), fail, leads_to="/teams/1")

    assert teams(session) == []
    assert not submit_once.was_recorded(copy())


def test_nothing_is_said_where_the_commit_fails(
    copy: Copy, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise ConnectionError

    monkeypatch.setattr(db.session(), "commit", fail)
    with pytest.raises(ConnectionError):
        record(copy(), add_team, leads_to="/teams/1")

    assert said() == []
    assert teams(session) == []


def test_a_form_that_was_never_validated_is_not_recorded(app: Flask) -> None:
    with (
        app.test_request_context("/", method="POST"),
        pytest.raises(ValueError, match="validated"),
        submit_once.recording(form_of("made up"), leads_to="/"),
    ):
        pytest.fail("it was recorded")


def test_a_result_without_an_address_is_no_result(copy: Copy, session: Session) -> None:
    with pytest.raises(ValueError, match="say where"):
        record(copy(), add_team)

    assert teams(session) == []


def test_other_words_in_the_same_page_are_no_repeat(copy: Copy, session: Session) -> None:
    for words in ("West", "East"):
        with submit_once.recording(copy(), leads_to=f"/{words}", words=words) as recording:
            add_team(words)
            recording.done()

    assert answer_to_repeat(copy(), words="West") == "/West"
    assert teams(session) == ["West", "East"]


def test_a_repeat_can_count_anew_and_else_is_told(copy: Copy, session: Session) -> None:
    told: list[str] = []
    with submit_once.recording(copy(), leads_to="/first") as recording:
        add_team()
        recording.done()

    with submit_once.recording(copy(), leads_to="/x", counts_anew=lambda: True) as recording:
        add_team("East")
        recording.done()
    place = answer_to_repeat(
        copy(), counts_anew=lambda: False, on_repeat=lambda: told.append("told")
    )

    assert (place, told) == ("/first", ["told"])
    assert teams(session) == ["West", "East"]


def test_a_repeat_is_answered_before_it_is_checked(copy: Copy, session: Session) -> None:
    submit_once.answer_repeat(copy())
    assert not submit_once.was_recorded(copy())
    with submit_once.recording(copy(), leads_to="/first") as recording:
        recording.done()

    with pytest.raises(HTTPException) as ended:
        submit_once.answer_repeat(copy())

    assert ended.value.response is not None
    assert ended.value.response.headers["Location"] == "/first"


def test_copies_at_the_same_moment_are_one_record(app: Flask, session: Session) -> None:
    start = Barrier(TABS)
    with app.test_request_context("/", method="POST"):
        form_id = new_form_id()

    def send(number: int) -> str | None:
        with app.test_request_context("/", method="POST"):
            start.wait()
            try:
                with submit_once.recording(form_of(form_id), leads_to=f"/{number}") as recording:
                    add_team(str(number))
                    time.sleep(0.2)
                    return recording.done().location
            except HTTPException as repeat:
                return repeat.get_response().headers["Location"]

    with ThreadPoolExecutor(TABS) as pool:
        places = set(pool.map(send, range(TABS)))

    assert places == {f"/{name}" for name in teams(session)}
    assert len(places) == 1


def test_one_that_fails_lets_the_copy_that_waits_record(app: Flask, session: Session) -> None:
    start = Barrier(2)
    with app.test_request_context("/", method="POST"):
        form_id = new_form_id()

    def fail() -> None:
        request = app.test_request_context("/", method="POST")
        with request, submit_once.recording(form_of(form_id), leads_to="/failed"):
            start.wait()
            time.sleep(0.2)

    def send() -> None:
        with app.test_request_context("/", method="POST"):
            start.wait()
            record(form_of(form_id), add_team, leads_to="/teams/1")

    with ThreadPoolExecutor(2) as pool:
        for running in [pool.submit(fail), pool.submit(send)]:
            running.result()

    assert teams(session) == ["West"]


def test_a_form_of_which_it_is_not_known_what_it_said_leads_to_its_result(
    copy: Copy, session: Session
) -> None:
    with submit_once.recording(copy(), leads_to="/teams/1") as recording:
        recording.done()
    session.execute(update(FormSent).values(said=""))
    session.commit()
    db.session().expire_all()

    assert answer_to_repeat(copy(), leads_to="/teams/2") == "/teams/1"

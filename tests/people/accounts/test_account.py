"""What can a person change of what is theirs?"""

from __future__ import annotations

from typing import Any

import argon2
import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import AuditEntry, Course, Module, ModuleTranslation
from tandem.people.accounts import actions
from tandem.people.accounts.queries import languages_of_lessons
from tandem.terms import AuditAct, QuizView
from tests.cast import NOW, Cast, read_german
from tests.conftest import Browser
from tests.lessons import form_id_in, lesson, serve

PASSWORD = "a long sentence"
RENAMED = AuditAct.NAME_MENDED


@pytest.fixture
def with_password(session: Session, cast: Cast) -> Cast:
    """Sam has a real password."""
    actions.set_password(session, cast.sam, actions.hash_password(PASSWORD), now=NOW)
    session.commit()
    return cast


def change(browser: FlaskClient, **fields: Any) -> TestResponse:
    """Send the form with these changes."""
    own = {"given_name": "Sam", "surname": "Adeyemi", "time_zone": "UTC"}
    sent = {**own, "form_id": form_id_in(browser.get("/account"))}
    return browser.post("/account", data={**sent, **fields})


def test_sam_changes_name_and_zone(
    session: Session, with_password: Cast, browser_of: Browser
) -> None:
    sam = with_password.sam
    change(browser_of(sam), given_name="Samuel", time_zone="Asia/Tokyo")

    session.refresh(sam)
    assert (sam.given_name, sam.time_zone) == ("Samuel", "Asia/Tokyo")


def renamings(session: Session) -> list[tuple[int | None, int | None, str, str]]:
    """Who has changed whose name, and what else the log holds of it."""
    entry = AuditEntry
    columns = select(entry.actor_id, entry.subject_id, entry.about, entry.detail)
    return [tuple(row) for row in session.execute(columns.where(entry.act == RENAMED))]


@pytest.mark.parametrize(
    "other", [{"given_name": "Samuel"}, {"given_name": "Sam Adeyemi", "surname": "Cole"}]
)
def test_another_name_of_ones_own_is_recorded_and_neither_name_with_it(
    session: Session, cast: Cast, browser_of: Browser, other: dict[str, str]
) -> None:
    change(browser_of(cast.sam), **other)

    assert renamings(session) == [(cast.sam.id, cast.sam.id, "", "")]
    assert "den Namen berichtigt" in german_log(session, cast, browser_of)


def test_a_zone_without_another_name_is_no_act(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    change(browser_of(cast.sam), given_name=" Sam ", time_zone="Asia/Tokyo")

    assert renamings(session) == []


def german_log(session: Session, cast: Cast, browser_of: Browser) -> str:
    """The audit log for an administrator who reads German."""
    read_german(session, cast.ada)
    return browser_of(cast.ada).get("/admin/log").text.partition("<tbody")[2]


def test_a_zone_that_does_not_exist_is_refused(with_password: Cast, browser_of: Browser) -> None:
    assert change(browser_of(with_password.sam), time_zone="Mars/Base").status_code == 400


def test_changing_the_password_keeps_this_session_and_ends_the_others(
    with_password: Cast, browser_of: Browser
) -> None:
    here, elsewhere = browser_of(with_password.sam), browser_of(with_password.sam)
    new = {"new_password": "another sentence", "repeat_password": "another sentence"}

    wrong = here.post("/account/password", data={"password": "not it at all", **new})
    right = here.post("/account/password", data={"password": PASSWORD, **new})

    assert "This isn’t your present password" in wrong.text
    assert right.status_code == 303
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302


def test_a_language_may_be_chosen_where_a_lesson_is_in_it(
    session: Session, with_password: Cast, browser_of: Browser
) -> None:
    sam = with_password.sam
    unknown = change(browser_of(sam), language="nl")
    session.add(Course(slug="team", title="Team", audience="rep", language="nl"))
    session.commit()

    change(browser_of(sam), language="nl")

    session.refresh(sam)
    assert (unknown.status_code, sam.language) == (400, "nl")
    assert "Nederlands" in browser_of(sam).get("/account").text


def test_a_language_counts_as_long_as_a_course_or_a_lesson_in_it_is_not_withdrawn(
    session: Session,
) -> None:
    course = serve(session, lesson())
    session.add(Course(slug="old", title="Old", audience="rep", language="fr", withdrawn_at=NOW))
    module = session.scalars(select(Module).where(Module.course_id == course.id)).one()
    for language, withdrawn in (("de", None), ("it", NOW)):
        own = ModuleTranslation(module_id=module.id, language=language, file="")
        own.withdrawn_at = withdrawn
        session.add(own)
    session.flush()

    assert languages_of_lessons(session) == {"en", "de"}


def test_a_password_is_hashed_as_slowly_as_argon2_recommends() -> None:
    # The tests hash quickly (tests/conftest.py); this one was made as a site makes them.
    recommended = argon2.extract_parameters(argon2.PasswordHasher().hash("anything"))

    assert argon2.extract_parameters(actions.NOBODYS_HASH) == recommended
    assert recommended.memory_cost >= 64 * 1024


def test_whoever_likes_one_question_at_a_time_says_so_once(
    session: Session, with_password: Cast, browser_of: Browser
) -> None:
    sam = with_password.sam
    change(browser_of(sam), quiz_view="one")

    session.refresh(sam)
    assert sam.quiz_view is QuizView.ONE
    change(browser_of(sam), language="de")
    session.refresh(sam)
    assert sam.quiz_view is QuizView.ONE

"""How the tests of refreshers let somebody learn, be asked and answer."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from datetime import datetime
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import Attempt, Course, Module, Person
from tests.lessons import finish, lesson, question, serve

ADDRESS = "/refreshers/"


def course_of(session: Session, *names: str, count: int = 2, **fields: Any) -> Course:
    """A course with a module for each name, each with a quiz: engine-q1, engine-q2."""
    lessons = [
        lesson(*(question(f"{name}-q{n}") for n in range(1, count + 1)), name=name, title=name,
               **fields)
        for name in names or ("engine",)
    ]  # fmt: skip
    return serve(session, *lessons)


def learn(
    session: Session,
    who: Person,
    slug: str = "engine",
    *,
    at: datetime,
    asked: Collection[str] = ("engine-q1", "engine-q2"),
    wrong: Collection[str] = (),
) -> None:
    """Somebody has finished a module, and was asked these questions in its quiz."""
    finish(session, who, slug, now=at)
    module = session.scalars(select(Module).where(Module.slug == slug)).one()
    of_person = Attempt.person_id == who.id, Attempt.module_id == module.id
    number = (session.scalar(select(func.max(Attempt.number)).where(*of_person)) or 0) + 1
    marks = {name: name not in wrong for name in asked}
    session.add(
        Attempt(
            person_id=who.id, module_id=module.id, revision_id=module.revision_id, number=number,
            role="rep", answers="{}", marks=json.dumps(marks), order="{}",
            right=sum(marks.values()), total=len(marks), passed=True, at=at,
        )
    )  # fmt: skip
    session.commit()


def asked_in(page: TestResponse) -> str:
    """The question that a page asks; empty where it asks none."""
    found = re.search(r'name="answer-([^"]+)"', page.text)
    return found[1] if found else ""


def form_in(page: TestResponse) -> str:
    """The id of the form that asks it."""
    part = page.text.partition('class="refresher__form"')[2]
    return part.partition('name="form_id"')[2].partition('value="')[2].partition('"')[0]


def answer(
    browser: FlaskClient, how: str = "good", *, form_id: str = "", name: str = ""
) -> TestResponse:
    """Answer what is asked now, or what an earlier page asked."""
    page = browser.get(ADDRESS)
    name = name or asked_in(page)
    sent = {"form_id": form_id or form_in(page), f"answer-{name}": f"{name}-{how}"}
    return browser.post(f"{ADDRESS}answer", data=sent)


def result_of(browser: FlaskClient, how: str = "good") -> str:
    """Answer what is asked now, and read what came of it."""
    sent = answer(browser, how)
    assert sent.status_code == 303, sent.text
    return browser.get(sent.location).text


def switch(browser: FlaskClient, wants: str) -> TestResponse:
    """Press the button that switches them off, or on."""
    page = browser.get(ADDRESS).text
    form_id = page.rpartition('name="form_id" value="')[2].partition('"')[0]
    return browser.post(f"{ADDRESS}choice", data={"form_id": form_id, "wants": wants})

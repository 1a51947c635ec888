"""Is a process that has just started as quick as later, and does it keep nothing of anybody?"""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tandem.commands import first_pages
from tandem.models import Course, Module, Pair, Publication
from tandem.terms import PairState
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import assign, counted_queries, lesson, question, serve

PAGES = ("/", "/learn/teaming/", "/learn/teaming/engine/", "/learn/teaming/engine/quiz")


@pytest.fixture
def course(session: Session, cast: Cast) -> None:
    """Both pairs have a course."""
    served = serve(session, lesson(question("q1")))
    for pair in (cast.pair, cast.other_pair):
        assign(session, pair, served)


def compiled(engine: Engine) -> set[object]:
    """The statements that the engine has compiled."""
    return set(engine._compiled_cache)  # type: ignore[call-overload]


@pytest.mark.parametrize("path", PAGES)
def test_the_first_page_of_somebody_else_compiles_nothing(
    app: Flask, engine: Engine, cast: Cast, course: None, browser_of: Browser, path: str
) -> None:
    browser = browser_of(cast.otto)
    assert first_pages.make_ready(app) == len(PAGES)
    before = compiled(engine)

    assert browser.get(path).status_code == 200

    assert not [str(engine._compiled_cache[key]) for key in compiled(engine) - before]


def test_it_only_reads(app: Flask, engine: Engine, cast: Cast, course: None) -> None:
    with counted_queries(engine) as sent:
        first_pages.make_ready(app)

    assert {statement.split()[0] for statement in sent} <= {"SELECT", "BEGIN"}


def test_without_a_pair_the_rest_is_made_ready(app: Flask, session: Session, cast: Cast) -> None:
    for pair in (cast.pair, cast.other_pair):
        session.get_one(Pair, pair.id).state = PairState.ENDED
    session.commit()

    assert first_pages.make_ready(app) == 0


@pytest.mark.parametrize("gone", [Course, Module])
def test_without_a_course_or_its_modules_the_page_of_somebody_is_made_ready_alone(
    app: Flask, session: Session, cast: Cast, course: None, gone: type[Course | Module]
) -> None:
    session.query(gone).update({gone.withdrawn_at: NOW})
    session.add(Publication(at=NOW))
    session.commit()

    assert first_pages.make_ready(app) == 1


def test_where_the_database_does_not_answer_the_site_starts(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(session: Session) -> None:
        raise first_pages.db.FAULTS[1]

    monkeypatch.setattr(first_pages, "library", gone)

    assert first_pages.make_ready(app) == 0


def test_the_page_of_one_says_nothing_of_whom_it_was_made_ready_with(
    app: Flask, cast: Cast, course: None, browser_of: Browser
) -> None:
    first_pages.make_ready(app)

    for path in PAGES:
        page = browser_of(cast.otto).get(path).text
        assert "Otto" in page
        assert not [word for word in ("Adeyemi", "Zhang", "sam@") if word in page]

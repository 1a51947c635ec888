"""Which pictures are kept? Those in which nothing of a person can be."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from jinja2.runtime import Macro
from markupsafe import Markup
from sqlalchemy.orm import Session

from tandem.terms import Role
from tandem.web import pictures
from tandem.web.pictures import drawn_once
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import assign, lesson, question, serve

NAMES = ("Sam", "Adeyemi", "Sue", "Zhang", "@")


def macro_of(app: Flask, source: str) -> Macro:
    """The macro `drawing` of a template."""
    return app.jinja_env.from_string(source).module.drawing  # type: ignore[attr-defined]


def test_a_picture_is_drawn_once_for_the_same_facts(app: Flask) -> None:
    drawing = macro_of(app, "{% macro drawing(level, role) %}{{ [level, role] }}{% endmacro %}")

    first = drawn_once(drawing, 4, Role.REP)

    assert drawn_once(drawing, 4, Role.REP) is first
    assert drawn_once(drawing, 5, Role.REP) != first
    assert isinstance(first, Markup)


@pytest.mark.parametrize("fact", ["Sam Adeyemi", "Sam", Markup("<b>"), object(), None, ("rep",)])
def test_what_may_be_of_a_person_is_no_fact_of_a_picture(app: Flask, fact: Any) -> None:
    drawing = macro_of(app, "{% macro drawing(fact) %}{{ fact }}{% endmacro %}")

    with pytest.raises(TypeError, match="drawn once"):
        drawn_once(drawing, fact)


def test_pictures_do_not_grow_without_end(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST_PICTURES", 3)
    drawing = macro_of(app, "{% macro drawing(level) %}{{ level }}{% endmacro %}")

    assert [drawn_once(drawing, level) for level in range(9)] == list("012345678")
    assert len(pictures.drawings[drawing]) <= 3


def test_no_picture_that_is_kept_holds_anything_of_a_reader(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    assign(session, cast.pair, serve(session, lesson(question("q1"))))
    for path in ("/", "/learn/teaming/", "/learn/teaming/engine/"):
        assert browser_of(cast.sam).get(path).status_code == 200

    kept = " ".join(f"{key} {picture}" for own in pictures.drawings.values()
                    for key, picture in own.items())  # fmt: skip

    assert "<svg" in kept
    assert not [name for name in NAMES if name in kept]

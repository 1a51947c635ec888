"""Are templates compiled once, and do they speak the language of whoever reads?"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from jinja2 import DictLoader, Environment, FileSystemLoader, nodes
from sqlalchemy.orm import Session

from app import create_app
from tandem.web import templates
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import assign, lesson, question, serve


def site_in(folder: Path) -> Flask:
    """A site whose own folder this is."""
    given = {"SECRET_KEY": "only for tests, and long enough for them", "INSTANCE": folder}
    return create_app({**given, "DATABASE_URL": "sqlite://"})


def test_what_one_process_has_compiled_no_other_compiles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = templates.load_all(site_in(tmp_path))
    compiled: list[Any] = []
    monkeypatch.setattr(Environment, "compile", lambda *given, **named: compiled.append(given))

    assert templates.load_all(site_in(tmp_path)) == count > 100
    assert compiled == []


def test_a_template_that_was_changed_is_compiled_again(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    said = []

    for words in ("before", "after"):
        (pages / "page.html").write_text(words)
        site = site_in(tmp_path / "instance")
        site.jinja_env.loader = FileSystemLoader(pages)
        said.append(site.jinja_env.get_template("page.html").render())

    assert said == ["before", "after"]


def test_where_nothing_can_be_written_pages_are_compiled_each_time(tmp_path: Path) -> None:
    site = site_in(tmp_path)
    shutil.rmtree(tmp_path / templates.FOLDER)

    assert site.jinja_env.get_template("base.html")


def test_no_word_is_chosen_before_somebody_reads(shared_app: Flask) -> None:
    """Jinja works out a filter of a constant while it compiles: in the language of that moment."""
    ours = set(shared_app.jinja_env.filters) - set(Environment().filters)
    assert "words" in ours

    assert fixed_words(shared_app.jinja_env, "{{ 'rep'|words }}{{ role|words }}", ours) == ["words"]
    assert {
        name: fixed
        for name in shared_app.jinja_env.list_templates(extensions=templates.KINDS)
        if (fixed := fixed_words(shared_app.jinja_env, source_of(shared_app, name), ours))
    } == {}


def source_of(app: Flask, name: str) -> str:
    """The text of a template."""
    assert app.jinja_env.loader is not None
    return app.jinja_env.loader.get_source(app.jinja_env, name)[0]


def fixed_words(environment: Environment, source: str, filters: set[str]) -> list[str]:
    """Which of these filters a template uses on what is the same for everybody."""
    return [
        use.name
        for use in environment.parse(source).find_all(nodes.Filter)
        if use.name in filters and isinstance(use.node, nodes.Const)
    ]


def test_macros_that_ask_nothing_of_the_page_are_made_once(tmp_path: Path) -> None:
    made = {
        "plain.html": "{% macro say(what) %}{{ _('Save') }} {{ what }}{% endmacro %}",
        "asks.html": "{% macro say(what) %}{{ reader }} {{ what }}{% endmacro %}",
        "names.html": "{% set A, B = 4, ['x'] %}{% macro say(what) %}{{ A }}{% endmacro %}",
        "sets.html": "{% set once = lucky() %}{% macro say(what) %}{{ once }}{% endmacro %}",
        "takes.html": "{% import 'asks.html' as a with context %}{% macro say(w) %}{{ a.say(w) }}"
        "{% endmacro %}",
        "chosen.html": "{% macro say(what) %}{% include what %}{% endmacro %}",
    }
    site = site_in(tmp_path)
    site.jinja_env.loader = DictLoader(made)
    site.jinja_env.globals["lucky"] = lambda: 7

    shared = {name: site.jinja_env.get_template(name).is_for_every_page for name in made}  # type: ignore[attr-defined]

    assert shared == {
        "plain.html": True, "names.html": True, "asks.html": False, "sets.html": False,
        "takes.html": False, "chosen.html": False,
    }  # fmt: skip


def test_macros_speak_to_each_reader(tmp_path: Path) -> None:
    site = site_in(tmp_path)
    site.jinja_env.loader = DictLoader(
        {
            "plain.html": "{% macro say() %}{{ _('Save') }} {{ caller() }}{% endmacro %}",
            "page.html": "{% import 'plain.html' as p with context %}{% call p.say() %}{{ who }}"
            "{% endcall %}",
        }
    )
    said = []
    for language, who in (("en", "Sam"), ("de", "Sue"), ("en", "Lee")):
        with site.test_request_context("/", headers={"Accept-Language": language}):
            said.append(site.jinja_env.get_template("page.html").render(who=who))

    assert said == ["Save Sam", "Speichern Sue", "Save Lee"]


def test_no_macro_that_is_kept_holds_anything_of_a_reader(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    assign(session, cast.pair, serve(session, lesson(question("q1"))))
    browser = browser_of(cast.sam)
    for path in ("/", "/learn/teaming/", "/learn/teaming/engine/", "/learn/teaming/engine/quiz"):
        assert browser.get(path).status_code == 200

    sets = browser.application.jinja_env.sets.values()  # type: ignore[attr-defined]
    kept = [t for own in sets for t in own.cache.values() if t._module is not None]
    said = " ".join(f"{t._module!s} {vars(t._module)}" for t in kept)

    assert len(kept) > 3
    assert not [word for word in ("Sam", "Adeyemi", "sam@", "Zhang") if word in said]

"""Are templates compiled once, and do they speak the language of whoever reads?"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from jinja2 import Environment, FileSystemLoader, nodes

from app import create_app
from tandem.web import templates


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

"""Does the style guide show all we build from, and only while developing?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import nodes

from app import create_app
from tests.cast import Cast
from tests.conftest import Browser

ROOT = Path(__file__).parents[2]
# A selector names it as a neighbour; it is shown where it belongs.
# Only a site with a logo of its own has it.
PARTS_OF_PAGES = {"brand__logo"}
COMPONENTS = sorted((ROOT / "templates" / "components").glob("*.html"))
GUIDE = sorted((ROOT / "templates" / "styleguide").glob("*.html"))
SHEETS = sorted((ROOT / "static" / "css" / "ui").glob("*.css"))


def macros(app: Flask) -> set[str]:
    """Every macro there is."""
    trees = [app.jinja_env.parse(path.read_text("utf-8")) for path in COMPONENTS]
    return {macro.name for tree in trees for macro in tree.find_all(nodes.Macro)}


def called(app: Flask, paths: list[Path]) -> set[str]:
    """What these templates call, by name."""
    trees = [app.jinja_env.parse(path.read_text("utf-8")) for path in paths]
    calls = [call.node for tree in trees for call in tree.find_all(nodes.Call)]
    return {
        one.attr if isinstance(one, nodes.Getattr) else getattr(one, "name", "") for one in calls
    }


def site(tmp_path: Path, **given: object) -> Flask:
    """A site of its own."""
    return create_app({"INSTANCE": tmp_path, "DATABASE_URL": "sqlite://", **given})


def test_every_macro_stands_in_the_guide(shared_app: Flask) -> None:
    inside_others = called(shared_app, COMPONENTS)

    assert macros(shared_app) - called(shared_app, GUIDE) - inside_others == set()


def test_every_class_of_every_component_stands_in_the_guide(
    cast: Cast, browser_of: Browser
) -> None:
    page = browser_of(cast.sam).get("/styleguide/").text
    shown = {name for names in re.findall(r'class="([^"]*)"', page) for name in names.split()}

    named = {
        sheet.name: set(re.findall(r"\.([a-z][\w-]*)", sheet.read_text("utf-8")))
        for sheet in SHEETS
    }
    missing = {name: classes - shown - PARTS_OF_PAGES for name, classes in named.items()}

    assert {name: classes for name, classes in missing.items() if classes} == {}


def test_a_form_that_comes_back_says_of_each_field_what_does_not_fit(
    cast: Cast, browser_of: Browser
) -> None:
    page = browser_of(cast.sam).get("/styleguide/").text

    for said in ("That is not it.", "Write a sentence.", "Choose a day.", "Between 1 and 9."):
        assert said in page


def test_the_guide_forces_each_state_that_a_hand_brings_about(browser_of: Browser) -> None:
    css = browser_of(None).get("/styleguide/states.css").text

    assert ".button.is-hover {" in css
    assert ".is-focus-visible {" in css
    assert not re.search(r":(hover|focus-visible|active)\b", css)


def test_nobody_sees_the_guide_on_a_site_that_is_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FLASK_DEBUG", raising=False)
    used = site(tmp_path)

    assert "styleguide" not in used.blueprints
    assert used.test_client().get("/styleguide/").status_code == 404


def test_whoever_develops_sees_the_guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLASK_DEBUG", "1")

    assert "styleguide" in site(tmp_path).blueprints


def test_the_fields_in_the_guide_are_those_that_somebody_fills_in(
    cast: Cast, browser_of: Browser
) -> None:
    assert "CSRF" not in browser_of(cast.sam).get("/styleguide/").text

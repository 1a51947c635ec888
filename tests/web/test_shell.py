"""What of a page's frame is kept for the next one? Nothing of anybody."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from jinja2.meta import find_undeclared_variables
from markupsafe import Markup
from sqlalchemy.orm import Session

from tandem.models.site_looks import SiteLook
from tandem.web import shell
from tandem.web.site_identity import own_look
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import assign, lesson, question, serve

FOLDER = Path(__file__).parents[2] / "templates" / "shell"
NAMES = ("Sam", "Adeyemi", "sam@", "Sue", "Zhang", "Lee", "csrf", "form_id", "?next=")


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.html")), ids=lambda path: path.stem)
def test_a_part_that_is_kept_knows_only_the_site(shared_app: Flask, path: Path) -> None:
    tree = shared_app.jinja_env.parse(path.read_text("utf-8"))

    assert find_undeclared_variables(tree) <= shell.OF_SITE


def test_no_part_that_is_kept_holds_anything_of_a_reader(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    assign(session, cast.pair, serve(session, lesson(question("q1"))))
    for who in (cast.sam, cast.lee):
        browser = browser_of(who)
        for path in ("/", "/learn/", "/account", f"/pairs/{cast.pair.id}/", "/nowhere"):
            browser.get(path)
    browser.get("/login")

    _, kept = browser.application.extensions["shell"]
    said = " ".join(f"{key} {part}" for key, part in kept.items())

    assert {name for name, *_ in kept} == {f"shell/{path.name}" for path in FOLDER.glob("*.html")}
    assert not [name for name in NAMES if name in said]


def test_a_part_is_made_once_for_each_kind_of_reader(cast: Cast, browser_of: Browser) -> None:
    browsers = [browser_of(who) for who in (cast.sam, cast.otto)]
    browsers[0].get("/account")
    _, kept = browsers[0].application.extensions["shell"]
    before = dict(kept)

    browsers[1].get("/account")

    assert kept == before


def test_a_site_that_changes_its_look_keeps_nothing_of_the_old_one(app: Flask) -> None:
    with app.app_context():
        first = shell.parts_of(SiteLook(turn=1))
        first["head", "en", "", "", None] = "old"  # type: ignore[assignment]

        assert shell.parts_of(SiteLook(turn=1)) is first
        assert shell.parts_of(SiteLook(turn=2)) == {}
        assert shell.parts_of(SiteLook(turn=1)) == {}


@pytest.mark.parametrize(("room", "is_kept"), [(1, True), (0, False)])
def test_what_is_kept_of_the_frame_does_not_grow_without_end(
    app: Flask, room: int, is_kept: bool
) -> None:
    with app.test_request_context("/login"):
        kept = shell.parts_of(own_look())
        kept.clear()
        kept.update({(str(n), "", "", "", None): Markup() for n in range(2000 - room)})
        shell.shell("shell/about.html")

        assert any(name == "shell/about.html" for name, *_ in kept) is is_kept

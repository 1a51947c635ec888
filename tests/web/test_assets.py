"""Where is a static file, so that a browser may keep it for good?"""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from flask import Flask

from tandem.commands import preview
from tandem.web.assets import FIRST_FONTS, address_of, asset_of, lean

ROOT = Path(__file__).parents[2]
SCRIPTS = sorted((ROOT / "static/js/tandem").glob("*.js"))
EDITOR = "vendor/codemirror/editor.js"


def address(app: Flask, name: str) -> str:
    """The address of a static file."""
    with app.test_request_context():
        return address_of(name)


@pytest.mark.parametrize("name", ["css", "js/tandem.js", EDITOR])
def test_a_static_file_is_kept_for_good_packed_or_not(app: Flask, name: str) -> None:
    client, where = app.test_client(), address(app, name)

    plain = client.get(where)
    packed = client.get(where, headers={"Accept-Encoding": "gzip"})

    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["Content-Encoding"] == "gzip"
    assert {one.headers["Cache-Control"] for one in (plain, packed)} == {
        "public, max-age=31536000, immutable"
    }


def test_no_static_file_is_served_by_its_name(app: Flask, tmp_path: Path) -> None:
    for site in (app, preview.site(tmp_path)):
        assert "static" not in site.view_functions
        assert site.test_client().get("/static/css/tokens.css").status_code == 404


def test_a_typeface_is_packed_already_and_leaves_as_it_is(app: Flask) -> None:
    where = address(app, FIRST_FONTS[0])

    answer = app.test_client().get(where, headers={"Accept-Encoding": "gzip"})

    assert answer.data == (ROOT / "static" / FIRST_FONTS[0]).read_bytes()
    assert "Content-Encoding" not in answer.headers


def test_everything_but_a_typeface_is_packed_before_anybody_asks() -> None:
    assert asset_of("body.woff2", b"letters").packed == b"letters"
    assert gzip.decompress(asset_of("tandem.js", b"words").packed) == b"words"


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_text_of_a_script_goes_over_several_lines(path: Path) -> None:
    assert [line for line in path.read_text("utf-8").splitlines() if line.count("`") % 2] == []


def test_a_browser_gets_neither_comments_nor_indents() -> None:
    script = b"// Why.\nif (a) {\n  // Because.\n\n  b('http://c');\n}\n"

    assert lean(script, ".js") == b"\nif (a) {\nb('http://c');\n}\n"
    assert lean(b"/* One\n two */\n.a {\n  b: c; }\n", ".css") == b"\n.a {\nb: c; }\n"


def test_an_old_address_gives_the_present_file_but_not_for_good(app: Flask) -> None:
    answer = app.test_client().get(f"/assets/000000000000/{EDITOR}")

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-cache"


def test_the_bundled_editor_brings_the_licence_of_every_package_in_it() -> None:
    lock = json.loads((ROOT / "tools/editor/package-lock.json").read_text("utf-8"))
    text = (ROOT / "static/vendor/codemirror/LICENSES.txt").read_text("utf-8")

    named = re.findall(r"^(\S+) (\d\S+) \((MIT|ISC|BSD\S*|Apache\S*)\)$", text, re.MULTILINE)

    assert set(lock["packages"][""]["dependencies"]) <= {name for name, _, _ in named}
    assert len(named) == text.count("Permission is hereby granted")
    assert {lock["packages"][f"node_modules/{name}"]["version"] == v for name, v, _ in named} == {
        True
    }


def test_the_lock_file_names_no_registry() -> None:
    text = (ROOT / "tools/editor/package-lock.json").read_text("utf-8")

    assert '"integrity"' in text
    assert "resolved" not in text
    assert "://" not in text

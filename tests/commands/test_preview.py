"""Show one folder while it is written, without a database."""

from __future__ import annotations

import threading
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from werkzeug.serving import BaseWSGIServer

from tandem.commands import preview
from tests.courses import write_course


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A course in files."""
    return write_course(tmp_path, "engine")


@pytest.fixture
def browser(folder: Path) -> FlaskClient:
    """A browser on its preview."""
    return preview.site(folder).test_client()


def test_each_role_reads_its_own_face_and_no_key(browser: FlaskClient) -> None:
    rep = browser.get("/teaming/01-engine.md")
    support = browser.get("/teaming/01-engine.md?as=support")

    assert "The drive." in rep.text
    assert "The frame." not in rep.text
    assert "The frame." in support.text
    assert "FEEDBACK" not in rep.text


def test_the_list_says_what_the_checker_says(browser: FlaskClient, folder: Path) -> None:
    path = folder / "01-engine.md"
    path.write_text(path.read_text("utf-8").replace("{for=rep}", "{fro=rep}"), "utf-8")

    assert "teaming/01-engine.md:10: error: unknown attribute" in browser.get("/").text
    assert "01-engine.md:10: error" in browser.get("/teaming/01-engine.md").text


def test_an_open_page_learns_of_a_change(browser: FlaskClient, folder: Path) -> None:
    before = browser.get("/version").json

    with (folder / "01-engine.md").open("a", encoding="utf-8") as file:
        file.write("\nMore.\n")

    assert browser.get("/version").json != before
    assert f'data-version="{(before or {})["version"]}"' not in browser.get("/").text


def test_a_page_is_not_read_anew_where_nothing_changed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    browser = preview.site(Path("teaming")).test_client()

    version = (browser.get("/version").json or {})["version"]

    assert f'data-version="{version}"' in browser.get("/").text


def test_images_are_shown_and_nothing_else_of_the_folder(
    browser: FlaskClient, folder: Path
) -> None:
    (folder / "images" / "note.txt").write_text("x", "utf-8")

    assert browser.get("/teaming/images/can.svg").mimetype == "image/svg+xml"
    for path in ("images/note.txt", "images/../course.md", "course.md", "02-nothing.md"):
        assert browser.get(f"/teaming/{path}").status_code == 404


def test_the_policy_is_as_strict_as_the_site_s(browser: FlaskClient) -> None:
    policy = browser.get("/").headers["Content-Security-Policy"]

    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_another_name_for_this_machine_is_refused(browser: FlaskClient) -> None:
    assert browser.get("/", base_url="http://evil.example").status_code == 400


def test_the_command_serves_this_machine_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def serve(server: BaseWSGIServer) -> None:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        seen.append(server.host)
        address = f"http://127.0.0.1:{server.port}/"
        seen.append(urllib.request.urlopen(address).read().decode())
        thread.join()

    monkeypatch.setattr(BaseWSGIServer, "serve_forever", serve)

    result = CliRunner().invoke(preview.preview, [str(folder), "--port", "0"])

    assert result.exit_code == 0, result.output
    assert seen[0] == "127.0.0.1"
    assert "Respectful teaming" in seen[1]


def test_a_file_that_cannot_be_read_stands_in_the_list_without_a_way_to_it(
    browser: FlaskClient, folder: Path
) -> None:
    (folder / "02-broken.md").write_bytes(b"\xff")

    page = browser.get("/").text

    assert "<strong>02-broken.md</strong>" in page
    assert 'href="/teaming/01-engine.md"' in page
    assert 'href="/teaming/02-broken.md"' not in page


def test_a_lesson_is_shown_in_its_own_course_alone(tmp_path: Path) -> None:
    one = write_course(tmp_path, "engine")
    one.rename(tmp_path / "other")
    write_course(tmp_path, "volcano")
    browser = preview.site(tmp_path).test_client()

    assert browser.get("/teaming/01-volcano.md").status_code == 200
    assert browser.get("/other/01-engine.md").status_code == 200
    for path in ("/teaming/01-engine.md", "/nowhere/01-engine.md"):
        assert browser.get(path).status_code == 404


def test_a_file_that_cannot_be_read_has_no_page(browser: FlaskClient, folder: Path) -> None:
    (folder / "02-broken.md").write_bytes(b"\xff")

    assert browser.get("/teaming/02-broken.md").status_code == 404

"""The preview in a browser: an open page follows the file, under the strict policy."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from werkzeug.serving import make_server

from tandem.commands.preview import HERE, site
from tests.courses import write_course


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A course in files."""
    return write_course(tmp_path, "engine")


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    """Where its preview is served."""
    server = make_server(HERE, 0, site(folder), threaded=True)
    # It looks every so many seconds whether it is to end.
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f"http://{HERE}:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.browser
def test_an_open_page_follows_the_file(chromium: Browser, folder: Path, address: str) -> None:
    page, complaints = chromium.new_page(), []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{address}/teaming/01-engine.md")
    expect(page.get_by_text("The drive.")).to_be_visible()

    path = folder / "01-engine.md"
    path.write_text(path.read_text("utf-8").replace("The drive.", "The new drive."), "utf-8")

    expect(page.get_by_text("The new drive.")).to_be_visible(timeout=15_000)
    assert complaints == []

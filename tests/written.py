"""What a page says in a test, written down beside it.

A test asks for `page_as_before` and gives it a page. What the page says lies in the folder
`written` beside the test, under the name of the test; `make pages` writes it anew, and the
difference tells whoever reviews the change what somebody will see of it.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from tests import said
from tests.outline import dangling_in, said_in

FOLDER = "written"


class AsBefore:
    """Compares the page of a test with what is written down for it."""

    def __init__(self, test: pytest.Item) -> None:
        self.file = file_of(test.path)
        self.name = test.name
        self.is_recording = bool(test.config.getoption("--record-pages"))

    def __call__(self, page: str) -> None:
        """Does the page, or a part of one, say what it said?"""
        lines = said_in(page if "<main" in page else f"<main>{page}</main>")
        if self.is_recording:
            self.record(lines)
        told = said.read(self.file) if self.file.exists() else {}
        assert lines, "the page says nothing"
        assert not dangling_in(page)
        assert lines == told.get(self.name), f"{self.name} is not as it was: see make pages"

    def record(self, lines: list[str]) -> None:
        """Write it down beside what other tests say, which may run in other processes."""
        self.file.parent.mkdir(exist_ok=True)
        folder = os.open(self.file.parent, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            told = said.read(self.file) if self.file.exists() else {}
            said.write(self.file, {**told, self.name: lines})
        finally:
            os.close(folder)


def file_of(test_file: Path) -> Path:
    """Where it is written down what the pages of a file of tests say."""
    return test_file.parent / FOLDER / f"{test_file.stem.removeprefix('test_')}.txt"

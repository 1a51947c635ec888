"""Does everything that is written down belong to a test, and is a changed page noticed?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import said
from tests.written import FOLDER, AsBefore

TESTS = Path(__file__).parent
PARAMETERS = re.compile(r"\[.*$")


def test_a_page_is_compared_with_what_it_said(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    as_before = AsBefore(request.node)
    as_before.file, as_before.is_recording = tmp_path / "written" / "page.txt", True
    as_before("<main><p>Two halves</p></main>")
    as_before.is_recording = False

    as_before("<main><p>Two halves</p></main>")
    with pytest.raises(AssertionError, match="is not as it was"):
        as_before("<main><p>Two wholes</p></main>")


def test_what_is_written_down_belongs_to_a_test() -> None:
    files = sorted(TESTS.rglob(f"{FOLDER}/*.txt"))
    strays = [
        f"{file.relative_to(TESTS)}: {name}"
        for file in files
        for name in said.read(file)
        if f"def {PARAMETERS.sub('', name)}(" not in source_of(file)
    ]

    assert strays == []


def source_of(file: Path) -> str:
    """The tests for which a file is written."""
    tests = file.parent.parent / f"test_{file.name}"
    return tests.with_suffix(".py").read_text("utf-8")

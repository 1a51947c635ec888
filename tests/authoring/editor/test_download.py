"""Into which file does a draft go?"""

from __future__ import annotations

import pytest

from tandem.authoring.editor.download import file_called

NAMES = {"engine": "01-engine.md", "late": "02-late.md"}


@pytest.mark.parametrize(
    ("file_of", "file"),
    [
        ("engine", "01-engine.md"),
        ("engine.de", "01-engine.de.md"),
        ("course.md", "course.md"),
        ("course.de.md", "course.de.md"),
        ("gone", "gone"),
        ("gone.de", "gone.de"),
    ],
)
def test_a_draft_goes_into_the_file_of_its_module_in_its_language(file_of: str, file: str) -> None:
    assert file_called(file_of, NAMES) == file

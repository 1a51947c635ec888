"""Which courses can be taken along, and which of their modules?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tandem.authoring.exchange.queries import courses_in, takeable, takeable_module
from tests.content.reading import read
from tests.courses import write_course


def test_only_a_folder_with_a_cover_is_a_course(tmp_path: Path) -> None:
    for name in ("teaming", "images"):
        (tmp_path / name).mkdir()
    (tmp_path / "teaming" / "course.md").write_text("---\ntitle: T\n---\n")

    assert courses_in(tmp_path) == ["teaming"]
    assert courses_in(tmp_path / "nowhere") == []


@pytest.mark.parametrize(("sign", "can_be_taken"), [("= so", True), ("", False)])
def test_a_module_with_an_error_is_not_taken_along(
    tmp_path: Path, sign: str, can_be_taken: bool
) -> None:
    file = read(f"---\ntitle: T\n---\n\n## Check {{quiz}}\n\n### Why?\n\n{sign}\n")

    assert bool(takeable_module(file, tmp_path).text) is can_be_taken


def test_a_course_is_taken_along_in_its_own_language_and_a_broken_module_by_its_file(
    tmp_path: Path,
) -> None:
    folder = write_course(tmp_path, "engine", "volcano")
    (folder / "01-engine.de.md").write_bytes((folder / "01-engine.md").read_bytes())
    (folder / "02-volcano.md").write_text("---\ntitle: \n---\n", "utf-8")

    course = takeable(folder)

    assert (course.slug, course.title, course.language) == ("teaming", "Respectful teaming", "en")
    assert [(module.id, module.title, module.language) for module in course.modules] == [
        ("engine", "Engine", "en"), ("volcano", "02-volcano.md", ""),
    ]  # fmt: skip

"""How does a module change its place?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tandem.content.files.order import moved, rename

NAMES = ["01-equals.md", "02-engine.md", "05-thanks.md", "02-engine.de.md", "course.md"]


def test_two_neighbours_change_their_numbers() -> None:
    assert moved(NAMES, "equals", by=1) == {
        "01-equals.md": "02-equals.md",
        "02-engine.md": "01-engine.md",
        "02-engine.de.md": "01-engine.de.md",
    }


def test_a_gap_between_numbers_stays() -> None:
    assert moved(NAMES, "thanks", by=-1)["05-thanks.md"] == "02-thanks.md"


@pytest.mark.parametrize(("module", "by"), [("equals", -1), ("thanks", 1), ("nothing", 1)])
def test_what_cannot_move_stays(module: str, by: int) -> None:
    assert moved(NAMES, module, by=by) == {}


def test_modules_with_one_number_are_counted_anew() -> None:
    assert moved(["01-a.md", "01-b.md"], "a", by=1) == {"01-a.md": "02-a.md"}


def test_two_files_never_get_one_name() -> None:
    assert moved(["01-a.md", "02-a.md", "03-b.md"], "b", by=-1) == {}


def test_files_are_renamed_in_their_folder(tmp_path: Path) -> None:
    for name in ("01-a.md", "02-b.md"):
        (tmp_path / name).write_text(name, "utf-8")

    assert rename(tmp_path, moved(["01-a.md", "02-b.md"], "b", by=-1))

    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == {
        "02-a.md": "01-a.md",
        "01-b.md": "02-b.md",
    }


def test_a_file_that_is_gone_is_not_renamed(tmp_path: Path) -> None:
    assert not rename(tmp_path, {"01-a.md": "02-a.md"})


def test_a_module_moves_over_several_others() -> None:
    names = ["01-a.md", "02-b.md", "03-c.md"]

    assert moved(names, "a", by=2) == {
        "01-a.md": "03-a.md",
        "02-b.md": "01-b.md",
        "03-c.md": "02-c.md",
    }
    assert moved(names, "c", by=-2)["03-c.md"] == "01-c.md"


@pytest.mark.parametrize(("module", "by"), [("a", 3), ("c", -3), ("b", 2), ("b", -2)])
def test_no_module_moves_beyond_an_end(module: str, by: int) -> None:
    assert moved(["01-a.md", "02-b.md", "03-c.md"], module, by=by) == {}


def test_numbers_count_as_numbers_and_are_written_with_two_digits() -> None:
    assert moved(["9-a.md", "10-b.md"], "b", by=-1) == {"9-a.md": "10-a.md", "10-b.md": "09-b.md"}


def test_modules_counted_anew_keep_the_order_of_their_names() -> None:
    names = ["01-c.md", "01-a.md", "05-b.md"]

    assert moved(names, "b", by=-1) == {"05-b.md": "02-b.md", "01-c.md": "03-c.md"}

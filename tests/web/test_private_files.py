"""Who may read what the site keeps on disk? Nobody but the user it runs as."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tandem.web.private_files import (
    OpenToOthers,
    close_to_others,
    keep_file_private,
    keep_folder_private,
)


def mode(path: Path) -> int:
    """The rights of a file."""
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize(
    ("before", "after"), [(0o777, 0o700), (0o640, 0o600), (0o604, 0o600), (0o400, 0o400)]
)
def test_others_lose_every_right_and_the_owner_none(
    tmp_path: Path, before: int, after: int
) -> None:
    path = tmp_path / "file"
    path.touch()
    path.chmod(before)

    close_to_others(path)

    assert mode(path) == after


def test_a_folder_is_made_with_those_above_it_or_closed(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"

    keep_folder_private(folder)
    assert mode(folder) == 0o700

    folder.chmod(0o755)
    keep_folder_private(folder)
    assert mode(folder) == 0o700


def test_a_file_is_made_empty_and_one_that_is_there_keeps_what_it_holds(tmp_path: Path) -> None:
    new, old = tmp_path / "new", tmp_path / "old"
    old.write_text("kept")
    old.chmod(0o644)

    keep_file_private(new)
    keep_file_private(old)

    assert (new.read_text(), old.read_text()) == ("", "kept")
    assert (mode(new), mode(old)) == (0o600, 0o600)


@pytest.mark.parametrize("behind", ["-wal", "-shm"])
def test_what_lies_beside_a_database_is_closed_with_it(tmp_path: Path, behind: str) -> None:
    beside = tmp_path / f"tandem.db{behind}"
    beside.touch()
    beside.chmod(0o644)

    keep_file_private(tmp_path / "tandem.db")

    assert mode(beside) == 0o600


def test_what_cannot_be_kept_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(OpenToOthers, match="can't be made: Not a directory"):
        keep_folder_private(tmp_path / "file" / "folder")
    with pytest.raises(OpenToOthers, match="can't be read and written: Is a directory"):
        keep_file_private(tmp_path)


def test_what_belongs_to_another_user_is_said_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, mode: int) -> None:
        raise PermissionError(path, mode)

    path = tmp_path / "file"
    path.touch()
    path.chmod(0o644)
    monkeypatch.setattr(Path, "chmod", refuse)

    with pytest.raises(OpenToOthers, match=f"belongs to another user: chmod go= {path}"):
        close_to_others(path)

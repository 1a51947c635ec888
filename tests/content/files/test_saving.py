"""Is a file written whole or not at all?"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tandem.content.files.saving import take_away, write_whole


def test_a_new_file_may_be_read_as_any_other(tmp_path: Path) -> None:
    (tmp_path / "other").touch()

    assert write_whole(tmp_path / "new", b"text")

    assert (tmp_path / "new").read_bytes() == b"text"
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "full").touch()

    assert not write_whole(tmp_path / "folder", b"text")
    assert not write_whole(tmp_path / "nowhere" / "new", b"text")

    assert os.listdir(tmp_path) == ["folder"]


def test_many_who_write_at_once_leave_one_whole_text(tmp_path: Path) -> None:
    path = tmp_path / "lesson"
    texts = [letter * 100_000 for letter in (b"a", b"b", b"c", b"d")]

    with ThreadPoolExecutor(4) as pool:
        written = list(pool.map(lambda text: write_whole(path, text), texts * 4))

    assert all(written)
    assert path.read_bytes() in texts
    assert os.listdir(tmp_path) == ["lesson"]


def test_a_file_that_is_written_anew_may_be_read_by_whom_it_was(tmp_path: Path) -> None:
    path = tmp_path / "lesson"
    path.write_bytes(b"before")
    path.chmod(0o640)

    assert write_whole(path, b"after")

    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"after", 0o640)


def test_a_link_is_replaced_by_a_file_of_its_own(tmp_path: Path) -> None:
    other, path = tmp_path / "other", tmp_path / "lesson"
    other.write_bytes(b"of others")
    other.chmod(0o600)
    path.symlink_to(other)

    assert write_whole(path, b"mine")

    assert (other.read_bytes(), path.read_bytes()) == (b"of others", b"mine")
    assert path.stat().st_mode & 0o777 != 0o600
    assert not path.is_symlink()


def test_files_are_taken_away_as_far_as_they_are_there(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).touch()

    assert take_away(tmp_path, ["a", "gone", "b"])

    assert os.listdir(tmp_path) == ["c"]


def test_what_cannot_be_taken_away_is_said(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()

    assert not take_away(tmp_path, ["folder"])
    assert not take_away(tmp_path / "nowhere", [])


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[os.stat_result]:
    """What is said of each file and folder, in turn, at the moment when it is on the disk."""
    found: list[os.stat_result] = []
    really = os.fsync

    def noting(handle: int) -> None:
        really(handle)
        found.append(os.fstat(handle))

    monkeypatch.setattr(os, "fsync", noting)
    return found


def test_a_whole_file_and_then_its_name_are_on_the_disk(
    tmp_path: Path, synced: list[os.stat_result]
) -> None:
    path = tmp_path / "lesson"

    assert write_whole(path, b"text")

    assert [at.st_ino for at in synced] == [path.stat().st_ino, tmp_path.stat().st_ino]
    assert synced[0].st_size == len(b"text")


def test_it_is_on_the_disk_that_a_file_is_gone(
    tmp_path: Path, synced: list[os.stat_result]
) -> None:
    (tmp_path / "lesson").touch()

    assert take_away(tmp_path, ["lesson"])

    assert [at.st_ino for at in synced] == [tmp_path.stat().st_ino]


def test_nothing_stays_open_behind_what_was_written(tmp_path: Path) -> None:
    before = os.listdir("/dev/fd")

    assert write_whole(tmp_path / "lesson", b"text")

    assert os.listdir("/dev/fd") == before

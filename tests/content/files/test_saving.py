"""Is a file written whole or not at all?"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tandem.content.files.saving import write_whole


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

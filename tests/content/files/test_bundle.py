"""Are the files of a bundle laid back as they were, all of them or none?"""

from __future__ import annotations

from pathlib import Path

from tandem.content.files.bundle import bundle, lay_back


def test_files_are_laid_back_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"one\r\n")
    (tmp_path / "b.md").write_bytes(b"two")
    kept = bundle(tmp_path, ["a.md", "b.md", "gone.md"])
    (tmp_path / "a.md").unlink()
    (tmp_path / "b.md").unlink()

    assert lay_back(tmp_path, kept)

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "a.md": b"one\r\n",
        "b.md": b"two",
    }


def test_where_one_file_is_there_again_none_is_laid_back(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"one")
    (tmp_path / "b.md").write_bytes(b"two")
    kept = bundle(tmp_path, ["a.md", "b.md"])
    (tmp_path / "a.md").unlink()
    (tmp_path / "b.md").write_bytes(b"new")

    assert not lay_back(tmp_path, kept)

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"b.md": b"new"}


def test_files_that_cannot_be_written_are_not_laid_back(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"one")
    kept = bundle(tmp_path, ["a.md"])

    assert not lay_back(tmp_path / "nowhere", kept)

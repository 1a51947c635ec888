"""What stands in a backup, and which archive is none?"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tandem.trust.backups import archive
from tandem.trust.backups.archive import BadBackup, Manifest, pack, unpack

FACTS = Manifest("2026-11-24T10:00:00+00:00", "sqlite", "0042", {"team": 3, "pair": 4})
FILES = {"courses/a/01-größe.md": b"# One", "rows/team.jsonl": b"[1]\n", "courses/b.md": b""}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What is to be backed up."""
    for name, content in FILES.items():
        path = tmp_path / "here" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return tmp_path / "here"


@pytest.fixture
def packed(folder: Path, tmp_path: Path) -> Path:
    """A backup of it."""
    pack(folder, tmp_path / "all.zip", FACTS)
    return tmp_path / "all.zip"


def changed(source: Path, manifest: Callable[[dict[str, Any]], object], **more: bytes) -> Path:
    """The same archive with another manifest."""
    target = source.with_name("changed.zip")
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        facts = json.loads(old.read("manifest.json"))
        new.writestr("manifest.json", json.dumps(manifest(facts)))
        for name in FILES:
            new.writestr(name, old.read(name))
        for name, content in more.items():
            new.writestr(name, content)
    return target


def test_a_backup_holds_every_file_and_a_manifest_of_them(folder: Path, tmp_path: Path) -> None:
    whole = pack(folder, tmp_path / "all.zip", FACTS)

    back = unpack(tmp_path / "all.zip", tmp_path / "there")
    assert back == whole
    assert sorted(whole.hashes) == sorted(FILES)
    assert {name: (tmp_path / "there" / name).read_bytes() for name in FILES} == FILES
    assert (whole.number_of_rows, whole.format, whole.database) == (7, 1, "sqlite")
    assert whole.lessons == ("courses/a/01-größe.md", "courses/b.md")


def test_a_manifest_can_be_read_by_people(packed: Path) -> None:
    with zipfile.ZipFile(packed) as opened:
        text = opened.read("manifest.json").decode()
        kinds = {member.compress_type for member in opened.infolist()}

    assert "01-größe.md" in text
    assert '\n "database": "sqlite",\n' in text
    assert kinds == {zipfile.ZIP_DEFLATED}


def test_a_backup_has_its_name_when_it_is_whole_and_leaves_nothing_beside(
    folder: Path, packed: Path
) -> None:
    before = packed.read_bytes()

    with pytest.raises(FileExistsError):
        pack(folder, packed, FACTS)

    assert packed.read_bytes() == before
    assert sorted(path.name for path in packed.parent.iterdir()) == ["all.zip", "here"]
    assert packed.stat().st_mode & 0o777 == 0o600


def test_half_an_earlier_backup_is_written_over(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "all.zip.part").write_bytes(b"x" * 100_000)

    pack(folder, tmp_path / "all.zip", FACTS)

    assert (tmp_path / "all.zip").stat().st_size < 100_000
    assert unpack(tmp_path / "all.zip", tmp_path / "there").rows == FACTS.rows


@pytest.mark.parametrize("name", ["../out.md", "courses/../../out.md", "/out.md", "courses/.."])
def test_no_file_lies_outside_of_its_folder(packed: Path, tmp_path: Path, name: str) -> None:
    bad = changed(packed, lambda facts: {**facts, "hashes": {name: "0"}}, **{name: b"out"})

    with pytest.raises(BadBackup, match="would lie outside of its folder"):
        unpack(bad, tmp_path / "there" / "deep")

    assert list(tmp_path.rglob("out.md")) == []


@pytest.mark.parametrize(
    ("manifest", "reason"),
    [
        (lambda facts: {**facts, "format": 2}, "it has the format 2, and 1 is known here"),
        (lambda facts: {**facts, "format": None}, "it has the format None"),
        (lambda facts: {**facts, "more": 1}, "its manifest cannot be read"),
        (lambda _facts: {"format": 1}, "its manifest cannot be read"),
        (lambda _facts: ["format"], "its manifest cannot be read"),
        (lambda facts: {**facts, "hashes": {"courses/gone.md": "0"}}, "the file is damaged"),
        (lambda facts: {**facts, "hashes": dict.fromkeys(FILES, "0")}, "not what was backed up"),
    ],
)
def test_what_a_manifest_does_not_say_rightly_is_told_apart(
    packed: Path, tmp_path: Path, manifest: Callable[[dict[str, Any]], object], reason: str
) -> None:
    with pytest.raises(BadBackup, match=reason):
        unpack(changed(packed, manifest), tmp_path / "there")


def test_what_is_no_backup_is_said_to_be_none(tmp_path: Path) -> None:
    other, torn = tmp_path / "other.zip", tmp_path / "torn.zip"
    with zipfile.ZipFile(other, "w") as opened:
        opened.writestr("courses/a.md", "A")
    torn.write_bytes(b"PK\x03\x04")

    for source, reason in ((other, "it has no manifest"), (torn, "the file is damaged")):
        with pytest.raises(BadBackup, match=reason):
            unpack(source, tmp_path / "there")


def test_a_long_file_is_known_by_all_its_pieces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "PIECE", 4)
    hashes = []
    for content in (b"one and two", b"one and too", b"one "):
        (tmp_path / "file").write_bytes(content)
        hashes.append(archive.hash_of(tmp_path / "file"))

    assert len(set(hashes)) == 3

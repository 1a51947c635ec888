"""Is a zipped course safe, and does it come back as it went?"""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.content.files.archive import MOST_FILES, RefusedError, packed, unpacked
from tests.courses import write_course

COVER = b"---\ntitle: T\n---\n"


def zipped(*files: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """A zip file with a course.md and these files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        archive.writestr("a/course.md", COVER)
        for name, content in files:
            archive.writestr(name, content)
    return target.getvalue()


def entry(name: str, **facts: object) -> zipfile.ZipInfo:
    """The head of a file in an archive."""
    made = zipfile.ZipInfo(name)
    for fact, value in facts.items():
        setattr(made, fact, value)
    return made


def test_a_course_comes_back_as_it_went(tmp_path: Path) -> None:
    folder = write_course(tmp_path, "engine", "volcano")
    (folder / "notes.docx").write_bytes(b"not ours")

    found = unpacked(packed(folder))

    assert found.name == "teaming"
    assert sorted(found.files) == [
        "01-engine.md",
        "02-volcano.md",
        "course.md",
        "images/can.svg",
    ]
    assert found.files["course.md"] == (folder / "course.md").read_bytes()


def test_the_same_course_gives_the_same_bytes(tmp_path: Path) -> None:
    folder = write_course(tmp_path, "engine")

    assert packed(folder) == packed(folder)


def test_a_link_that_leads_out_of_the_folder_is_not_packed(tmp_path: Path) -> None:
    folder = write_course(tmp_path, "engine")
    (tmp_path / "secret.md").write_text("secret")
    (folder / "09-secret.md").symlink_to(tmp_path / "secret.md")

    assert "09-secret.md" not in unpacked(packed(folder)).files


@pytest.mark.parametrize(
    "name",
    ["../01-x.md", "/01-x.md", "a/../../01-x.md", "a//01-x.md", "C:/01-x.md", "a\\01-x.md",
     "a/./x.md", "a/images/ x.png", "a/images/x.png.", "a/images/\u202ex.png", "a/COURSE.md"],
)  # fmt: skip
def test_a_path_that_plays_a_trick_refuses_the_whole_archive(name: str) -> None:
    with pytest.raises(RefusedError):
        unpacked(zipped((name, b"x")))


def test_links_and_devices_are_refused() -> None:
    for kind in (stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO):
        with pytest.raises(RefusedError, match="no plain file"):
            unpacked(zipped((entry("a/01-x.md", external_attr=kind << 16), b"/etc/passwd")))


def test_a_bomb_is_refused_before_it_is_opened() -> None:
    with pytest.raises(RefusedError, match="far more"):
        unpacked(zipped(("a/01-x.md", b"\0" * 1_000_000), method=zipfile.ZIP_DEFLATED))


def test_a_head_that_lies_about_its_size_is_not_believed() -> None:
    honest = zipped(("a/01-x.md", bytes(range(256)) * 4096), method=zipfile.ZIP_DEFLATED)
    size = (256 * 4096).to_bytes(4, "little")

    for lie in (b"\x05\0\0\0", b"\0\0\0\0"):
        with pytest.raises(RefusedError):
            unpacked(honest.replace(size, lie))


def test_too_many_files_are_refused() -> None:
    with pytest.raises(RefusedError, match="files"):
        unpacked(zipped(*((f"a/images/{n}.png", b"") for n in range(MOST_FILES))))


def test_unusual_packing_is_refused() -> None:
    with pytest.raises(RefusedError, match="unusual"):
        unpacked(zipped(("a/01-x.md", b"x"), method=zipfile.ZIP_LZMA))


def test_what_is_no_file_of_a_course_is_left_out_and_said() -> None:
    found = unpacked(zipped(("a/run.sh", b""), ("b/01-x.md", b""), ("__MACOSX/a/._x", b"")))

    assert set(found.files) == {"course.md"}
    assert found.left_out == ("a/run.sh", "b/01-x.md")


def test_an_archive_without_a_course_says_so() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("a/b/course.md", COVER)

    with pytest.raises(RefusedError, match=r"no course\.md"):
        unpacked(target.getvalue())


@given(st.binary(max_size=200), st.integers(0, 400), st.integers(0, 40))
def test_no_bytes_break_the_unpacking(noise: bytes, at: int, cut: int) -> None:
    whole = zipped(("a/01-x.md", b"text" * 20), method=zipfile.ZIP_DEFLATED)
    place = at % len(whole)

    for source in (noise, b"PK\x03\x04" + noise, whole[:place] + noise[:9] + whole[place + cut :]):
        try:
            found = unpacked(source)
        except RefusedError:
            continue
        assert "course.md" in found.files

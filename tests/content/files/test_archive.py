"""Is a zipped course safe, and does it come back as it went?"""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.content.files.archive import (
    RefusedError,
    folder_of_course,
    from_folder,
    guard,
    is_ours,
    litter,
    packed,
    shown,
    unpacked,
)
from tandem.content.files.folder import LARGEST_PICTURE
from tandem.content.parsing.parse import LARGEST
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
        unpacked(zipped(*((f"a/images/{n}.png", b"") for n in range(500))))


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


def test_as_many_files_as_a_course_may_have_come_in() -> None:
    found = unpacked(zipped(*((f"a/images/{n}.png", b"") for n in range(500 - 1))))

    assert len(found.files) == 500


def heads(*sizes: int) -> list[zipfile.ZipInfo]:
    """The heads of files that hold so much, and are packed as large as they are."""
    return [
        entry(f"a/{place}.md", file_size=size, compress_size=size)
        for place, size in enumerate(sizes)
    ]


def test_a_whole_of_fifty_megabytes_comes_in_and_a_byte_more_does_not() -> None:
    half = 25 * 1024 * 1024
    guard(heads(half, half))

    with pytest.raises(RefusedError, match="more than 50 MB when unpacked"):
        guard(heads(half, half + 1))


@pytest.mark.parametrize(("packed_size", "most"), [(0, 64), (64, 64), (65, 65), (1000, 1000)])
def test_a_file_may_unpack_to_two_hundred_times_what_it_is(packed_size: int, most: int) -> None:
    def head(size: int) -> zipfile.ZipInfo:
        return entry("a/01-x.md", file_size=size, compress_size=packed_size)

    guard([head(200 * most)])

    with pytest.raises(RefusedError, match="unpacks to far more than it is"):
        guard([head(200 * most + 1)])


def test_what_is_locked_by_a_password_is_refused() -> None:
    with pytest.raises(RefusedError, match=r"a/01-x\.md is locked by a password"):
        guard([entry("a/01-x.md", flag_bits=0x1)])


@pytest.mark.parametrize("kind", [0, stat.S_IFREG])
def test_a_plain_file_comes_in_whatever_system_packed_it(kind: int) -> None:
    guard([entry("a/01-x.md", external_attr=(kind | 0o644) << 16)])


@pytest.mark.parametrize(
    ("one", "other"),
    [("a/01-x.md", "A/01-X.MD"), ("a/\u00e9.md", "a/e\u0301.md"), ("a/01-x.md", "a/01-x.md")],
)
def test_two_files_of_one_name_are_refused_by_both_names(one: str, other: str) -> None:
    both = [entry(name, flag_bits=0x800) for name in (one, other)]

    with pytest.raises(RefusedError) as refused:
        guard(both)

    assert str(refused.value.reason).endswith("are one name")
    assert ascii(one)[1:-1] in str(refused.value.reason)
    assert ascii(other)[1:-1] in str(refused.value.reason)


LONG = "x" * 120


@pytest.mark.parametrize("name", [f"a/{LONG}", "a/b/c/d/e/f", "a/.hidden", "a/x y.md"])
def test_a_path_downwards_in_plain_letters_comes_in(name: str) -> None:
    guard([entry(name)])


@pytest.mark.parametrize(
    "name",
    [
        f"a/{LONG}x",
        "a/b/c/d/e/f/g",
        "a/ x.md",
        "a/x.md ",
        "a/x.",
        "a/..",
        "a//x",
        "a/\u00e9.md",
        "a/x\n.md",
        "a/x\0.md",
        "a\\x.md",
    ]
    + [f"a/{sign}.md" for sign in ':*?"<>|'],
)
def test_a_path_that_some_system_cannot_have_is_refused(name: str) -> None:
    with pytest.raises(RefusedError, match="is no plain path inside the archive"):
        guard([entry(name)])


def test_letters_of_a_known_encoding_come_in() -> None:
    guard([entry("a/\u00e9.md", flag_bits=0x800)])


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("course.md", True),
        ("course.de.md", True),
        ("01-x.md", True),
        ("01-x.de.md", True),
        ("1.md", True),
        ("notes.md", False),
        ("01-x.txt", False),
        ("course.txt", False),
        ("images/can.PNG", True),
        ("images/small/can.webp", True),
        ("images/can.pdf", False),
        ("images/01-x.md", False),
        ("pictures/can.png", False),
        ("can.png", False),
    ],
)
def test_texts_at_the_top_and_images_below_images_belong_to_a_course(name: str, ours: bool) -> None:
    assert is_ours(name) is ours


@pytest.mark.parametrize(
    ("names", "folder"),
    [
        (["course.md", "01-x.md"], ""),
        (["a/course.md", "a/01-x.md"], "a/"),
        (["a/course.md", "__MACOSX/course.md", "._a/course.md", "b/c/course.md"], "a/"),
    ],
)
def test_the_course_is_the_folder_with_the_cover(names: list[str], folder: str) -> None:
    assert folder_of_course(names) == folder


def test_of_two_courses_in_one_archive_none_comes_in() -> None:
    with pytest.raises(RefusedError, match="several courses inside"):
        folder_of_course(["a/course.md", "b/course.md"])


@pytest.mark.parametrize(
    ("name", "is_litter"),
    [(".DS_Store", True), ("a/Thumbs.db", True), ("a/._x.md", True), ("__MACOSX/a", True),
     ("a/desktop.ini", True), ("a/x.md", False), ("a/.x", False), ("a/_.x", False)],
)  # fmt: skip
def test_what_a_system_put_there_by_itself_is_known_by_its_name(name: str, is_litter: bool) -> None:
    assert litter(name) is is_litter


@pytest.mark.parametrize(
    ("name", "most", "said"),
    [("01-x.md", LARGEST, "01-x.md is above 1 MB"),
     ("images/x.png", LARGEST_PICTURE, "images/x.png is above 2 MB")],
)  # fmt: skip
def test_a_text_may_hold_one_megabyte_and_an_image_two(name: str, most: int, said: str) -> None:
    whole = unpacked(zipped((f"a/{name}", b"x" * most)))
    assert len(whole.files[name]) == most

    with pytest.raises(RefusedError) as refused:
        unpacked(zipped((f"a/{name}", b"x" * (most + 1))))

    assert refused.value.reason == said
    assert refused.value.about("c.zip") == f"c.zip: {said}"


def test_an_archive_with_folders_and_files_at_its_top_has_no_name() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.mkdir("images")
        archive.writestr("course.md", COVER)

    found = unpacked(target.getvalue())

    assert (found.name, found.left_out) == ("", ())


def test_from_a_folder_comes_what_is_ours_and_what_stays_is_said(tmp_path: Path) -> None:
    folder = write_course(tmp_path, "engine")
    (folder / "notes.docx").write_bytes(b"not ours")
    (folder / ".DS_Store").write_bytes(b"litter")

    found = from_folder(folder)

    assert (found.name, found.left_out) == ("teaming", ("notes.docx",))
    assert sorted(found.files) == ["01-engine.md", "course.md", "images/can.svg"]


def test_a_folder_has_as_many_files_as_an_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_course(tmp_path, "engine")
    monkeypatch.setattr("tandem.content.files.archive.MOST_FILES", 3)
    assert len(from_folder(folder).files) == 3

    (folder / "notes.txt").write_text("one more")

    with pytest.raises(RefusedError, match="more than 3 files"):
        from_folder(folder)


def test_a_folder_holds_as_much_as_an_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_course(tmp_path, "engine")
    (folder / "notes.txt").write_text("does not count")
    size = sum(map(len, from_folder(folder).files.values()))
    monkeypatch.setattr("tandem.content.files.archive.LARGEST_WHOLE", size)
    assert from_folder(folder).files

    with (folder / "course.md").open("a") as cover:
        cover.write("\n")

    with pytest.raises(RefusedError, match="more than 50 MB"):
        from_folder(folder)


@pytest.mark.parametrize("name", ["01-x.md", "images/x.png", "b/01-x.md", "b/images/x.png"])
def test_what_lies_beside_the_folder_of_the_course_is_left_out(name: str) -> None:
    assert unpacked(zipped((name, b"x"))).left_out == (name,)


def test_every_file_of_a_course_leaves_with_the_same_date(tmp_path: Path) -> None:
    folder = write_course(tmp_path, "engine")

    with zipfile.ZipFile(io.BytesIO(packed(folder))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_long_name_is_told_by_its_first_eighty_signs_in_plain_letters() -> None:
    assert shown("x" * 81) == "x" * 80
    assert shown("é\n") == "\\xe9\\n"

"""How does an image that somebody hands in become a file of a course?"""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.content.files.folder import picture_fault, read_pictures
from tandem.content.files.pictures import (
    DEEPEST,
    free_path,
    pictures_in,
    refuse_nested,
    taken_in,
    write_picture,
)
from tandem.content.files.reader import UNREADABLE

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><circle r="1"/></svg>'


@pytest.mark.parametrize(
    ("content", "filename", "path"),
    [
        (PNG, "Late Order.PNG", "images/late-order.png"),
        (b"\xff\xd8\xff0", "late.png", "images/late.jpg"),
        (b"GIF89a", "../../etc/passwd", "images/passwd.gif"),
        (b"RIFF0000WEBP", "C:\\photos\\can.webp", "images/can.webp"),
        (SVG, "Größe.svg", "images/gr-e.svg"),
        (PNG, "画像.png", "images/image.png"),
        (PNG, "", "images/image.png"),
    ],
)
def test_an_image_is_told_by_its_content_and_gets_a_safe_name(
    content: bytes, filename: str, path: str
) -> None:
    taken = taken_in(content, filename=filename, known={})

    assert taken.picture
    assert taken.picture.path == path


def test_the_same_image_is_known_under_any_name() -> None:
    known = {"images/old.png": hashlib.sha256(PNG).hexdigest()}

    taken = taken_in(PNG, filename="new.png", known=known)

    assert taken.is_known
    assert taken.picture
    assert taken.picture.path == "images/old.png"


def test_another_image_of_the_same_name_replaces_nothing() -> None:
    known = {"images/can.png": "another", "images/can-2.png": "a third"}

    taken = taken_in(PNG, filename="can.png", known=known)

    assert taken.picture
    assert taken.picture.path == "images/can-3.png"


@pytest.mark.parametrize(
    "acting",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"><circle r="1"/></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script><circle r="1"/></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg"><a href="javascript:x()"/><circle r="1"/></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg"><foreignObject/><circle r="1"/></svg>',
    ],
)
def test_what_acts_is_taken_out_of_an_svg(acting: bytes) -> None:
    taken = taken_in(acting, filename="can.svg", known={})

    assert taken.picture
    assert b"circle" in taken.picture.content
    assert picture_fault(taken.picture.content) == ""
    assert b"x()" not in taken.picture.content


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "no image"),
        (b"hello", "no image"),
        (b"<svg><", "can’t be read"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG, "can’t be read"),
        (b'<!DOCTYPE svg [<!ENTITY % a "b">]>' + SVG, "can’t be read"),
        (b'<!DOCTYPE svg [<!ENTITY a SYSTEM "/etc/hosts">]>' + SVG, "can’t be read"),
        (PNG + b"0" * 2 * 1024 * 1024, "above 2 MB"),
        (
            b'<svg xmlns="http://www.w3.org/2000/svg"><image href="//x.example/y.png"/></svg>',
            "outside",
        ),
    ],
)
def test_what_cannot_be_shown_is_refused_with_a_reason(content: bytes, fault: str) -> None:
    taken = taken_in(content, filename="x.svg", known={})

    assert taken.picture is None
    assert fault in taken.fault


@given(st.binary(), st.text())
def test_whatever_comes_in_is_a_sound_image_below_images_or_refused(
    content: bytes, filename: str
) -> None:
    for one in (content, SVG[:-6] + content + b"</svg>"):
        taken = taken_in(one, filename=filename, known={})

        assert bool(taken.picture) != bool(taken.fault)
        if taken.picture:
            assert taken.picture.path.startswith("images/")
            assert ".." not in taken.picture.path


def test_an_image_is_not_written_where_a_file_stands_in_the_way(tmp_path: Path) -> None:
    taken = taken_in(PNG, filename="can.png", known={})
    assert taken.picture
    (tmp_path / "images").write_text("in the way", "utf-8")

    assert not write_picture(tmp_path, taken.picture)


def test_an_svg_that_is_nested_without_end_is_refused_at_once() -> None:
    nested = (
        b"<svg xmlns='http://www.w3.org/2000/svg'>" + b"<g>" * 5000 + b"</g>" * 5000 + b"</svg>"
    )

    taken = taken_in(nested, filename="can.svg", known={})

    assert taken.fault == "the SVG can’t be read. Save it as plain SVG"


def nested(*depths: int) -> bytes:
    """A drawing in which elements stand in each other so deep, beside each other."""
    inside = b"".join(b"<g>" * (depth - 1) + b"</g>" * (depth - 1) for depth in depths)
    return b"<svg xmlns='http://www.w3.org/2000/svg'>" + inside + b"</svg>"


def test_elements_stand_in_each_other_a_hundred_deep_at_most() -> None:
    refuse_nested(nested(DEEPEST, DEEPEST))

    with pytest.raises(ValueError, match="g"):
        refuse_nested(nested(DEEPEST, DEEPEST + 1))


def test_an_image_of_two_megabytes_is_taken_and_a_byte_more_is_not() -> None:
    whole = PNG + b"0" * (2 * 1024 * 1024 - len(PNG))

    assert taken_in(whole, filename="a.png", known={}).picture
    assert "above 2 MB" in taken_in(whole + b"0", filename="a.png", known={}).fault


def test_a_drawing_of_more_than_two_megabytes_is_not_read() -> None:
    large = SVG + b" " * 2 * 1024 * 1024

    assert "above 2 MB" in taken_in(large, filename="a.svg", known={}).fault


def test_an_image_that_is_there_twice_is_known_by_its_first_name() -> None:
    sha = hashlib.sha256(PNG).hexdigest()

    taken = taken_in(PNG, filename="a.png", known={"images/z.png": sha, "images/b.png": sha})

    assert taken.picture
    assert taken.picture.path == "images/b.png"


def test_a_new_image_is_not_known() -> None:
    taken = taken_in(PNG, filename="a.png", known={"images/z.png": "another"})

    assert not taken.is_known
    assert taken.picture
    assert (taken.picture.content, taken.picture.media_type) == (PNG, "image/png")


@pytest.mark.parametrize(
    ("known", "path"),
    [
        ([], "images/can.png"),
        (["images/can.png"], "images/can-2.png"),
        (["images/can.png", "images/can-3.png"], "images/can-2.png"),
        (["images/can-2.png"], "images/can.png"),
    ],
)
def test_a_free_name_is_the_first_that_nobody_has(known: list[str], path: str) -> None:
    assert free_path("can.png", "png", dict.fromkeys(known, "")) == path


def test_the_images_of_a_folder_are_those_that_lie_in_it(tmp_path: Path) -> None:
    course = tmp_path / "c"
    (course / "images" / "small").mkdir(parents=True)
    (course / "images" / "a.png").write_bytes(PNG)
    (course / "images" / "small" / "b.png").write_bytes(SVG)
    (course / "c.png").write_bytes(PNG)
    (tmp_path / "out.png").write_bytes(PNG)
    (course / "images" / "out.png").symlink_to(tmp_path / "out.png")

    assert pictures_in(course) == {
        "images/a.png": hashlib.sha256(PNG).hexdigest(),
        "images/small/b.png": hashlib.sha256(SVG).hexdigest(),
    }


def test_an_image_is_written_beside_others_and_into_no_folder_of_others(tmp_path: Path) -> None:
    picture = taken_in(PNG, filename="can.png", known={}).picture
    assert picture
    course, other = tmp_path / "c", tmp_path / "d"
    course.mkdir()
    other.mkdir()
    assert write_picture(course, picture)
    assert write_picture(course, picture)
    assert (course / "images" / "can.png").read_bytes() == PNG

    (other / "images").symlink_to(course)

    assert not write_picture(other, picture)
    assert [path.name for path in course.iterdir()] == ["images"]


def test_an_image_that_cannot_be_read_is_told_as_that(tmp_path: Path) -> None:
    _, (fault,) = read_pictures(tmp_path, [tmp_path / "images" / "gone.png"], shown_as="c")

    assert fault.message == UNREADABLE

"""What does a text say that a trainer is writing, and is it still the file that was opened?"""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tandem.content.files.workshop import (
    ABSENT,
    WorkshopFile,
    can_write,
    checked,
    files_in,
    hash_of,
    is_cover,
    languages_of,
    plain,
    pulse_section,
    says_the_same,
    shown,
    written,
)
from tandem.content.lesson import Item, Pulse, Section, SectionKind


@pytest.mark.parametrize(
    ("version", "source", "other"),
    [("1", "a", False), ("1", "b", False), ("2", "a", False), ("2", "b", True)],
)
def test_a_file_is_another_where_both_its_bytes_and_its_text_have_changed(
    version: str, source: str, other: bool
) -> None:
    file = WorkshopFile(Path("01-a.md"), "a", "1")

    assert file.is_other(version=version, source=source) is other


def test_a_file_is_opened_with_plain_line_ends_and_a_version_of_its_bytes(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbfone\r\ntwo"
    (tmp_path / "01-a.md").write_bytes(content)

    file = written(tmp_path, "01-a.md")

    assert (file.source, file.version) == ("one\ntwo\n", hashlib.sha256(content).hexdigest())
    assert (file.fault, file.published_as) == ("", "one\ntwo")


def test_an_empty_file_has_a_version_and_no_text(tmp_path: Path) -> None:
    (tmp_path / "01-a.md").touch()

    file = written(tmp_path, "01-a.md")

    assert (file.source, file.version, file.fault) == ("", hashlib.sha256(b"").hexdigest(), "")


def test_a_file_that_is_not_there_has_neither_text_nor_version_nor_fault(tmp_path: Path) -> None:
    file = written(tmp_path, "01-a.md")

    assert (file.source, file.version, file.fault) == ("", ABSENT, "")


def test_a_link_is_followed_inside_the_course_alone(tmp_path: Path) -> None:
    course = tmp_path / "c"
    course.mkdir()
    (tmp_path / "secret.md").write_text("secret")
    (course / "01-a.md").write_text("mine")
    (course / "02-in.md").symlink_to(course / "01-a.md")
    (course / "03-out.md").symlink_to(tmp_path / "secret.md")

    inside, outside = written(course, "02-in.md"), written(course, "03-out.md")

    assert (inside.source, inside.fault) == ("mine\n", "")
    assert (outside.source, outside.version) == ("", ABSENT)
    assert outside.fault.startswith("the file is a link that leads out of the course")


def test_a_file_that_is_not_utf_8_is_opened_and_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "01-a.md").write_bytes(b"caf\xe9")

    file = written(tmp_path, "01-a.md")

    assert file.source == "café\n"
    assert file.fault == "the file isn’t UTF-8; saving makes it so"


@pytest.mark.parametrize(
    ("name", "cover"),
    [("course.md", True), ("course.de.md", True), ("01-course.md", False), ("course.DE.md", False)],
)
def test_a_cover_is_known_by_its_name(name: str, cover: bool) -> None:
    assert is_cover(name) is cover


@pytest.mark.parametrize(
    ("file", "languages"),
    [
        ("01-a.md", ("de", "fr")),
        ("01-a.de.md", ("fr",)),
        ("course.md", ("de",)),
        ("[1]-b.md", ("it",)),
        ("04-alone.md", ()),
    ],
)
def test_the_other_languages_of_a_file_lie_beside_it(
    tmp_path: Path, file: str, languages: tuple[str, ...]
) -> None:
    for name in ("01-a", "01-a.fr", "01-a.de", "01-a.DRAFT", "01-ab.it", "course.de", "[1]-b.it",
                 "1-b.es"):  # fmt: skip
        (tmp_path / f"{name}.md").touch()

    assert languages_of(tmp_path, file) == languages


def test_a_text_has_a_name_and_no_text_has_none() -> None:
    assert hash_of("a") == hashlib.sha256(b"a").hexdigest()
    assert hash_of("") == ABSENT


def test_files_may_be_written_where_there_is_a_folder(tmp_path: Path) -> None:
    assert can_write(tmp_path)
    assert not can_write(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("sent", "kept"),
    [("a\r\nb\rc", "a\nb\nc\n"), ("a\n\n\n", "a\n"), ("a\0b", "ab\n"), ("", "\n")],
)
def test_a_text_is_kept_with_plain_line_ends_and_one_at_its_end(sent: str, kept: str) -> None:
    assert plain(sent) == kept


def test_a_file_says_the_same_whatever_its_line_ends() -> None:
    assert says_the_same(b"a\r\nb", "a\nb")
    assert not says_the_same(b"a\nc", "a\nb")


def test_the_files_of_a_course_are_named_from_its_folder(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "a.png").touch()
    (tmp_path / "01-a.md").touch()

    assert files_in(tmp_path) == {"images/a.png", "01-a.md"}


ITEMS = (Item("a", "We ask."), Item("b", "We wait."))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Be honest.", "Be honest.\n\n- We ask.\n- We wait.\n\nnever · 1 · 2 · 3 · often"),
        ("", "- We ask.\n- We wait.\n\nnever · 1 · 2 · 3 · often"),
    ],
)
def test_a_pulse_is_shown_with_every_point_of_its_scale(text: str, shown: str) -> None:
    section = pulse_section(Pulse("Pulse", text, 1, 3, ("never", "often"), ITEMS))

    assert (section.title, section.level, section.anchor) == ("Pulse", 2, "pulse")
    assert section.text == shown


COVER = "---\ntitle: T\nsummary: S\n---\n\n*Welcome.*\n"
PULSE = "\n## How is it? {pulse}\n\n1 (never) ... 3 (often)\n\n- We ask.\n- We wait.\n"


@pytest.mark.parametrize(("pulse", "more"), [("", []), (PULSE, ["How is it?"])])
def test_a_cover_is_looked_at_as_a_lesson_of_its_text_and_its_pulse(
    tmp_path: Path, pulse: str, more: list[str]
) -> None:
    file = checked(tmp_path, "course.md", source=COVER + pulse, also=frozenset())

    assert (file.name, file.position, file.problems) == ("course.md", 0, ())
    assert file.module
    assert (file.module.title, file.module.summary) == ("T", "S")
    text, *others = file.module.sections
    assert text == Section(SectionKind.READING, "", 1, text="*Welcome.*")
    assert [section.title for section in others] == more


def test_a_text_under_way_is_shown_in_html_where_it_can_be_read(tmp_path: Path) -> None:
    cover = checked(tmp_path, "course.md", source=COVER, also=frozenset())
    nothing = checked(tmp_path, "01-a.md", source="a\0" * 3, also=frozenset())

    in_html = shown(cover, {})

    assert in_html.module
    assert in_html.module.sections[0].text == "<p><em>Welcome.</em></p>"
    assert (nothing.module, shown(nothing, {})) == (None, nothing)

"""Which text lies on a desk, and when has the file moved away beneath it?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tandem.authoring.editor.queries import Desk, DraftText, FilePlace, Theirs, theirs, theirs_shown
from tandem.content.files.workshop import ABSENT, WorkshopFile, hash_of
from tests.cast import NOW

PLACE = FilePlace(1, "c", "C", "01-a.md", "a", 2, 3)
FILE = WorkshopFile(Path("c/01-a.md"), "in the file", hash_of("in the file"))
DRAFT = DraftText("a draft", "in the file", hash_of("in the file"), NOW)


def desk(file: WorkshopFile = FILE, draft: DraftText | None = DRAFT, **changes: object) -> Desk:
    """A desk with a draft on it."""
    made = Desk(PLACE, file, draft, (), None, False, "the original", ())
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("shown", "source", "base"),
    [
        (desk(), "a draft", "in the file"),
        (desk(draft=None), "in the file", "in the file"),
        (desk(draft=replace(DRAFT, base="before")), "a draft", "before"),
        (desk(file=replace(FILE, source="", version=ABSENT), draft=None), "the original", ""),
    ],
)
def test_a_draft_goes_on_before_the_file_and_the_file_before_the_original(
    shown: Desk, source: str, base: str
) -> None:
    assert (shown.source, shown.base) == (source, base)


def test_a_desk_knows_the_version_and_the_draft_that_it_shows() -> None:
    assert (desk().version, desk().kept) == (DRAFT.version, hash_of("a draft"))
    assert (desk(draft=None).version, desk(draft=None).kept) == (FILE.version, "")


@pytest.mark.parametrize(
    ("revision_id", "version", "is_gone"),
    [(3, ABSENT, True), (3, "x", False), (None, ABSENT, False)],
)
def test_a_file_is_gone_where_it_was_published_and_is_there_no_more(
    revision_id: int | None, version: str, is_gone: bool
) -> None:
    place = replace(PLACE, revision_id=revision_id)

    assert desk(replace(FILE, version=version), place=place).is_gone is is_gone


@pytest.mark.parametrize(
    ("name", "language", "original"),
    [("a", "", "a"), ("a.de", "de", "a"), ("course.md", "", "course.md"),
     ("course.de.md", "de", "course.md")],
)  # fmt: skip
def test_the_original_of_a_translation_is_named_without_its_language(
    name: str, language: str, original: str
) -> None:
    assert replace(PLACE, file_of=name, language=language).original == original


def test_a_text_is_put_together_with_the_file_or_with_a_draft_of_another_page() -> None:
    in_file = DraftText(FILE.source, FILE.source, FILE.version, None)

    assert theirs(desk(), Theirs.DRAFT) == DRAFT
    assert theirs(desk(), Theirs.FILE) == in_file
    assert theirs(desk(draft=None), Theirs.DRAFT) == in_file
    assert theirs_shown(desk(), hash_of("a draft")) == DRAFT
    assert theirs_shown(desk(), hash_of("in the file")) == in_file
    assert theirs_shown(desk(), hash_of("another")) is None


@pytest.mark.parametrize(
    ("file", "draft", "has_moved"),
    [
        (FILE, DRAFT, False),
        (replace(FILE, version="x"), DRAFT, True),
        (replace(FILE, version="x", source="a draft"), DRAFT, False),
        (replace(FILE, version="x"), None, False),
    ],
)
def test_a_file_has_moved_where_it_says_something_else_than_when_the_draft_was_begun(
    file: WorkshopFile, draft: DraftText | None, has_moved: bool
) -> None:
    assert desk(file, draft).has_moved is has_moved

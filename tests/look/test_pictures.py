"""Are the pictures of the documentation there, described, small, and made by the script?"""

from __future__ import annotations

import re
from pathlib import Path

from tools import screenshots

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")


def named() -> list[tuple[str, Path]]:
    """Every picture that a page names, with its text alternative."""
    return [
        (words, (page.parent / place).resolve())
        for page in PAGES
        for words, place in PICTURE.findall(page.read_text("utf-8"))
    ]


def made() -> set[Path]:
    """Every picture that the script takes."""
    return {screenshots.IMAGES / f"{shot.name}.png" for shot in screenshots.SHOTS}


def test_every_picture_that_is_named_is_taken_by_the_script() -> None:
    assert {path for _, path in named()} == made()


def test_every_picture_is_there_and_small_and_no_other() -> None:
    files = set(screenshots.IMAGES.iterdir())

    assert files == made()
    assert [path.name for path in files if path.stat().st_size > screenshots.LARGEST] == []


def test_every_picture_says_in_words_what_it_shows() -> None:
    assert named()
    assert [path.name for words, path in named() if len(words) < 30] == []


def test_each_of_the_four_users_has_a_picture() -> None:
    users = {shot.who for shot in screenshots.SHOTS}

    assert users == {"rep", "support", "leader", "trainer", "admin"}

"""Do commands begin courses in the language that was asked for, else in that of the site?"""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Person
from tests.authoring.exchange.test_exchange import decide, hand_in
from tests.cast import Cast, read_german
from tests.conftest import Browser
from tests.courses import write_course

GIFT = "::a::Support leads.{FALSE}\n\nIt goes out {=tomorrow} at three.\n"


def run(app: Flask, *words: str) -> str:
    """What a command says; it succeeds."""
    result = app.test_cli_runner().invoke(args=words)
    assert result.exit_code == 0, result.output
    return result.output


def begun(folder: Path) -> str:
    """All that was written into a folder."""
    return "\n".join(path.read_text("utf-8") for path in sorted(folder.glob("*.md")))


@pytest.fixture
def german_site(session: Session, cast: Cast) -> None:
    """A site whose administrator reads German."""
    read_german(session, cast.ada)


def test_a_course_begins_in_the_language_of_the_site(
    app: Flask, tmp_path: Path, german_site: None
) -> None:
    run(app, "courses", "new", "uebergabe", "spaet")

    text = begun(tmp_path / "courses" / "uebergabe")
    assert "language: de\n" in text
    assert "## Prüf dich selbst {quiz" in text


def test_a_course_begins_in_the_language_that_was_asked_for(
    app: Flask, tmp_path: Path, german_site: None
) -> None:
    run(app, "courses", "new", "handing-over", "late", "--language", "en")

    text = begun(tmp_path / "courses" / "handing-over")
    assert "language:" not in text
    assert "## Check yourself {quiz" in text


def test_a_language_without_pages_stands_above_english_words(app: Flask, tmp_path: Path) -> None:
    run(app, "courses", "new", "encore", "tard", "--language", "fr")

    text = begun(tmp_path / "courses" / "encore")
    assert "language: fr\n" in text
    assert "## Check yourself {quiz" in text


def test_a_module_begins_in_the_language_of_its_course(
    app: Flask, tmp_path: Path, german_site: None
) -> None:
    folder = write_course(tmp_path / "courses", "engine")

    run(app, "courses", "new", "teaming", "late")

    assert "## Check yourself {quiz" in (folder / "02-late.md").read_text("utf-8")


def test_what_is_no_code_of_a_language_is_refused(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["courses", "new", "a", "--language", "German"])

    assert result.exit_code == 2
    assert "'German' is no code of a language, as de." in result.output


def test_a_quiz_becomes_a_course_in_the_language_of_the_site(
    app: Flask, tmp_path: Path, german_site: None
) -> None:
    (tmp_path / "spaet.gift").write_text(GIFT, "utf-8")

    said = run(app, "courses", "import", str(tmp_path / "spaet.gift"))

    text = begun(tmp_path / "courses" / "spaet")
    assert "answers counted in the file: 1, found again: 1" in said
    assert "language: de\n" in text
    for word in (
        "## Prüf dich selbst {quiz",
        "- [ ] Richtig",
        "- [x] Falsch",
        "Was passt in die Lücke?",
    ):
        assert word in text


def test_a_quiz_speaks_as_the_course_it_goes_into(
    app: Flask, tmp_path: Path, german_site: None
) -> None:
    write_course(tmp_path / "courses", "engine")
    (tmp_path / "late.gift").write_text(GIFT, "utf-8")

    run(app, "courses", "import", str(tmp_path / "late.gift"), "--into", "teaming")

    text = begun(tmp_path / "courses" / "teaming")
    assert "- [x] False" in text
    assert "Prüf dich selbst" not in text


def test_tess_brings_a_quiz_in_where_she_reads_german(
    session: Session, cast: Cast, tmp_path: Path, browser_of: Browser
) -> None:
    read_german(session, cast.tess)
    tess = browser_of(cast.tess)

    decide(tess, hand_in(tess, GIFT.encode(), name="spaet.gift").location, "take_over")

    text = begun(tmp_path / "courses" / "spaet")
    assert "language: de\n" in text
    assert "## Prüf dich selbst {quiz" in text


def test_demo_data_is_in_the_language_that_was_asked_for(
    app: Flask, session: Session, tmp_path: Path
) -> None:
    run(app, "demo-data", "--pairs", "1", "--modules", "1", "--language", "de")

    assert "## Prüf dich selbst {quiz" in begun(tmp_path / "courses" / "demo-data")
    assert set(session.scalars(select(Person.language))) == {"de"}

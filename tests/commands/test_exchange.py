"""Bring courses in and take them along from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy.orm import Session

from tandem.library.served import library
from tests.courses import write_course

GIFT = "::why::Why?{=Because#Yes. ~No}\n\nWrite. {}\n"


@pytest.fixture
def quiz(tmp_path: Path) -> Path:
    """A GIFT file."""
    path = tmp_path / "late-orders.gift"
    path.write_text(GIFT, "utf-8")
    return path


def run(app: Flask, *words: str | Path) -> Result:
    """Run `flask courses ...`."""
    return app.test_cli_runner().invoke(args=["courses", *map(str, words)])


def test_an_imported_quiz_can_be_published(app: Flask, session: Session, quiz: Path) -> None:
    result = run(app, "import", quiz)

    assert result.exit_code == 0
    assert "late-orders.gift:3: warning: an essay" in result.output
    assert "wrote courses/late-orders/01-late-orders.md" in result.output
    assert run(app, "publish").exit_code == 0
    assert library(session).course("late-orders").module("late-orders").title == "Late orders"


def test_a_dry_run_says_what_it_would_write_and_writes_nothing(
    app: Flask, tmp_path: Path, quiz: Path
) -> None:
    result = run(app, "import", quiz, "--dry-run")

    assert "would write courses/late-orders/course.md" in result.output
    assert list((tmp_path / "courses").iterdir()) == []


def test_a_quiz_goes_into_a_course_that_is_there(app: Flask, tmp_path: Path, quiz: Path) -> None:
    folder = write_course(tmp_path / "courses", "engine")

    assert run(app, "import", quiz, "--into", "teaming").exit_code == 0

    assert (folder / "02-late-orders.md").is_file()


def test_a_folder_of_quizzes_goes_into_a_course_that_is_there(
    app: Flask, tmp_path: Path, quiz: Path
) -> None:
    course = write_course(tmp_path / "courses", "engine")
    folder = tmp_path / "old"
    folder.mkdir()
    quiz.rename(folder / "a.gift")

    assert run(app, "import", folder, "--into", "teaming").exit_code == 0

    assert (course / "02-a.md").is_file()
    assert not (tmp_path / "courses" / "old").exists()


def test_a_folder_of_quizzes_becomes_one_course(app: Flask, tmp_path: Path, quiz: Path) -> None:
    folder = tmp_path / "old"
    folder.mkdir()
    quiz.rename(folder / "a.gift")
    (folder / "b.txt").write_text("Who?\nA. I\nB. We\nANSWER: B\n", "utf-8")

    assert run(app, "import", folder).exit_code == 0

    made = sorted(path.name for path in (tmp_path / "courses" / "old").iterdir())
    assert made == ["01-a.md", "02-b.md", "course.md"]


def test_a_course_travels_as_a_zip(app: Flask, tmp_path: Path) -> None:
    folder = write_course(tmp_path / "courses", "engine")

    assert (
        run(app, "export", "teaming", "--format", "zip", "--output", tmp_path / "t.zip").exit_code
        == 0
    )
    refused = run(app, "import", tmp_path / "t.zip")
    taken = run(app, "import", tmp_path / "t.zip", "--into", "teaming-2")

    assert (refused.exit_code, taken.exit_code) == (1, 0)
    assert "Nothing was written: there is a course teaming already" in refused.output
    twin = folder.with_name("teaming-2")
    assert (twin / "01-engine.md").read_bytes() == (folder / "01-engine.md").read_bytes()


def test_a_folder_that_is_a_course_comes_in_whole(app: Flask, tmp_path: Path) -> None:
    folder = write_course(tmp_path / "elsewhere", "engine")

    assert run(app, "import", folder).exit_code == 0

    assert (tmp_path / "courses" / "teaming" / "images" / "can.svg").is_file()


def test_a_module_leaves_as_gift_with_what_gift_cannot_say(app: Flask, tmp_path: Path) -> None:
    write_course(tmp_path / "courses", "engine", "volcano")

    result = run(app, "export", "teaming/volcano", "--format", "gift", "--output", "-")

    assert "$CATEGORY: $course$/top/Volcano\n" in result.output
    assert "::helps::[markdown]What helps?{" in result.output
    assert "teaming/02-volcano.md:10: warning: GIFT has no faces" in result.output
    assert "Engine" not in result.output


@pytest.mark.parametrize(
    "words",
    [
        ("export", "nowhere", "--format", "zip"),
        ("export", "../elsewhere", "--format", "zip"),
        ("export", "teaming/nothing", "--format", "gift"),
        ("export", "teaming/engine", "--format", "zip"),
    ],
)
def test_what_is_not_there_is_not_exported(
    app: Flask, tmp_path: Path, words: tuple[str, ...]
) -> None:
    write_course(tmp_path / "courses", "engine")
    write_course(tmp_path / "elsewhere", "engine")

    result = run(app, *words)

    assert result.exit_code == 1
    assert not result.output.startswith("wrote")


def test_a_file_is_read_in_the_letters_and_the_format_that_are_said(
    app: Flask, tmp_path: Path
) -> None:
    path = tmp_path / "who.gift"
    path.write_bytes("Кто?\nA. Я\nB. Мы\nANSWER: B\n".encode("windows-1251"))

    result = run(app, "import", path, "--read-as", "aiken", "--encoding", "windows-1251")

    assert result.exit_code == 0, result.output
    module = tmp_path / "courses" / "who" / "01-who.md"
    assert "Кто?" in module.read_text("utf-8")


def test_of_a_folder_only_quizzes_are_read_and_go_where_it_is_said(
    app: Flask, tmp_path: Path, quiz: Path
) -> None:
    folder = tmp_path / "Old"
    (folder / "b.gift").mkdir(parents=True)
    quiz.rename(folder / "a.gift")
    (folder / "note.pdf").write_bytes(b"%PDF")

    assert run(app, "import", folder).exit_code == 0
    assert run(app, "import", folder, "--into", "late").exit_code == 0

    made = {path.name for path in (tmp_path / "courses").glob("*/*.md")}
    assert made == {"course.md", "01-a.md"}
    assert {path.name for path in (tmp_path / "courses").iterdir()} == {"old", "late"}


def test_what_leaves_without_a_name_is_called_after_what_it_is(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_course(tmp_path / "courses", "engine")
    monkeypatch.chdir(tmp_path)

    run(app, "export", "teaming", "--format", "zip")
    run(app, "export", "teaming/engine", "--format", "gift")

    assert {path.name for path in tmp_path.iterdir()} >= {"teaming.zip", "teaming-engine.gift"}


def test_a_course_leaves_as_gift_without_the_module_that_has_an_error(
    app: Flask, tmp_path: Path
) -> None:
    folder = write_course(tmp_path / "courses", "engine", "volcano", "rock")
    (folder / "02-volcano.md").write_bytes(b"\xff")
    rock = folder / "03-rock.md"
    rock.write_text(rock.read_text("utf-8").replace("{for=rep}", "{fro=rep}"), "utf-8")

    result = run(app, "export", "teaming", "--format", "gift", "--output", "-")

    assert result.output.count("$CATEGORY") == 1
    assert "$course$/top/Engine" in result.output
    assert "teaming/02-volcano.md:1: error" in result.output
    assert "teaming/03-rock.md:10: error: unknown attribute" in result.output


def test_a_file_is_read_in_the_format_that_is_said(app: Flask, tmp_path: Path, quiz: Path) -> None:
    result = run(app, "import", quiz, "--read-as", "aiken")

    assert result.exit_code == 1
    assert list((tmp_path / "courses").iterdir()) == []


def test_a_translation_does_not_leave_beside_its_original(app: Flask, tmp_path: Path) -> None:
    folder = write_course(tmp_path / "courses", "engine")
    (folder / "01-engine.de.md").write_bytes((folder / "01-engine.md").read_bytes())

    result = run(app, "export", "teaming", "--format", "gift", "--output", "-")

    assert result.output.count("$CATEGORY") == 1

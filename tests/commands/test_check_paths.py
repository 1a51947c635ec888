"""What do people who live in git meet: paths that open, folders that are none, files that aren’t
written?"""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from tandem.commands.courses import as_github
from tandem.content.lesson import Problem
from tandem.content.messages import say
from tandem.terms import Severity
from tests.courses import write_course


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose lessons lie deep, and have an error. One works at its top."""
    path = write_course(tmp_path / "repository" / "content" / "courses", "engine") / "01-engine.md"
    path.write_text(path.read_text("utf-8").replace("{for=rep}", "{fro=rep}"), "utf-8")
    monkeypatch.chdir(tmp_path / "repository")
    return tmp_path / "repository"


@pytest.mark.parametrize("folder", ["content/courses", "content/courses/teaming"])
def test_check_names_the_path_from_where_one_works(
    app: Flask, repository: Path, folder: str
) -> None:
    result = app.test_cli_runner().invoke(args=["courses", "check", folder, "--format", "github"])

    name = "content/courses/teaming/01-engine.md"
    assert result.output.startswith(f"::error file={name},line=10::")


def test_check_names_the_course_one_works_in(
    app: Flask, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository / "content" / "courses" / "teaming")

    result = app.test_cli_runner().invoke(args=["courses", "check", "."])

    assert result.output.startswith("teaming/01-engine.md:10: error: ")


@pytest.mark.parametrize("command", ["check", "fix", "links"])
def test_a_folder_without_a_course_is_no_sound_course(
    app: Flask, repository: Path, command: str
) -> None:
    result = app.test_cli_runner().invoke(args=["courses", command, "content"])

    assert result.exit_code == 1
    assert "No course in content" in result.output


@pytest.mark.parametrize("command", ["check", "fix", "links"])
def test_a_file_is_no_folder(app: Flask, repository: Path, command: str) -> None:
    path = "content/courses/teaming/01-engine.md"

    assert app.test_cli_runner().invoke(args=["courses", command, path]).exit_code == 2


def test_signs_of_a_workflow_command_are_escaped() -> None:
    found = Problem("a%b,c:d.md", 3, Severity.WARNING, say("%(text)s", text="50% of a:b,c\r\nd"))

    assert as_github([found]) == ("::warning file=a%25b%2Cc%3Ad.md,line=3::50%25 of a:b,c%0D%0Ad")


def test_what_cannot_be_written_is_said_in_a_word(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "courses" / "teaming").write_text("no folder")

    result = app.test_cli_runner().invoke(args=["courses", "new", "teaming"])

    assert result.exit_code == 1
    assert "cannot be written" in result.output


def test_a_zip_says_what_stays_behind(app: Flask, tmp_path: Path) -> None:
    course = write_course(tmp_path / "courses", "engine")
    (course / "notes.txt").write_text("mine")
    target = str(tmp_path / "out.zip")

    run = app.test_cli_runner().invoke
    result = run(args=["courses", "export", "teaming", "--format", "zip", "--output", target])

    assert "left out teaming/notes.txt" in result.output

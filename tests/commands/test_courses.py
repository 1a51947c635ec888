"""Check, publish and begin courses from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tandem.commands.courses import course_and_module, course_folders
from tandem.library.served import library
from tests.courses import write_course


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A course in files."""
    return write_course(tmp_path / "courses", "engine")


def broken(folder: Path) -> None:
    """Write an error into the module."""
    path = folder / "01-engine.md"
    path.write_text(path.read_text("utf-8").replace("{for=rep}", "{fro=rep}"), "utf-8")


def test_check_says_file_line_and_reason_and_fails(app: Flask, folder: Path) -> None:
    broken(folder)

    result = app.test_cli_runner().invoke(args=["courses", "check"])

    assert result.exit_code == 1
    assert result.output.startswith("courses/teaming/01-engine.md:10: error: ")


def test_check_is_silent_where_all_is_well(app: Flask, folder: Path) -> None:
    result = app.test_cli_runner().invoke(args=["courses", "check"])

    assert (result.exit_code, result.output) == (0, "")


def test_check_speaks_to_tools_too(app: Flask, folder: Path) -> None:
    broken(folder)

    result = app.test_cli_runner().invoke(args=["courses", "check", "--format", "json"])

    first = json.loads(result.output)[0]
    assert (first["file"], first["line"]) == ("courses/teaming/01-engine.md", 10)
    assert first["severity"] == "error"


def test_publish_serves_what_is_sound(app: Flask, session: Session, folder: Path) -> None:
    result = app.test_cli_runner().invoke(args=["courses", "publish"])

    assert result.exit_code == 0
    assert library(session).course("teaming").module("engine").title == "Engine"


def test_publish_refuses_a_folder_that_is_not_there(app: Flask, folder: Path) -> None:
    folder.parent.rename(folder.parent.with_name("elsewhere"))

    result = app.test_cli_runner().invoke(args=["courses", "publish"])

    assert result.exit_code == 1
    assert "Set TANDEM_COURSES" in result.output


def test_a_new_course_with_a_new_module_can_be_published_at_once(
    app: Flask, session: Session
) -> None:
    run = app.test_cli_runner().invoke

    made = run(args=["courses", "new", "handing-over", "late-order"])

    assert made.exit_code == 0
    assert run(args=["courses", "publish"]).exit_code == 0
    assert library(session).course("handing-over").module("late-order").title == "Late order"


def test_a_new_module_stands_behind_the_others_and_overwrites_nothing(
    app: Flask, folder: Path
) -> None:
    run = app.test_cli_runner().invoke

    assert run(args=["courses", "new", "teaming", "volcano"]).exit_code == 0
    assert (folder / "02-volcano.md").is_file()
    assert "is there already" in run(args=["courses", "new", "teaming", "engine"]).output


def test_new_can_be_told_what_it_begins(app: Flask, tmp_path: Path) -> None:
    run = app.test_cli_runner().invoke

    assert run(args=["courses", "new", "course", "thanks"]).exit_code == 0
    assert run(args=["courses", "new", "module", "thanks", "precisely"]).exit_code == 0
    assert run(args=["courses", "new", "module", "thanks"]).exit_code == 2

    made = sorted(path.name for path in (tmp_path / "courses" / "thanks").iterdir())
    assert made == ["01-precisely.md", "course.md"]


@pytest.mark.parametrize(
    ("names", "begun"),
    [
        (("teaming",), ("teaming", None)),
        (("teaming", "engine"), ("teaming", "engine")),
        (("course", "teaming"), ("teaming", None)),
        (("module", "teaming", "engine"), ("teaming", "engine")),
        (("course",), ("course", None)),
        (("module",), ("module", None)),
        (("module", "teaming"), None),
        (("course", "teaming", "engine"), None),
        (("teaming", "engine", "volcano"), None),
    ],
)
def test_a_course_or_a_module_is_begun_as_its_words_say(
    names: tuple[str, ...], begun: tuple[str, str | None] | None
) -> None:
    if begun:
        assert course_and_module(names) == begun
    else:
        with pytest.raises(click.UsageError, match="new course COURSE"):
            course_and_module(names)


@pytest.mark.parametrize(
    ("names", "titles"),
    [
        (["late-orders"], {"course.md": "Why so late"}),
        (["late-orders", "first"], {"course.md": "Late orders", "01-first.md": "Why so late"}),
    ],
)
def test_a_title_is_that_of_what_is_begun(
    app: Flask, tmp_path: Path, names: list[str], titles: dict[str, str]
) -> None:
    app.test_cli_runner().invoke(args=["courses", "new", *names, "--title", "Why so late"])

    folder = tmp_path / "courses" / "late-orders"
    for file, title in titles.items():
        assert f'title: "{title}"\n' in (folder / file).read_text("utf-8")


def test_a_cover_that_leads_out_of_its_folder_is_no_course(tmp_path: Path) -> None:
    course = write_course(tmp_path / "elsewhere", "engine")
    (tmp_path / "courses" / "linked").mkdir(parents=True)
    (tmp_path / "courses" / "linked" / "course.md").symlink_to(course / "course.md")
    own = write_course(tmp_path / "courses", "engine")

    assert [path for path, _ in course_folders(tmp_path / "courses")] == [own]


@pytest.mark.parametrize("name", ["../outside", "Two Words", "x/y"])
def test_a_name_that_cannot_be_an_address_is_refused(app: Flask, name: str) -> None:
    result = app.test_cli_runner().invoke(args=["courses", "new", name])

    assert result.exit_code == 1
    assert "small letters" in result.output


def test_check_writes_the_ids_that_are_missing(app: Flask, folder: Path) -> None:
    path = folder / "01-engine.md"
    path.write_text(path.read_text("utf-8").replace(" {#helps}", ""), "utf-8")

    app.test_cli_runner().invoke(args=["courses", "check", "--write-ids"])

    assert "### What helps? {#what-helps}\n" in path.read_text("utf-8")


def test_check_speaks_to_pull_requests(app: Flask, folder: Path) -> None:
    broken(folder)

    result = app.test_cli_runner().invoke(args=["courses", "check", "--format", "github"])

    assert result.output.startswith("::error file=courses/teaming/01-engine.md,line=10::")


def test_one_course_can_be_checked_alone(app: Flask, folder: Path) -> None:
    broken(folder)

    result = app.test_cli_runner().invoke(args=["courses", "check", str(folder)])

    assert result.output.startswith("teaming/01-engine.md:10: error: ")


def test_fix_tidies_a_file_and_leaves_a_tidy_one_alone(app: Flask, folder: Path) -> None:
    path = folder / "01-engine.md"
    tidy = path.read_bytes().replace(b"---\n", b"---\nformat: 1\n", 1)
    path.write_bytes(tidy.replace(b"- [x]", b"* [X]").replace(b"\n", b"\r\n"))
    run = app.test_cli_runner().invoke

    assert "wrote" in run(args=["courses", "fix"]).output
    assert path.read_bytes() == tidy
    assert run(args=["courses", "fix"]).output == ""


def test_check_prints_what_can_be_guessed(app: Flask, folder: Path) -> None:
    result = app.test_cli_runner().invoke(args=["courses", "check", "--guess"])

    lines = result.output.splitlines()
    assert result.exit_code == 0
    assert lines[4:6] == [
        "courses/teaming (en)",
        "           choices    chance   longest  shortest     first     words",
    ]
    assert [line.split()[0] for line in lines[6:]] == ["01-engine", "all"]


def test_check_prints_what_there_is_to_read(app: Flask, folder: Path) -> None:
    result = app.test_cli_runner().invoke(args=["courses", "check", "--read"])

    assert result.exit_code == 0
    assert "said: the minutes of the lesson" in result.output
    assert "(en)" in result.output


def test_what_there_is_to_read_is_there_for_tools(app: Flask, folder: Path) -> None:
    args = ["courses", "check", "--read", "--format", "json"]
    [table] = json.loads(app.test_cli_runner().invoke(args=args).output)

    assert table["language"] == "en"
    assert set(table["modules"][0]["faces"]) == {"rep", "support"}


@pytest.mark.parametrize("more", [["--guess"], ["--format", "github"]])
def test_one_table_is_printed_and_none_as_notes(app: Flask, folder: Path, more: list[str]) -> None:
    result = app.test_cli_runner().invoke(args=["courses", "check", "--read", *more])

    assert result.exit_code == 2
    assert "--read" in result.output


def test_what_can_be_guessed_is_there_for_tools(app: Flask, folder: Path) -> None:
    args = ["courses", "check", "--guess", "--format", "json"]

    (table,) = json.loads(app.test_cli_runner().invoke(args=args).output)

    assert (table["course"], table["language"]) == ("courses/teaming", "en")
    assert [module["module"] for module in table["modules"]] == ["01-engine"]
    assert 0 < table["chance"] < 1
    assert set(table) >= {"choices", "longest", "shortest", "first", "words", "left_out"}


def test_an_error_beside_the_table_is_said_and_fails(app: Flask, folder: Path) -> None:
    broken(folder)

    result = app.test_cli_runner().invoke(args=["courses", "check", "--guess"])

    assert result.exit_code == 1
    assert result.stderr.startswith("courses/teaming/01-engine.md:10: error: ")


def test_the_table_is_no_note_on_a_pull_request(app: Flask, folder: Path) -> None:
    args = ["courses", "check", "--guess", "--format", "github"]

    result = app.test_cli_runner().invoke(args=args)

    assert result.exit_code == 2
    assert "use --format text or --format json" in result.output

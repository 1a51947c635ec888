"""Check, tidy, publish and begin courses: `flask courses check|fix|publish|new`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from tandem.authoring.publishing import actions as publishing
from tandem.commands import language
from tandem.commands.guess_report import guess_json, guess_text
from tandem.commands.read_report import read_json, read_text
from tandem.content.files.folder import is_inside, language_of, next_file, read_course
from tandem.content.files.new import new_course_text, new_module_text
from tandem.content.formats.fix import fixed
from tandem.content.guess_table import guess_tables
from tandem.content.lesson import CourseFolder, Lesson, Problem
from tandem.content.parsing.ids import with_ids
from tandem.content.read_table import read_tables
from tandem.models.audit import record_act
from tandem.terms import AuditAct, Severity
from tandem.web import clock, db
from tandem.web.words import spoken_in

group = AppGroup("courses", help="Check, publish and begin courses.")
NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
# What a workflow command of GitHub reads as its own, in its text and in a property.
DATA, PROPERTY = "%\r\n", "%\r\n:,"
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


def folder_of_courses() -> Path:
    """The folder of courses. Stops where it is missing: an empty one would withdraw everything."""
    folder: Path = current_app.config["COURSES"]
    if not folder.is_dir():
        raise click.ClickException(f"There is no folder {folder}. Set TANDEM_COURSES.")
    return folder


@group.command("check")
@click.argument("folder", required=False, type=FOLDER)
@click.option("--format", "shape", type=click.Choice(["text", "json", "github"]), default="text")
@click.option("--write-ids", is_flag=True, help="Give each question without an id one.")
@click.option("--guess", is_flag=True, help="Say instead how far one comes by guessing.")
@click.option("--read", is_flag=True, help="Say instead how much there is to read, and how hard.")
def check(folder: Path | None, shape: str, *, write_ids: bool, guess: bool, read: bool) -> None:
    """Say what is wrong in the courses. Exit status 1 where there is an error."""
    check_options(shape, guess=guess, read=read)
    root = folder_given(folder)
    if write_ids:
        rewrite(root, with_ids)
    courses = courses_in(root)
    problems = sorted(
        problem
        for course in courses
        for problem in (*course.problems, *(p for m in course.modules for p in m.problems))
    )
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if guess or read:
        table = table_of(courses, shape, guess=guess)
        click.echo(table)
        click.echo(as_text(errors), err=True, nl=bool(errors))
    else:
        shown = {"text": as_text, "json": as_json, "github": as_github}[shape](problems)
        click.echo(shown, nl=bool(shown))
    if errors:
        raise SystemExit(1)


def check_options(shape: str, *, guess: bool, read: bool) -> None:
    """Stop where options cannot go together."""
    if guess and read:
        raise click.UsageError("--guess and --read print a table each: ask for one of them.")
    if (guess or read) and shape == "github":
        word = "--guess" if guess else "--read"
        raise click.UsageError(f"{word} prints a table: use --format text or --format json.")


def table_of(courses: list[CourseFolder], shape: str, *, guess: bool) -> str:
    """How far one comes by guessing, or what there is to read."""
    if guess:
        guessed = guess_tables(courses)
        return guess_json(guessed) if shape == "json" else guess_text(guessed)
    tables = read_tables(courses)
    return read_json(tables) if shape == "json" else read_text(tables)


@group.command("fix")
@click.argument("folder", required=False, type=FOLDER)
def fix(folder: Path | None) -> None:
    """Write what is forgiven as a tidy writer would. The lessons stay the same."""
    rewrite(folder_given(folder), lambda source, module: fixed(source))


def folder_given(folder: Path | None) -> Path:
    """The folder that was named, else that of the courses. Stops where no course lies in it."""
    root = folder or folder_of_courses()
    if folder is not None and not course_folders(folder):
        raise click.ClickException(f"No course in {folder}: a course is a folder with a course.md.")
    return root


def course_folders(folder: Path) -> list[tuple[Path, str]]:
    """The folder of each course, and how messages call it: one course, or those below a folder.

    Below the folder one works in, that is the path from there: editors and pull requests open it.
    """
    if (folder / "course.md").is_file():
        folders = [folder]
    else:
        covers = sorted(folder.glob("*/course.md"))
        folders = [path.parent for path in covers if is_inside(path, path.parent.resolve())]
    return [(path, called(path, within=folder)) for path in folders]


def called(course: Path, *, within: Path) -> str:
    """How messages call a course: by the path to it, else by the names of its folders."""
    whole = course.resolve()
    if whole.is_relative_to(working_folder := Path.cwd()) and whole != working_folder:
        return whole.relative_to(working_folder).as_posix()
    return whole.name if course == within else f"{within.resolve().name}/{whole.name}"


def courses_in(folder: Path) -> list[CourseFolder]:
    """The courses below a folder, or the one course that it is."""
    return [read_course(path, shown_as=shown) for path, shown in course_folders(folder)]


def rewrite(root: Path, change: Callable[[str, Lesson], str]) -> None:
    """Change the module files that can be read, and say which."""
    for course in courses_in(root):
        folder = root if (root / "course.md").is_file() else root / course.id
        for file in course.modules:
            path = folder / file.name
            if file.module is None:
                continue
            before = path.read_bytes()
            after = change(before.decode("utf-8"), file.module).encode()
            if after != before:
                put(path, after)
                click.echo(f"wrote {path}", err=True)


def put(path: Path, content: bytes) -> None:
    """Write a file and the folders it lies in. Stops with a word where that cannot be done."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}.") from error


def as_text(problems: list[Problem]) -> str:
    """One line for each problem."""
    return "\n".join(str(problem) for problem in problems)


def as_json(problems: list[Problem]) -> str:
    """The problems for tools: a list of objects with file, line, severity, message."""
    return json.dumps(
        [
            {"file": p.file, "line": p.line, "severity": p.severity, "message": p.message}
            for p in problems
        ],
        ensure_ascii=False,
        indent=2,
    )


def as_github(problems: list[Problem]) -> str:
    """The problems as notes on a pull request."""
    return "\n".join(
        f"::{p.severity} file={escaped(p.file, PROPERTY)},line={p.line}::{escaped(p.message, DATA)}"
        for p in problems
    )


def escaped(text: str, signs: str) -> str:
    """A text whose signs mean nothing to a workflow: `:` is `%3A`."""
    return "".join(f"%{ord(sign):02X}" if sign in signs else sign for sign in text)


@group.command("publish")
def publish() -> None:
    """Publish every sound module. What has an error keeps its last good text."""
    report = publishing.publish_folder(
        db.session(), folder_of_courses(), by_id=None, now=clock.now()
    )
    if report.has_changed:
        record_act(db.session(), AuditAct.LESSONS_PUBLISHED, by_id=None, now=clock.now())
    db.session().commit()
    click.echo(summary(report))
    if report.errors:
        click.echo(as_text(report.errors), err=True)
        raise SystemExit(1)


def summary(report: publishing.Report) -> str:
    """What a publication did, in one line."""
    done = f"published: {', '.join(report.published) or 'nothing new'}"
    return f"{done}; withdrawn: {', '.join(report.withdrawn)}" if report.withdrawn else done


@group.command("new")
@click.argument("names", nargs=-1, required=True, metavar="[course|module] COURSE [MODULE]")
@click.option("--title", help="The title; made from the name where it is left out.")
@language.option
def new(names: tuple[str, ...], title: str | None, code: str | None) -> None:
    """Begin a COURSE, or a MODULE of it."""
    course, module = course_and_module(names)
    for name in (course, module):
        if name is not None and not NAME.fullmatch(name):
            raise click.ClickException(f"{name}: use small letters, digits and hyphens.")
    folder = current_app.config["COURSES"] / course
    cover = folder / "course.md"
    begun_in = code or language_of(folder) or language.of_site()
    spoken = partial(spoken_in, language=begun_in)
    if not cover.exists():
        called = title if title and not module else titled(course)
        write(cover, new_course_text(called, language=begun_in, spoken=spoken))
    elif module is None:
        raise click.ClickException(f"{cover} is there already. Name a module to begin one.")
    if module is not None:
        file = next_file(folder, module)
        if file is None:
            raise click.ClickException(f"A module called {module} is there already.")
        write(file, new_module_text(title or titled(module), spoken=spoken))


def course_and_module(names: tuple[str, ...]) -> tuple[str, str | None]:
    """What is to be begun: `COURSE`, `COURSE MODULE`, `course COURSE`, `module COURSE MODULE`."""
    wanted = names[1:] if len(names) > 1 and names[0] in {"course", "module"} else names
    most = 1 if names[0] == "course" else 2
    least = 2 if wanted != names and names[0] == "module" else 1
    if not least <= len(wanted) <= most:
        raise click.UsageError("Say  new course COURSE  or  new module COURSE MODULE.")
    return wanted[0], wanted[1] if len(wanted) > 1 else None


def titled(name: str) -> str:
    """A title from a name: `late-order` is `Late order`."""
    return name.replace("-", " ").capitalize()


def write(path: Path, text: str) -> None:
    """Write a new file and say so."""
    put(path, text.encode())
    click.echo(f"wrote {path}")

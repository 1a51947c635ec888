"""Check, publish and begin courses: `flask courses check|publish|new`."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from tandem.content.folder import read_courses
from tandem.content.lesson import Problem
from tandem.content.new import new_course_text, new_module_text
from tandem.publishing import actions as publishing
from tandem.terms import Severity
from tandem.web import clock, db

group = AppGroup("courses", help="Check, publish and begin courses.")
NAME = re.compile(r"[a-z0-9][a-z0-9-]*")


def folder_of_courses() -> Path:
    """The folder of courses. Stops where it is missing: an empty one would withdraw everything."""
    folder: Path = current_app.config["COURSES"]
    if not folder.is_dir():
        raise click.ClickException(f"There is no folder {folder}. Set TANDEM_COURSES.")
    return folder


@group.command("check")
@click.argument("folder", required=False, type=click.Path(exists=True, path_type=Path))
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text")
def check(folder: Path | None, shape: str) -> None:
    """Say what is wrong in the courses. Exit status 1 where there is an error."""
    courses = read_courses(folder or folder_of_courses())
    found = sorted(
        problem
        for course in courses
        for problem in (*course.problems, *(p for m in course.modules for p in m.problems))
    )
    click.echo(as_json(found) if shape == "json" else as_text(found), nl=bool(found))
    if any(problem.severity is Severity.ERROR for problem in found):
        raise SystemExit(1)


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


@group.command("publish")
def publish() -> None:
    """Publish every sound module. What has an error keeps its last good text."""
    report = publishing.publish(
        db.session(), read_courses(folder_of_courses()), by_id=None, now=clock.now()
    )
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
@click.argument("course")
@click.argument("module", required=False)
@click.option("--title", help="The title; made from the name where it is left out.")
def new(course: str, module: str | None, title: str | None) -> None:
    """Begin a COURSE, or a MODULE of it."""
    for name in (course, module):
        if name is not None and not NAME.fullmatch(name):
            raise click.ClickException(f"{name}: use small letters, digits and hyphens.")
    folder = current_app.config["COURSES"] / course
    folder.mkdir(parents=True, exist_ok=True)
    cover = folder / "course.md"
    if not cover.exists():
        write(cover, new_course_text(title if title and not module else titled(course)))
    elif module is None:
        raise click.ClickException(f"{cover} is there already. Name a module to begin one.")
    if module is not None:
        write(next_file(folder, module), new_module_text(title or titled(module)))


def next_file(folder: Path, module: str) -> Path:
    """The file of a new module, behind those that are there."""
    numbers = [int(path.name.partition("-")[0]) for path in folder.glob("[0-9]*-*.md")]
    taken = list(folder.glob(f"[0-9]*-{module}.md"))
    if taken:
        raise click.ClickException(f"{taken[0]} is there already.")
    return folder / f"{max(numbers, default=0) + 1:02}-{module}.md"


def titled(name: str) -> str:
    """A title from a name: `late-order` is `Late order`."""
    return name.replace("-", " ").capitalize()


def write(path: Path, text: str) -> None:
    """Write a new file and say so."""
    path.write_text(text, "utf-8")
    click.echo(f"wrote {path}")

"""Bring courses in and take them along: `flask courses import|export`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from tandem.commands import language
from tandem.commands.courses import folder_of_courses, put
from tandem.content.files.archive import RefusedError, from_folder, packed_files
from tandem.content.files.bringing_in import Arrival, arrival, course_arrival, take_over
from tandem.content.files.folder import read_course
from tandem.content.formats.decoding import ENCODINGS
from tandem.content.formats.exporter import gift
from tandem.content.formats.formats import ENDINGS, READERS
from tandem.content.lesson import ModuleFile
from tandem.terms import Severity
from tandem.web.words import spoken_in


@click.command("import")
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@click.option("--into", default="", help="The folder of the course; made where it is missing.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@click.option(
    "--read-as", type=click.Choice(sorted(READERS)), help="The format, if it is told wrongly."
)
@click.option("--encoding", type=click.Choice(ENCODINGS), help="How it was saved.")
@language.option
@with_appcontext
def bring_in(
    source: Path,
    into: str,
    *,
    dry_run: bool,
    read_as: str | None,
    encoding: str | None,
    code: str | None,
) -> None:
    """Bring in a quiz FILE, a zipped course, or a FOLDER of either."""
    root: Path = current_app.config["COURSES"]
    reading = {"read_as": read_as or "", "encoding": encoding or ""}
    incoming = arrival_from(
        source, root=root, into=into, language=code or language.of_site(), reading=reading
    )
    for problem in incoming.problems:
        click.echo(str(problem), err=True)
    if incoming.fault:
        raise click.ClickException(f"Nothing was written: {incoming.fault}.")
    if not dry_run and (not is_made(root) or not take_over(incoming, root=root)):
        raise click.ClickException(f"Nothing was written: {root} cannot be written.")
    if incoming.answers:
        click.echo(f"answers counted in the file: {incoming.answers}, found again: {incoming.kept}")
    verb = "would write" if dry_run else "wrote"
    for name in sorted(incoming.files or {}):
        click.echo(f"{verb} {root.name}/{incoming.course}/{name}")


def is_made(root: Path) -> bool:
    """Make the folder of courses where it is missing. False where that cannot be done."""
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return True


def arrival_from(
    source: Path, *, root: Path, into: str, language: str, reading: dict[str, str]
) -> Arrival:
    """What would become of a file, or of what lies in a folder."""
    chosen: dict[str, Any] = {"language": language, "spoken_in": spoken_in, **reading}
    if source.is_file():
        return arrival([(source.name, source.read_bytes())], root=root, into=into, **chosen)
    name = source.resolve().name
    if (source / "course.md").is_file():
        try:
            return course_arrival(from_folder(source), root=root, into=into, name=name)
        except RefusedError as reason:
            return Arrival(into or name, fault=reason.about(name))
    files = [path for path in sorted(source.iterdir()) if path.suffix.lower() in ENDINGS]
    if not files:
        raise click.ClickException(f"{source} holds no file that can be imported.")
    contents = [(path.name, path.read_bytes()) for path in files if path.is_file()]
    return arrival(contents, root=root, into=into or name.lower(), **chosen)


@click.command("export")
@click.argument("what", metavar="COURSE[/MODULE]")
@click.option("--format", "shape", type=click.Choice(["gift", "zip"]), required=True)
@click.option("--output", type=click.Path(path_type=Path), help="The file; - for the screen.")
@with_appcontext
def take_along(what: str, shape: str, output: Path | None) -> None:
    """Write a COURSE as a zip file, or its questions, or those of a MODULE, as GIFT."""
    course, _, module = what.partition("/")
    folder = folder_of_courses() / course
    if not (folder / "course.md").is_file():
        raise click.ClickException(f"There is no course {course}.")
    if shape == "zip":
        if module:
            raise click.ClickException(f"A zip holds a whole course: {course}.")
        write_out(output or Path(f"{course}.zip"), zip_of(folder))
        return
    text = gift_text(folder, module)
    write_out(output or Path(f"{what.replace('/', '-')}.gift"), text.encode())


def zip_of(folder: Path) -> bytes:
    """The course as a zip file."""
    try:
        packed = from_folder(folder)
    except RefusedError as reason:
        raise click.ClickException(f"{folder.name} cannot be packed: {reason}.") from reason
    for name in packed.left_out:
        click.echo(f"left out {folder.name}/{name}: no file of a course", err=True)
    return packed_files(folder.name, packed.files)


def gift_text(folder: Path, module: str) -> str:
    """The modules of a course in GIFT; what has no place there is printed."""
    course = read_course(folder, shown_as=folder.name)
    own = [file for file in course.modules if file.is_own_of(course)]
    chosen = [file for file in own if not module or file.id == module]
    if not chosen:
        raise click.ClickException(f"There is no module {module} in {folder.name}.")
    return "\n".join(text for file in chosen if (text := gift_of(file, shown_as=folder.name)))


def gift_of(file: ModuleFile, *, shown_as: str) -> str:
    """A module in GIFT; empty where it has an error."""
    lesson = file.sound_lesson
    if lesson is None:
        errors = [problem for problem in file.problems if problem.severity is Severity.ERROR]
        click.echo("\n".join(map(str, errors)), err=True)
        return ""
    written = gift(lesson, file=f"{shown_as}/{file.name}")
    for problem in written.problems:
        click.echo(str(problem), err=True)
    return written.text


def write_out(path: Path, content: bytes) -> None:
    """Write a file, or to the screen, and say so."""
    if str(path) == "-":
        click.echo(content, nl=False)
        return
    put(path, content)
    click.echo(f"wrote {path}", err=True)

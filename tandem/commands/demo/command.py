"""Many pairs to measure with: `flask demo-data --pairs N`."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import func, select

from tandem.authoring.publishing import actions as publishing
from tandem.commands import language
from tandem.commands.demo import people
from tandem.commands.sample.team import PASSWORD
from tandem.content.files.new import new_course_text, new_module_text
from tandem.leading.status import refreshing
from tandem.models import Person
from tandem.web import clock, db
from tandem.web.words import spoken_in

COURSE = "demo-data"


@click.command("demo-data")
@click.option("--pairs", type=click.IntRange(1, 100_000), required=True, help="How many pairs.")
@click.option(
    "--modules",
    type=click.IntRange(0, 99),
    default=0,
    help="Write a course of so many modules into the folder of courses first.",
)
@language.option
@with_appcontext
def demo_data(pairs: int, modules: int, code: str | None) -> None:
    """Fill an empty database with many pairs on their way, to measure with."""
    session = db.session()
    if session.scalar(select(func.count()).select_from(Person)):
        raise click.ClickException(
            "There are people here already. This is for an empty database only."
        )
    if modules:
        write_course(current_app.config["COURSES"] / COURSE, modules, language=code or "en")
        publishing.publish_folder(
            session, current_app.config["COURSES"], by_id=None, now=clock.now()
        )
    try:
        made = people.fill(session, pairs=pairs, now=clock.now(), language=code or "en")
    except people.NoCourseError as error:
        raise click.ClickException(str(error)) from error
    session.commit()
    refreshing.drain(db.engine())
    click.echo(f"{pairs} pairs in {made.teams} teams, {made.modules} modules, {made.steps} steps")
    click.echo(f"  {people.LEADER}  {PASSWORD}")
    click.echo(f"  {people.email_of(0)}  {PASSWORD}")


def write_course(folder: Path, modules: int, *, language: str) -> None:
    """A course of so many modules, each with a text to write over."""
    folder.mkdir(parents=True, exist_ok=True)
    spoken = partial(spoken_in, language=language)
    cover = new_course_text("Demo data", language=language, spoken=spoken)
    (folder / "course.md").write_text(cover, "utf-8")
    for number in range(1, modules + 1):
        text = new_module_text(f"Demo module {number}", spoken=spoken)
        (folder / f"{number:02}-demo-{number}.md").write_text(text, "utf-8")

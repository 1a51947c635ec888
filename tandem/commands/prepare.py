"""Make everything ready to serve: `flask prepare`. Run before every start."""

from __future__ import annotations

import os

import click
from flask import current_app
from flask.cli import with_appcontext

from tandem.authoring.publishing import actions as publishing
from tandem.commands import changed_settings
from tandem.commands.courses import as_text, summary
from tandem.leading.status import refreshing
from tandem.people.accounts.actions import setup_ticket
from tandem.people.accounts.queries import has_people
from tandem.web import clock, db, templates
from tandem.web.settings import PREFIX, SETTINGS

# So many pairs have their status made anew before the start; the others beside the requests.
AT_ONCE = 500


@click.command("prepare")
@with_appcontext
def prepare() -> None:
    """Bring tables and status up to date, publish the courses, print a first start's link."""
    from tandem.models import schema

    with db.engine().execution_options(writes=True).begin() as connection:
        schema.upgrade(connection)
    changed_settings.note(
        db.session(), current_app.config, SETTINGS, prefix=PREFIX, now=clock.now()
    )
    publish_courses()
    templates.load_all(current_app)
    refreshing.note_rules(db.session())
    db.session().commit()
    refreshing.drain(db.engine(), at_most=AT_ONCE)
    if not has_people(db.session()):
        token = setup_ticket(db.session(), now=clock.now())
        db.session().commit()
        click.echo(f"\n  Welcome. Make the first account here, once:\n  {setup_link(token)}\n")


def publish_courses() -> None:
    """Publish the folder of courses. An error in a lesson never keeps the site from starting."""
    folder = current_app.config["COURSES"]
    if not folder.is_dir():
        click.echo(f"there is no folder {folder}: what was published before stays served")
        return
    report = publishing.publish_folder(db.session(), folder, by_id=None, now=clock.now())
    db.session().commit()
    click.echo(summary(report))
    if report.errors:
        click.echo(as_text(report.errors), err=True)


def setup_link(token: str) -> str:
    """The link, at the address where the site will be."""
    local = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
    base = current_app.config["BASE_URL"] or local
    return f"{base.rstrip('/')}/setup/{token}"

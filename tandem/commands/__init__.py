"""What can be done from the command line? `flask courses|db|sample|people|...`."""

from __future__ import annotations

from flask import Flask

from tandem.commands import (
    backup,
    courses,
    exchange,
    links,
    mail,
    people,
    people_list,
    prepare,
    preview,
    reminders,
    schema,
)
from tandem.commands.demo import command as demo
from tandem.commands.sample import command as sample


def init_app(app: Flask) -> None:
    """Add the commands."""
    for named in (courses, schema, sample, people, mail, reminders):
        app.cli.add_command(named.group)
    for command in (exchange.bring_in, exchange.take_along, links.links, preview.preview):
        courses.group.add_command(command)
    people.group.add_command(people_list.import_people)
    app.cli.add_command(prepare.prepare)
    app.cli.add_command(backup.backup)
    app.cli.add_command(backup.restore)
    app.cli.add_command(demo.demo_data)

"""What can be done from the command line? `flask courses|db|sample|people|...`."""

from __future__ import annotations

from flask import Flask

from tandem.commands import (
    courses,
    demo,
    exchange,
    links,
    mail,
    people,
    prepare,
    preview,
    reminders,
    sample,
    schema,
)


def init_app(app: Flask) -> None:
    """Add the commands, and what the site does by itself beside requests."""
    for named in (courses, schema, sample, people, mail, reminders):
        app.cli.add_command(named.group)
    for command in (exchange.bring_in, exchange.take_along, links.links, preview.preview):
        courses.group.add_command(command)
    app.cli.add_command(prepare.prepare)
    app.cli.add_command(demo.demo_data)
    app.extensions["load_sample"] = sample.load

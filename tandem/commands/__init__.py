"""What can be done from the command line? `flask courses|db|sample|people|mail|prepare`."""

from __future__ import annotations

from flask import Flask

from tandem.commands import courses, mail, people, prepare, sample, schema


def init_app(app: Flask) -> None:
    """Add the commands, and what the site does by itself beside requests."""
    for group in (courses.group, schema.group, sample.group, people.group, mail.group):
        app.cli.add_command(group)
    app.cli.add_command(prepare.prepare)
    app.extensions["load_sample"] = sample.load

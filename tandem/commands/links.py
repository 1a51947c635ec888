"""Ask the web whether the links of the courses still lead somewhere: `flask courses links`."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import click
from flask.cli import with_appcontext

from tandem.commands.courses import FOLDER, as_text, course_folders, folder_given
from tandem.commands.link_check import LinkAnswer, ask
from tandem.content.files.links import WebLink, web_links
from tandem.content.lesson import Problem
from tandem.content.messages import Message
from tandem.terms import Severity

AT_ONCE = 6


@click.command("links")
@click.argument("folder", required=False, type=FOLDER)
@click.option("--private", is_flag=True, help="Ask addresses in our own network too.")
@click.option("--timeout", default=10.0, show_default=True, help="Seconds to wait for an answer.")
@with_appcontext
def links(folder: Path | None, timeout: float, *, private: bool) -> None:
    """Ask each address in the lessons whether it answers. Exit status 1 where one is gone."""
    courses = course_folders(folder_given(folder))
    all_links = [link for path, shown_as in courses for link in web_links(path, shown_as=shown_as)]
    addresses = sorted({link.address for link in all_links})
    question = partial(ask, timeout=timeout, private=private)
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        answers = dict(zip(addresses, pool.map(question, addresses), strict=True))
    problems = [fault for link in all_links if (fault := problem(link, answers[link.address]))]
    click.echo(as_text(problems), nl=bool(problems))
    click.echo(f"{len(addresses)} addresses asked", err=True)
    if any(fault.severity is Severity.ERROR for fault in problems):
        raise SystemExit(1)


def problem(link: WebLink, answer: LinkAnswer) -> Problem | None:
    """What to say about an address; nothing where all is well."""
    if answer.fault:
        severity = Severity.ERROR if answer.is_gone else Severity.WARNING
        return Problem(link.file, link.line, severity, Message(f"{link.address}: {answer.fault}"))
    if answer.moved_to:
        message = Message(f"{link.address}: has moved to {answer.moved_to}")
        return Problem(link.file, link.line, Severity.WARNING, message)
    return None

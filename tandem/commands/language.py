"""In which language does a command write what people will read?"""

from __future__ import annotations

import click

from tandem.content.files.folder import LANGUAGE
from tandem.people.accounts.queries import language_of_site
from tandem.web import db

option = click.option(
    "--language",
    "code",
    metavar="CODE",
    callback=lambda _context, _option, code: checked(code),
    help="The language of a new course, as de; that of the site where it is left out.",
)


def checked(code: str | None) -> str | None:
    """The code of a language as it stands in a course.md."""
    if code is not None and not LANGUAGE.fullmatch(code):
        raise click.BadParameter(f"{code!r} is no code of a language, as de.")
    return code


def of_site() -> str:
    """The language of the site; English where none is ready."""
    try:
        return language_of_site(db.session())
    except db.FAULTS:
        db.session().rollback()
        return "en"

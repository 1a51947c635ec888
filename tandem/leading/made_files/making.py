"""How is a long workbook made beside the requests? By one worker, which says how far it is."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import IO
from urllib.parse import parse_qsl

from flask import Flask
from flask_babel import gettext as _

from tandem.leading.board.report import header, lines_found
from tandem.leading.made_files import actions, queries
from tandem.leading.status.address import filters_in, sight_of_viewer
from tandem.leading.status.refreshing import catch_up
from tandem.mail import letters, sending
from tandem.models import MadeFile, Person
from tandem.people.accounts.actions import post_letter
from tandem.people.accounts.queries import person_by_id
from tandem.web import clock, db
from tandem.web.links import full_address
from tandem.web.spreadsheets import IN_MEMORY, write_workbook
from tandem.web.viewer import looking_beside

log = logging.getLogger(__name__)
PIECE = 256 * 1024
SIGN_EVERY = 2.0
# Who has waited so long may have gone on to something else: a letter says that it is there.
LONG = timedelta(minutes=1)


class NotWantedError(Exception):
    """The file is gone, or who asked for it may have it no longer."""


def drain(app: Flask) -> int:
    """Make whatever waits, one file after the other; how many. Safe in many processes at once."""
    made = 0
    while (file_id := claimed(app)) is not None:
        made += make_or_log(app, file_id)
    return made


def claimed(app: Flask) -> int | None:
    """The next file to be made, taken for this worker. Nothing is locked where nothing waits."""
    now = clock.now(app)
    with db.reading(app) as session:
        if not queries.is_any_waiting(session, now=now):
            return None
    with db.own_session(app) as session:
        file = actions.claim(session, now=now)
        session.commit()
        return file.id if file else None


def make_or_log(app: Flask, file_id: int) -> bool:
    """Make a file; was it made? What fails is logged and tried again when its lease is over."""
    try:
        with db.reading(app) as session:
            file = queries.file_if_there(session, file_id)
            if file is None:
                return False
            person = person_by_id(session, file.person_id)
        with letters.reading_as(app, person.language), looking_beside(person):
            make(app, file, person)
    except NotWantedError:
        give_up(app, file_id)
        return False
    except Exception:
        log.exception("a file could not be made")
        return False
    return True


def give_up(app: Flask, file_id: int) -> None:
    """Say that there will be no such file."""
    with db.own_session(app) as session:
        file = queries.file_if_there(session, file_id)
        if file is not None:
            file.failed_at = clock.now(app)
        session.commit()


def make(app: Flask, file: MadeFile, person: Person) -> None:
    """Write the workbook as the person would see it now, and keep it."""
    if not queries.may_have(db.session(), person, file):
        raise NotWantedError
    filters, sight = filters_in(dict(parse_qsl(file.filters))), sight_of_viewer(file.team_id)
    number_stale = catch_up(db.session(), sight)
    lines = lines_found(sight, filters, number_stale=number_stale, told=teller(app, file.id))
    with SpooledTemporaryFile(max_size=IN_MEMORY) as content:
        write_workbook(content, header(), lines, clock.now(app))
        size = keep(app, file.id, content)
    finish(app, file.id, person, size=size)


def teller(app: Flask, file_id: int) -> Callable[[int], None]:
    """What is called with the number of each row: now and then it says how far the file is."""
    said_at = clock.stopwatch()

    def tell(number: int) -> None:
        nonlocal said_at
        if clock.stopwatch() - said_at < SIGN_EVERY:
            return
        said_at = clock.stopwatch()
        with db.own_session(app) as session:
            is_there = actions.give_sign(session, file_id, rows_done=number, now=clock.now(app))
            session.commit()
        if not is_there:
            raise NotWantedError

    return tell


def keep(app: Flask, file_id: int, content: IO[bytes]) -> int:
    """Keep the file piece by piece, each in a commit of its own, so that nobody waits; its size."""
    content.seek(0)
    number = size = 0
    while piece := content.read(PIECE):
        with db.own_session(app) as session:
            if queries.file_if_there(session, file_id) is None:
                raise NotWantedError
            actions.keep_piece(session, file_id, number=number, content=piece)
            session.commit()
        number, size = number + 1, size + len(piece)
    return size


def finish(app: Flask, file_id: int, person: Person, *, size: int) -> None:
    """Say that it is there: on the page, and by mail where it took long."""
    now = clock.now(app)
    with db.own_session(app) as session:
        file = queries.file_if_there(session, file_id)
        if file is None:
            raise NotWantedError
        file.finished_at, file.size, file.rows_done = now, size, file.rows_in_all
        if now - file.asked_at > LONG and sending.can_send() and not person.is_sample:
            post_file_letter(person, file.name, now=now, put=partial(post_letter, session))
        session.commit()


def post_file_letter(person: Person, name: str, *, now: datetime, put: Callable[..., None]) -> None:
    """The letter that says that a file is there. It holds the way to it and not the file."""
    letter = letters.short_letter(
        "leading/made_files/mail_file.txt",
        subject=_("Your file is there: %(name)s", name=name),
        link=full_address("made_files.files"),
        button=_("Your files"),
        person=person,
        name=name,
    )
    put(person, subject=letter.subject, text=letter.text, html=letter.html, now=now)

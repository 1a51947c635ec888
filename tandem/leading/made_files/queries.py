"""Which files has somebody asked for, and which is to be made next?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.figures.paging import ON_A_PAGE
from tandem.models import MadeFile, MadeFilePiece, Person, TeamLeader
from tandem.models.rows import is_any
from tandem.terms import Role

# Whoever makes a file and has given no sign for so long is gone: another one begins anew.
LEASE = timedelta(minutes=2)


def files_of(session: Session, person_id: int) -> list[MadeFile]:
    """What somebody has asked for, the newest first. One query."""
    query = select(MadeFile).where(MadeFile.person_id == person_id)
    return list(session.scalars(query.order_by(MadeFile.id.desc()).limit(ON_A_PAGE)))


def file_if_there(session: Session, file_id: int) -> MadeFile | None:
    """A file, if it was not let go meanwhile."""
    return session.get(MadeFile, file_id)


def may_have(session: Session, person: Person, file: MadeFile) -> bool:
    """May whoever asked for a file still see what it says? One query at most."""
    if not person.is_active or Role.LEADER not in person.roles:
        return False
    if file.team_id is None:
        return True
    return session.get(TeamLeader, (file.team_id, person.id)) is not None


def own_file(session: Session, person_id: int, *, file_id: int) -> MadeFile:
    """A file that is there and this person's own. Raises NoResultFound."""
    file = session.get_one(MadeFile, file_id)
    if file.person_id != person_id or file.finished_at is None:
        raise NoResultFound(file_id)
    return file


def pieces_of(session: Session, file_id: int) -> Iterator[bytes]:
    """A file piece by piece, one in memory at a time."""
    query = select(MadeFilePiece.number).where(MadeFilePiece.file_id == file_id)
    for number in session.scalars(query.order_by(MadeFilePiece.number)).all():
        of_piece = MadeFilePiece.file_id == file_id, MadeFilePiece.number == number
        yield session.scalars(select(MadeFilePiece.content).where(*of_piece)).one()


def to_be_made(now: datetime) -> ColumnElement[bool]:
    """Is a file open, and does nobody make it now?"""
    is_left = or_(MadeFile.alive_at.is_(None), MadeFile.alive_at < now - LEASE)
    return and_(MadeFile.finished_at.is_(None), MadeFile.failed_at.is_(None), is_left)


def is_any_waiting(session: Session, *, now: datetime) -> bool:
    """Is there a file to be made? One query."""
    return is_any(session, select(MadeFile.id).where(to_be_made(now)))

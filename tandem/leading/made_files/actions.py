"""How is a file asked for, taken up by one worker, and kept piece by piece?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from tandem.leading.made_files.queries import to_be_made
from tandem.models import MadeFile, MadeFilePiece
from tandem.models.locking import hold
from tandem.models.people import Person
from tandem.models.rows import first_of, is_any

# A file that could not be made so often is given up.
MOST_TRIES = 3


def ask(
    session: Session,
    person_id: int,
    *,
    team_id: int | None,
    filters: str,
    name: str,
    number: int,
    now: datetime,
) -> None:
    """Note that somebody wants a file. The same one that is still open is not made twice."""
    hold(session, Person.id == person_id, references_pass=True)
    same = select(MadeFile.id).where(
        MadeFile.person_id == person_id,
        MadeFile.team_id.is_not_distinct_from(team_id),
        MadeFile.filters == filters,
        MadeFile.finished_at.is_(None),
        MadeFile.failed_at.is_(None),
    )
    if is_any(session, same):
        return
    file = MadeFile(
        person_id=person_id,
        team_id=team_id,
        filters=filters,
        name=name,
        rows_in_all=number,
        asked_at=now,
    )
    session.add(file)


def claim(session: Session, *, now: datetime) -> MadeFile | None:
    """Take the oldest file that is to be made; nobody else takes it while there are signs of life.

    What failed too often is given up.
    """
    query = select(MadeFile).where(to_be_made(now)).order_by(MadeFile.id)
    while (file := first_of(session, query.with_for_update(skip_locked=True))) is not None:
        if file.tries < MOST_TRIES:
            file.tries += 1
            file.alive_at, file.rows_done = now, 0
            session.execute(delete(MadeFilePiece).where(MadeFilePiece.file_id == file.id))
            return file
        file.failed_at = now
        session.flush()
    return None


def give_sign(session: Session, file_id: int, *, rows_done: int, now: datetime) -> bool:
    """Say how far it is. False where the file is no longer wanted."""
    own = update(MadeFile).where(MadeFile.id == file_id)
    changed = session.connection().execute(own.values(rows_done=rows_done, alive_at=now))
    return changed.rowcount == 1


def keep_piece(session: Session, file_id: int, *, number: int, content: bytes) -> None:
    """Keep the next part of a file."""
    session.add(MadeFilePiece(file_id=file_id, number=number, content=content))

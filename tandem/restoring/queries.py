"""What did an earlier revision say, and was a text ever published?"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Revision
from tandem.writing.queries import Place


def revision_source(session: Session, where: Place, number: int) -> str:
    """The text of a revision. Raises NoResultFound."""
    query = select(Revision.source).where(
        Revision.module_id == where.module_id, Revision.number == number
    )
    return session.scalars(query).one()


def was_published(session: Session, where: Place, source: str) -> bool:
    """Is there a revision that says exactly this?"""
    query = select(Revision.id).where(
        Revision.module_id == where.module_id, Revision.source == source
    )
    return session.scalars(query.limit(1)).first() is not None

"""Which revisions has a module, and what did each change?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from tandem.authoring.editor.queries import FilePlace
from tandem.content.comparing.bounded import bounded_difference
from tandem.content.comparing.difference import Change
from tandem.figures.paging import PageOf
from tandem.models import Course, Module, Person, Revision
from tandem.models.long_lists import by_ids, page_of_ids


@dataclass(frozen=True)
class Published:
    """One revision: when it was published, and by whom; `by` is empty for the server itself."""

    id: int
    number: int
    edition: int
    at: datetime
    by: str
    is_served: bool


@dataclass(frozen=True)
class History:
    """A page of a module's revisions, the newest first, and what one of them changed.

    `source` is the whole text of the one that is shown.
    """

    course: str
    module: str
    file: str
    language: str
    revisions: PageOf[Published]
    shown: int
    is_first: bool
    source: str
    changes: tuple[Change, ...]


def history(
    session: Session, *, course: str, module: str, number: int | None, page: int = 1
) -> History:
    """The revisions of a module; what `number` changed, else the newest. Five queries.

    Raises NoResultFound.
    """
    module_query = (
        select(Module, Course.language)
        .join(Course, Course.id == Module.course_id)
        .where(Course.slug == course, Module.slug == module, Module.revision_id.is_not(None))
    )
    row, language = session.execute(module_query).one()
    texts = texts_of(session, row.id, number)
    shown, *before = texts
    earlier = before[0].source.splitlines() if before else []
    return History(
        course=course,
        module=module,
        file=row.file,
        language=language,
        revisions=revisions_of(session, row, page=page),
        shown=shown.number,
        is_first=not before,
        source=shown.source,
        changes=bounded_difference(earlier, shown.source.splitlines()),
    )


def texts_of(session: Session, module_id: int, number: int | None) -> Sequence[Row[int, str]]:
    """The number and the text of a revision and of the one before it, if there is one.

    Of the newest where there is none of that number.
    """
    newest = select(func.max(Revision.number)).where(Revision.module_id == module_id)
    asked = newest.where(Revision.number == number)
    up_to = func.coalesce(asked.scalar_subquery(), newest.scalar_subquery())
    query = select(Revision.number, Revision.source)
    query = query.where(Revision.module_id == module_id, Revision.number <= up_to)
    return session.execute(query.order_by(Revision.number.desc()).limit(2)).all()


def revisions_of(session: Session, module: Module, *, page: int) -> PageOf[Published]:
    """A page of a module's revisions, without their texts. Three queries."""
    ids = select(Revision.id).where(Revision.module_id == module.id)
    found = page_of_ids(session, ids.order_by(Revision.number.desc()), wanted=page)
    served_id = module.revision_id if module.withdrawn_at is None else None
    query = (
        select(Revision.id, Revision.number, Revision.edition, Revision.published_at, Person)
        .outerjoin(Person, Person.id == Revision.published_by_id)
        .where(Revision.id.in_(found.rows))
    )
    revisions = [
        Published(row, number, edition, at, person.name if person else "", row == served_id)
        for row, number, edition, at, person in session.execute(query)
    ]
    return found.with_rows(by_ids(revisions, found.rows))


def revision_source(session: Session, where: FilePlace, number: int) -> str:
    """The text of a revision. Raises NoResultFound."""
    query = select(Revision.source).where(
        Revision.module_id == where.module_id, Revision.number == number
    )
    return session.scalars(query).one()

"""Which revisions has a module, and what did each change?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.authoring.editor.queries import FilePlace
from tandem.content.comparing.bounded import bounded_difference
from tandem.content.comparing.difference import Change
from tandem.models import Course, Module, Person, Revision


@dataclass(frozen=True)
class Published:
    """One revision: when it was published, and by whom; `by` is empty for the server itself."""

    number: int
    edition: int
    at: datetime
    by: str
    source: str
    is_served: bool


@dataclass(frozen=True)
class History:
    """Every revision of a module, the newest first, and what one of them changed."""

    course: str
    module: str
    file: str
    language: str
    revisions: tuple[Published, ...]
    shown: Published
    changes: tuple[Change, ...]

    @property
    def is_first(self) -> bool:
        """Is the text that is shown the first one? Then all of it is new."""
        return self.shown == self.revisions[-1]


def history(session: Session, *, course: str, module: str, number: int | None) -> History:
    """The revisions of a module; what `number` changed, else the newest. Two queries.

    Raises NoResultFound.
    """
    module_query = (
        select(Module, Course.language)
        .join(Course, Course.id == Module.course_id)
        .where(Course.slug == course, Module.slug == module, Module.revision_id.is_not(None))
    )
    row, language = session.execute(module_query).one()
    query = (
        select(Revision, Person)
        .outerjoin(Person, Person.id == Revision.published_by_id)
        .where(Revision.module_id == row.id)
        .order_by(Revision.number.desc())
    )
    served_id = row.revision_id if row.withdrawn_at is None else None
    revisions = tuple(
        published(revision, person, served_id=served_id)
        for revision, person in session.execute(query)
    )
    shown = next((revision for revision in revisions if revision.number == number), revisions[0])
    before = next(
        (revision.source for revision in revisions if revision.number == shown.number - 1), ""
    )
    changes = bounded_difference(before.splitlines(), shown.source.splitlines())
    return History(course, module, row.file, language, revisions, shown, changes)


def published(revision: Revision, person: Person | None, *, served_id: int | None) -> Published:
    """A revision's row as its trainer sees it."""
    return Published(
        number=revision.number,
        edition=revision.edition,
        at=revision.published_at,
        by=person.name if person else "",
        source=revision.source,
        is_served=revision.id == served_id,
    )


def revision_source(session: Session, where: FilePlace, number: int) -> str:
    """The text of a revision. Raises NoResultFound."""
    query = select(Revision.source).where(
        Revision.module_id == where.module_id, Revision.number == number
    )
    return session.scalars(query).one()

"""Which finished modules have a new edition that somebody has not read about yet?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.library.served import ServedCourse, ServedModule
from tandem.models import EditionRead, Revision
from tandem.progress.pair_courses import OwnModule
from tandem.terms import Role


@dataclass(frozen=True)
class NewEdition:
    """A finished module whose author marked a major change since. `at` is when it was published."""

    course: ServedCourse
    module: ServedModule
    as_role: Role | None
    at: datetime


Finished = tuple[ServedCourse, Role | None, OwnModule]


def new_editions(
    session: Session, people: Mapping[int, Iterable[Finished]]
) -> dict[int, tuple[NewEdition, ...]]:
    """What is new of what each person has finished, until they have read it, by person.

    No query where no edition is new, else two.
    """
    changed = {
        (person_id, own.module.id): (course, as_role, own.module)
        for person_id, finished in people.items()
        for course, as_role, own in finished
        if own.has_new_edition
    }
    if not changed:
        return {}
    read = editions_read(session, people)
    moments = published_at(session, {module.revision_id for _, _, module in changed.values()})
    by_person: dict[int, tuple[NewEdition, ...]] = {}
    for (person_id, module_id), (course, as_role, module) in changed.items():
        if read.get((person_id, module_id), 0) < module.lesson.edition:
            news = NewEdition(course, module, as_role, moments[module.revision_id])
            by_person[person_id] = (*by_person.get(person_id, ()), news)
    return by_person


def editions_read(session: Session, people: Iterable[int]) -> dict[tuple[int, int], int]:
    """The newest edition of each module about which these people have read, by (person, module)."""
    query = select(EditionRead).where(EditionRead.person_id.in_(people)).order_by(EditionRead.id)
    read: dict[tuple[int, int], int] = {}
    for row in session.scalars(query):
        key = (row.person_id, row.module_id)
        read[key] = max(read.get(key, 0), row.edition)
    return read


def published_at(session: Session, revisions: Iterable[int]) -> dict[int, datetime]:
    """When these revisions were published."""
    query = select(Revision.id, Revision.published_at).where(Revision.id.in_(revisions))
    return {row.id: row.published_at for row in session.execute(query)}


def mark_read(session: Session, module: ServedModule, *, person_id: int, now: datetime) -> None:
    """Keep that somebody has read what changed; a repeat changes nothing."""
    edition = module.lesson.edition
    if editions_read(session, [person_id]).get((person_id, module.id), 0) >= edition:
        return
    session.add(EditionRead(person_id=person_id, module_id=module.id, edition=edition, at=now))

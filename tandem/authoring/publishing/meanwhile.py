"""What of a text was published by somebody else before whoever wrote it published it?

A file is written first, and the folder is watched: what was just written may be served already, in
nobody's name, when its author's own publication finds that nothing is new.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from tandem.models import Module, ModuleTranslation, Publication, Revision, Translation

Published = TypeVar("Published", Revision, Translation)


@dataclass(frozen=True)
class BeforeWriting:
    """The last that had been published when somebody began to write. `source` is one whole text
    they wrote: that is theirs also where another trainer was quicker."""

    publication: int
    revision: int
    translation: int
    source: str | None = None


@dataclass(frozen=True)
class Meanwhile:
    """What was published since of what they wrote, by file, and was anything at all?"""

    files: tuple[str, ...] = ()
    has_changed: bool = False


def before_writing(session: Session, *, source: str | None = None) -> BeforeWriting:
    """What was published last. One query. Ask before the file is written."""
    last = [
        select(func.coalesce(func.max(kind.id), 0)).scalar_subquery()
        for kind in (Publication, Revision, Translation)
    ]
    publication, revision, translation = session.execute(select(*last)).one()
    return BeforeWriting(publication, revision, translation, source)


def claim(session: Session, before: BeforeWriting, *, by_id: int) -> Meanwhile:
    """Put somebody's name to what was published of theirs since they began to write."""
    revisions = of_theirs(session, Revision, before.revision, before.source)
    translations = of_theirs(session, Translation, before.translation, before.source)
    rows: list[Revision | Translation] = [*revisions, *translations]
    for row in rows:
        row.published_by_id = by_id
    since = Publication.id > before.publication
    has_changed = bool(session.scalar(select(func.count()).where(since)))
    nobodys = update(Publication).where(since, Publication.by_id.is_(None))
    session.execute(nobodys.values(by_id=by_id))
    files = (*files_of_modules(session, revisions), *files_of_translations(session, translations))
    return Meanwhile(files, has_changed)


def of_theirs(
    session: Session, kind: type[Published], last: int, source: str | None
) -> list[Published]:
    """What was published behind the last, in nobody's name or with their text."""
    is_theirs = or_(kind.published_by_id.is_(None), kind.source == source)
    return list(session.scalars(select(kind).where(kind.id > last, is_theirs).order_by(kind.id)))


def files_of_modules(session: Session, rows: list[Revision]) -> list[str]:
    """The files of these revisions."""
    ids = [row.module_id for row in rows]
    return list(session.scalars(select(Module.file).where(Module.id.in_(ids)).order_by(Module.id)))


def files_of_translations(session: Session, rows: list[Translation]) -> list[str]:
    """The files of these translations."""
    query = (
        select(ModuleTranslation.file)
        .join(Revision, Revision.module_id == ModuleTranslation.module_id)
        .join(Translation, Translation.revision_id == Revision.id)
        .where(
            Translation.id.in_([row.id for row in rows]),
            Translation.language == ModuleTranslation.language,
        )
    )
    return list(session.scalars(query.order_by(ModuleTranslation.id)))

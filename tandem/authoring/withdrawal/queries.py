"""What goes when a module is withdrawn, what stays, and who is in the middle of it?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import literal, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.authoring.editor import queries as editor
from tandem.authoring.editor.queries import Desk, was_published
from tandem.content.files.workshop import ABSENT, hash_of, is_cover, written
from tandem.figures.groups import in_fives
from tandem.library.served import original_of
from tandem.models import (
    Attempt,
    Completion,
    PairCompletion,
    PairStepDone,
    Practice,
    QuizDraft,
    StepDone,
)


@dataclass(frozen=True)
class Leaving:
    """A module that is to be withdrawn: its files, its own first, then those in other languages.

    `unpublished` are the files whose text no revision says; `people` is how many are in the middle
    of it, in full fives, never who; `linked_from` are the files that lead to it.
    """

    title: str
    language: str
    own: Desk
    files: tuple[Desk, ...]
    unpublished: tuple[Desk, ...]
    people: int
    linked_from: tuple[str, ...]

    @property
    def is_published(self) -> bool:
        """Was a text of it ever served?"""
        return self.own.place.revision_id is not None

    @property
    def has_file(self) -> bool:
        """Is there anything to take away?"""
        return self.own.file.version != ABSENT

    @property
    def names(self) -> tuple[str, ...]:
        """The files' names."""
        return tuple(desk.place.file for desk in self.files)

    @property
    def version(self) -> str:
        """Stands for every byte of every file: whoever confirms has seen this."""
        return hash_of("\n".join(f"{desk.place.file} {desk.file.version}" for desk in self.files))

    @property
    def in_the_way(self) -> tuple[Desk, ...]:
        """Files of which one text only can be the viewer's draft, and there are two."""
        return tuple(desk for desk in self.unpublished if desk.draft is not None)


def leaving(
    session: Session, *, course: str, module: str, root: Path, person_id: int, read_only: bool
) -> Leaving:
    """What withdrawing a module means. Raises NoResultFound, also for what is not a module."""
    where = editor.place(session, course=course, module=module)
    if where.language or is_cover(module):
        raise NoResultFound(module)
    own = editor.desk(session, where, root=root, person_id=person_id, read_only=read_only)
    places = (
        editor.place(session, course=course, module=f"{module}.{code}") for code in own.languages
    )
    others = (
        editor.desk(session, sibling, root=root, person_id=person_id, read_only=read_only)
        for sibling in places
    )
    files = tuple(desk for desk in (own, *others) if desk.file.version != ABSENT)
    served = where.revision_id and original_of(session, where.revision_id)
    return Leaving(
        title=served.title if served else where.file,
        language=served.language if served else "",
        own=own,
        files=files,
        unpublished=tuple(
            desk for desk in files if not was_published(session, desk.place, desk.file.published_as)
        ),
        people=in_fives(people_in_the_middle(session, where.module_id)),
        linked_from=linked_from(root / course, where.file, but={desk.place.file for desk in files}),
    )


def people_in_the_middle(session: Session, module_id: int | None) -> int:
    """How many people began a module, alone or in a pair, and have not finished it there. Of one
    that was never published there are none."""
    alone = (
        rows(session, module_id, StepDone.person_id, StepDone.number)
        | rows(session, module_id, Attempt.person_id, literal(1))
        | rows(session, module_id, QuizDraft.person_id, literal(1))
        | rows(session, module_id, Practice.person_id, literal(1))
    ) - rows(session, module_id, Completion.person_id, Completion.number)
    shared = rows(
        session, module_id, PairStepDone.person_id, PairStepDone.number, PairStepDone.pair_id
    ) - rows(
        session, module_id, PairCompletion.person_id, PairCompletion.number, PairCompletion.pair_id
    )
    return len({row[0] for row in alone | shared})


def rows(session: Session, module_id: int | None, person: Any, *more: Any) -> set[tuple[int, ...]]:
    """Whose traces there are in a module, each once."""
    query = select(person, *more).where(person.class_.module_id == module_id)
    return {tuple(row) for row in session.execute(query)}


def linked_from(folder: Path, file: str, *, but: set[str]) -> tuple[str, ...]:
    """The course's other files that lead to this one, by name."""
    names = sorted(path.name for path in folder.glob("*.md") if path.name not in but)
    return tuple(name for name in names if f"({file}" in written(folder, name).source)

"""Who is in the middle of a module, and which files lead to it?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tandem.authoring.withdrawal.queries import linked_from, people_in_the_middle
from tandem.library.served import ServedModule, library
from tandem.models import (
    Attempt,
    Completion,
    PairCompletion,
    PairStepDone,
    Person,
    StepDone,
)
from tandem.models.base import Base
from tests.cast import NOW, Cast
from tests.lessons import lesson, question, serve


@pytest.fixture
def module(session: Session, cast: Cast) -> ServedModule:
    """The first of two modules."""
    serve(session, lesson(question("q1")), lesson(question("q2"), name="second"))
    return library(session).courses[0].modules[0]


def trace(kind: type[Base], who: Person, module: ServedModule, **more: Any) -> Base:
    """Something that somebody left behind in a module."""
    about = {"person_id": who.id, "module_id": module.id, **more}
    if "at" in kind.__table__.c:
        about["at"] = NOW
    if "revision_id" in kind.__table__.c:
        about["revision_id"] = module.revision_id
    return kind(**about)


def read(who: Person, module: ServedModule, **more: Any) -> Base:
    """Somebody has read a module."""
    return trace(StepDone, who, module, step="read", **more)


def test_who_has_read_and_not_finished_is_in_the_middle(
    session: Session, cast: Cast, module: ServedModule
) -> None:
    second = library(session).courses[0].modules[1]
    session.add_all(
        [read(cast.sam, module), read(cast.sue, module), read(cast.otto, second),
         trace(Completion, cast.sue, module, how="steps"),
         trace(Completion, cast.ona, module, how="steps")]
    )  # fmt: skip
    session.flush()

    assert people_in_the_middle(session, module.id) == 1
    assert people_in_the_middle(session, second.id) == 1


def test_who_has_begun_in_several_ways_is_one_person(
    session: Session, cast: Cast, module: ServedModule
) -> None:
    session.add_all(
        [
            read(cast.sam, module),
            trace(
                Attempt, cast.sam, module, number=1, role="rep", answers="{}", marks="{}",
                order="{}", right=0, total=1, passed=False,
            ),
            trace(PairStepDone, cast.sam, module, pair_id=cast.pair.id, step="talk"),
            trace(PairStepDone, cast.sue, module, pair_id=cast.pair.id, step="talk"),
        ]
    )  # fmt: skip
    session.flush()

    assert people_in_the_middle(session, module.id) == 2


def test_a_new_round_of_who_had_finished_is_in_the_middle_again(
    session: Session, cast: Cast, module: ServedModule
) -> None:
    session.add_all([read(cast.sam, module), trace(Completion, cast.sam, module, how="steps")])
    session.flush()
    assert people_in_the_middle(session, module.id) == 0

    session.add(read(cast.sam, module, number=2))
    session.flush()

    assert people_in_the_middle(session, module.id) == 1


def test_who_has_finished_in_one_pair_is_in_the_middle_of_another(
    session: Session, cast: Cast, module: ServedModule
) -> None:
    for pair in (cast.pair, cast.other_pair):
        session.add(trace(PairStepDone, cast.sam, module, pair_id=pair.id, step="talk"))
    session.add(trace(PairCompletion, cast.sam, module, pair_id=cast.pair.id, how="steps"))
    session.flush()
    assert people_in_the_middle(session, module.id) == 1

    session.add(trace(PairCompletion, cast.sam, module, pair_id=cast.other_pair.id, how="steps"))
    session.flush()
    assert people_in_the_middle(session, module.id) == 0


def test_other_files_that_lead_to_a_module_are_named_in_order(tmp_path: Path) -> None:
    for name, text in {
        "01-a.md": "[here](02-b.md)", "03-c.md": "[b](02-b.md#part)", "02-b.md": "[own](02-b.md)",
        "02-b.de.md": "[b](02-b.md)", "04-d.md": "02-b.md", "course.md": "[b](02-b.md)",
        "05-e.txt": "[b](02-b.md)",
    }.items():  # fmt: skip
        (tmp_path / name).write_text(text, "utf-8")

    found = linked_from(tmp_path, "02-b.md", but={"02-b.md", "02-b.de.md"})

    assert found == ("01-a.md", "03-c.md", "course.md")

"""What has somebody begun to write in the steps of a pair? Nobody else ever reads it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.content.lesson import PairStep
from tandem.models import StepDraft
from tandem.together.steps.answers import StepAnswer, given_in
from tandem.together.steps.known import DraftShown
from tandem.together.steps.visibility import names


@dataclass(frozen=True)
class Author:
    """Who writes in which module of which pair."""

    pair_id: int
    module_id: int
    person_id: int


def drafts(session: Session, author: Author) -> dict[str, DraftShown]:
    """What somebody has begun to write, by step. Nobody else's."""
    query = select(StepDraft).where(
        StepDraft.pair_id == author.pair_id,
        StepDraft.module_id == author.module_id,
        StepDraft.person_id == author.person_id,
    )
    return {
        row.step: DraftShown(
            given=given_in(row.content),
            version=row.version,
            writer=row.writer,
            saved_at=row.saved_at,
            beside=tuple(given_in(content) for content in json.loads(row.beside)),
        )
        for row in session.scalars(query)
    }


def begun_elsewhere(
    kept: Mapping[str, DraftShown], asked: Iterable[PairStep]
) -> tuple[StepAnswer, ...]:
    """What was begun in steps that are not asked of its author anymore, other tabs' texts too."""
    asked_names = {name for step in asked for name in names(step)}
    elsewhere = [draft for step, draft in kept.items() if step not in asked_names]
    texts = [answer for draft in elsewhere for answer in (draft.given, *draft.beside)]
    return tuple(answer for answer in texts if answer.text or answer.lines)

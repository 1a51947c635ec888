"""How does a hand-over stand, as one of the two sees it?"""

from __future__ import annotations

from datetime import datetime

from tandem.content.lesson import PairStep
from tandem.terms import Role, opposite
from tandem.together.steps.handovers import (
    HandoverTurn,
    Leg,
    Progress,
    ShownHandover,
    asked_part,
    due_parts,
    progress_of,
)
from tandem.together.steps.known import BegunStep, KnownSteps, ShownAnswer, under_its_name, words_of
from tandem.together.steps.view import ShownStep, Times
from tandem.together.steps.visibility import names, promise_of


def handed_step(
    begun: BegunStep,
    known: KnownSteps,
    *,
    role: Role,
    me: int,
    partner: int,
    done_at: datetime | None,
    partner_done_at: datetime | None,
) -> ShownStep:
    """A hand-over with all of it that the viewer may read."""
    step, seats = begun.step, {me: role, partner: opposite(role)}
    records = [record for record in known.records if record.step in names(step)]
    draft = under_its_name(step, known.drafts)
    progress = progress_of(records, seats=seats)
    turn = progress.next_turn(role, has_begun_lines=bool(draft and draft.given.lines))
    due = due_parts(step, progress, role=role)
    given = {
        (seats[person_id], turn): words_of(known.record(step, person_id, turn), known)
        for person_id in seats
        for turn in HandoverTurn
    }
    return ShownStep(
        step=due,
        revision_id=begun.revision_id,
        language=begun.language,
        promise=promise_of(step),
        done_at=done_at,
        partner_done_at=partner_done_at,
        times=Times(
            number=turn or HandoverTurn.WRITE, again_from=None, may_repeat=False, before=()
        ),
        draft=draft,
        handover=ShownHandover(
            legs=legs(due, progress, given, role=role),
            turn=turn,
            asked=asked_part(step, turn, role=role) if turn else None,
        ),
    )


def legs(
    step: PairStep,
    progress: Progress,
    given: dict[tuple[Role, HandoverTurn], ShownAnswer | None],
    *,
    role: Role,
) -> tuple[Leg, ...]:
    """Both ways, each with what was given. `step` holds what is due of the cases."""
    return tuple(
        Leg(
            case=part,
            is_mine=part.role is role,
            is_open=progress.is_open_to(role, writer=part.role),
            lines=given[part.role, HandoverTurn.WRITE],
            answers=given[opposite(part.role), HandoverTurn.ANSWER],
        )
        for part in step.seats
    )

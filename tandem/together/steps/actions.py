"""How is what the two give each other recorded, shown and signed?"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy.orm import Session

from tandem.content.lesson import PairStep, StepKind
from tandem.models import (
    Addition,
    AgreementVersion,
    RecordedAnswer,
    RecordedAnswerShown,
    Signature,
)
from tandem.progress import completing, recording, rounds
from tandem.terms import Promise
from tandem.together.steps import draft_actions
from tandem.together.steps.answers import StepAnswer, content_of, given_in, mark_of
from tandem.together.steps.begun import as_begun
from tandem.together.steps.handovers import HandoverTurn, progress_of
from tandem.together.steps.known import under_its_name
from tandem.together.steps.queries import (
    StepsPlace,
    additions,
    all_records,
    contents,
    records,
    versions,
)
from tandem.together.steps.repeats import in_round, may_give, times_of
from tandem.together.steps.signatures import who_is_done
from tandem.together.steps.view import versions_of
from tandem.together.steps.visibility import (
    HELD,
    Record,
    is_due,
    is_fixed,
    names,
    shared_early_from,
)


def give(
    session: Session,
    place: StepsPlace,
    step: PairStep,
    answer: StepAnswer,
    *,
    promise: Promise,
    writer: str,
    now: datetime,
    number: int = 1,
    seen: str = "",
    shown_revision: int | None = None,
) -> bool:
    """Record what was given with the promise that its page made; False where it is there already.

    What nobody else may have read is replaced, and keeps the promise it had; if the page had not
    `seen` it, it is kept beside. `number` tells which time a scale is filled in, `shown_revision`
    whose text its page showed.
    """
    recorded = records(session, place)
    if not may_give(step, recorded, number=number, now=now):
        return False
    recorded = tuple(record for record in recorded if record.number == number)
    mine = own_record(recorded, place, step)
    if mine is None:
        _, past = in_round(all_records(session, place), place.round)
        kept = number + times_of(past, step.id)
        row = new_answer(place, step, answer, promise=promise, number=kept, now=now)
        begun = as_begun(session, place.module, step, recorded, shown=shown_revision)
        row.revision_id = begun.revision_id
        session.add(row)
    elif is_fixed(mine, partner_gave=partner_gave(recorded, place, step)):
        return False
    session.flush()
    draft_actions.close(session, place.author, step, answer, writer=writer)
    if mine is not None:
        replace_own(session, place, step, answer, step_answer_id=mine.id, seen=seen, now=now)
    mark_done(session, place, step, person_id=place.me.id, now=now)
    show_what_is_due(session, place, now=now)
    return True


def hand_over(
    session: Session,
    place: StepsPlace,
    step: PairStep,
    answer: StepAnswer,
    *,
    promise: Promise,
    turn: HandoverTurn,
    writer: str,
    now: datetime,
    shown_revision: int | None = None,
) -> bool:
    """Record two lines, or the answers about the partner's; False where that stands or waits.

    What the partner may read stands. Whoever has taken both turns has done the step.
    """
    present, past = in_round(all_records(session, place), place.round)
    of_step = [record for record in present if record.step in names(step)]
    role, seats = place.me.role, {place.me.id: place.me.role, place.partner.id: place.partner.role}
    progress = progress_of(of_step, seats=seats)
    waits = turn is HandoverTurn.ANSWER and not progress.has(place.partner.role, HandoverTurn.WRITE)
    if waits or progress.has(role, turn):
        return False
    number = turn + times_of(past, step.id)
    row = new_answer(place, step, answer, promise=promise, number=number, now=now)
    begun = as_begun(session, place.module, step, present, shown=shown_revision)
    row.revision_id = begun.revision_id
    session.add(row)
    session.flush()
    draft_actions.close(session, place.author, step, answer, writer=writer)
    if progress.has(
        role, HandoverTurn.WRITE if turn is HandoverTurn.ANSWER else HandoverTurn.ANSWER
    ):
        mark_done(session, place, step, person_id=place.me.id, now=now)
    return True


def replace_own(
    session: Session,
    place: StepsPlace,
    step: PairStep,
    answer: StepAnswer,
    *,
    step_answer_id: int,
    seen: str,
    now: datetime,
) -> None:
    """Replace what the viewer gave; what another tab gave meanwhile is kept beside."""
    row = session.get_one(RecordedAnswer, step_answer_id)
    before = given_in(row.content)
    row.content = content_of(answer)
    if before != answer and mark_of(before) != seen:
        draft_actions.keep_replaced(session, place.author, step, before, now=now)


def was_replaced(session: Session, place: StepsPlace, step: PairStep, answer: StepAnswer) -> bool:
    """Did the viewer give something else since, so that to give this again is no repeat?"""
    if step.kind is StepKind.AGREEMENT:
        return not is_given(session, place, step, answer)
    recorded = records(session, place)
    mine = own_record(recorded, place, step)
    if mine is None or is_fixed(mine, partner_gave=partner_gave(recorded, place, step)):
        return False
    return contents(session, [mine.id])[mine.id] != answer


def new_answer(
    place: StepsPlace,
    step: PairStep,
    answer: StepAnswer,
    *,
    promise: Promise,
    number: int,
    now: datetime,
) -> RecordedAnswer:
    """What was given, as a row."""
    return RecordedAnswer(
        pair_id=place.pair.id,
        person_id=place.me.id,
        module_id=place.module.id,
        revision_id=place.module.revision_id,
        step=step.id,
        kind=step.kind,
        promise=promise,
        content=content_of(answer),
        number=number,
        at=now,
    )


def own_record(recorded: Iterable[Record], place: StepsPlace, step: PairStep) -> Record | None:
    """What the viewer gave in a step, if anything."""
    return under_its_name(
        step, {record.step: record for record in recorded if record.person_id == place.me.id}
    )


def partner_gave(recorded: Iterable[Record], place: StepsPlace, step: PairStep) -> bool:
    """Has the partner given something in a step?"""
    return any(
        record.person_id == place.partner.id and record.step in names(step) for record in recorded
    )


def mark_done(
    session: Session, place: StepsPlace, step: PairStep, *, person_id: int, now: datetime
) -> None:
    """Record a step as done, and the half in this pair with its last one."""
    recording.record_pair_step(
        session,
        pair_id=place.pair.id,
        person_id=person_id,
        module_id=place.module.id,
        revision_id=place.module.revision_id,
        step=step.id,
        now=now,
        round=place.round,
    )
    completing.settle_halves(
        session,
        people=[person_id],
        module_id=place.module.id,
        revision_id=place.module.revision_id,
        lesson=place.lesson,
        how="steps",
        now=now,
    )
    rounds.end_rounds(session, person_id=person_id, module_id=place.module.id, now=now)


def show_what_is_due(session: Session, place: StepsPlace, *, now: datetime) -> None:
    """Record what each of the two may read of the other from now on, for good."""
    recorded = records(session, place)
    for record in recorded:
        reader = place.partner if record.person_id == place.me.id else place.me
        held = record.promise in HELD and not record.shown_how
        if held and is_due(place.lesson, record, recorded, reader_id=reader.id, role=reader.role):
            session.add(RecordedAnswerShown(step_answer_id=record.id, how="both", at=now))
    session.flush()


def share_early(session: Session, place: StepsPlace, step: PairStep, *, now: datetime) -> bool:
    """Let the partner read the viewer's sealed answer alone; False where that is not due."""
    recorded = records(session, place)
    mine = own_record(recorded, place, step)
    if mine is None:
        return False
    since = shared_early_from(mine, partner_gave=partner_gave(recorded, place, step))
    if since is None or since > now:
        return False
    session.add(RecordedAnswerShown(step_answer_id=mine.id, how="early", at=now))
    session.flush()
    return True


def add(
    session: Session, place: StepsPlace, step: PairStep, text: str, *, writer: str, now: datetime
) -> bool:
    """Add to what stands; False where there is nothing that stands."""
    recorded = records(session, place)
    mine = own_record(recorded, place, step)
    if mine is None or not is_fixed(mine, partner_gave=partner_gave(recorded, place, step)):
        return False
    session.add(Addition(step_answer_id=mine.id, text=text, at=now))
    draft_actions.close(session, place.author, step, StepAnswer(text=text), writer=writer)
    return True


def propose(
    session: Session,
    place: StepsPlace,
    step: PairStep,
    answer: StepAnswer,
    *,
    promise: Promise,
    writer: str,
    now: datetime,
) -> None:
    """Write a new version of the agreement with the promise that its page made, and sign it."""
    earlier = versions_of(step, versions(session, place))
    assert answer.look_again_on is not None, "the form asked for the day"  # noqa: S101
    row = AgreementVersion(
        pair_id=place.pair.id,
        module_id=place.module.id,
        revision_id=place.module.revision_id,
        step=step.id,
        number=max((version.number for version in earlier), default=0) + 1,
        lines=json.dumps(list(answer.lines), ensure_ascii=False),
        look_again_on=answer.look_again_on,
        promise=promise,
        by_id=place.me.id,
        at=now,
    )
    session.add(row)
    session.flush()
    draft_actions.close(session, place.author, step, answer, writer=writer)
    sign(session, place, step, version_id=row.id, now=now)


def sign(
    session: Session, place: StepsPlace, step: PairStep, *, version_id: int, now: datetime
) -> bool:
    """Sign the newest version; False where another one is the newest."""
    known = versions_of(step, versions(session, place))
    if not known or known[-1].id != version_id:
        return False
    if place.me.id not in known[-1].signed:
        session.add(Signature(version_id=version_id, person_id=place.me.id, at=now))
        session.flush()
    signed_now = [
        version
        for version in versions_of(step, versions(session, place))
        if place.round.counts(version.agreed_at or version.at)
    ]
    for person_id in sorted(who_is_done(signed_now)):
        mark_done(session, place, step, person_id=person_id, now=now)
    return True


def keep_draft(
    session: Session,
    place: StepsPlace,
    step: PairStep,
    answer: StepAnswer,
    *,
    version: int,
    writer: str,
    now: datetime,
) -> bool:
    """Keep what is being written; False where another tab saved since. What is given is no draft.

    A draft may arrive after the same words were given: it was under way then.
    """
    begun = StepAnswer() if is_given(session, place, step, answer) else answer
    return draft_actions.keep(
        session, place.author, step, begun, version=version, writer=writer, now=now
    )


def is_given(session: Session, place: StepsPlace, step: PairStep, answer: StepAnswer) -> bool:
    """Did the viewer give just this last, in this step or as an addition to it?"""
    if step.kind is StepKind.AGREEMENT:
        return own_version(session, place, step) == (answer.lines, answer.look_again_on)
    own = [record for record in records(session, place) if record.person_id == place.me.id]
    mine = max(
        (record for record in own if record.step in names(step)), key=lambda o: o.id, default=None
    )
    if mine is None:
        return False
    added = additions(session, [mine.id]).get(mine.id, ())
    is_added = any(addition.text == answer.text for addition in added)
    return is_added or contents(session, [mine.id])[mine.id] == answer


def own_version(
    session: Session, place: StepsPlace, step: PairStep
) -> tuple[tuple[str, ...], date] | None:
    """The newest version of an agreement that the viewer proposed."""
    own = [
        version
        for version in versions_of(step, versions(session, place))
        if version.by_id == place.me.id
    ]
    return (own[-1].lines, own[-1].look_again_on) if own else None

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
    Giving,
    GivingShown,
    Signature,
)
from tandem.progress import completing, recording
from tandem.terms import Promise
from tandem.together.steps import draft_actions
from tandem.together.steps.answers import StepAnswer, content_of, given_in, mark_of
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
from tandem.together.steps.view import under_its_name, versions_of
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
    here: StepsPlace,
    step: PairStep,
    given: StepAnswer,
    *,
    promise: Promise,
    writer: str,
    now: datetime,
    number: int = 1,
    seen: str = "",
) -> bool:
    """Record what was given with the promise that its page made; False where it stands already.

    What nobody else may have read is replaced, and keeps the promise it had; if the page had not
    `seen` it, it is kept beside. `number` tells which time a scale is filled in.
    """
    found = records(session, here)
    if not may_give(step, found, number=number, now=now):
        return False
    found = tuple(one for one in found if one.number == number)
    mine = own_record(found, here, step)
    if mine is None:
        _, past = in_round(all_records(session, here), here.round)
        kept = number + times_of(past, step.id)
        session.add(new_giving(here, step, given, promise=promise, number=kept, now=now))
    elif is_fixed(mine, partner_gave=partner_gave(found, here, step)):
        return False
    session.flush()
    draft_actions.close(session, here.author, step, given, writer=writer)
    if mine is not None:
        replace_own(session, here, step, given, giving_id=mine.id, seen=seen, now=now)
    mark_done(session, here, step, person_id=here.me.id, now=now)
    show_what_is_due(session, here, now=now)
    return True


def replace_own(
    session: Session,
    here: StepsPlace,
    step: PairStep,
    given: StepAnswer,
    *,
    giving_id: int,
    seen: str,
    now: datetime,
) -> None:
    """Replace what the viewer gave; what another tab gave meanwhile is kept beside."""
    row = session.get_one(Giving, giving_id)
    before = given_in(row.content)
    row.content = content_of(given)
    if before != given and mark_of(before) != seen:
        draft_actions.keep_replaced(session, here.author, step, before, now=now)


def was_replaced(session: Session, here: StepsPlace, step: PairStep, given: StepAnswer) -> bool:
    """Did the viewer give something else since, so that to give this again is no repeat?"""
    if step.kind is StepKind.AGREEMENT:
        return not is_given(session, here, step, given)
    found = records(session, here)
    mine = own_record(found, here, step)
    if mine is None or is_fixed(mine, partner_gave=partner_gave(found, here, step)):
        return False
    return contents(session, [mine.id])[mine.id] != given


def new_giving(
    here: StepsPlace,
    step: PairStep,
    given: StepAnswer,
    *,
    promise: Promise,
    number: int,
    now: datetime,
) -> Giving:
    """What was given, as a row."""
    return Giving(
        pair_id=here.pair.id,
        person_id=here.me.id,
        module_id=here.module.id,
        revision_id=here.module.revision_id,
        step=step.id,
        kind=step.kind,
        promise=promise,
        content=content_of(given),
        number=number,
        at=now,
    )


def own_record(found: Iterable[Record], here: StepsPlace, step: PairStep) -> Record | None:
    """What the viewer gave in a step, if anything."""
    return under_its_name(step, {one.step: one for one in found if one.person_id == here.me.id})


def partner_gave(found: Iterable[Record], here: StepsPlace, step: PairStep) -> bool:
    """Has the partner given something in a step?"""
    return any(one.person_id == here.partner.id and one.step in names(step) for one in found)


def mark_done(
    session: Session, here: StepsPlace, step: PairStep, *, person_id: int, now: datetime
) -> None:
    """Record a step as done, and the half in this pair with its last one."""
    recording.record_pair_step(
        session,
        pair_id=here.pair.id,
        person_id=person_id,
        module_id=here.module.id,
        revision_id=here.module.revision_id,
        step=step.id,
        now=now,
        of=here.round,
    )
    completing.settle_halves(
        session,
        people=[person_id],
        module_id=here.module.id,
        revision_id=here.module.revision_id,
        lesson=here.lesson,
        how="steps",
        now=now,
    )


def show_what_is_due(session: Session, here: StepsPlace, *, now: datetime) -> None:
    """Record what each of the two may read of the other from now on, for good."""
    found = records(session, here)
    for record in found:
        reader = here.partner if record.person_id == here.me.id else here.me
        held = record.promise in HELD and not record.shown_how
        if held and is_due(here.lesson, record, found, reader_id=reader.id, role=reader.role):
            session.add(GivingShown(giving_id=record.id, how="both", at=now))
    session.flush()


def share_early(session: Session, here: StepsPlace, step: PairStep, *, now: datetime) -> bool:
    """Let the partner read the viewer's sealed answer alone; False where that is not due."""
    found = records(session, here)
    mine = own_record(found, here, step)
    gave = partner_gave(found, here, step)
    since = shared_early_from(mine, partner_gave=gave) if mine else None
    if mine is None or since is None or since > now:
        return False
    session.add(GivingShown(giving_id=mine.id, how="early", at=now))
    session.flush()
    return True


def add(
    session: Session, here: StepsPlace, step: PairStep, text: str, *, writer: str, now: datetime
) -> bool:
    """Add to what stands; False where there is nothing that stands."""
    found = records(session, here)
    mine = own_record(found, here, step)
    if mine is None or not is_fixed(mine, partner_gave=partner_gave(found, here, step)):
        return False
    session.add(Addition(giving_id=mine.id, text=text, at=now))
    draft_actions.close(session, here.author, step, StepAnswer(text=text), writer=writer)
    return True


def propose(
    session: Session,
    here: StepsPlace,
    step: PairStep,
    given: StepAnswer,
    *,
    promise: Promise,
    writer: str,
    now: datetime,
) -> None:
    """Write a new version of the agreement with the promise that its page made, and sign it."""
    earlier = versions_of(step, versions(session, here))
    assert given.look_again_on is not None, "the form asked for the day"  # noqa: S101
    row = AgreementVersion(
        pair_id=here.pair.id,
        module_id=here.module.id,
        revision_id=here.module.revision_id,
        step=step.id,
        number=max((one.number for one in earlier), default=0) + 1,
        lines=json.dumps(list(given.lines), ensure_ascii=False),
        look_again_on=given.look_again_on,
        promise=promise,
        by_id=here.me.id,
        at=now,
    )
    session.add(row)
    session.flush()
    draft_actions.close(session, here.author, step, given, writer=writer)
    sign(session, here, step, version_id=row.id, now=now)


def sign(
    session: Session, here: StepsPlace, step: PairStep, *, version_id: int, now: datetime
) -> bool:
    """Sign the newest version; False where another one is the newest."""
    known = versions_of(step, versions(session, here))
    if not known or known[-1].id != version_id:
        return False
    if here.me.id not in known[-1].signed:
        session.add(Signature(version_id=version_id, person_id=here.me.id, at=now))
        session.flush()
    signed_now = [
        one
        for one in versions_of(step, versions(session, here))
        if here.round.counts(one.agreed_at or one.at)
    ]
    for person_id in sorted(who_is_done(signed_now)):
        mark_done(session, here, step, person_id=person_id, now=now)
    return True


def keep_draft(
    session: Session,
    here: StepsPlace,
    step: PairStep,
    given: StepAnswer,
    *,
    version: int,
    writer: str,
    now: datetime,
) -> bool:
    """Keep what is being written; False where another tab saved since. What is given is no draft.

    A draft may arrive after the same words were given: it was under way then.
    """
    begun = StepAnswer() if is_given(session, here, step, given) else given
    return draft_actions.keep(
        session, here.author, step, begun, version=version, writer=writer, now=now
    )


def is_given(session: Session, here: StepsPlace, step: PairStep, given: StepAnswer) -> bool:
    """Did the viewer give just this last, in this step or as an addition to it?"""
    if step.kind is StepKind.AGREEMENT:
        return own_version(session, here, step) == (given.lines, given.look_again_on)
    own = [one for one in records(session, here) if one.person_id == here.me.id]
    mine = max((one for one in own if one.step in names(step)), key=lambda o: o.id, default=None)
    if mine is None:
        return False
    added = additions(session, [mine.id]).get(mine.id, ())
    is_added = any(one.text == given.text for one in added)
    return is_added or contents(session, [mine.id])[mine.id] == given


def own_version(
    session: Session, here: StepsPlace, step: PairStep
) -> tuple[tuple[str, ...], date] | None:
    """The newest version of an agreement that the viewer proposed."""
    own = [one for one in versions_of(step, versions(session, here)) if one.by_id == here.me.id]
    return (own[-1].lines, own[-1].look_again_on) if own else None

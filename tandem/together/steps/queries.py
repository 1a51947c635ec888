"""What may this person read of the steps for two, and what is still to do?"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.content.face import steps_for, steps_of
from tandem.content.lesson import Lesson, PairStep, StepKind
from tandem.library.served import ServedCourse, ServedModule, library
from tandem.models import (
    Addition,
    AgreementVersion,
    Module,
    RecordedAnswer,
    RecordedAnswerShown,
    Signature,
)
from tandem.people.pairs import rules as pairs_rules
from tandem.people.pairs.queries import Partner, ShownPair, pair_for
from tandem.people.pairs.visibility import Sight
from tandem.progress.assigned import course_of_pair, last_completed, last_round
from tandem.progress.doors.queries import ModuleDoor, door_in_pair
from tandem.progress.pair_courses import SeatModule, progress_records
from tandem.progress.rules.rounds import FIRST, Round
from tandem.terms import Together, opposite
from tandem.together.scene_turns import SceneSeat, SeatTurn, turns_in_seats
from tandem.together.steps.answers import StepAnswer, given_in
from tandem.together.steps.begun import KEPT, as_begun
from tandem.together.steps.drafts import Author, begun_elsewhere, drafts
from tandem.together.steps.handover_view import handed_step
from tandem.together.steps.handovers import HandoverTurn, asked_part
from tandem.together.steps.known import Added, BegunStep, KnownSteps
from tandem.together.steps.past import Earlier, apart_words, earlier_words, past_words
from tandem.together.steps.repeats import in_round
from tandem.together.steps.signatures import Version
from tandem.together.steps.view import ShownStep, shown_step
from tandem.together.steps.visibility import Record, due_text, is_due, is_open_to, names


@dataclass(frozen=True)
class StepsPlace:
    """The steps for two of a module in a pair, for one of the two."""

    pair: ShownPair
    me: Partner
    partner: Partner
    course: ServedCourse
    module: ServedModule
    may_write: bool
    round: Round = FIRST
    door: ModuleDoor = ModuleDoor.OPEN

    @property
    def lesson(self) -> Lesson:
        """The lesson as it is served."""
        return self.module.lesson

    @property
    def author(self) -> Author:
        """The viewer, as who begins to write here."""
        return Author(self.pair.id, self.module.id, self.me.id)

    def step(self, name: str) -> PairStep:
        """The step of that name that falls to this half, or that had it before. Raises StepGone."""
        candidates = [step for step in steps_for(self.lesson, self.me.role) if name in names(step)]
        if not candidates:
            raise StepGone(self, name)
        return min(candidates, key=lambda step: step.id != name)


class StepGone(NoResultFound):
    """A step of that name does not fall to this half, or not anymore."""

    def __init__(self, place: StepsPlace, step: str) -> None:
        super().__init__(step)
        self.place, self.step = place, step


@dataclass(frozen=True)
class StepsPage:
    """The steps for two as one of them sees them.

    `earlier`, `past` and `apart` are what can be read of steps that are gone, of earlier rounds,
    and of the partner alone; `begun` is what the viewer had begun to write in such steps. `scenes`
    say whose turn it is in those that are not done. `is_course_through` where with this module both
    are through all of the course.
    """

    place: StepsPlace
    steps: tuple[ShownStep, ...]
    module: SeatModule
    earlier: tuple[Earlier, ...]
    past: tuple[Earlier, ...]
    apart: tuple[Earlier, ...]
    begun: tuple[StepAnswer, ...]
    scenes: dict[str, SeatTurn]
    is_course_through: bool

    def to_do(self, me: int) -> ShownStep | None:
        """The first step in which something is asked of `me`, who looks at it; none where all that
        is open waits for the partner."""
        open_steps = (step for step in self.steps if step.done_at is None)
        return next((step for step in open_steps if not step.waits_for_partner(me)), None)


def steps_page(session: Session, place: StepsPlace, *, now: datetime) -> StepsPage:
    """The page for one of the two. A fixed number of queries, however much was written.

    Only a step that was begun with an earlier text asks for that, too.
    """
    module = module_from_seat(session, place)
    mine, theirs = module.mine, module.theirs
    all_known = known(session, place)
    return StepsPage(
        place=place,
        steps=tuple(
            shown_in(
                place,
                all_known,
                as_begun(session, place.module, step, all_known.records),
                about=next((asked for asked in mine.asked if asked.id == step.guess_of), None),
                done_at=mine.given.get(step.id),
                partner_done_at=theirs.given.get(step.id),
                now=now,
            )
            for step in mine.asked
        ),
        module=module,
        earlier=earlier_words(all_known, steps_of(place.lesson), me=place.me.id),
        past=past_words(all_known, me=place.me.id),
        apart=apart_words(all_known, steps_of(place.lesson), mine.asked, me=place.me.id),
        begun=begun_elsewhere(all_known.drafts, mine.asked),
        scenes=scene_turns(session, place, module),
        is_course_through=module.together is Together.BOTH_DONE and is_through(session, place),
    )


def scene_turns(session: Session, place: StepsPlace, module: SeatModule) -> dict[str, SeatTurn]:
    """Whose turn it is in the scenes of this module, by step. Two queries at most."""
    seat = SceneSeat(
        course=place.course,
        pair_id=place.pair.id,
        round=place.round,
        role=place.me.role,
        me=place.me.id,
        partner=place.partner.name,
        modules=[module],
    )
    return {turn.scene.step.id: turn for turn in turns_in_seats(session, [seat])}


def is_through(session: Session, place: StepsPlace) -> bool:
    """Have both been through the whole course? One query."""
    return last_completed(session, place.pair.id, course_id=place.course.id) is not None


def shown_in(
    place: StepsPlace,
    known: KnownSteps,
    begun: BegunStep,
    *,
    about: PairStep | None,
    done_at: datetime | None,
    partner_done_at: datetime | None,
    now: datetime,
) -> ShownStep:
    """One step as the viewer sees it, with no more of its own text than is due."""
    me, partner, role = place.me.id, place.partner.id, place.me.role
    days = {"done_at": done_at, "partner_done_at": partner_done_at}
    if begun.step.kind is StepKind.HANDOVER:
        return handed_step(begun, known, role=role, me=me, partner=partner, **days)
    return shown_step(begun, known, role=role, about=about, me=me, partner=partner, **days, now=now)


def place(
    session: Session,
    person_id: int,
    *,
    course: str,
    module: str,
    pair_id: int,
    now: datetime,
) -> StepsPlace:
    """The steps of a module for one of the two, who alone see them. Raises NoResultFound.

    A pair whose course was taken back, or is closed, reads on and writes no more.
    """
    seen = pair_for(session, person_id, pair_id=pair_id)
    if seen.sight is not Sight.PARTNER or not seen.pair.is_open:
        raise NoResultFound(pair_id)
    pair, served_course = seen.pair, library(session).course(course)
    role = pair.role_of(person_id)
    assigned = course_of_pair(session, pair_id, served_course.id, now=now)
    served = served_course.module(module)
    door = door_in_pair(session, person_id, assigned, served_course, served, now=now)
    place = StepsPlace(
        pair=pair,
        me=pair.in_seat(role),
        partner=pair.in_seat(opposite(role)),
        course=served_course,
        module=served,
        may_write=bool(assigned) and pairs_rules.is_living(pair.state) and door is ModuleDoor.OPEN,
        round=assigned.round
        if assigned
        else last_round(session, pair_id, served_course.id, now=now),
        door=door,
    )
    if not assigned and not has_words(session, place):
        raise NoResultFound(pair_id)
    return place


def step_asked(
    session: Session, place: StepsPlace, name: str, *, number: int, shown: int | None
) -> PairStep:
    """The step as it is asked of this half: as the two began it, else as a page has `shown` it.

    With its own seat's text alone; of a hand-over with what turn `number` asks. Raises StepGone.
    """
    step = place.step(name)
    begun = records(session, place) if step.kind in KEPT else ()
    step = as_begun(session, place.module, step, begun, shown=shown).step
    if step.kind is StepKind.HANDOVER:
        return asked_part(step, HandoverTurn(min(number, HandoverTurn.ANSWER)), role=place.me.role)
    return due_text(step, role=place.me.role, is_open=False)


def is_other_case(
    session: Session, place: StepsPlace, asked: PairStep, *, number: int, shown: int | None
) -> bool:
    """Did a page show another case to hand over than the one with which the two have begun?"""
    if asked.kind is not StepKind.HANDOVER or number != HandoverTurn.WRITE:
        return False
    step = as_begun(session, place.module, place.step(asked.id), (), shown=shown).step
    before = asked_part(step, HandoverTurn.WRITE, role=place.me.role)
    return [part.text for part in before.seats] != [part.text for part in asked.seats]


def has_words(session: Session, place: StepsPlace) -> bool:
    """Has the viewer anything to read here: what was given, agreed, or begun?"""
    return bool(
        all_records(session, place) or versions(session, place) or drafts(session, place.author)
    )


def known(session: Session, place: StepsPlace) -> KnownSteps:
    """All that the viewer may read here. Five queries; texts that are not due are never read."""
    present, past = in_round(all_records(session, place), place.round)
    readable = {record.id for record in present if may_read(place, record, present)}
    readable |= {record.id for record in past if is_open_to(record, reader_id=place.me.id)}
    return KnownSteps(
        records=present,
        past=past,
        contents=contents(session, readable),
        additions=additions(session, readable),
        drafts=drafts(session, place.author),
        versions=versions(session, place),
    )


def may_read(place: StepsPlace, record: Record, records: Iterable[Record]) -> bool:
    """May the viewer read this? Their own always, the partner's when it is due."""
    if record.person_id == place.me.id:
        return True
    return is_due(place.lesson, record, records, reader_id=place.me.id, role=place.me.role)


def records(session: Session, place: StepsPlace) -> tuple[Record, ...]:
    """Who gave something in which step in this round, and what was shown. No text is read."""
    return in_round(all_records(session, place), place.round)[0]


def all_records(session: Session, place: StepsPlace) -> tuple[Record, ...]:
    """Who gave something in which step in any round. No text is read."""
    here = RecordedAnswer.module_id == place.module.id
    return records_where(session, place.pair.id, here).get(place.module.id, ())


def records_in_course(
    session: Session, pair_id: int, *, course_id: int
) -> dict[int, tuple[Record, ...]]:
    """The same for a whole course, by module; of withdrawn modules, too. One query."""
    modules = select(Module.id).where(Module.course_id == course_id)
    return records_where(session, pair_id, RecordedAnswer.module_id.in_(modules))


def records_where(
    session: Session, pair_id: int, condition: ColumnElement[bool]
) -> dict[int, tuple[Record, ...]]:
    """Who of a pair gave something, by module, in the order in which it came. No text is read."""
    query = (
        select(
            RecordedAnswer.id,
            RecordedAnswer.person_id,
            RecordedAnswer.module_id,
            RecordedAnswer.step,
            RecordedAnswer.kind,
            RecordedAnswer.promise,
            RecordedAnswer.at,
            RecordedAnswer.number,
            RecordedAnswer.revision_id,
            RecordedAnswerShown.how,
        )
        .outerjoin(RecordedAnswerShown, RecordedAnswerShown.step_answer_id == RecordedAnswer.id)
        .where(RecordedAnswer.pair_id == pair_id, condition)
        .order_by(RecordedAnswer.id)
    )
    by_module: dict[int, list[Record]] = {}
    for row in session.execute(query):
        record = Record(
            id=row.id,
            person_id=row.person_id,
            step=row.step,
            kind=StepKind(row.kind),
            promise=row.promise,
            at=row.at,
            shown_how=row.how or "",
            number=row.number,
            revision_id=row.revision_id,
        )
        by_module.setdefault(row.module_id, []).append(record)
    return {module_id: tuple(records) for module_id, records in by_module.items()}


def contents(session: Session, readable: Collection[int]) -> dict[int, StepAnswer]:
    """The answers of the records with these ids, by id. One query."""
    query = select(RecordedAnswer.id, RecordedAnswer.content).where(RecordedAnswer.id.in_(readable))
    return {row.id: given_in(row.content) for row in session.execute(query)}


def additions(session: Session, readable: Collection[int]) -> dict[int, tuple[Added, ...]]:
    """The texts added to the records with these ids, by id, oldest first. One query."""
    query = select(Addition).where(Addition.step_answer_id.in_(readable)).order_by(Addition.id)
    by_answer: dict[int, tuple[Added, ...]] = {}
    for row in session.scalars(query):
        by_answer[row.step_answer_id] = (
            *by_answer.get(row.step_answer_id, ()),
            Added(row.text, row.at),
        )
    return by_answer


def versions(session: Session, place: StepsPlace) -> dict[str, tuple[Version, ...]]:
    """Every version of the pair's agreements in this module, with its signatures. One query."""
    query = (
        select(AgreementVersion, Signature.person_id, Signature.at)
        .outerjoin(Signature, Signature.version_id == AgreementVersion.id)
        .where(
            AgreementVersion.pair_id == place.pair.id,
            AgreementVersion.module_id == place.module.id,
        )
        .order_by(AgreementVersion.number, Signature.at, Signature.person_id)
    )
    by_id: dict[int, tuple[str, Version]] = {}
    for row, person_id, at in session.execute(query):
        _, version = by_id.get(row.id, (row.step, version_of(row)))
        signed = {**version.signed, person_id: at} if person_id is not None else version.signed
        by_id[row.id] = (row.step, replace(version, signed=signed))
    by_step: dict[str, tuple[Version, ...]] = {}
    for name, version in by_id.values():
        by_step[name] = (*by_step.get(name, ()), version)
    return by_step


def version_of(row: AgreementVersion) -> Version:
    """A version's row as it is shown."""
    return Version(
        id=row.id,
        number=row.number,
        lines=tuple(json.loads(row.lines)),
        look_again_on=row.look_again_on,
        by_id=row.by_id,
        at=row.at,
    )


def module_from_seat(session: Session, place: StepsPlace) -> SeatModule:
    """The module with the viewer's half and the partner's. Two queries."""
    pair = place.pair
    records = progress_records(
        session, [place.module], people=[pair.rep.id, pair.support.id], pairs=[pair.id]
    )
    module = records.pair_module(
        place.module,
        pair_id=pair.id,
        rep_id=pair.rep.id,
        support_id=pair.support.id,
        round=place.round,
    )
    return module.for_seat(place.me.role)

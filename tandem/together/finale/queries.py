"""What have the two written in a course, as far as this one of them may read it?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.content.face import steps_of
from tandem.content.lesson import Lesson, StepKind
from tandem.library.served import ServedCourse, ServedModule, lessons_of, library
from tandem.people.pairs.queries import Partner, ShownPair, pair_for
from tandem.people.pairs.visibility import Sight
from tandem.progress.assigned import course_of_pair, last_completed
from tandem.progress.rules.rounds import Completed, Round
from tandem.together.finale.rules import (
    Exchange,
    Sentence,
    StoryEnd,
    by_step,
    good_end,
    stands_there,
)
from tandem.together.goals.queries import Terms, goal_of
from tandem.together.scene_for_two.queries import step_of_way, ways_in_course
from tandem.together.scene_for_two.rules import SharedWay
from tandem.together.steps.agreements import agreements_of
from tandem.together.steps.queries import additions, contents, records_in_course
from tandem.together.steps.repeats import in_round
from tandem.together.steps.signatures import Version
from tandem.together.steps.visibility import Record


@dataclass(frozen=True)
class Words:
    """What stands on the page of one of the two; `plans` are their own."""

    opened: tuple[Exchange, ...] = ()
    handed: tuple[Exchange, ...] = ()
    thanks: tuple[Exchange, ...] = ()
    plans: tuple[Exchange, ...] = ()
    endings: tuple[StoryEnd, ...] = ()
    agreements: tuple[Version, ...] = ()
    goal: Terms | None = None

    @property
    def has_shared(self) -> bool:
        """Is there anything that both read?"""
        return bool(
            self.opened
            or self.handed
            or self.thanks
            or self.endings
            or self.agreements
            or self.goal
        )


@dataclass(frozen=True)
class Finale:
    """The page that one of the two keeps of a course. `completed` is None before both are through:
    then it holds not a word."""

    pair: ShownPair
    me: Partner
    course: ServedCourse
    completed: Completed | None
    words: Words


def finale(session: Session, person_id: int, *, pair_id: int, course: str, now: datetime) -> Finale:
    """The page of one of the two. Raises NoResultFound for everybody else, a leader included.

    A fixed number of queries, however much was written.
    """
    seen = pair_for(session, person_id, pair_id=pair_id)
    if seen.sight is not Sight.PARTNER or not seen.pair.is_open:
        raise NoResultFound(pair_id)
    pair, served = seen.pair, library(session).course(course)
    me = pair.in_seat(pair.role_of(person_id))
    completed = last_completed(session, pair_id, course_id=served.id)
    if completed is None:
        is_given = course_of_pair(session, pair_id, served.id, now=now) is not None
        if not is_given:
            raise NoResultFound(course)
        return Finale(pair, me, served, None, Words())
    agreements = agreements_of(session, seen)
    return Finale(
        pair=pair,
        me=me,
        course=served,
        completed=completed,
        words=Words(
            **written(session, pair, served, me=me, round=round_of(completed)),
            endings=endings(session, pair, served, round=round_of(completed)),
            agreements=tuple(
                agreement.in_force
                for agreement in agreements
                if agreement.course_slug == course and agreement.in_force
            ),
            goal=goal_of(session, pair).agreed,
        ),
    )


def round_of(completed: Completed) -> Round:
    """The round that was completed."""
    return Round(completed.number, completed.began_at)


def written(
    session: Session, pair: ShownPair, course: ServedCourse, *, me: Partner, round: Round
) -> dict[str, tuple[Exchange, ...]]:
    """What was written in the steps, each kind by module and step. Three queries."""
    by_module = {
        module_id: [
            record
            for record in in_round(records, round)[0]
            if stands_there(record, reader_id=me.id)
        ]
        for module_id, records in records_in_course(session, pair.id, course_id=course.id).items()
    }
    ids = {record.id for records in by_module.values() for record in records}
    given, added = contents(session, ids), additions(session, ids)
    sentences = {
        record.id: Sentence(
            record.person_id,
            given[record.id].text,
            tuple(addition.text for addition in added.get(record.id, ())),
        )
        for records in by_module.values()
        for record in records
    }
    return {
        field: tuple(exchanges(course, pair, by_module, sentences, kind=kind))
        for field, kind in (
            ("opened", StepKind.SEALED),
            ("handed", StepKind.HANDOVER),
            ("thanks", StepKind.THANKS),
            ("plans", StepKind.PLAN),
        )
    }


def exchanges(
    course: ServedCourse,
    pair: ShownPair,
    by_module: Mapping[int, Iterable[Record]],
    sentences: Mapping[int, Sentence],
    *,
    kind: StepKind,
) -> Iterator[Exchange]:
    """What stands of the steps of a kind, in the order of the course, the two by surname."""
    seats = [partner.id for partner in pair.partners]
    for module_id, module in in_order(course, by_module):
        steps = steps_of(module.lesson) if module else ()
        records = [record for record in by_module[module_id] if record.kind is kind]
        for title, given in by_step(steps, records):
            yield Exchange(
                title=title,
                language=module.lesson.language if module else course.language,
                sentences=tuple(
                    sentences[record.id]
                    for record in sorted(given, key=lambda record: seats.index(record.person_id))
                ),
            )


def in_order(
    course: ServedCourse, by_module: Iterable[int]
) -> list[tuple[int, ServedModule | None]]:
    """The modules in which something was written, as the course goes; withdrawn ones come last."""
    served = {module.id: module for module in course.modules}
    kept = set(by_module)
    return [(number, served[number]) for number in served if number in kept] + [
        (number, None) for number in sorted(kept - served.keys())
    ]


def endings(
    session: Session, pair: ShownPair, course: ServedCourse, *, round: Round
) -> tuple[StoryEnd, ...]:
    """The newest good ending of each scene for two, in the text it was played in. Three queries."""
    ways = ways_in_course(session, pair.id, course_id=course.id)
    served = {module.revision_id: module.lesson for module in course.modules}
    earlier = {way.revision_id for kept in ways.values() for way in kept} - served.keys()
    lessons = {**served, **lessons_of(session, earlier)}
    return tuple(
        end
        for module_id, _ in in_order(course, ways)
        for end in ends_of(ways[module_id], lessons, round=round)
    )


def ends_of(
    ways: Iterable[SharedWay], lessons: Mapping[int, Lesson], *, round: Round
) -> Iterator[StoryEnd]:
    """The newest good ending of each scene of a module."""
    by_step: dict[str, StoryEnd] = {}
    for way in ways:
        if (lesson := lessons.get(way.revision_id)) and (step := step_of_way(lesson, way)):
            end = good_end(lesson, step, way)
            if end and round.counts(way.at):
                by_step[way.step] = end
    return iter(by_step.values())

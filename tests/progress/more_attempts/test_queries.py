"""Which attempts has somebody used and was given at which quiz, and about whom is it told whom?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tandem.library.served import ServedModule, library
from tandem.models import Attempt, AttemptGranted, Module, Pair, RoundDone
from tandem.progress.more_attempts.queries import (
    attempts_of,
    granted_to,
    grants_of,
    is_open,
    people_of,
    quizzes_used_up_by,
    rounds_in,
    used_up,
)
from tandem.progress.more_attempts.rules import Granted
from tandem.progress.rules.rounds import FIRST, Round
from tandem.terms import PairState
from tests import cast as stage
from tests.cast import NOW, House
from tests.learning.quizzes.quiz_helpers import two_questions
from tests.lessons import counted_queries, give, lesson, question, serve

SECOND = timedelta(seconds=1)


def test_an_attempt_is_given_to_one_person_at_one_quiz(session: Session, cast: House) -> None:
    serve(session, lesson(name="engine"), lesson(name="brake"))
    engine, brake = session.scalars(select(Module.id).order_by(Module.position))
    for who, module_id, number in (
        (cast.sam, engine, 3), (cast.sam, engine, 2), (cast.sam, brake, 4), (cast.sue, engine, 5),
    ):  # fmt: skip
        facts = {"person_id": who.id, "module_id": module_id, "number": number}
        session.add(AttemptGranted(**facts, edition=1, at=NOW, by_id=cast.lee.id))
    session.flush()

    mine = granted_to(session, cast.sam.id, engine)
    some = grants_of(session, [cast.sam.id], [engine])
    every = grants_of(session, [cast.sam.id, cast.sue.id], [engine, brake])

    assert [(one.number, one.by_name) for one in mine] == [(2, "Lee Moreau"), (3, "Lee Moreau")]
    assert {key: [one.number for one in given] for key, given in some.items()} == {
        (cast.sam.id, engine): [2, 3]
    }
    assert set(every) == {(cast.sam.id, engine), (cast.sam.id, brake), (cast.sue.id, engine)}


def test_attempts_are_those_of_these_people_at_these_quizzes_with_their_edition(
    session: Session, cast: House
) -> None:
    serve(session, lesson(name="engine", edition=3), lesson(name="brake"))
    engine, brake = session.scalars(select(Module).order_by(Module.position))
    for who, module, number in (
        (cast.sam, engine, 2), (cast.sam, engine, 1), (cast.sam, brake, 3), (cast.sue, engine, 4),
    ):  # fmt: skip
        row = attempt(number, person_id=who.id, module_id=module.id)
        row.revision_id = module.revision_id or 0
        session.add(row)
    session.flush()

    found = attempts_of(session, [cast.sam.id], [engine.id])

    assert {key: [(row.number, edition) for row, edition in of] for key, of in found.items()} == {
        (cast.sam.id, engine.id): [(1, 3), (2, 3)]
    }


def attempt(number: int = 1, *, passed: bool = False, **fields: object) -> Attempt:
    """An attempt at a quiz."""
    facts = {"role": "rep", "answers": "{}", "marks": "{}", "order": "{}", "at": NOW, **fields}
    return Attempt(number=number, right=0, total=2, passed=passed, **facts)


def people(session: Session, cast: House, leader: str, pair: Pair | None = None) -> set[str]:
    """Of whom a leader of the north is told, by given name."""
    session.commit()
    leader_id, pair_id = getattr(cast, leader).id, pair.id if pair else None
    with Session(session.get_bind()) as own:
        found = people_of(own, leader_id, team_id=cast.north.id, pair_id=pair_id)
        return {person.given_name for person in found.values()}


def test_a_leader_is_told_of_who_sits_in_a_pair_that_lives_and_not_of_a_partner(
    session: Session, cast: House
) -> None:
    assert people(session, cast, "lee") == {"Sam", "Sue", "Abe", "Lia", "Rex", "Eve"}
    assert people(session, cast, "lia") == {"Sam", "Abe", "Rex", "Eve"}
    assert people(session, cast, "sue") == {"Abe", "Rex", "Eve"}
    assert people(session, cast, "lee", cast.paused_pair) == {"Rex", "Eve"}
    cast.paused_pair.state, cast.rex.is_active = PairState.ENDED, False
    assert people(session, cast, "lee") == {"Sam", "Sue", "Abe", "Lia"}
    cast.leaders_pair.state = PairState.ENDED
    cast.abe.is_active = False
    assert people(session, cast, "lia") == {"Sam", "Sue"}


def test_the_latest_round_of_all_pairs_of_somebody_counts_where_the_team_gave_the_course(
    session: Session, cast: House
) -> None:
    course = serve(session, lesson())
    elsewhere = stage.pair(session, cast.south, cast.otto, cast.sue)
    for team in (cast.north, cast.south):
        give(session, course, team)
    row = RoundDone(pair_id=elsewhere.id, course_id=course.id, number=2, finished_at=NOW)
    row.began_at = NOW
    session.add(row)
    session.flush()

    def rounds(*who: int) -> dict[int, int]:
        found = rounds_in(session, who, team_id=cast.north.id, now=NOW)
        return {person_id: round.number for (person_id, _), round in found.items()}

    assert rounds(cast.sue.id) == {cast.sue.id: 2, cast.sam.id: 1, cast.lia.id: 1}
    assert set(rounds(cast.sam.id)) == {cast.sam.id, cast.sue.id, cast.abe.id}
    elsewhere.state = PairState.ENDED
    session.flush()
    assert rounds(cast.sue.id)[cast.sue.id] == 1
    assert rounds(cast.otto.id) == {}


@pytest.mark.parametrize(
    ("tried", "granted", "round", "opened"),
    [
        ([(attempt(), 1)], [], FIRST, True),
        ([(attempt(), 1), (attempt(2), 1)], [], FIRST, False),
        ([(attempt(), 1), (attempt(2), 1)], [Granted(3, 1, NOW, "")], FIRST, True),
        ([(attempt(), 2), (attempt(2), 1)], [], FIRST, True),
        ([(attempt(), 1), (attempt(2, passed=True), 1)], [], FIRST, True),
        ([(attempt(), 1), (attempt(2), 1)], [], Round(2, NOW), False),
        ([(attempt(), 1), (attempt(2), 1)], [], Round(2, NOW + SECOND), True),
    ],
)
def test_a_quiz_is_open_to_who_passed_or_has_an_attempt_of_this_edition_and_round_left(
    tried: list[tuple[Attempt, int]], granted: list[Granted], round: Round, opened: bool
) -> None:
    module = ServedModule(1, "engine", 10, two_questions(attempts=2))

    assert is_open(module, tried, granted, round=round) is opened


def test_who_has_used_every_attempt_at_a_quiz_of_a_course_of_the_team_is_named_by_surname(
    session: Session, cast: House, engine: Engine
) -> None:
    limited, free = two_questions(attempts=1), lesson(question("q9"), name="free")
    give(session, serve(session, limited, free), cast.north, cast.pair)
    tried = [(who, limited.id) for who in (cast.sue, cast.sam, cast.abe)]
    modules = {row.slug: row for row in session.scalars(select(Module))}
    for who, slug in (*tried, (cast.sam, "free")):
        row = attempt(person_id=who.id, module_id=modules[slug].id)
        row.revision_id = modules[slug].revision_id or 0
        session.add(row)
    session.flush()

    rows = used_up(session, cast.lee.id, team_id=cast.north.id, now=NOW)

    found = [(row.name, row.module.slug, row.course.slug, row.last_number) for row in rows]
    place = (limited.id, "teaming", 1)
    assert found == [("Sam Adeyemi", *place), ("Sue Zhang", *place)]
    serve(session, replace(limited, attempts=None), free)
    with counted_queries(engine) as sent:
        assert used_up(session, cast.lee.id, team_id=cast.north.id, now=NOW) == []
    assert not [query for query in sent if "attempt" in query]


def test_whose_attempts_are_used_is_asked_once_for_all_and_each_has_their_own(
    session: Session, engine: Engine, cast: House
) -> None:
    serve(session, two_questions(attempts=1), lesson(name="brake"))
    limited, free = library(session).courses[0].modules
    session.add(
        attempt(person_id=cast.sam.id, module_id=limited.id, revision_id=limited.revision_id)
    )
    session.flush()
    places = [(limited, FIRST), (free, FIRST)]

    with counted_queries(engine) as sent:
        found = quizzes_used_up_by(
            session, {cast.sam.id: places, cast.sue.id: places, cast.abe.id: []}
        )

    assert found == {cast.sam.id: {limited.id}, cast.sue.id: frozenset(), cast.abe.id: frozenset()}
    assert len(sent) == 2
    with counted_queries(engine) as sent:
        assert quizzes_used_up_by(session, {cast.sam.id: [(free, FIRST)]}) == {cast.sam.id: set()}
    assert sent == []

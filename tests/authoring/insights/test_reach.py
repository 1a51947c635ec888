"""How far did people come, each of them once?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tandem.content.lesson import PairStep, Section, SectionKind, StepKind
from tandem.models import Course, Module, Pair, PairStepDone, Person, TeamMember
from tandem.people.pairs import actions as pairs
from tandem.terms import PairState, Role, Step
from tests import cast as stage
from tests.authoring.insights.answer_helpers import PAGE, answer, cells, people
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import REP, assign, do, finish, lesson, question, serve

FEW = "fewer than five"


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """A course with a quiz of one question, given to Sam and Sue."""
    served = serve(session, lesson(question("q1")))
    assign(session, cast.pair, served)
    return served


def partners(session: Session, cast: Cast, course: Course, count: int) -> list[Person]:
    """Support people, each in a pair with Sam that has the course."""
    found = []
    for number in range(count):
        new = stage.person(session, f"Pia{number}", "Quist", Role.SUPPORT)
        session.flush()
        session.add(TeamMember(team_id=cast.north.id, person_id=new.id))
        assign(session, stage.pair(session, cast.north, cast.sam, new), course)
        found.append(new)
    session.commit()
    return found


def steps(cast: Cast, browser_of: Browser) -> dict[str, str]:
    """How many people came how far."""
    return {row[0]: row[1] for row in cells(browser_of(cast.tess).get(PAGE), "steps")}


def all_do(session: Session, who: Sequence[Person], step: Step) -> None:
    """All of them do a step."""
    for person in who:
        do(session, person, step)


def test_every_step_is_counted_in_fives(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    who = partners(session, cast, course, 11)
    all_do(session, who[:9], Step.READ)
    answer(session, who[:6], {"q1": ["q1-good"]})
    all_do(session, who[:5], Step.QUIZ)

    assert steps(cast, browser_of) == {
        "Have the course": "10 or a few more",
        "Have read the lesson": "5 or a few more",
        "Have begun the quiz": "5 or a few more",
        "Have passed the quiz": "5 or a few more",
        "Have completed their half": "5 or a few more",
    }


def test_below_five_people_no_step_is_counted(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    finish(session, cast.sam)

    assert set(steps(cast, browser_of).values()) == {FEW}


def test_somebody_in_several_pairs_and_both_roles_is_one_person(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    who = partners(session, cast, course, 2)
    assign(session, stage.pair(session, cast.north, cast.sue, cast.sam), course)

    # Sam sits in four pairs, Sue in two: four people in all.
    assert len({cast.sam.id, cast.sue.id, *(one.id for one in who)}) == 4
    assert steps(cast, browser_of)["Have the course"] == FEW


def test_who_has_left_still_counts(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    who = partners(session, cast, course, 3)
    everybody = [cast.sam, cast.sue, *who]
    all_do(session, everybody, Step.READ)
    pairs.change_state(session, cast.pair, PairState.ENDED, by_id=None, now=NOW)
    session.execute(delete(TeamMember).where(TeamMember.person_id == cast.sue.id))
    session.commit()

    found = steps(cast, browser_of)

    assert found["Have the course"] == "5 or a few more"
    assert found["Have read the lesson"] == "5 or a few more"


def test_answers_of_people_without_a_pair_count_too(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    answer(session, people(session, 5), {"q1": ["q1-good"]})

    assert steps(cast, browser_of)["Have begun the quiz"] == "5 or a few more"


def test_a_quiz_for_one_role_is_measured_against_those_it_is_asked_of(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    partners(session, cast, course, 9)
    both = lesson(question("q1"))
    sections = tuple(
        replace(part, roles=REP) if part.kind is SectionKind.QUIZ else part
        for part in both.sections
    )
    serve(session, replace(both, sections=sections))

    found = steps(cast, browser_of)

    assert found["Have the course"] == "10 or a few more"
    assert found["Are asked the quiz"] == FEW


def test_a_module_without_a_quiz_has_no_quiz_steps(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    serve(session, lesson())

    named = list(steps(cast, browser_of))
    assert len(named) > 1
    assert "Have begun the quiz" not in named


def do_together(session: Session, step: str, *, pairs: int, alone: int) -> None:
    """In so many pairs both did a step, in so many more only the rep, who did it in two rounds."""
    module = session.scalars(select(Module)).one()
    for number, pair in enumerate(session.scalars(select(Pair).order_by(Pair.id))):
        seats = [pair.rep_id, pair.support_id]
        doing = seats if number < pairs else seats[:1] * 2 if number < pairs + alone else []
        session.add_all(
            PairStepDone(
                pair_id=pair.id,
                person_id=person_id,
                module_id=module.id,
                revision_id=module.revision_id or 0,
                step=step,
                number=doing[:place].count(person_id) + 1,
                at=NOW,
            )
            for place, person_id in enumerate(doing)
        )
    session.commit()


def with_step(name: str, was: str = "") -> Section:
    """A section with one step for two."""
    step = PairStep(name, StepKind.TALKED, "We <em>talked</em>", was=was)
    return Section(SectionKind.TOGETHER, "Between the two of you", 2, steps=(step,))


@pytest.mark.parametrize("both", [4, 5])
def test_a_step_for_two_counts_pairs_in_which_both_did_it(
    session: Session, cast: Cast, course: Course, browser_of: Browser, both: int
) -> None:
    partners(session, cast, course, 9)
    base = lesson(question("q1"))
    serve(session, replace(base, sections=(*base.sections, with_step("old"))))
    do_together(session, "old", pairs=both, alone=5)
    serve(session, replace(base, sections=(*base.sections, with_step("new", was="old"))))

    found = steps(cast, browser_of)

    assert found["Pairs that have the course"] == "10 or a few more"
    words = "5 or a few more" if both == 5 else FEW
    assert found["Pairs in which both did: We talked"] == words

"""To whom is a course given, and can it be, as the rows say?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tandem.models import Assignment, Course, Publication
from tandem.progress.assignments import queries
from tandem.terms import CourseState, PairState
from tests.cast import NOW, House
from tests.lessons import give, lesson, serve


@pytest.fixture
def course(session: Session, cast: House) -> Course:
    """A course that is served."""
    return serve(session, lesson(name="one"), course_slug="one")


@pytest.mark.parametrize(
    ("team", "pair", "withdrawn", "is_there"),
    [
        ("north", None, False, True),
        ("south", None, False, False),
        ("north", "pair", False, False),
        ("north", None, True, False),
    ],
)
def test_the_live_assignment_is_that_of_this_team_course_and_pair(
    session: Session, cast: House, course: Course, team: str, pair: str | None, withdrawn: bool,
    is_there: bool,
) -> None:  # fmt: skip
    other = serve(session, lesson(name="two"), course_slug="two")
    give(session, other, cast.north)
    whom = getattr(cast, pair) if pair else None
    row = give(session, course, getattr(cast, team), whom, withdrawn_at=NOW if withdrawn else None)

    def live(course: Course, pair_id: int | None) -> Assignment | None:
        whose = {"team_id": cast.north.id, "pair_id": pair_id}
        return queries.live_assignment(session, course_id=course.id, **whose)  # type: ignore[arg-type]

    assert live(course, None) is (row if is_there else None)
    assert live(course, cast.pair.id) is (row if pair else None)
    assert live(other, None) is not None


def test_the_courses_that_run_are_those_of_these_teams_that_were_not_taken_back(
    session: Session, cast: House, course: Course
) -> None:
    gone = serve(session, lesson(name="two"), course_slug="two")
    give(session, course, cast.north, cast.pair)
    give(session, course, cast.north, cast.second_pair)
    give(session, gone, cast.north, withdrawn_at=NOW)
    give(session, gone, cast.south)

    assert queries.running_in(session, [cast.north.id]) == {course.id}
    assert queries.running_in(session, [cast.north.id, cast.south.id]) == {course.id, gone.id}
    assert queries.running_in(session, []) == set()


@pytest.mark.parametrize(
    ("state", "offered", "while_it_runs"),
    [
        (CourseState.OPEN, True, True),
        (CourseState.ARCHIVED, False, True),
        (CourseState.DRAFT, False, True),
    ],
)
def test_an_open_course_for_both_seats_is_given_and_another_goes_on_where_it_runs(
    session: Session, cast: House, course: Course, state: CourseState, offered: bool,
    while_it_runs: bool,
) -> None:  # fmt: skip
    course.state = state
    serve(session, lesson(name="two"), course_slug="two").audience = "rep"
    session.add(Publication(at=NOW))
    session.commit()

    def slugs(running: set[int]) -> list[str]:
        return [one.slug for one in queries.courses_to_give(session, running=running)]

    assert slugs(set()) == ["one"] * offered
    assert slugs({course.id}) == ["one"] * while_it_runs


def test_an_assignment_says_to_how_many_pairs_it_gives_a_course_and_to_which_one(
    session: Session, cast: House, course: Course
) -> None:
    whole, own = give(session, course, cast.north), give(session, course, cast.north, cast.pair)

    to_all, to_one = (queries.given_by(session, row) for row in (whole, own))

    assert (to_all.pairs, to_all.pair) == (4, None)
    assert to_one.pair is not None
    assert (to_one.pairs, to_one.pair.id) == (1, cast.pair.id)
    assert to_one.course.title == "Respectful teaming"


def test_of_these_pairs_those_of_the_team_that_have_not_ended_are_ticked(
    session: Session, cast: House
) -> None:
    cast.second_pair.state = PairState.PROPOSED
    session.flush()
    every = (
        cast.pair, cast.second_pair, cast.ended_pair, cast.paused_pair, cast.other_pair
    )  # fmt: skip

    found = queries.living_pairs(session, cast.north.id, [pair.id for pair in every])

    assert {pair.id for pair in found} == {
        cast.pair.id, cast.second_pair.id, cast.paused_pair.id
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given_to", "may"),
    [
        ([], {"team": False, "pair": False, "both": False}),
        (["team"], {"team": True, "pair": True, "both": True}),
        (["pair"], {"team": False, "pair": True, "both": False}),
        (["pair", "second_pair"], {"team": False, "pair": True, "both": True}),
    ],
)
def test_an_archived_course_may_be_given_again_to_whom_it_runs_for_already(
    session: Session, cast: House, course: Course, given_to: list[str], may: dict[str, bool]
) -> None:
    course.state = CourseState.ARCHIVED
    session.add(Publication(at=NOW + timedelta(days=1)))
    for name in given_to:
        give(session, course, cast.north, None if name == "team" else getattr(cast, name))
    session.commit()
    pairs = {
        "team": None, "pair": [cast.pair.id], "both": [cast.pair.id, cast.second_pair.id],
    }  # fmt: skip

    team_id = cast.north.id
    assert {
        name: queries.may_be_given(session, course.id, team_id=team_id, pairs=ids)
        for name, ids in pairs.items()
    } == may

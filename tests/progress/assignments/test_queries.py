"""Which of a team's courses are found by words of their title or of a partner's name?"""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Course, CourseTranslation, Publication
from tandem.progress.assignments.queries import assignments_of_team
from tests.cast import NOW, Cast
from tests.lessons import assignment, lesson, serve


@pytest.fixture
def team_id(session: Session, cast: Cast) -> int:
    """A team in which everybody has one course, and Sam and Sue have both."""
    for_all = assignment(cast.pair, titled(session, "Éclat and calm"))
    for_all.pair_id = None
    teaming = titled(session, "Respectful teaming")
    withdrawn = assignment(cast.pair, titled(session, "Taken back"))
    withdrawn.withdrawn_at = NOW
    session.add_all([for_all, assignment(cast.pair, teaming), withdrawn])
    session.add(assignment(cast.other_pair, titled(session, "In the south")))
    session.commit()
    return cast.north.id


def titled(session: Session, title: str) -> Course:
    """A course of that title."""
    slug = title.split()[-1]
    course = serve(session, lesson(name=slug), course_slug=slug)
    course.title = title
    return course


def found(session: Session, team_id: int, search: str) -> list[str]:
    """The titles that are listed, a star behind what is for one pair alone."""
    page = assignments_of_team(session, team_id, search=search, page=1)
    assert page.number == len(page.rows)
    return [row.course.title + "*" * bool(row.pair_id) for row in page.rows]


FOR_ALL, FOR_ONE = "Éclat and calm", "Respectful teaming*"


@pytest.mark.parametrize(
    ("search", "titles"),
    [
        ("", [FOR_ALL, FOR_ONE]),
        ("eclat", [FOR_ALL]),
        ("Calm ÉCLAT.", [FOR_ALL]),
        ("sue", [FOR_ONE]),
        ("ADÉYEMI", [FOR_ONE]),
        ("zhang sam", [FOR_ONE]),
        ("zhang team", [FOR_ONE]),
        ("calm team", []),
        ("calm zhang", []),
        ("sue ona", []),
        ("abe", []),
        ("taken", []),
        ("south", []),
        ("costa", []),
        ("%", []),
    ],
)
def test_every_word_stands_in_the_title_or_in_a_name_of_the_one_pair(
    session: Session, team_id: int, search: str, titles: list[str]
) -> None:
    assert found(session, team_id, search) == titles


@pytest.mark.parametrize(("search", "is_found"), [("höhe", True), ("respectful", False)])
def test_a_course_is_looked_for_by_the_title_that_the_reader_knows(
    session: Session, team_id: int, search: str, is_found: bool
) -> None:
    course = session.scalars(select(Course).where(Course.slug == "teaming")).one()
    row = CourseTranslation(course_id=course.id, language="de", title="Auf gleicher Höhe")
    session.add_all([row, Publication(at=NOW)])
    session.commit()
    session.info["language"] = "de"

    assert found(session, team_id, search) == ["Auf gleicher Höhe*"] * is_found


def test_a_course_that_is_no_longer_served_is_found_by_its_own_title(
    session: Session, team_id: int
) -> None:
    course = session.scalars(select(Course).where(Course.slug == "teaming")).one()
    course.withdrawn_at = NOW
    session.add(Publication(at=NOW))
    session.commit()

    assert found(session, team_id, "respectful") == [FOR_ONE]

"""Does the demo data make what it says, in an empty database only?"""

from __future__ import annotations

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandem.commands.demo import people
from tandem.commands.sample import removal
from tandem.models import Completion, Pair, PairStatus, Person, Team
from tandem.terms import Together
from tests.cast import Cast


def run(app: Flask, *args: str) -> tuple[int, str]:
    """Run the command; its status and what it said."""
    result = app.test_cli_runner().invoke(args=["demo-data", *args])
    return result.exit_code, result.output


def test_many_pairs_stand_in_all_four_states(app: Flask, session: Session) -> None:
    status, said = run(app, "--pairs", "40", "--modules", "3")

    assert (status, said.splitlines()[0][:32]) == (0, "40 pairs in 3 teams, 3 modules, ")
    assert session.scalar(select(func.count()).select_from(Pair)) == 40
    assert set(session.scalars(select(PairStatus.together))) == set(Together)


def test_the_same_number_gives_the_same_people(app: Flask, session: Session) -> None:
    run(app, "--pairs", "2", "--modules", "1")

    found = session.scalars(select(Person.surname).order_by(Person.id)).all()
    assert found == ["Vogel", "Costa 0", "Abara 1", "Ito 2", "Fonseca 3"]


def test_who_has_people_keeps_them(app: Flask, session: Session, cast: Cast) -> None:
    status, said = run(app, "--pairs", "1")

    assert status == 1
    assert "for an empty database only" in said


def test_without_a_course_nothing_is_made(app: Flask, session: Session) -> None:
    status, said = run(app, "--pairs", "1")

    assert (status, session.scalar(select(func.count()).select_from(Person))) == (1, 0)
    assert "Try --modules 16" in said


def test_it_can_be_removed_like_the_sample(app: Flask, session: Session) -> None:
    run(app, "--pairs", "30", "--modules", "2")

    assert removal.remove(session) == 61
    session.commit()

    for table in (Person, Pair, Team, Completion, PairStatus):
        assert session.scalar(select(func.count()).select_from(table)) == 0


def test_large_sites_have_a_small_a_large_and_many_usual_teams() -> None:
    assert people.sizes(1045) == [5, 500, *[20] * 27]

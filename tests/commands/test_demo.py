"""Does the demo data make what it says, in an empty database only?"""

from __future__ import annotations

import json

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandem.commands.demo import people
from tandem.commands.demo.played import players
from tandem.commands.sample import removal
from tandem.content.lesson import PairStep, StepKind
from tandem.models import (
    Completion,
    FirstChoice,
    Pair,
    PairStatus,
    Person,
    PlanAnswer,
    Practice,
    RecordedAnswer,
    SceneWay,
    Team,
    WrittenText,
)
from tandem.terms import Together
from tests.cast import Cast
from tests.content.parsing.test_practice import SCENE as PRACTICE
from tests.content.parsing.test_scene_for_two import SCENE
from tests.courses import publish, write_course

WRITE = """\
## Check yourself {quiz}

### Tell the customer {#tell write}

Half of it is in stock.

+ It names the day.
+ It says what will not work.

> On Friday you have half of it.
"""
PLAN = """\
### Next week {#next plan}

When ____, then I ____.
"""


def run(app: Flask, *args: str) -> tuple[int, str]:
    """Run the command; its status and what it said."""
    result = app.test_cli_runner().invoke(args=["demo-data", *args])
    return result.exit_code, result.output


@pytest.mark.parametrize(
    ("pairs", "modules", "said"),
    [
        (0, 0, "0 is not in the range 1<=x<=100000"),
        (100_001, 0, "100001 is not in the range 1<=x<=100000"),
        (1, -1, "-1 is not in the range 0<=x<=99"),
        (1, 100, "100 is not in the range 0<=x<=99"),
    ],
)
def test_a_number_out_of_range_is_refused(
    app: Flask, session: Session, pairs: int, modules: int, said: str
) -> None:
    status, output = run(app, "--pairs", str(pairs), "--modules", str(modules))

    assert status == 2
    assert said in output


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


def test_the_first_pairs_have_played_planned_and_written(app: Flask, session: Session) -> None:
    folder = write_course(app.config["COURSES"], "engine")
    text = f"---\ntitle: Harbour\n---\n\nRead.\n\n{PRACTICE}\n{WRITE}\n{SCENE}\n{PLAN}"
    (folder / "02-harbour.md").write_text(text, "utf-8")
    publish(session, folder.parent)

    status, said = run(app, "--pairs", "40")

    assert status == 0, said
    for table in (Practice, FirstChoice, WrittenText, RecordedAnswer, PlanAnswer):
        assert session.scalar(select(func.count()).select_from(table)), table
    decisions = {len(json.loads(path)) for path in session.scalars(select(SceneWay.path))}
    assert decisions == {1, 3}


@pytest.mark.parametrize(
    ("pair", "kind", "both"),
    [(4, StepKind.SCENE, False), (5, StepKind.SCENE, True), (4, StepKind.PLAN, True)],
)
def test_in_every_fourth_pair_one_waits_for_the_other_in_a_scene(
    pair: int, kind: StepKind, both: bool
) -> None:
    seated = Pair(id=pair, rep_id=7, support_id=8)

    assert players(seated, PairStep("s", kind, "S")) == ((7, 8) if both else (7,))

"""Does the page speak of the team, and of nobody in it?"""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tandem.figures.intervals import Verdict
from tandem.leading.impact import queries
from tandem.leading.impact.rules import Stepped
from tandem.models import (
    Attempt,
    Course,
    Goal,
    GoalMeasure,
    GoalReading,
    Module,
    Pair,
    RefresherAnswer,
    TeamMember,
)
from tandem.terms import Better, RefresherFace, RefresherPromise, Role
from tests import cast as stage
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import assign, counted_queries, lesson, question, serve
from tests.written import AsBefore


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """A course with a quiz."""
    return serve(session, lesson(question("q1"), question("q2")))


def pairs_in(session: Session, cast: Cast, course: Course, number: int) -> list[Pair]:
    """So many pairs of Sam's, Sue's among them."""
    found = [cast.pair]
    for place in range(number - 1):
        new = stage.person(session, f"Nia{place}", "Quist", Role.SUPPORT)
        session.flush()
        session.add(TeamMember(team_id=cast.north.id, person_id=new.id))
        found.append(stage.pair(session, cast.north, cast.sam, new))
    for pair in found:
        assign(session, pair, course)
    return found


def attempt(session: Session, person_id: int, number: int, *, right: int) -> None:
    """Somebody has tried the quiz."""
    module = session.scalars(select(Module)).one()
    session.add(
        Attempt(
            person_id=person_id, module_id=module.id, revision_id=module.revision_id or 0,
            number=number, role="support", answers="{}", marks="{}", order="{}", right=right,
            total=2, passed=right == 2, at=NOW,
        )
    )  # fmt: skip


def goal(session: Session, pair: Pair, *, since: float) -> None:
    """A pair has agreed on a goal; the figures were 10 and are something else since."""
    measure = GoalMeasure(pair_id=pair.id, name="Orders", unit="a week")
    session.add(measure)
    session.flush()
    begins = date(2026, 1, 5)
    session.add(
        Goal(
            pair_id=pair.id, number=1, measure_id=measure.id, better=Better.HIGHER,
            baseline_from=begins, baseline_to=begins + timedelta(days=27), target=12.0,
            share_percent=5.0, share_text="", review_on=date(2026, 6, 1), time_zone="UTC",
            at=NOW, agreed_at=NOW,
        )
    )  # fmt: skip
    for week in range(8):
        value = (10.0 if week < 4 else since) + 0.1 * (week % 2)
        day = begins + timedelta(weeks=week)
        session.add(GoalReading(measure_id=measure.id, day=day, value=value, at=NOW))


def test_four_pairs_are_not_spoken_of(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    for pair in pairs_in(session, cast, course, 4):
        attempt(session, pair.support_id, 1, right=1)
        goal(session, pair, since=14.0)
    session.commit()

    text = browser_of(cast.lee).get(f"/lead/teams/{cast.north.id}/helped").text

    assert text.count("Fewer than 5 pairs") == 2
    assert "First attempt" not in text


def test_five_pairs_show_first_and_latest_attempts_and_nobodys_name(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    for pair in pairs_in(session, cast, course, 5):
        attempt(session, pair.support_id, 1, right=1)
        attempt(session, pair.support_id, 2, right=2)
    session.commit()

    text = browser_of(cast.lee).get(f"/lead/teams/{cast.north.id}/helped").text

    assert "<td>50 %</td><td>100 %</td>" in text
    assert not any(name in text for name in ("Sue", "Sam", "Nia0"))


def test_goals_are_counted_by_what_can_be_said(
    session: Session, cast: Cast, course: Course
) -> None:
    for number, pair in enumerate(pairs_in(session, cast, course, 5)):
        goal(session, pair, since=14.0 if number < 3 else 10.0)
    session.commit()

    found = queries.helped_page(session, cast.north.id, reader_id=cast.lee.id).results

    assert found is not None
    assert found.verdicts == {Verdict.UNCLEAR: 2, Verdict.BETTER: 3}


def test_a_figure_taken_out_does_not_count(session: Session, cast: Cast, course: Course) -> None:
    goal(session, cast.pair, since=14.0)
    session.flush()
    measure = session.scalars(select(GoalMeasure)).one()
    session.add(GoalReading(measure_id=measure.id, day=date(2026, 1, 5), value=None, at=NOW))
    session.commit()

    figures = queries.figures_by_measure(session, [measure.id])[measure.id]

    assert len(figures) == 7


def test_the_page_asks_the_same_questions_however_many_pairs(
    session: Session, engine: Engine, cast: Cast, course: Course
) -> None:
    queries.helped_page(session, cast.north.id, reader_id=cast.lee.id)
    with counted_queries(engine) as few:
        queries.helped_page(session, cast.north.id, reader_id=cast.lee.id)
    for pair in pairs_in(session, cast, course, 8):
        goal(session, pair, since=12.0)
    session.commit()

    with counted_queries(engine) as many:
        queries.helped_page(session, cast.north.id, reader_id=cast.lee.id)

    assert len(many) == len(few) <= 11


def came_back(session: Session, pair: Pair, person_id: int, *, promise: str) -> None:
    """Somebody was asked again forty days after the module, and knew it."""
    module = session.scalars(select(Module)).one()
    session.add(
        RefresherAnswer(
            person_id=person_id, module_id=module.id, revision_id=module.revision_id,
            question="q1", role=Role.SUPPORT, face=RefresherFace.OWN, answer="[]",
            promise=RefresherPromise(promise), team_id=pair.team_id, learned_at=NOW, right=True,
            stability=9.0, difficulty=5.0, due_at=NOW, estimated_seconds=30, number=1,
            at=NOW + timedelta(days=40),
        )
    )  # fmt: skip
    session.commit()


@pytest.mark.parametrize(
    ("promise", "expected"), [("figures_of_five", "5 of 5"), ("both", ""), ("own", "")]
)
def test_what_lasts_is_told_of_five_and_only_where_that_was_promised(
    session: Session, cast: Cast, course: Course, browser_of: Browser, promise: str, expected: str
) -> None:
    for pair in pairs_in(session, cast, course, 5):
        came_back(session, pair, pair.support_id, promise=promise)

    text = browser_of(cast.lee).get(f"/lead/teams/{cast.north.id}/helped").text
    assert (f"{expected} · 100 %" in text) is bool(expected)
    assert ("after 30 days" in text) is bool(expected)


LOW, HIGH = "The interval reaches from", "(95 per cent)."
RARELY = "Chance alone rarely makes such a difference."
WRONG_WAY = "Chance alone rarely makes such a difference, and it points the wrong way."
ZERO = "Zero is in it: the difference may be chance."


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (None, None, ""),
        (0.01, 0.2, f"{LOW} +1 to +20 points {HIGH} {RARELY}"),
        (0.0, 0.2, f"{LOW} +0 to +20 points {HIGH} {ZERO}"),
        (-0.1, 0.0, f"{LOW} -10 to +0 points {HIGH} {ZERO}"),
        (-0.1, -0.02, f"{LOW} -10 to -2 points {HIGH} {WRONG_WAY} Ask the pairs why."),
    ],
)
def test_a_difference_is_told_with_its_interval_and_what_chance_could_do(
    cast: Cast, browser_of: Browser, monkeypatch: pytest.MonkeyPatch,
    low: float | None, high: float | None, said: str,
) -> None:  # fmt: skip
    monkeypatch.setattr(queries, "stepped", lambda figures: Stepped(3, 4, 0.125, low, high))

    page = browser_of(cast.lee).get(f"/lead/teams/{cast.north.id}/helped").text
    text = " ".join(re.sub("<[^>]+>", " ", page).split())

    compared = text.partition("In the same weeks, ")[2].partition(" Compared: ")
    assert compared[0] == (
        "pairs that had begun were +12 points of their baseline above pairs that had not."
        + (f" {said}" if said else "")
    )
    assert compared[2].startswith("3 pairs that had begun, 4 before they began.")


def test_goals_of_five_pairs_are_told_by_verdict(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    for number, pair in enumerate(pairs_in(session, cast, course, 5)):
        goal(session, pair, since=14.0 if number < 3 else 10.0)
    session.commit()

    page = browser_of(cast.lee).get(f"/lead/teams/{cast.north.id}/helped").text
    results = page.partition('id="results"')[2].partition("</section>")[0]

    assert "5 pairs have agreed on a shared goal." in " ".join(results.split())
    assert re.findall(r"<span>([^<]+)</span> <span>(\d+)</span>", results) == [
        ("cannot be told from chance", "2"),
        ("better than the baseline, beyond what chance explains", "3"),
    ]


def test_the_page_of_five_pairs_tells_all_that_is_known_of_them(
    session: Session, cast: Cast, course: Course, browser_of: Browser, page_as_before: AsBefore
) -> None:
    for pair in pairs_in(session, cast, course, 5):
        attempt(session, pair.support_id, 1, right=1)
        attempt(session, pair.support_id, 2, right=2)
        came_back(session, pair, pair.support_id, promise="figures_of_five")
        goal(session, pair, since=14.0)
    session.commit()

    page_as_before(browser_of(cast.lee).get(f"/lead/teams/{cast.north.id}/helped").text)


@pytest.mark.parametrize("low", [None, 0.01, -0.1])
def test_a_difference_is_told_beside_what_cannot_be_concluded(
    cast: Cast, browser_of: Browser, monkeypatch: pytest.MonkeyPatch, page_as_before: AsBefore,
    low: float | None,
) -> None:  # fmt: skip
    high = None if low is None else low + 0.2
    monkeypatch.setattr(queries, "stepped", lambda figures: Stepped(3, 4, 0.125, low, high))

    page_as_before(browser_of(cast.lee).get(f"/lead/teams/{cast.north.id}/helped").text)

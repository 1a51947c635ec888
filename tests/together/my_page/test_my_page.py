"""What does somebody see on their own page?"""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from tandem.models import Assignment, Course, Goal, GoalMeasure, GoalReading
from tandem.terms import Better, PairState, Role
from tests.cast import NOW, Cast, change, pair, person
from tests.conftest import Browser
from tests.lessons import assign, finish, lesson, question, serve


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """Sam and Sue have a course with two modules."""
    served = serve(session, lesson(question("q1")), lesson(name="second", title="The second"))
    assign(session, cast.pair, served, due_on=date(2099, 12, 4))
    return served


def seen(text: str) -> str:
    """The text of a page in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_the_next_thing_is_the_title_of_the_page(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    text = browser_of(cast.sam).get("/").text

    assert re.findall(r"<h1[^>]*>([^<]+)</h1>", text) == ["Gasoline and engine"]
    assert text.count('aria-current="step"') == 1


def test_sam_sees_what_sue_did_last(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    finish(session, cast.sue)

    assert "Sue passed the quiz of “Gasoline and engine” on 2 Mar 2026." in seen(
        browser_of(cast.sam).get("/").text
    )


def test_two_partners_walk_on_one_road(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    ben = person(session, "Ben", "Okoye", Role.SUPPORT)
    session.flush()
    assign(session, pair(session, cast.north, cast.sam, ben), course)
    finish(session, cast.sam)
    finish(session, ben)

    text = seen(browser_of(cast.sam).get("/").text)

    assert text.count("The second") == 2  # as what is next, and once on the road
    assert "Ben: both done on 2 Mar 2026" in text
    assert "You are done. Sue still has: reading, the quiz." in text


def test_a_fourth_partner_gets_a_road_of_their_own(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    for number in range(3):
        partner = person(session, f"Partner{number}", "Many", Role.SUPPORT)
        session.flush()
        assign(session, pair(session, cast.north, cast.sam, partner), course)

    text = browser_of(cast.sam).get("/").text

    assert text.count('<ol class="way__stops">') == 2
    assert text.count('aria-current="step"') == 1


def test_the_page_keeps_a_pair_whose_course_was_taken_back(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    session.query(Assignment).update({"withdrawn_at": NOW})
    session.commit()

    text = seen(browser_of(cast.sam).get("/").text)

    assert "with Sue Zhang No course at the moment. What you gave each other stays there." in text
    assert "A leader forms a pair" not in text


def test_the_page_keeps_a_pair_that_rests_with_and_without_a_course(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    change(session, cast.pair, PairState.PAUSED)
    change(session, cast.other_pair, PairState.PAUSED)
    session.commit()

    assert "This pair is paused." in seen(browser_of(cast.sam).get("/").text)
    assert "Paused, and without a course now." in seen(browser_of(cast.otto).get("/").text)


def test_who_has_done_their_half_reads_for_whom_it_waits(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    for module in ("engine", "second"):
        finish(session, cast.sam, module)

    text = seen(browser_of(cast.sam).get("/").text)

    assert "Your half is done" in text
    assert "Sue Zhang still has “Gasoline and engine”. About 6 minutes." in text


def test_who_is_through_with_everybody_sees_it_closed(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    for who in (cast.sam, cast.sue):
        for module in ("engine", "second"):
            finish(session, who, module)

    text = browser_of(cast.sam).get("/").text

    assert "Two halves, one result" in text
    assert "halves--large halves--both" in text
    assert "Your certificates" in text


def agreed_goal(session: Session, cast: Cast, *figures: float) -> None:
    """Sam and Sue have agreed on a goal; a figure a week, four of them in the baseline."""
    measure = GoalMeasure(pair_id=cast.pair.id, name="Late orders", unit="a week")
    session.add(measure)
    session.flush()
    begins = date(2026, 1, 5)
    session.add(
        Goal(
            pair_id=cast.pair.id, number=1, measure_id=measure.id, better=Better.HIGHER,
            baseline_from=begins, baseline_to=begins + timedelta(days=27), target=12.0,
            share_percent=5.0, share_text="", review_on=date(2099, 6, 1), time_zone="UTC",
            at=NOW, agreed_at=NOW,
        )
    )  # fmt: skip
    for week, value in enumerate(figures):
        day = begins + timedelta(weeks=week)
        session.add(GoalReading(measure_id=measure.id, day=day, value=value, at=NOW))
    session.commit()


def test_a_goal_of_the_two_is_drawn_and_told_with_its_figures(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    agreed_goal(session, cast, 10, 10, 10, 10, 14, 14)

    page = browser_of(cast.sam).get("/").text
    figure = page.partition('<section class="figure"')[2].partition("</section>")[0]
    drawn = re.findall(r'(?:baseline" width|target" d|points" points)="([^"]+)"', figure)
    baseline, target, points = drawn

    assert "Late orders 10 in the baseline, 14 since then; the target is 12." in seen(figure)
    assert 0 < float(baseline) < 300
    assert re.fullmatch(r"M0 [\d.]+H300", target)
    assert len(points.split()) == 6


def test_a_goal_without_figures_names_its_target_alone(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    agreed_goal(session, cast)

    page = browser_of(cast.sam).get("/").text
    figure = page.partition('<section class="figure"')[2].partition("</section>")[0]

    assert "Late orders The target is 12. Readings will tell. Enter a figure" in seen(figure)
    assert "<svg" not in figure

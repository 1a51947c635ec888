"""What did each partner do last? Plain values only."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tandem.terms import Step
from tandem.together.my_page.queries import news_of
from tests.cast import NOW
from tests.plain_courses import COURSE, OPEN, half, shared
from tests.together.steps.step_helpers import TALK

DAY = timedelta(days=1)


def test_of_two_courses_with_a_partner_the_newest_act_is_told() -> None:
    acts = [half(asked=(TALK,), talk=NOW + days * DAY) for days in (0, 2, 1)]
    courses = [
        shared(1, (OPEN, act), course=replace(COURSE, id=number, slug=f"course-{number}"))
        for number, act in enumerate(acts)
    ]

    (news,) = news_of(courses)

    assert (news.course, news.act.at) == ("course-1", NOW + 2 * DAY)


def test_the_same_course_again_tells_no_newer_act_of_a_partner() -> None:
    reader = half(Step.READ)
    first = shared(1, (OPEN, reader))
    again = shared(1, (OPEN, reader), course=replace(COURSE, id=6, slug="other"))
    newer = shared(2, (OPEN, half(asked=(TALK,), talk=NOW + DAY)), given="Abe")

    assert [(news.seat.pair_id, news.course) for news in news_of([first, again, newer])] == [
        (2, "teaming"), (1, "teaming"),
    ]  # fmt: skip

"""What is next for a reader, and what did their partners do since the last mail?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from tandem.notifications.daily.ahead import Ahead, ahead_for, ahead_of_reader, road_under
from tandem.notifications.daily.news import LastTold
from tandem.progress.next_thing import ahead_in_pairs, next_things
from tandem.progress.pair_courses import PairCourse
from tandem.terms import Step
from tests.cast import NOW
from tests.plain_courses import COURSE, DONE, OPEN, SAM, SUE, half, pair, pair_course

SECOND = timedelta(seconds=1)
READ = half(Step.READ)
OTHER = replace(COURSE, id=6)


def ahead_of(own: list[PairCourse], person_id: int, *, since: datetime) -> Ahead:
    """What stands before a reader who has attempts left."""
    return ahead_of_reader(own, next_things(ahead_in_pairs(own, person_id)), person_id, since=since)


def test_a_reader_is_told_what_is_next_on_its_road() -> None:
    ahead = ahead_of([pair_course((DONE, DONE), (OPEN, OPEN))], SAM, since=NOW)

    assert ahead.next is not None
    assert (ahead.next.place, ahead.next.step) == (2, Step.READ)
    assert ahead.road is not None
    assert (ahead.road.line, ahead.road.done) == ("●○", 1)


def test_the_road_is_that_of_the_pair_and_the_course_of_the_next_thing() -> None:
    courses = [
        pair_course((DONE, DONE), of=pair(1)),
        pair_course((DONE, OPEN), (OPEN, OPEN), of=pair(2), course=OTHER),
        pair_course((OPEN, DONE), of=pair(2)),
    ]
    ahead = ahead_of(courses, SAM, since=NOW)

    assert ahead.next is not None
    assert (ahead.next.ahead.pair_id, ahead.next.ahead.course.id) == (2, 5)
    assert ahead.road is not None
    assert ahead.road.line == "◑"
    assert road_under(courses[:2], ahead.next) is None


def test_where_nothing_waits_there_is_no_road() -> None:
    ahead = ahead_of([pair_course((DONE, OPEN))], SAM, since=NOW)

    assert (ahead.next, ahead.road) == (None, None)


def test_what_a_partner_did_is_told_once_for_each_pair_if_it_is_newer() -> None:
    courses = [
        pair_course((OPEN, READ), of=pair(1)), pair_course((OPEN, READ), of=pair(1), course=OTHER),
        pair_course((OPEN, OPEN), of=pair(2)),
    ]  # fmt: skip

    told = ahead_of(courses, SAM, since=NOW - SECOND).acts

    assert [(news.partner, news.act.step) for news in told] == [("Sue", Step.READ)]
    assert ahead_of(courses, SAM, since=NOW).acts == ()
    (other,) = ahead_of([pair_course((READ, OPEN))], SUE, since=NOW - SECOND).acts
    assert other.partner == "Sam"


def test_what_a_reader_did_is_no_news_to_them() -> None:
    assert ahead_of([pair_course((READ, OPEN))], SAM, since=NOW - SECOND).acts == ()


def test_each_reader_has_what_stands_before_them_and_who_has_no_pair_nothing(
    session: Session,
) -> None:
    told = LastTold("UTC", None, None)
    readers = {SAM: told, SUE: told, 9: told}
    found = ahead_for(session, [pair_course((DONE, OPEN))], readers, now=NOW)

    assert list(found) == [SAM, SUE]
    assert (found[SAM].next, bool(found[SUE].next)) == (None, True)

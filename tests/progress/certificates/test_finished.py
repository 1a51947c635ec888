"""What has been finished, and what of it is certified already? Plain values only."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tandem.models import Certificate
from tandem.progress.certificates.queries import (
    FinishedCourse,
    certifiable_of,
    finished,
    finished_alone,
    finished_by,
    finished_by_both,
    own_certifiable,
)
from tandem.progress.rules.halves import HalfInPair
from tandem.progress.rules.rounds import FIRST, Round
from tandem.terms import Role, Step
from tests.cast import NOW
from tests.plain_courses import DONE, OPEN, SAM, SUE, alone, half, pair, pair_course

LATE = half(Step.READ, finished=9)
SET_COMPLETE = replace(DONE, learned_at=None)
NEWER = replace(DONE, finished_edition=3)
SECOND = Round(2, NOW)


@pytest.mark.parametrize(
    ("halves", "found"),
    [
        ([], None),
        ([DONE, OPEN], None),
        ([DONE, LATE], FinishedCourse(7, 1, NOW + timedelta(days=9), 0)),
        ([DONE, NEWER, SET_COMPLETE], FinishedCourse(7, 3, NOW, 1)),
        ([SET_COMPLETE, SET_COMPLETE], FinishedCourse(7, 1, NOW, 2)),
    ],
)
def test_finished_is_the_newest_edition_at_the_last_moment_and_what_a_leader_set_is_counted(
    halves: list[HalfInPair], found: FinishedCourse | None
) -> None:
    assert finished(halves, round_number=7) == found


def test_each_of_the_two_finishes_their_own_half_and_both_the_whole() -> None:
    course = pair_course((DONE, OPEN), (DONE, DONE))
    whole = pair_course((DONE, DONE), (LATE, DONE))

    assert (finished_by(course, SAM), finished_by(course, SUE)) == (
        FinishedCourse(1, 1, NOW, 0), None,
    )  # fmt: skip
    assert finished_by_both(course) is None
    assert finished_by_both(whole) == FinishedCourse(1, 1, NOW + timedelta(days=9), 0)


def row(code: str, *, round: int = 1, pair_id: int | None = None, person_id: int | None = None,
        edition: int = 1, course_id: int = 5) -> Certificate:  # fmt: skip
    """A certificate that is there."""
    return Certificate(
        code=code, pair_id=pair_id, person_id=person_id, course_id=course_id, round=round,
        edition=edition, set_complete=0,
    )  # fmt: skip


def test_what_is_certified_already_has_its_code_each_of_the_two_their_own() -> None:
    course = pair_course((DONE, DONE), of=pair(7))
    issued = [
        row("both", pair_id=7), row("other pair", pair_id=8), row("sams", person_id=SAM),
        row("sues", person_id=SUE), row("other", person_id=SAM, course_id=6),
    ]  # fmt: skip

    sams, sues = (certifiable_of(course, course, issued, person_id=who) for who in (SAM, SUE))

    assert (sams.pair_code, sams.own_code, sams.earlier) == ("both", "sams", ())
    assert (sues.pair_code, sues.own_code) == ("both", "sues")


def test_what_is_not_finished_is_certified_as_it_was_in_the_last_round() -> None:
    now = pair_course((OPEN, DONE), of=pair(7), round=SECOND)
    before = pair_course((DONE, DONE), of=pair(7))
    found = certifiable_of(now, before, [row("first", pair_id=7)], person_id=SAM)

    assert found.by_both == found.by_viewer == FinishedCourse(1, 1, NOW, 0)
    assert (found.pair_code, found.own_code) == ("first", None)


def test_certificates_of_earlier_rounds_stand_beside_the_present_one() -> None:
    now, before = (pair_course((DONE, DONE), of=pair(7), round=round) for round in (SECOND, FIRST))
    issued = [
        row("old", pair_id=7), row("mine", person_id=SAM), row("of sue", person_id=SUE),
        row("of another course", person_id=SAM, course_id=6),
    ]  # fmt: skip
    found = certifiable_of(now, before, issued, person_id=SAM)

    assert [one.code for one in found.earlier] == ["old", "mine"]
    assert found.by_both == found.by_viewer == FinishedCourse(2, 1, NOW, 0)
    assert found.pair_code is found.own_code is None


def test_what_is_read_alone_is_certified_by_round_and_edition() -> None:
    own = alone(Role.TRAINER, DONE)
    issued = [
        row("of another course", course_id=6), row("older", edition=0), row("now"),
        row("of a pair", pair_id=7),
    ]  # fmt: skip
    found = own_certifiable(own, None, issued)

    assert found.done == finished_alone(own) == FinishedCourse(1, 1, NOW, 0)
    assert (found.code, [one.code for one in found.earlier]) == ("now", ["older"])


def test_alone_too_the_last_round_can_still_be_certified() -> None:
    begun_anew, before = alone(Role.TRAINER, OPEN), alone(Role.TRAINER, DONE)

    assert own_certifiable(begun_anew, before, [row("then")]).code == "then"
    assert own_certifiable(begun_anew, None, [row("then")]).code is None

"""What have the two agreed on, and who has done the step?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tandem.together.steps import signatures
from tandem.together.steps.agreements import Agreement
from tandem.together.steps.signatures import Version
from tests.cast import NOW


def version(number: int, *signed: tuple[int, int]) -> Version:
    """A version; `signed` are (person, minute)."""
    moments = {person: NOW + timedelta(minutes=minute) for person, minute in signed}
    return Version(number, number, ("One",), date(2026, 6, 1), 1, NOW, moments)


def test_nobody_is_done_before_anything_is_proposed() -> None:
    assert signatures.who_is_done([]) == frozenset()
    assert signatures.in_force([]) is None
    assert signatures.proposed([]) is None


def test_what_both_have_signed_waits_for_nobody() -> None:
    assert signatures.proposed([version(1, (1, 0), (2, 1))]) is None


def test_whoever_signs_first_is_done() -> None:
    assert signatures.who_is_done([version(1, (1, 0))]) == {1}


def test_an_answer_with_another_version_is_done_when_both_have_signed_it() -> None:
    halfway = [version(1, (1, 0)), version(2, (2, 5))]
    both = [version(1, (1, 0)), version(2, (2, 5), (1, 9))]

    assert signatures.who_is_done(halfway) == {1}
    assert (signatures.in_force(halfway), signatures.proposed(halfway)) == (None, halfway[1])
    assert signatures.who_is_done(both) == {1, 2}
    assert signatures.in_force(both) == both[1]


def test_the_newest_version_with_both_signatures_is_in_force() -> None:
    versions = [version(1, (1, 0), (2, 1)), version(2, (2, 5))]

    assert signatures.in_force(versions) == versions[0]
    assert signatures.proposed(versions) == versions[1]
    assert versions[0].agreed_at == NOW + timedelta(minutes=1)


def test_a_version_is_agreed_with_its_second_signature_and_from_then_on() -> None:
    one, two = version(1, (1, 0)), version(2, (1, 7), (2, 3))

    assert (one.is_agreed, one.agreed_at) == (False, None)
    assert (two.is_agreed, two.agreed_at) == (True, NOW + timedelta(minutes=7))


def test_the_number_tells_which_version_is_the_newest_in_whatever_order_they_come() -> None:
    agreed = [version(2, (1, 4), (2, 5)), version(1, (1, 0), (2, 1))]

    assert signatures.in_force(agreed) == agreed[0]
    assert signatures.proposed(agreed) is None
    assert signatures.proposed([version(3, (1, 9)), *agreed]) == version(3, (1, 9))


def test_of_two_who_signed_different_versions_the_first_is_done() -> None:
    apart = [version(1, (1, 5)), version(2, (2, 0))]

    assert signatures.who_is_done(apart) == {2}
    assert signatures.who_is_done([version(1)]) == frozenset()


@pytest.mark.parametrize(
    ("day", "signed", "due"),
    [
        (date(2026, 5, 31), [(1, 0), (2, 1)], False),
        (date(2026, 6, 1), [(1, 0), (2, 1)], True),
        (date(2026, 6, 2), [(1, 0), (2, 1)], True),
        (date(2026, 6, 2), [(1, 0)], False),
        (date(2026, 6, 2), [], False),
    ],
)
def test_what_both_have_signed_is_looked_at_again_from_its_day_on(
    day: date, signed: list[tuple[int, int]], due: bool
) -> None:
    agreement = Agreement("teaming", "engine", "plan", (version(1, *signed),))

    assert agreement.is_to_be_looked_at(day) is due


def test_while_a_newer_version_is_proposed_the_old_one_is_not_looked_at() -> None:
    versions = (version(1, (1, 0), (2, 1)), version(2, (1, 9)))

    assert not Agreement("teaming", "engine", "plan", versions).is_to_be_looked_at(date(2026, 7, 1))

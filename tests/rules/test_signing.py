"""What have the two agreed on, and who has done the step?"""

from __future__ import annotations

from datetime import date, timedelta

from tandem.rules import signing
from tandem.rules.signing import Version
from tests.cast import NOW


def version(number: int, *signed: tuple[int, int]) -> Version:
    """A version; `signed` are (person, minute)."""
    moments = {person: NOW + timedelta(minutes=minute) for person, minute in signed}
    return Version(number, number, ("One",), date(2026, 6, 1), 1, NOW, moments)


def test_nobody_is_done_before_anything_is_proposed() -> None:
    assert signing.who_is_done([]) == frozenset()
    assert signing.in_force([]) is None


def test_whoever_signs_first_is_done() -> None:
    assert signing.who_is_done([version(1, (1, 0))]) == {1}


def test_an_answer_with_another_version_is_done_when_both_have_signed_it() -> None:
    halfway = [version(1, (1, 0)), version(2, (2, 5))]
    both = [version(1, (1, 0)), version(2, (2, 5), (1, 9))]

    assert signing.who_is_done(halfway) == {1}
    assert signing.who_is_done(both) == {1, 2}
    assert signing.in_force(both) == both[1]


def test_the_newest_version_with_both_signatures_is_in_force() -> None:
    versions = [version(1, (1, 0), (2, 1)), version(2, (2, 5))]

    assert signing.in_force(versions) == versions[0]
    assert signing.proposed(versions) == versions[1]
    assert versions[0].agreed_at == NOW + timedelta(minutes=1)

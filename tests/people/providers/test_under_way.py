"""Which ways to a provider does a browser come back from?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from tandem.people.providers import under_way
from tandem.people.providers.proof import Errand
from tandem.people.providers.under_way import MOST, SECONDS, WayThere
from tests.moments import SetClock


@pytest.fixture(autouse=True)
def browser(app: Flask) -> Iterator[None]:
    """A browser that has set out nowhere yet."""
    with app.test_request_context():
        yield


def way(state: str) -> WayThere:
    """A way to Acme."""
    return WayThere("acme", Errand(state, "verifier", "nonce"), "/account", asks_again=False)


def test_somebody_comes_back_in_the_last_three_tabs_each_once() -> None:
    states = [str(number) for number in range(MOST + 1)]
    for state in states:
        under_way.set_out(way(state))

    assert [under_way.is_expected("acme", state) for state in states] == [False, True, True, True]
    assert under_way.come_back("acme", "2") == way("2")
    assert under_way.come_back("acme", "2") is None
    assert under_way.come_back("acme", "1") == way("1")


def test_a_way_to_one_provider_does_not_come_back_from_another() -> None:
    under_way.set_out(way("1"))

    assert not under_way.is_expected("beta", "1")
    assert under_way.come_back("acme", "2") is None


@pytest.mark.parametrize(("late", "is_expected"), [(0, True), (1, False)])
def test_a_way_takes_a_quarter_of_an_hour_at_most(
    clock: SetClock, late: int, is_expected: bool
) -> None:
    under_way.set_out(way("1"))
    clock.set_to(clock.now + timedelta(seconds=SECONDS + late))

    assert under_way.is_expected("acme", "1") is is_expected


def test_who_set_out_nowhere_comes_back_from_nowhere() -> None:
    assert under_way.come_back("acme", "1") is None

"""Is everything that is pressed spoken as it is written? On every page; German in `web/`."""

from __future__ import annotations

import pytest

from tests.spoken_names import of_two_ways, unlike_in
from tests.visits import PEOPLE, Sent

EVERYBODY = [pytest.param(who, marks=pytest.mark.xdist_group(f"visit-{who}")) for who in PEOPLE]


@pytest.fixture
def wide() -> bool:
    """Everybody writes."""
    return True


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_words_on_whatever_is_pressed_stand_in_its_spoken_name(
    visited: dict[str, Sent],
) -> None:
    unlike = {
        address: found for address, sent in visited.items() if (found := unlike_in(sent.page))
    }

    assert unlike == {}


def test_signs_and_what_is_not_seen_count_for_nothing() -> None:
    page = """<a aria-label="End North: Sam" href="/"><svg><path d=""/></svg>End …</a>
      <button aria-label="Up"><span aria-hidden="true">↑</span></button>
      <button aria-label="Take Sam out">Remove …</button>"""

    assert unlike_in(page) == {("Take Sam out", "Remove …")}


@pytest.mark.parametrize("who", EVERYBODY)
def test_links_of_a_page_that_lead_elsewhere_have_other_words(visited: dict[str, Sent]) -> None:
    found = {address: two for address, sent in visited.items() if (two := of_two_ways(sent.page))}

    assert found == {}


def test_links_of_the_same_words_to_two_addresses_are_found() -> None:
    page = (
        '<a href="/one">Look at <b>it</b></a> <a href="/two">Look  at it</a>'
        '<a href="/one" aria-label="Edit: one">Edit</a>'
        '<a href="/two" aria-label="Edit: two">Edit</a>'
        '<a href="/three">Next</a> <a href="/three">Next</a> <a href="#place">Next</a>'
    )

    assert of_two_ways(page) == {"Look at it": {"/one", "/two"}}

"""What happens where a number can mean two things, such as 1,234?"""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tandem.models import Goal
from tests.cast import Cast, read_german
from tests.conftest import Browser
from tests.together.goals.conftest import Found
from tests.together.goals.test_readings import add, rows, upload


def test_a_number_that_can_mean_two_is_asked_about_with_both(
    cast: Cast, agreed: Goal, browser_of: Browser, session: Session
) -> None:
    answer = add(browser_of(cast.sam), cast, "2026-02-03", "1,234")

    assert answer.status_code == 400
    assert "“1,234” can mean 1234 or 1.2340. Write it in one of these two ways." in answer.text
    assert 'value="1,234"' in answer.text
    assert rows(session) == 0


def test_who_reads_german_is_asked_with_a_comma(
    session: Session, cast: Cast, agreed: Goal, browser_of: Browser
) -> None:
    read_german(session, cast.sam)

    answer = add(browser_of(cast.sam), cast, "2026-02-03", "1.200")

    assert answer.status_code == 400
    assert "1200 oder 1,2000" in answer.text


@pytest.mark.parametrize(
    ("language", "typed", "value"),
    [("de", "1.200,5", 1200.5), ("de", "-1.234.567", -1234567), ("en", "1,200.5", 1200.5)],
)
def test_thousands_are_marked_as_in_the_language_of_who_types(
    session: Session, cast: Cast, agreed: Goal, browser_of: Browser, found: Found,
    language: str, typed: str, value: float,
) -> None:  # fmt: skip
    cast.sam.language = language
    session.commit()

    add(browser_of(cast.sam), cast, "2026-02-03", typed)

    assert [one.value for one in found().readings] == [value]


@pytest.mark.parametrize(("language", "typed"), [("en", "1.200,5"), ("de", "1,200.5")])
def test_thousands_that_are_marked_as_elsewhere_are_no_number(
    session: Session, cast: Cast, agreed: Goal, browser_of: Browser, language: str, typed: str
) -> None:
    cast.sam.language = language
    session.commit()

    assert add(browser_of(cast.sam), cast, "2026-02-03", typed).status_code == 400
    assert rows(session) == 0


@pytest.mark.parametrize(("typed", "value"), [("1234", 1234), ("1,2340", 1.234)])
def test_what_was_asked_for_instead_is_taken(
    cast: Cast, agreed: Goal, browser_of: Browser, found: Found, typed: str, value: float
) -> None:
    add(browser_of(cast.sam), cast, "2026-02-03", typed)

    assert [one.value for one in found().readings] == [value]


def test_a_row_that_can_mean_two_is_named_and_nothing_is_lost(
    session: Session, cast: Cast, agreed: Goal, browser_of: Browser
) -> None:
    answer = upload(browser_of(cast.sam), cast, b"2026-02-03;9,5\n2026-02-04;1.234")

    assert answer.status_code == 400
    assert "Row 2: “1.234” can mean 1234 or 1.2340." in answer.text
    assert "2026-02-03;9,5" in answer.text
    assert rows(session) == 0


@pytest.mark.parametrize(("language", "written"), [("en", "1.2550"), ("de", "1,2550")])
def test_three_decimals_stand_on_the_page_as_they_can_be_sent_again(
    session: Session, cast: Cast, agreed: Goal, browser_of: Browser, language: str, written: str
) -> None:
    cast.sam.language = language
    agreed.target = 1.255
    session.commit()
    sam = browser_of(cast.sam)

    add(sam, cast, "2026-02-03", written)

    assert f"<td>{written}</td>" in sam.get(f"/pairs/{cast.pair.id}/goal/").text
    assert f'value="{written}"' in sam.get(f"/pairs/{cast.pair.id}/goal/propose").text

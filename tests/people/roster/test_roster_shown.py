"""What does somebody read of a list, before anything is done with it?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask, render_template

from tandem.people.roster.house import Wanted
from tandem.people.roster.plan import OtherName, RosterPlan, WantedPair
from tandem.people.roster.row_counts import counts_of
from tandem.people.roster.sheets import RosterSheet
from tandem.people.roster.table import PassedOver, PassedOverAs, Roster, read_roster
from tandem.people.roster.words import PASSED_OVER
from tandem.web.forms import RecordingForm
from tests.cast import Cast
from tests.conftest import Browser
from tests.people.roster.test_choices import OWN, bring, send
from tests.people.roster.test_sheets import book, saved
from tests.written import AsBefore


def people(number: int, **facts: Any) -> tuple[Wanted, ...]:
    """So many people of a list."""
    return tuple(
        Wanted(2, f"ivo{count}@firm.example", "Ivo", "Sol", **facts) for count in range(number)
    )


@pytest.mark.parametrize("number", [20, 21])
def test_of_many_who_leave_or_stay_twenty_are_named(
    app: Flask, page_as_before: AsBefore, number: int
) -> None:
    plan = RosterPlan(
        leaving=people(number, is_missing=True),
        leaving_later=people(number, leaves_on=date(2026, 5, 2)),
        staying=people(number),
        spared=tuple(f"Ada {count}" for count in range(number)),
    )
    teams = [f"Team {count}" for count in range(number)]

    with app.test_request_context("/admin/import"):
        page_as_before(render_template("people/roster/_leaving.html", plan=plan, leaderless=teams))


@pytest.mark.parametrize("number", [20, 21])
@pytest.mark.parametrize("is_leaders", [False, True])
def test_of_many_who_gain_something_twenty_are_named(
    app: Flask, page_as_before: AsBefore, number: int, is_leaders: bool
) -> None:
    plan = RosterPlan(
        changed=people(number),
        teams=tuple(f"Team {count}" for count in range(number)),
        other_names=tuple(
            OtherName("i@x.example", f"Ivo {n}", "Ivo", "Sol") for n in range(number)
        ),
        ended_before=tuple(WantedPair(2, "North", "a@x.example", "b@x.example") for _ in "ab"),
    )
    facts = {"file_name": "people.csv", "roster": Roster((), ()), "again": "/again"}
    team = {"name": "North"} if is_leaders else None

    with app.test_request_context("/admin/import"):
        form = RecordingForm(formdata=None)
        page = render_template("people/roster/check.html", plan=plan, form=form, team=team, **facts)

    page_as_before(page)


@pytest.mark.parametrize("number", [20, 21])
def test_of_many_rows_that_are_about_nobody_twenty_are_named(
    app: Flask, page_as_before: AsBefore, number: int
) -> None:
    passed = tuple(PassedOver(row, PassedOverAs.NOTE, f"Note {row}") for row in range(number))
    sheet = RosterSheet((), name="People", other_names=("Old", "Older") if number > 20 else ())
    head = read_roster(b"email,given name,surname,Phone").head
    facts: dict[str, Any] = {"passed_over_words": PASSED_OVER, "columns_address": "/columns"}

    with app.test_request_context("/admin/import"):
        roster = Roster((), (), passed, sheet, head)
        page_as_before(
            render_template(
                "people/roster/_read.html", roster=roster, counts=counts_of(roster, ()), **facts
            )
        )


def test_of_many_faults_the_rest_are_counted(
    cast: Cast, browser_of: Browser, page_as_before: AsBefore
) -> None:
    rows = "".join(f"ivo{number}@firm.example,,,rep,,\n" for number in range(102))

    page = bring(browser_of(cast.ada), (OWN + rows).encode()).text

    page_as_before(page.partition("</table>")[2].partition("</main>")[0])


def test_a_whole_list_that_misses_many_asks_how_many_leave(
    cast: Cast, browser_of: Browser, page_as_before: AsBefore
) -> None:
    ada, text = browser_of(cast.ada), f"{OWN}sam@example.com,Sam,Adeyemi,rep,North,\n"
    look = bring(ada, text.encode(), is_whole="y")

    page_as_before(send(ada, look, leaving="1").text)


ROW = "jo@firm.example,Łukasz,Świątek,rep,,"


def test_how_the_letters_read_may_be_chosen(
    cast: Cast, browser_of: Browser, page_as_before: AsBefore
) -> None:
    page = bring(browser_of(cast.ada), (OWN + ROW).encode("cp1250")).text

    page_as_before(page.partition('<div class="table-scroll"')[0])


def test_which_sheet_is_read_may_be_chosen(
    cast: Cast, browser_of: Browser, page_as_before: AsBefore
) -> None:
    ada = browser_of(cast.ada)
    lines: list[list[object]] = [list(line.split(",")) for line in (OWN.strip(), ROW)]
    look = bring(ada, saved(book(People=lines, Old=lines)))

    page = ada.get(f"{look.request.path}/columns").text

    page_as_before(page.partition('<div class="table-scroll"')[0])

"""Does every column of a file say what the screen says, in whichever zone its leader lives?"""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from itertools import groupby

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Module, Override, PairCompletion
from tandem.terms import OverridePromise
from tests.cast import NOW, House
from tests.conftest import Browser
from tests.leading.board.details_page import Line, PairFacts, day
from tests.lessons import finish
from tests.status import drain
from tests.tables import lines_of_book, lines_of_csv
from tests.writings import Written

ZONES = pytest.mark.parametrize("lee", ["America/New_York", "Pacific/Kiritimati"], indirect=True)
WAY = re.compile(r'class="road__names" href="([^"]+)"')
ROW = re.compile(r'class="road__names" href="([^"]+)".*?class="road__way">(.*?)<', re.DOTALL)
PRINTED_WAY = re.compile(r'<td class="printed__way">(.*?)</td>')
CHIP = re.compile(r'<li><a id="state-\w+"[^>]*?href="([^"]+)".*?</strong>\s*([^<]+)</a>', re.DOTALL)


@pytest.fixture
def wide() -> bool:
    """Pairs in every state, one in its second round, one of a leader."""
    return True


@pytest.fixture
def lee(
    session: Session, cast: House, written: Written, browser_of: Browser,
    request: pytest.FixtureRequest,
) -> FlaskClient:  # fmt: skip
    """A leader who lives where the two finish on other days than by UTC, and has set a half."""
    session.merge(cast.lee).time_zone = request.param
    early, late = NOW - timedelta(hours=6), NOW + timedelta(hours=2)
    finish(session, cast.sam, now=late)
    finish(session, cast.sam, "second", now=late)
    finish(session, cast.sue, "second", now=early)
    module = session.scalars(select(Module).where(Module.slug == "engine")).one()
    done = PairCompletion(
        pair_id=cast.pair.id, person_id=cast.sue.id, module_id=module.id, how="override", number=1,
        revision_id=module.revision_id, at=early,
    )  # fmt: skip
    session.add(done)
    session.flush()
    promise = OverridePromise.LEARNER_AND_LEADERS
    by = {"completion_id": done.id, "by_id": cast.lee.id}
    session.add(Override(**by, reason="Known.", promise=promise))
    drain(session)
    return browser_of(cast.lee)


def lines_by_pair(lee: FlaskClient, address: str) -> dict[str, list[Line]]:
    """The lines of the file, by the two of each pair."""
    text = lee.get(f"{address}report.csv?ended=1").text.removeprefix("\ufeff")
    lines = csv.DictReader(io.StringIO(text))
    return {
        names: list(found)
        for names, found in groupby(lines, key=lambda line: f"{line['Rep']}, {line['Support']}")
    }


def ways_in(board: str) -> list[str]:
    """Where the board leads for each of its pairs."""
    return [way.replace("&amp;", "&") for way in WAY.findall(board)]


@ZONES
def test_the_page_of_each_pair_says_every_column_of_the_file(cast: House, lee: FlaskClient) -> None:
    address = f"/lead/teams/{cast.north.id}/"
    rows = lines_by_pair(lee, address)

    ways = ways_in(lee.get(f"{address}?ended=1").text)
    on_pages = [PairFacts.on(lee.get(way).text) for way in ways]

    assert len(ways) == len(rows) == 5
    expected = [PairFacts.of(lines) for lines in rows.values()]
    assert {one.names: one for one in on_pages} == {one.names: one for one in expected}
    assert [line["Module number"] for lines in rows.values() for line in lines] == ["1", "2"] * 5


@ZONES
def test_the_workbook_says_every_column_of_the_file(cast: House, lee: FlaskClient) -> None:
    report = f"/lead/teams/{cast.north.id}/report"

    book = lee.get(f"{report}.xlsx?ended=1").data

    assert lines_of_book(book) == lines_of_csv(lee.get(f"{report}.csv?ended=1").text)


@ZONES
def test_days_of_a_file_are_those_of_its_words(cast: House, lee: FlaskClient) -> None:
    lines = [line for two in lines_by_pair(lee, "/lead/").values() for line in two]

    done = [
        (line[f"{role} done on"], line[f"{role}’s half"])
        for line in lines
        for role in ("Rep", "Support")
    ]
    still = [(line["Days without movement"], line["No movement"]) for line in lines]
    written = [(day(on), half) for on, half in done if on]
    assert len({on for on, _ in written}) > 1
    assert [half for on, half in written if f"one on {on}" not in half] == []
    assert [half for on, half in done if not on and "one on" in half] == []
    assert [words for days, words in still if days and f"for {days} days" not in words] == []
    assert {bool(words) for days, words in still if not days} == {False}


@ZONES
def test_where_a_pair_stands_is_the_number_it_is_counted_in(cast: House, lee: FlaskClient) -> None:
    address = f"/lead/teams/{cast.north.id}/"
    rows = lines_by_pair(lee, address)

    counted = {
        PairFacts.on(lee.get(way).text).names: said.strip()
        for chip, said in CHIP.findall(lee.get(f"{address}?ended=1").text)
        for way in ways_in(lee.get(chip.replace("&amp;", "&")).text)
    }

    in_file = {PairFacts.of(lines).names: lines[0]["Stands at"] for lines in rows.values()}
    assert counted == in_file


@ZONES
def test_what_is_in_the_way_is_said_alike_on_board_and_paper_and_in_the_file(
    session: Session, cast: House, lee: FlaskClient
) -> None:
    session.merge(cast.paused_pair).paused_until = (NOW + timedelta(days=9)).date()
    drain(session)
    address = f"/lead/teams/{cast.north.id}/"

    board = ROW.findall(lee.get(f"{address}?ended=1").text)
    paper = PRINTED_WAY.findall(lee.get(f"{address}print?ended=1").text)

    on_board = {PairFacts.on(lee.get(way).text).names: said for way, said in board}
    in_file = {
        PairFacts.of(lines).names: {line["What is in the way"] for line in lines}
        for lines in lines_by_pair(lee, address).values()
    }
    assert in_file == {names: {said} for names, said in on_board.items()}
    assert paper == [said for _, said in board]
    until = f"paused until the end of {day((NOW + timedelta(days=9)).date().isoformat())}"
    assert {until, "ended", "open: both"} <= set(paper)
    assert {said[:1].isupper() for said in paper} == {False}

"""Is a long workbook made beside the requests, for whoever asked for it alone?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.leading.board import report_routes
from tandem.leading.made_files import actions, making, queries
from tandem.models import AuditEntry, Course, Letter, MadeFile, MadeFilePiece, TeamLeader
from tandem.terms import AuditAct
from tandem.trust.privacy import retention
from tests.browser import BrowserClient
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.leading.board.board_helpers import serve_thirty_pairs
from tests.lessons import form_id_in
from tests.moments import SetClock
from tests.tables import lines_of_book, lines_of_csv
from tests.written import AsBefore

NEW, FILES = "/lead/files/new", "/lead/files/"


@pytest.fixture(autouse=True)
def course(session: Session, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Course:
    """Sam has a course with thirty partners, which is long here."""
    monkeypatch.setattr(report_routes, "AT_ONCE", 5)
    return serve_thirty_pairs(session, cast, due_on=date(2099, 3, 20))


def ask(browser: BrowserClient, query: str = "") -> TestResponse:
    """Ask for the file of an address."""
    address = f"{NEW}?{query}"
    return browser.post(address, data={"form_id": form_id_in(browser.get(address))})


def files(session: Session) -> list[MadeFile]:
    """Every file."""
    session.rollback()
    session.expire_all()
    return list(session.scalars(select(MadeFile).order_by(MadeFile.id)))


def address_of(file: MadeFile) -> str:
    """Where it is taken along."""
    return f"{FILES}{file.id}.xlsx"


@pytest.mark.parametrize("of_team", [False, True])
@pytest.mark.parametrize("query", ["", "search=quist1&order=due"])
def test_a_long_workbook_is_made_and_says_what_the_csv_says(
    app: Flask, session: Session, cast: Cast, browser_of: Browser, query: str, of_team: bool
) -> None:
    lee, place = browser_of(cast.lee), f"teams/{cast.north.id}/" if of_team else ""

    led = lee.get(f"/lead/{place}report.xlsx?{query}")
    asked = ask(lee, led.location.partition("?")[2])
    made = making.drain(app)
    book = lee.get(address_of(*files(session)))

    text = lee.get(f"/lead/{place}report.csv?{query}").text
    assert (led.status_code, asked.location, made) == (303, FILES, 1)
    assert lines_of_book(book.data) == lines_of_csv(text)
    assert ".xlsx" in book.headers["Content-Disposition"]


def test_a_file_in_several_pieces_says_how_large_it_is(
    app: Flask, session: Session, cast: Cast, browser_of: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "PIECE", 1000)
    lee = browser_of(cast.lee)
    ask(lee)
    making.drain(app)

    [file] = files(session)
    book = lee.get(address_of(file)).data

    assert len(book) > 2000
    assert file.size == len(book)


def test_a_short_workbook_comes_at_once(cast: Cast, browser_of: Browser) -> None:
    answer = browser_of(cast.lee).get("/lead/report.xlsx?search=zhang")

    assert answer.status_code == 200
    assert len(lines_of_book(answer.data)) == 3


def test_the_page_says_how_far_it_is_and_looks_again_by_itself(
    app: Flask, session: Session, cast: Cast, browser_of: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    lee = browser_of(cast.lee)
    ask(lee)
    waits = lee.get(FILES).text
    looks: list[str] = []

    def look(*given: object) -> int:
        looks.append(lee.get(FILES).text)
        return 5

    monkeypatch.setattr(making, "SIGN_EVERY", 0.0)
    monkeypatch.setattr(making, "keep", look)

    making.drain(app)

    done = lee.get(FILES).text
    assert "every 2s" in waits
    assert "The file is being made." in waits
    assert "waits" in waits
    assert "30 of 30" in looks[0]
    assert "Download" in done
    assert "The file is ready." in done
    assert "being made" not in done
    assert "every 2s" not in done


@pytest.mark.parametrize(("done", "said"), [(0, "being made"), (1, "being made"), (2, "2 of 30")])
def test_it_is_counted_how_far_a_file_is_as_soon_as_two_rows_are_done(
    session: Session, cast: Cast, browser_of: Browser, done: int, said: str
) -> None:
    session.add(
        MadeFile(
            person_id=cast.lee.id, filters="", name="board", asked_at=NOW, alive_at=NOW,
            rows_done=done, rows_in_all=30,
        )
    )  # fmt: skip
    session.commit()

    listed = browser_of(cast.lee).get(FILES).text.partition('class="people"')[2]

    assert said in listed
    assert ("of 30" in listed) is (done == 2)


def test_nobody_else_takes_it_along(
    app: Flask, session: Session, cast: Cast, browser_of: Browser
) -> None:
    session.add(TeamLeader(team_id=cast.north.id, person_id=cast.olga.id))
    session.commit()
    ask(browser_of(cast.lee), f"of={cast.north.id}")
    making.drain(app)
    (file,) = files(session)

    lee, olga = browser_of(cast.lee), browser_of(cast.olga)
    assert lee.get(address_of(file)).status_code == 200
    assert file.name in lee.get(FILES).text
    assert olga.get(address_of(file)).status_code == 404
    assert file.name not in olga.get(FILES).text
    assert browser_of(cast.sam).get(address_of(file)).status_code == 403
    assert olga.get(f"{NEW}?of={cast.south.id + 999}").status_code == 404


def test_who_leads_the_team_no_more_gets_it_neither_made_nor_handed_out(
    app: Flask, session: Session, cast: Cast, browser_of: Browser
) -> None:
    lee = browser_of(cast.lee)
    ask(lee, f"of={cast.north.id}")
    making.drain(app)
    ask(lee, f"of={cast.north.id}&order=name")
    session.delete(session.get_one(TeamLeader, (cast.north.id, cast.lee.id)))
    session.commit()

    making.drain(app)

    first, second = files(session)
    assert lee.get(address_of(first)).status_code == 404
    assert second.failed_at is not None


def test_it_stands_in_the_log_when_it_leaves(
    app: Flask, session: Session, cast: Cast, browser_of: Browser
) -> None:
    lee = browser_of(cast.lee)
    ask(lee, f"of={cast.north.id}&search=quist")
    making.drain(app)
    exported = select(AuditEntry).where(AuditEntry.act == AuditAct.EXPORTED)
    before = session.scalars(exported).all()

    lee.get(address_of(*files(session)))

    session.rollback()
    (entry,) = session.scalars(exported).all()
    assert before == []
    assert (entry.actor_id, entry.team_id) == (cast.lee.id, cast.north.id)
    assert "quist" not in entry.about


def test_the_same_file_asked_for_twice_is_made_once(
    app: Flask, session: Session, cast: Cast, browser_of: Browser
) -> None:
    lee = browser_of(cast.lee)
    ask(lee)
    ask(lee)

    assert making.drain(app) == 1
    assert len(files(session)) == 1


def test_a_letter_says_so_only_where_it_took_long(
    app: Flask, session: Session, cast: Cast, browser_of: Browser, clock: SetClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setitem(app.config, "SMTP_URL", "smtp://nowhere.invalid")
    lee = browser_of(cast.lee)
    ask(lee)
    making.drain(app)
    soon = session.scalars(select(Letter)).all()
    ask(lee)
    clock.set_to(clock.now + timedelta(minutes=2))
    making.drain(app)

    session.rollback()
    (letter,) = session.scalars(select(Letter)).all()
    assert soon == []
    assert (letter.recipient, FILES in letter.text) == (cast.lee.email, True)
    assert "Quist" not in letter.text


def test_what_a_dead_worker_left_is_made_anew_and_given_up_after_three_times(
    app: Flask, session: Session, cast: Cast, browser_of: Browser, clock: SetClock
) -> None:
    ask(browser_of(cast.lee))
    taken = making.claimed(app)
    assert taken is not None
    session.add(MadeFilePiece(file_id=taken, number=0, content=b"half of it"))
    session.commit()

    at_once = making.claimed(app)
    later = []
    for _ in range(3):
        clock.set_to(clock.now + queries.LEASE + timedelta(seconds=1))
        later.append(making.claimed(app))

    assert at_once is None
    assert later == [taken, taken, None]
    assert actions.MOST_TRIES == 3
    assert session.scalars(select(MadeFilePiece.number)).all() == []
    assert files(session)[0].failed_at is not None


def test_it_goes_after_a_day_with_all_its_pieces(
    app: Flask, session: Session, cast: Cast, browser_of: Browser, clock: SetClock
) -> None:
    ask(browser_of(cast.lee))
    making.drain(app)
    now = clock.now

    retention.sweep(session, now=now + timedelta(hours=23))
    kept = session.scalars(select(MadeFilePiece.number)).all()
    retention.sweep(session, now=now + timedelta(hours=25))

    assert kept == [0]
    assert session.scalars(select(MadeFile.id)).all() == []
    assert session.scalars(select(MadeFilePiece.number)).all() == []


@pytest.mark.parametrize("is_made", [False, True])
def test_the_page_of_the_files_says_where_each_is_and_hands_it_out(
    app: Flask, session: Session, cast: Cast, browser_of: Browser, page_as_before: AsBefore,
    is_made: bool,
) -> None:  # fmt: skip
    lee = browser_of(cast.lee)
    ask(lee)
    if is_made:
        making.drain(app)

    page_as_before(lee.get(FILES).text)

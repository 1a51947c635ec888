"""What is asked before a list is carried out: columns, letters, names, last days."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.dates import end_of
from tandem.models import AuditEntry, Person, PersonRole, Team
from tandem.people import leaving
from tandem.people.roster import actions, places
from tandem.people.roster.table import Roster, read_roster
from tandem.terms import AuditAct, Role
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import form_id_in
from tests.moments import SetClock
from tests.people.roster.test_sheets import book, saved
from tests.two_pairs import two_pairs

GUESSED = "E-mail;Vorname;Surname;job;Telefon\nivo@firm.example;Ivo;Sol;sales rep;123\n"
OWN = "email,given name,surname,role,team,leaves\n"


def bring(
    browser: FlaskClient, content: bytes, *, to: str = "/admin/import", **more: str
) -> TestResponse:
    """Ada chooses a file, or a leader does."""
    form_id = form_id_in(browser.get(to))
    sent = {"form_id": form_id, "file": (io.BytesIO(content), "people.csv"), **more}
    return browser.post(to, data=sent, follow_redirects=True)


def send(browser: FlaskClient, look: TestResponse, *, to: str = "", **more: object) -> TestResponse:
    """The form of a page, with what is chosen on it."""
    chosen = re.findall(r'<select[^>]* name="(\w+)".*?selected value="(\w*)"', look.text, re.DOTALL)
    sent = {**dict(chosen), "form_id": form_id_in(look), **more}
    return browser.post(to or look.request.path, data=sent, follow_redirects=True)


def person(session: Session, email: str) -> Person | None:
    """Somebody by their address, as they are now."""
    session.rollback()
    return session.scalars(select(Person).where(Person.email == email)).one_or_none()


def test_ada_sees_what_guessed_columns_are_taken_for_before_anything_else(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    ada = browser_of(cast.ada)

    look = bring(ada, GUESSED.encode())

    assert look.request.path.endswith("/columns")
    assert all(text in look.text for text in ("job", "sales rep", "Telefon", "123"))
    plan = send(ada, look)
    assert "1 new person" in plan.text
    assert "Not used: Telefon" in plan.text
    assert "2 rows that aren’t empty" in plan.text
    send(ada, plan)
    assert person(session, "ivo@firm.example") is not None


def test_nobody_waits_while_a_list_is_read(
    cast: Cast, engine: Engine, browser_of: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited_for = []

    def meanwhile(*arguments: Any, **options: Any) -> Roster:
        with Session(engine.execution_options(writes=True, patience=0.1)) as other:
            other.add(Team(name=f"Meanwhile {len(waited_for)}", created_at=NOW))
            other.commit()
        waited_for.append(arguments)
        return read_roster(*arguments, **options)

    ada = browser_of(cast.ada)
    monkeypatch.setattr(places, "read_roster", meanwhile)
    monkeypatch.setattr(actions, "read_roster", meanwhile, raising=False)

    look = bring(ada, GUESSED.encode())
    answer = send(ada, look)

    assert (look.status_code, answer.status_code) == (200, 200)
    assert len(waited_for) > 3


@pytest.mark.parametrize("more", ["", ",Telefon"], ids=["all used", "one not used"])
def test_a_choice_is_remembered_for_the_next_file_with_the_same_heads(
    cast: Cast, browser_of: Browser, more: str
) -> None:
    ada = browser_of(cast.ada)
    text = f"Wer,Vorname,Wie,Was{more}\nivo@firm.example,Ivo,Sol,rep\n"
    look = bring(ada, text.encode())
    send(ada, look, column_2="surname")

    again = bring(ada, text.replace("Sol", "Berg").encode())

    assert "What the list changes" in again.text
    assert "1 new person" in again.text
    columns = ada.get(f"{again.request.path}/columns").text
    assert '<option selected value="surname">' in columns


@pytest.mark.parametrize(
    ("chosen", "text"),
    [
        ({"column_1": "email"}, "is chosen for two columns"),
        ({"column_3": ""}, "No column holds this yet: role"),
    ],
)
def test_columns_that_do_not_fit_are_refused_with_a_sentence(
    cast: Cast, browser_of: Browser, chosen: dict[str, str], text: str
) -> None:
    ada = browser_of(cast.ada)

    page = send(ada, bring(ada, GUESSED.encode()), **chosen)

    assert page.status_code == 400
    assert text in page.text


def test_letters_that_could_be_others_are_asked_about(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    ada = browser_of(cast.ada)
    content = (OWN + "jo@firm.example,Łukasz,Świątek,rep,,\n").encode("cp1250")

    look = bring(ada, content)

    assert "How do the letters read?" in look.text
    assert "Łukasz, Świątek" in look.text
    assert send(ada, look).status_code == 400
    send(ada, send(ada, look, code_page="cp1250"))
    jo = person(session, "jo@firm.example")
    assert jo is not None
    assert jo.name == "Łukasz Świątek"


def test_other_names_are_shown_and_taken_only_by_choice(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    ada = browser_of(cast.ada)
    text = OWN + "sam@example.com,Samuel,Berg,rep,North,\nsue@example.com,Susan,Li,support,North,\n"

    look = bring(ada, text.encode())

    assert "Sam Adeyemi becomes Samuel Berg" in look.text
    send(ada, look, names="sam@example.com")
    session.expire_all()
    assert (cast.sam.name, cast.sue.name) == ("Samuel Berg", "Sue Zhang")
    entry = session.scalars(select(AuditEntry).where(AuditEntry.act == AuditAct.NAME_MENDED)).one()
    assert (entry.subject_id, entry.actor_id) == (cast.sam.id, cast.ada.id)


@two_pairs
def test_whoever_is_missing_leaves_only_where_the_list_is_said_to_be_whole(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    ada = browser_of(cast.ada)
    text = OWN + "sam@example.com,Sam,Adeyemi,rep,North,\nsue@example.com,Sue,Zhang,support,,\n"

    assert "0 people leave" in bring(ada, text.encode()).text
    look = bring(ada, text.encode(), is_whole="y")

    assert "5 people leave" in look.text
    assert "Ada" in look.text.partition("Missing in the list, and stay")[2]
    assert send(ada, look).status_code == 400
    assert send(ada, look, leaving="4").status_code == 400
    session.refresh(cast.otto)
    assert cast.otto.is_active
    send(ada, look, leaving="5")
    session.rollback()
    assert all(person.is_active for person in (cast.sam, cast.sue, cast.ada))
    assert not any(person.is_active for person in (cast.otto, cast.ona, cast.lee))


def test_a_last_day_closes_the_account_when_it_is_over_where_the_person_is(
    session: Session, cast: Cast, browser_of: Browser, clock: SetClock
) -> None:
    ada, day = browser_of(cast.ada), clock.now.date() + timedelta(days=9)
    cast.sam.time_zone = "America/New_York"
    session.commit()

    look = bring(ada, (OWN + f"sam@example.com,Sam,Adeyemi,rep,North,{day}\n").encode())

    assert "1 person leaves later" in look.text
    send(ada, look)
    session.refresh(cast.sam)
    assert cast.sam.leaves_on == day
    over = end_of(day, zone="America/New_York")
    for minutes, is_active in ((-1, True), (0, False)):
        leaving.close_those_who_have_left(session, now=over + timedelta(minutes=minutes))
        assert cast.sam.is_active is is_active
    closed = session.scalars(select(AuditEntry).where(AuditEntry.act == AuditAct.CLOSED)).one()
    assert closed.actor_id == cast.ada.id


def test_a_no_in_the_list_takes_a_last_day_back(
    session: Session, cast: Cast, browser_of: Browser, clock: SetClock
) -> None:
    ada, text = browser_of(cast.ada), OWN + "sam@example.com,Sam,Adeyemi,rep,North,{}\n"
    day = clock.now.date() + timedelta(days=9)
    send(ada, bring(ada, text.format(f"{day:%d.%m.%Y}").encode()))

    look = bring(ada, text.format("no").encode())

    assert "1 person stays after all" in look.text
    send(ada, look)
    session.refresh(cast.sam)
    assert cast.sam.leaves_on is None


@pytest.mark.parametrize(
    ("who", "page", "action"),
    [
        ("ada", "/admin/people/{sam}", "/admin/people/{sam}/stays"),
        ("lee", "/lead/teams/{north}/people", "/lead/teams/{north}/people/{sam}/stays"),
    ],
)
def test_a_last_day_is_seen_and_taken_back_by_whoever_may_close_the_account(
    session: Session, cast: Cast, browser_of: Browser, who: str, page: str, action: str
) -> None:
    browser, ids = browser_of(getattr(cast, who)), {"sam": cast.sam.id, "north": cast.north.id}
    leaving.set_last_day(session, cast.sam.id, date(2030, 4, 3), by_id=cast.ada.id, now=NOW)
    session.commit()
    shown = browser.get(page.format(**ids))
    assert "ast day: 3 Apr 2030" in " ".join(shown.text.split())
    assert "last day: 3 Apr 2030" in " ".join(browser_of(cast.ada).get("/admin/").text.split())

    said = send(browser, shown, to=action.format(**ids))

    assert "Sam Adeyemi stays." in said.text
    session.refresh(cast.sam)
    assert cast.sam.leaves_on is None
    last = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert last is not None
    assert (last.act, last.subject_id) == (AuditAct.STAYS, cast.sam.id)
    assert "ast day" not in browser.get(page.format(**ids)).text


def test_nobody_closes_their_own_account_by_a_list(cast: Cast, browser_of: Browser) -> None:
    look = bring(browser_of(cast.ada), (OWN + "ada@example.com,Ada,Ng,admin,,yes\n").encode())

    assert look.status_code == 400
    assert "is you" in look.text


def test_nobody_lets_the_emergency_administrator_go_by_a_list_or_by_hand(
    app: Flask, session: Session, cast: Cast, browser_of: Browser
) -> None:
    session.add(PersonRole(person_id=cast.tess.id, role=Role.ADMIN))
    session.commit()
    app.config["EMERGENCY_ADMIN"] = "tess@example.com"
    ada, address = browser_of(cast.ada), f"/admin/people/{cast.tess.id}"

    by_list = bring(ada, (OWN + "tess@example.com,,,,,yes\n").encode())
    by_hand = send(ada, ada.get(address), roles="admin")
    without_role = send(ada, ada.get(address), roles="trainer", is_active="y")

    for answer in (by_list, by_hand, without_role):
        assert answer.status_code == 400
        assert "the emergency administrator, who comes in when" in answer.text
    session.refresh(cast.tess)
    assert cast.tess.is_active


@two_pairs
def test_the_command_takes_the_same_choices_as_flags(
    app: Flask, session: Session, cast: Cast, tmp_path: Path
) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes("Wer;Vorname;Wie;Was\nsam@example.com;Łukasz;Berg;rep\n".encode("cp1250"))

    def run(*flags: str) -> str:
        return app.test_cli_runner().invoke(args=["people", "import", str(file), *flags]).output

    flags = ["--code-page", "cp1250", "--column", "Wie=surname"]
    assert "--code-page cp1250: Łukasz" in run()
    assert "no column “surname”" in run("--code-page", "cp1250")
    assert "there is no column “Wo”" in run("--code-page", "cp1250", "--column", "Wo=team")
    assert "keeps the name" in run(*flags, "--dry-run")
    assert "more than one in ten" in run(*flags, "--whole-list")
    assert "leaving 0" in run(*flags, "--take-names")
    session.refresh(cast.sam)
    assert cast.sam.name == "Łukasz Berg"
    assert "leaving 6" in run(*flags, "--whole-list", "--let-go", "6")


@pytest.mark.parametrize(
    ("sheet", "leads_to_columns", "shown"),
    [("North", False, "1 new person"), ("South", True, "mia@firm.example")],
)
def test_columns_are_looked_at_anew_only_where_another_sheet_is_chosen(
    cast: Cast, browser_of: Browser, sheet: str, leads_to_columns: bool, shown: str
) -> None:
    head: list[object] = ["E-mail", "Vorname", "Surname", "job"]
    people: dict[str, list[list[object]]] = {
        "North": [head, ["ivo@firm.example", "Ivo", "Sol", "sales rep"]],
        "South": [head, ["mia@firm.example", "Mia", "Mai", "sales rep"]],
    }
    ada = browser_of(cast.ada)
    look = bring(ada, saved(book(**people)))
    assert look.request.path.endswith("/columns")

    page = send(ada, look, sheet=sheet)

    assert page.request.path.endswith("/columns") is leads_to_columns
    assert shown in page.text


def test_a_file_without_rows_has_no_columns_to_look_at(cast: Cast, browser_of: Browser) -> None:
    ada = browser_of(cast.ada)
    look = bring(ada, b"PK\x03\x04 no workbook")

    columns = ada.get(f"{look.request.path}/columns")

    assert (look.status_code, columns.location) == (400, look.request.path)

"""How are many people brought in at once, invited, and let go?"""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask, get_flashed_messages
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import (
    Base,
    Invitation,
    Letter,
    PairChange,
    Person,
    PersonRole,
    RosterFile,
    Team,
    TeamLeader,
    TeamMember,
)
from tandem.people.roster.queries import RosterPlace
from tandem.people.roster.routes import way_on
from tandem.terms import PairState
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import form_id_in
from tests.moments import SetClock
from tests.people.roster.test_sheets import broken
from tests.postbox import Postbox
from tests.two_pairs import two_pairs

HEAD = "email;given name;surname;role;team;partner;leaves\n"
NEW = (
    HEAD + "ivo@firm.example;Ivo;Söl;rep;North;eva@firm.example;\n"
    "eva@firm.example;Eva;Abe;support;North;;\n"
)


def bring(browser: FlaskClient, address: str, text: str | bytes, **more: str) -> TestResponse:
    """Choose a file and look at what it would change."""
    content = text.encode("cp1252") if isinstance(text, str) else text
    sent = {
        "form_id": form_id_in(browser.get(address)),
        "file": (io.BytesIO(content), "people.csv"),
        **more,
    }
    return browser.post(address, data=sent, follow_redirects=True)


def do_it(browser: FlaskClient, look: TestResponse) -> TestResponse:
    """Press the button below the look."""
    sent = {"form_id": form_id_in(look)}
    return browser.post(look.request.path, data=sent, follow_redirects=True)


def counts(session: Session) -> dict[str, int]:
    """How many rows each table has, apart from the files and forms themselves."""
    session.rollback()
    tables = [t for t in Base.metadata.sorted_tables if t.name not in {"roster_file", "form_sent"}]
    return {t.name: session.scalar(select(func.count()).select_from(t)) or 0 for t in tables}


def test_lee_sees_what_a_list_changes_before_it_does(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    before, lee = counts(session), browser_of(cast.lee)

    look = bring(lee, f"/lead/teams/{cast.north.id}/people/import", NEW)

    assert "2 people are asked to join" in look.text
    assert "1 pair is proposed as soon as both are in the team" in look.text
    assert counts(session) == before
    assert "Söl" in do_it(lee, look).text
    session.rollback()
    ivo = session.scalars(select(Person).where(Person.email == "ivo@firm.example")).one()
    assert session.get(TeamMember, (cast.north.id, ivo.id)) is None
    held = select(PersonRole).where(PersonRole.person_id == ivo.id)
    assert session.scalars(held).all() == []
    assert session.scalars(select(Invitation.email).order_by(Invitation.email)).all() == [
        "eva@firm.example",
        "ivo@firm.example",
    ]


def test_the_same_list_again_changes_nothing(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    lee, address = browser_of(cast.lee), f"/lead/teams/{cast.north.id}/people/import"
    do_it(lee, bring(lee, address, NEW))
    before = counts(session)

    look = bring(lee, address, NEW)

    assert "Everything in this list is there already" in look.text
    lee.post(look.request.path, data={"form_id": form_id_in(lee.get(address))})
    after = counts(session)
    assert {name for name in after if after[name] != before[name]} <= {"audit_entry"}


def test_one_wrong_row_keeps_everything_from_happening(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    before, lee = counts(session), browser_of(cast.lee)
    text = NEW + "boss@firm.example;Bo;Ss;boss;North;;\n"

    look = bring(lee, f"/lead/teams/{cast.north.id}/people/import", text)

    assert look.status_code == 400
    assert '<th scope="row">4</th>' in look.text
    assert "There is no role “boss”" in look.text
    assert counts(session) == before


@pytest.mark.parametrize("who", ["lee", "ada"])
def test_a_workbook_that_is_broken_within_its_sheet_says_how_it_is_saved_anew(
    cast: Cast, browser_of: Browser, who: str
) -> None:
    address = f"/lead/teams/{cast.north.id}/people/import" if who == "lee" else "/admin/import"

    look = bring(browser_of(getattr(cast, who)), address, broken(b"</row>", b""))

    assert look.status_code == 400
    assert "This workbook can’t be opened. Save it once more as “.xlsx” or as CSV" in look.text


def test_a_list_of_another_leader_is_not_there(cast: Cast, browser_of: Browser) -> None:
    look = bring(browser_of(cast.lee), f"/lead/teams/{cast.north.id}/people/import", NEW)

    file_id = look.request.path.rpartition("/")[2]
    assert browser_of(cast.lee).get(look.request.path).status_code == 200
    assert browser_of(cast.olga).get(look.request.path).status_code == 404
    assert browser_of(cast.ada).get(f"/admin/import/{file_id}").status_code == 404


def test_ada_brings_a_new_team_with_its_leader(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    ada = browser_of(cast.ada)
    text = HEAD + "lena@firm.example;Lena;Ok;leader;West;;\n" + "sam@example.com;S;A;rep;West;;\n"

    do_it(ada, bring(ada, "/admin/import", text))

    west = session.scalars(select(Team).where(Team.name == "West")).one()
    assert session.scalar(select(func.count()).where(TeamLeader.team_id == west.id)) == 1
    assert session.get(TeamMember, (west.id, cast.sam.id))
    session.refresh(cast.sam)
    assert cast.sam.surname == "Adeyemi", "whoever has an account keeps their name"


def test_the_sample_file_can_be_brought(cast: Cast, browser_of: Browser) -> None:
    ada = browser_of(cast.ada)
    text = ada.get("/lead/people-sample.csv").text.removeprefix("\ufeff")

    look = bring(ada, "/admin/import", text)

    assert "3 new people" in look.text
    assert "1 new pair" in look.text


def test_whom_a_sound_list_brings_in_is_named_before_it_does(
    cast: Cast, browser_of: Browser
) -> None:
    text = HEAD + "lena@firm.example;Lena;Ok;leader;West;;\nsam@example.com;S;A;rep;West;;\n"

    look = bring(browser_of(cast.ada), "/admin/import", text)

    said = " ".join(look.text.split())
    assert "Lena Ok (lena@firm.example) · Leader · West" in said
    assert "S A (sam@example.com) · Rep · West" in said


@two_pairs
def test_who_leaves_cannot_sign_in_and_the_partner_keeps_everything(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    lee, sam = browser_of(cast.lee), browser_of(cast.sam)
    assert sam.get("/").status_code == 200
    address = f"/lead/teams/{cast.north.id}/people/{cast.sam.id}/gone"

    page = lee.post(address, data={"form_id": form_id_in(lee.get(address))}, follow_redirects=True)

    assert "Now without this partner: Sue Zhang" in page.text
    assert sam.get("/").status_code == 302
    session.refresh(cast.pair)
    assert cast.pair.state is PairState.ENDED
    query = select(PairChange.by_id).where(PairChange.state == PairState.ENDED)
    assert session.scalars(query).one() == cast.lee.id


@pytest.mark.parametrize("who", ["ada", "lee", "otto"])
def test_lee_cannot_close_the_account_of_somebody_with_other_roles_or_teams(
    session: Session, cast: Cast, browser_of: Browser, who: str
) -> None:
    person = getattr(cast, who)
    session.add(TeamMember(team_id=cast.north.id, person_id=person.id))
    session.commit()

    page = browser_of(cast.lee).post(
        f"/lead/teams/{cast.north.id}/people/{person.id}/gone", follow_redirects=True
    )

    assert "has other roles or teams" in page.text
    session.refresh(person)
    assert person.is_active


def test_everybody_who_is_not_here_yet_is_invited_once_a_day(
    mailing: Flask,
    session: Session,
    cast: Cast,
    postbox: Postbox,
    browser_of: Browser,
    clock: SetClock,
) -> None:
    lee, address = browser_of(cast.lee), f"/lead/teams/{cast.north.id}/people"
    do_it(lee, bring(lee, f"{address}/import", NEW))
    asked = session.scalar(select(func.count(Letter.id)))
    clock.set_to(clock.now + timedelta(days=2))

    for _ in range(2):
        sent = {"form_id": form_id_in(lee.get(address))}
        lee.post(f"{address}/invite-all", data=sent)

    session.rollback()
    assert asked == 2
    assert session.scalar(select(func.count(Letter.id))) == 4


def test_the_command_looks_first_and_then_does_it_once(
    app: Flask, session: Session, cast: Cast, tmp_path: Path
) -> None:
    file = tmp_path / "people.csv"
    file.write_text(NEW, "utf-8")
    run = app.test_cli_runner().invoke
    before = counts(session)

    assert (
        "would change: new people 2"
        in run(args=["people", "import", str(file), "--dry-run"]).output
    )
    assert counts(session) == before
    assert "changed: new people 2" in run(args=["people", "import", str(file)]).output
    assert "changed: new people 0" in run(args=["people", "import", str(file)]).output


def test_whoever_gets_another_role_by_the_command_is_told_by_mail(
    mailing: Flask, session: Session, cast: Cast, tmp_path: Path
) -> None:
    file = tmp_path / "people.csv"
    head, *_ = NEW.splitlines()
    file.write_text(f"{head}\nsam@example.com;Sam;Adeyemi;trainer;North;;\n", "utf-8")

    result = mailing.test_cli_runner().invoke(args=["people", "import", str(file)])

    assert result.exit_code == 0, result.output
    assert [*session.scalars(select(Letter.person_id))] == [cast.sam.id]


def test_the_command_names_the_rows_to_mend(app: Flask, cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(NEW + "x;X;Y;rep;North;;\n", "utf-8")

    result = app.test_cli_runner().invoke(args=["people", "import", str(file)])

    assert result.exit_code == 1
    assert "people.csv:4: “x” doesn’t look like a mail address." in result.output


def test_of_whoever_lets_many_lists_wait_the_newest_stay_and_so_do_those_carried_out(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    lee, address = browser_of(cast.lee), f"/lead/teams/{cast.north.id}/people/import"
    do_it(lee, bring(lee, address, NEW))
    looks = [bring(lee, address, NEW).request.path for _ in range(12)]

    there = [lee.get(look).status_code for look in looks]

    assert there == [404, 404, *[200] * 10]
    session.rollback()
    done = session.scalars(select(RosterFile).where(RosterFile.done_at.is_not(None))).all()
    assert len(done) == 1


@pytest.mark.parametrize(("number", "ends"), [(10, False), (11, True)])
def test_ten_who_are_left_alone_are_named_and_no_more(app: Flask, number: int, ends: bool) -> None:
    left = [f"Person {at}" for at in range(number)]

    with app.test_request_context():
        way_on(RosterPlace(1), left, undo=None)
        (said,) = get_flashed_messages()

    assert ("Person 9 …" in said) is ends
    assert "Person 9" in said
    assert "Person 10" not in said

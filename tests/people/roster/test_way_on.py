"""Where does a list lead once it is carried out: do those who came with it get their links?"""

from __future__ import annotations

from flask import Flask
from sqlalchemy.orm import Session

from tandem.people.invitations.joining import number_without_link
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import form_id_in
from tests.people.roster.test_roster import HEAD, bring, do_it

TWO = HEAD + "ivo@firm.example;Ivo;Söl;rep;North;;\neva@firm.example;Eva;Abe;support;North;;\n"


def test_without_mail_ada_is_led_to_the_links_of_those_she_brought_in(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    ada = browser_of(cast.ada)

    page = do_it(ada, bring(ada, "/admin/import", TWO))

    assert page.request.path == "/admin/joining"
    assert "2 people have no link yet: “Make a sheet of links to print” makes them." in page.text
    assert number_without_link(session) == 2


def test_with_mail_she_is_led_to_their_invitations(
    mailing: Flask, cast: Cast, browser_of: Browser
) -> None:
    ada = browser_of(cast.ada)

    page = do_it(ada, bring(ada, "/admin/import", TWO))

    assert page.request.path == "/admin/joining"
    assert "2 people have no invitation yet: “Invite all of them” sends them." in page.text


def test_whoever_has_a_link_is_not_counted_and_a_list_without_anybody_new_leads_home(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    ada = browser_of(cast.ada)
    page = do_it(ada, bring(ada, "/admin/import", TWO))
    ada.post("/admin/joining/links", data={"form_id": form_id_in(page)})
    session.rollback()

    again = do_it(ada, bring(ada, "/admin/import", HEAD + "ona@example.com;O;C;rep;South;;\n"))

    assert number_without_link(session) == 0
    assert again.request.path == "/admin/"


def test_a_leader_reads_who_hands_the_link_to_people_brought_in_by_others(
    cast: Cast, browser_of: Browser
) -> None:
    ada, lee, address = browser_of(cast.ada), browser_of(cast.lee), f"/lead/teams/{cast.north.id}"
    said = "gets the link from an administrator"
    before = lee.get(f"{address}/people").text

    do_it(ada, bring(ada, "/admin/import", TWO))

    assert said not in before
    assert said in lee.get(f"{address}/people").text

"""How do two, or one, get a certificate, and what does it reveal?"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandem.models import Certificate, Course
from tandem.progress.certificates.pdf import CertificateText, can_draw, certificate_pdf
from tests.cast import NOW, Cast, read_german
from tests.conftest import Browser
from tests.lessons import assign, finish, lesson, question, serve
from tests.written import AsBefore


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """Sam and Sue have a course with one module."""
    served = serve(session, lesson(question("q1"), edition=3))
    assign(session, cast.pair, served)
    return served


def ask(browser: FlaskClient, cast: Cast, kind: str = "pairs") -> str:
    """Ask for a certificate; gives its address."""
    return str(browser.post(f"/certificates/{kind}/{cast.pair.id}/teaming").location)


def test_a_pair_gets_one_when_both_are_done_with_both_names_by_surname(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    finish(session, cast.sam)
    before = browser_of(cast.sue).post(f"/certificates/pairs/{cast.pair.id}/teaming")
    finish(session, cast.sue)

    text = browser_of(None).get(ask(browser_of(cast.sue), cast)).text

    assert before.status_code == 404
    names = re.findall(r"<span[^>]*>([^<]+)</span>", text.split("certificate__names")[1])[:2]
    assert names == ["Sam Adeyemi", "Sue Zhang"]
    assert "Respectful teaming" in text
    assert "Edition 3 · 2 Mar 2026" in text


def test_a_person_gets_one_for_the_own_half(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    finish(session, cast.sam)

    text = browser_of(None).get(ask(browser_of(cast.sam), cast, "own")).text

    assert "Sam Adeyemi" in text
    assert "Sue Zhang" not in text


def test_asked_for_twice_by_either_it_is_the_same_one(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    finish(session, cast.sam)
    finish(session, cast.sue)

    first, second = (ask(browser_of(who), cast) for who in (cast.sam, cast.sue))

    assert first == second
    assert session.scalar(select(func.count()).select_from(Certificate)) == 1


def test_asked_for_twice_the_own_half_has_one_too(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    finish(session, cast.sam)
    sam = browser_of(cast.sam)

    assert ask(sam, cast, "own") == ask(sam, cast, "own")
    assert session.scalar(select(func.count()).select_from(Certificate)) == 1


def test_of_several_courses_for_one_that_is_certified_which_was_asked_for(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    lee = browser_of(cast.lee)
    for slug in ("asking", "leading"):
        session.add(Course(slug=slug, title=slug.title(), audience="leader"))
        serve(session, lesson(question("q1"), name=slug), course_slug=slug)
        finish(session, cast.lee, slug)

    pages = [lee.get(lee.post(f"/certificates/alone/{s}").location) for s in ("asking", "leading")]

    titles = [[title in page.text for title in ("Asking", "Leading")] for page in pages]
    assert titles == [[True, False], [False, True]]


def test_names_stay_as_they_were(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    finish(session, cast.sam)
    address = ask(browser_of(cast.sam), cast, "own")
    cast.sam.surname = "Another"
    session.commit()

    assert "Sam Adeyemi" in browser_of(None).get(address).text


@pytest.mark.parametrize("who", ["lee", "otto", "ada"])
def test_nobody_else_asks_for_one(
    session: Session, cast: Cast, course: Course, browser_of: Browser, who: str
) -> None:
    finish(session, cast.sam)
    finish(session, cast.sue)

    page = f"/certificates/pairs/{cast.pair.id}/teaming"

    assert browser_of(getattr(cast, who)).post(page).status_code == 404
    assert browser_of(cast.sam).post(page).status_code == 303


def test_a_code_is_not_to_be_guessed_and_an_unknown_one_reveals_nothing(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    finish(session, cast.sam)

    code = ask(browser_of(cast.sam), cast, "own").rsplit("/", 1)[1]

    assert len(code) >= 22
    assert browser_of(None).get(f"/certificates/{code[:-1]}").status_code == 404


def test_the_page_reveals_only_what_the_certificate_says(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    finish(session, cast.sam)

    text = browser_of(None).get(ask(browser_of(cast.sam), cast, "own")).text

    assert "Sam Adeyemi" in text
    for hidden in (cast.sam.email, "North", f"/pairs/{cast.pair.id}", "Lee"):
        assert hidden not in text


def test_the_pdf_is_one_page_that_carries_its_fonts(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    finish(session, cast.sam)

    answer = browser_of(None).get(f"{ask(browser_of(cast.sam), cast, 'own')}.pdf")

    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF-")
    assert b"/FontFile2" in answer.data
    assert answer.data.count(b"/Type /Page\n") == 1


def sheet(*names: str) -> CertificateText:
    """A certificate for these."""
    facts = ("have finished", "A course", "Edition 1", "Verify it", NOW.date(), "en")
    return CertificateText("Certificate", names, *facts)


@pytest.mark.parametrize(
    "name",
    ["Γιώργος Παπαδόπουλος", "Олег Иванов", "Łukasz Şahin", "Jose\u0301 Nguyễn", "X" * 80],
)
def test_names_in_many_scripts_and_long_ones_are_drawn_with_every_sign(name: str) -> None:
    file = certificate_pdf(sheet(name, "Sue Zhang"))

    assert can_draw(sheet(name, "Sue Zhang"))
    assert file.startswith(b"%PDF-")


@pytest.mark.parametrize(
    "name",
    [
        "王小明",
        "山田 たろう",
        "김민준",
        "محمد علي",
        "שרה כהן",
        "राम शर्मा",
        "Sue 🌻",
        "Q\u0301",
        "X" * 161,
    ],
)
def test_a_name_that_the_pdf_cannot_write_gets_the_page_to_print_instead(
    session: Session, cast: Cast, course: Course, browser_of: Browser, name: str
) -> None:
    cast.sam.given_name, cast.sam.surname = name, "."
    finish(session, cast.sam)
    address, visitor = ask(browser_of(cast.sam), cast, "own"), browser_of(None)

    page, file = visitor.get(address), visitor.get(f"{address}.pdf")

    assert "Open as PDF" not in page.text
    assert "your browser writes these names as they should be" in page.text
    assert f'<span dir="auto">{name} .</span>' in page.text
    assert (file.status_code, file.location) == (302, address)


def test_the_page_on_paper_says_where_it_is_verified(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    finish(session, cast.sam)
    address = ask(browser_of(cast.sam), cast, "own")

    assert f"Verify it at http://localhost{address}" in browser_of(None).get(address).text


@pytest.mark.parametrize(("signs", "is_small"), [(60, False), (61, True)])
def test_both_names_are_smaller_where_one_is_long_so_that_the_page_is_one_sheet(
    session: Session, cast: Cast, course: Course, browser_of: Browser, signs: int, is_small: bool
) -> None:
    names = {"first_name": "n" * signs, "second_name": "Sue Zhang"}
    old_certificate(session, course, "a-code", pair_id=cast.pair.id, **names)

    page = browser_of(None).get("/certificates/a-code")

    assert "n" * signs in page.text
    assert ("certificate--long-name" in page.text) is is_small


@pytest.mark.parametrize("end", ["", ".pdf"])
def test_no_search_engine_is_to_list_the_names(
    session: Session, cast: Cast, course: Course, browser_of: Browser, end: str
) -> None:
    finish(session, cast.sam)
    address = ask(browser_of(cast.sam), cast, "own")

    answer = browser_of(None).get(f"{address}{end}")

    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


def old_certificate(session: Session, course: Course, code: str, **fields: Any) -> None:
    """A certificate of a round before the first one that is kept here, if nothing else is said."""
    own = {
        "course_id": course.id, "first_name": "Sam", "course_title": "T", "edition": 1, "round": 0,
        "finished_on": date(2025, 3, 1), "at": NOW,
    }  # fmt: skip
    session.add(Certificate(**{"code": code, **own, **fields}))
    session.commit()


def test_the_list_leads_to_every_certificate_and_offers_what_can_be_made(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)
    finish(session, cast.sam)
    own = ask(sam, cast, "own")
    waiting = sam.get("/certificates/").text
    finish(session, cast.sue)
    both = sam.get("/certificates/").text

    assert re.search(rf'<a href="{own}">\s*Your own certificate</a>', waiting)
    assert "For the two of you: when both are done." in waiting
    assert "Make my own certificate" not in waiting
    assert "Make the certificate of the two of you" in both
    assert re.search(rf'<a href="{own}">\s*Your own certificate</a>', both)


def test_certificates_of_earlier_rounds_stay_in_the_list_each_by_whose_it_is(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    finish(session, cast.sam)
    finish(session, cast.sue)
    old_certificate(session, course, "old-of-both", pair_id=cast.pair.id)
    old_certificate(session, course, "old-of-sam", person_id=cast.sam.id)

    page = browser_of(cast.sam).get("/certificates/").text
    earlier = page.partition("From earlier rounds:")[2].partition("</p>")[0]

    assert re.findall(r'<a href="([^"]+)">\s*([^<]+?)\s*</a>', earlier) == [
        ("/certificates/old-of-both", "of the two of you, 1 Mar 2025"),
        ("/certificates/old-of-sam", "your own, 1 Mar 2025"),
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"second_name": "Sue"},
        {"set_complete": 1},
        {"set_complete": 2},
        {"first_name": "王小明"},
    ],
)
def test_a_certificate_names_who_has_finished_and_what_a_leader_has_marked(
    session: Session, cast: Cast, course: Course, browser_of: Browser, page_as_before: AsBefore,
    fields: dict[str, Any],
) -> None:  # fmt: skip
    old_certificate(session, course, "a-code", person_id=cast.sam.id, **fields)

    page_as_before(browser_of(None).get("/certificates/a-code").text)


def test_the_list_of_certificates_leads_to_each(
    session: Session, cast: Cast, course: Course, browser_of: Browser, page_as_before: AsBefore
) -> None:
    finish(session, cast.sam)
    finish(session, cast.sue)
    for number in (0, 1):
        own = {"round": number, "edition": 3}
        old_certificate(session, course, f"both-{number}", pair_id=cast.pair.id, **own)
        old_certificate(session, course, f"sam-{number}", person_id=cast.sam.id, **own)
    read_german(session, cast.sam)

    page_as_before(browser_of(cast.sam).get("/certificates/").text)

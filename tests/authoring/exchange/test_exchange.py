"""How does a trainer bring a quiz or a course in, and take one along?"""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.authoring.exchange import actions
from tandem.content.files.archive import packed, unpacked
from tandem.library.served import library
from tandem.models import Upload
from tests.cast import Cast
from tests.conftest import Browser
from tests.courses import publish, write_course
from tests.lessons import form_id_in
from tests.moments import SetClock
from tests.written import AsBefore

GIFT = b"Why <script>?{=Because ~No}\n\nWrite. {}\n"


@pytest.fixture
def folder(session: Session, tmp_path: Path) -> Path:
    """A published course in files."""
    made = write_course(tmp_path / "courses", "engine")
    publish(session, made.parent)
    return made


def hand_in(browser: FlaskClient, content: bytes, *, name: str, into: str = "") -> TestResponse:
    """Hand in a file."""
    sent = {"form_id": form_id_in(browser.get("/author/import")), "into": into}
    return browser.post("/author/import", data={**sent, "file": (io.BytesIO(content), name)})


def decide(browser: FlaskClient, page: str, word: str) -> TestResponse:
    """Press a button below the report."""
    return browser.post(page, data={"form_id": form_id_in(browser.get(page)), word: "1"})


def names(folder: Path) -> list[str]:
    """The files of a course."""
    return sorted(path.name for path in folder.glob("*.md"))


def test_tess_reads_the_report_in_her_own_language(
    session: Session, cast: Cast, folder: Path, browser_of: Browser
) -> None:
    cast.tess.language = "de"
    session.commit()
    tess = browser_of(cast.tess)

    page = tess.get(hand_in(tess, GIFT, name="late.gift", into="teaming").location)

    assert "late.gift:3: Rat: ein Aufsatz wird nicht übernommen" in page.text


def test_tess_reads_the_report_before_anything_is_written(
    cast: Cast, folder: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)

    answer = hand_in(tess, GIFT, name="late.gift", into="teaming")
    page = tess.get(answer.location)

    assert answer.status_code == 303
    assert "teaming/02-late.md" in page.text
    assert "late.gift:3: warning: an essay isn’t carried over" in page.text
    assert "Why &lt;script&gt;?" in page.text.replace("&amp;lt;", "&lt;")
    assert names(folder) == ["01-engine.md", "course.md"]


def test_tess_takes_a_quiz_over_and_it_is_published(
    session: Session, cast: Cast, folder: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)
    page = hand_in(tess, GIFT, name="late.gift", into="teaming").location

    answer = decide(tess, page, "take_over")

    assert answer.location == "/author/#course-teaming"
    assert names(folder) == ["01-engine.md", "02-late.md", "course.md"]
    assert library(session).course("teaming").module("late").title == "Late"
    assert session.scalars(select(Upload)).all() == []


def test_pressing_twice_takes_over_once(cast: Cast, folder: Path, browser_of: Browser) -> None:
    tess = browser_of(cast.tess)
    page = hand_in(tess, GIFT, name="late.gift", into="teaming").location
    sent = {"form_id": form_id_in(tess.get(page)), "take_over": "1"}

    first, second = (tess.post(page, data=sent) for _ in range(2))

    assert first.location == second.location
    assert names(folder) == ["01-engine.md", "02-late.md", "course.md"]


def test_tess_throws_a_file_away(
    session: Session, cast: Cast, folder: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)
    page = hand_in(tess, GIFT, name="late.gift").location

    decide(tess, page, "throw_away")

    assert names(folder) == ["01-engine.md", "course.md"]
    assert session.scalars(select(Upload)).all() == []
    assert tess.get(page).status_code == 404


def test_a_zipped_course_comes_back_under_its_name(
    session: Session, cast: Cast, folder: Path, browser_of: Browser, tmp_path: Path
) -> None:
    other = write_course(tmp_path / "elsewhere", "volcano").rename(tmp_path / "thanks")
    tess = browser_of(cast.tess)

    page = hand_in(tess, packed(other), name="x.zip").location
    decide(tess, page, "take_over")

    assert library(session).course("thanks").module("volcano").title == "Volcano"


def test_a_hostile_archive_says_why_and_offers_no_button(
    cast: Cast, folder: Path, browser_of: Browser
) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("../course.md", "x")
    tess = browser_of(cast.tess)

    answer = hand_in(tess, target.getvalue(), name="x.zip")
    page = tess.get(answer.location)

    assert "no plain path inside the archive" in page.text
    assert "Import and publish" not in page.text
    assert (
        "Nothing was written" in tess.get(decide(tess, answer.location, "take_over").location).text
    )


def test_nobody_sees_what_somebody_else_handed_in(
    cast: Cast, folder: Path, browser_of: Browser
) -> None:
    page = hand_in(browser_of(cast.tess), GIFT, name="late.gift").location

    for address in (page, f"{page}/course.zip"):
        assert browser_of(cast.tess).get(address).status_code == 200
        assert browser_of(cast.ada).get(address).status_code == 404


def test_what_was_handed_in_is_kept_for_a_day(
    session: Session, cast: Cast, folder: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)
    page = hand_in(tess, GIFT, name="late.gift").location
    session.scalars(select(Upload)).one().at -= timedelta(days=2)
    session.commit()

    assert tess.get(page).status_code == 200
    new = hand_in(tess, GIFT, name="new.gift").location

    assert tess.get(page).status_code == 404
    assert tess.get(new).status_code == 200


def test_of_whoever_lets_many_files_wait_the_newest_stay(
    session: Session, cast: Cast, folder: Path, browser_of: Browser, clock: SetClock
) -> None:
    tess, ada = browser_of(cast.tess), browser_of(cast.ada)
    theirs = hand_in(ada, GIFT, name="theirs.gift").location
    pages = []
    for number in range(actions.MOST_WAITING + 2):
        clock.set_to(clock.now + timedelta(seconds=1))
        pages.append(hand_in(tess, GIFT, name=f"{number}.gift").location)

    there = [tess.get(page).status_code for page in pages]

    assert there == [404, 404, *[200] * actions.MOST_WAITING]
    assert ada.get(theirs).status_code == 200


def test_a_form_without_a_file_is_refused(cast: Cast, folder: Path, browser_of: Browser) -> None:
    tess = browser_of(cast.tess)
    sent = {"form_id": form_id_in(tess.get("/author/import")), "into": ""}

    answer = tess.post("/author/import", data=sent)

    assert answer.status_code == 400
    assert "Please choose a file." in answer.text


def test_a_folder_that_is_read_only_gives_the_files_to_download(
    app: Flask, cast: Cast, folder: Path, browser_of: Browser
) -> None:
    app.config["COURSES_READ_ONLY"] = True
    tess = browser_of(cast.tess)

    page = hand_in(tess, GIFT, name="late.gift", into="teaming").location
    archive = zipfile.ZipFile(io.BytesIO(tess.get(f"{page}/course.zip").data))

    assert "Import and publish" not in tess.get(page).text
    assert archive.namelist() == ["teaming/02-late.md"]


def test_tess_downloads_a_course_and_the_questions_of_a_module(
    cast: Cast, folder: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)

    page = tess.get("/author/teaming/along")
    whole = tess.get("/author/teaming/course.zip")
    gift = tess.get("/author/teaming/engine/questions.gift")

    assert "GIFT has no faces" in page.text
    assert sorted(unpacked(whole.data).files) == ["01-engine.md", "course.md", "images/can.svg"]
    assert "::helps::[markdown]What helps?" in gift.text
    assert "attachment" in gift.headers["Content-Disposition"]


@pytest.mark.parametrize(
    "address",
    ["/author/%2e%2e/along", "/author/nowhere/course.zip", "/author/teaming/no/questions.gift"],
)
def test_what_is_not_there_is_not_downloaded(
    cast: Cast, folder: Path, browser_of: Browser, address: str
) -> None:
    assert browser_of(cast.tess).get(address).status_code == 404


AIKEN = b"1. Which one?\nA This\nB That\nANSWER: B\n"


def test_what_was_read_wrongly_is_read_as_its_trainer_says(
    cast: Cast, folder: Path, browser_of: Browser
) -> None:
    tess = browser_of(cast.tess)
    page = hand_in(tess, AIKEN, name="late.gift", into="teaming").location

    as_aiken = tess.get(f"{page}?read_as=aiken").text

    assert "- [x] That" not in tess.get(page).text
    assert "- [x] That" in as_aiken
    assert '<option selected value="aiken">' in as_aiken
    decide(tess, f"{page}?read_as=aiken", "take_over")
    (written,) = [name for name in names(folder) if "late" in name]
    assert "- [x] That" in (folder / written).read_text()


def test_letters_come_out_as_they_were_saved(cast: Cast, folder: Path, browser_of: Browser) -> None:
    tess = browser_of(cast.tess)
    gift = "Who? {=Łukasz ~Nobody}\n".encode("windows-1250")
    page = hand_in(tess, gift, name="who.gift").location

    assert "Łukasz" not in tess.get(page).text
    assert "Łukasz" in tess.get(f"{page}?encoding=windows-1250").text


@pytest.mark.parametrize("query", ["read_as=elf", "encoding=base64", "read_as=", "encoding=utf-7"])
def test_what_is_no_choice_is_not_used(
    cast: Cast, folder: Path, browser_of: Browser, query: str
) -> None:
    tess = browser_of(cast.tess)
    page = hand_in(tess, GIFT, name="late.gift").location

    answer = tess.get(f"{page}?{query}")

    assert answer.status_code == 200
    assert "- [x] Because" in answer.text


def test_a_course_is_never_read_as_a_quiz(cast: Cast, folder: Path, browser_of: Browser) -> None:
    tess = browser_of(cast.tess)
    quiz, course = (
        tess.get(hand_in(tess, data, name=name).location).text
        for data, name in ((GIFT, "late.gift"), (packed(folder), "course.zip"))
    )

    assert 'name="read_as"' in quiz
    assert "course.zip" in course
    assert 'name="read_as"' not in course


def test_the_questions_of_a_module_with_an_error_are_not_downloaded(
    cast: Cast, folder: Path, browser_of: Browser
) -> None:
    file = folder / "01-engine.md"
    file.write_text(file.read_text("utf-8").replace("{for=rep}", "{fro=rep}"), "utf-8")

    answer = browser_of(cast.tess).get("/author/teaming/engine/questions.gift")

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "into", "query"),
    [
        ("late.gift", GIFT, "teaming", ""),
        ("late.gift", GIFT, "", "?read_as=gift&encoding=utf-8"),
        ("late.gift", b"Nothing to ask", "teaming", ""),
        ("whole.gift", b"Why?{=Because ~No}", "teaming", ""),
        ("x.zip", b"no archive", "", ""),
    ],
)
def test_the_report_says_what_would_become_of_the_file(
    cast: Cast, folder: Path, browser_of: Browser, page_as_before: AsBefore,
    name: str, content: bytes, into: str, query: str,
) -> None:  # fmt: skip
    tess = browser_of(cast.tess)
    address = hand_in(tess, content, name=name, into=into).location
    token = address.rstrip("/").rpartition("/")[2]

    page_as_before(tess.get(f"{address}{query}").text.replace(token, "(token)"))


def test_the_report_of_a_read_only_folder_offers_the_files(
    app: Flask, cast: Cast, folder: Path, browser_of: Browser, page_as_before: AsBefore
) -> None:
    app.config["COURSES_READ_ONLY"] = True
    tess = browser_of(cast.tess)
    address = hand_in(tess, GIFT, name="late.gift", into="teaming").location
    token = address.rstrip("/").rpartition("/")[2]

    page_as_before(tess.get(address).text.replace(token, "(token)"))

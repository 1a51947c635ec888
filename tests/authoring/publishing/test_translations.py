"""Who reads a lesson in which language, and what happens when the original moves on?"""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tandem.authoring.publishing.actions import publish_folder
from tandem.library.served import library
from tandem.models import (
    Attempt,
    Course,
    CourseTranslation,
    ModuleTranslation,
    Publication,
    Translation,
)
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.courses import publish, write_course
from tests.lessons import assign, counted_queries, form_id_in

MODULE, QUIZ = "/learn/teaming/engine/", "/learn/teaming/engine/quiz"
IN_GERMAN = (
    ("title: Engine", "title: Motor"),
    ("Everybody reads this.", "Das lesen alle."),
    ("What helps?", "Was hilft?"),
    ("RIGHT", "RICHTIG"),
    ("WRONG", "FALSCH"),
    ("OTHER", "ANDERES"),
    ("EXPLANATION", "ERKLÄRUNG"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A course with one module in English and German."""
    made = write_course(tmp_path / "courses", "engine")
    write_german(made)
    (made / "course.de.md").write_text("---\ntitle: Respektvoll im Team\n---\n\nHallo.\n", "utf-8")
    return made


@pytest.fixture
def german(session: Session, cast: Cast, folder: Path) -> None:
    """The course is served, Sam and Sue have it, and Sam reads German."""
    publish(session, folder.parent)
    assign(session, cast.pair, session.scalars(select(Course)).one())
    cast.sam.language = "de"
    session.commit()


def write_german(folder: Path, *changes: tuple[str, str]) -> None:
    """The German file, made from the English one."""
    text = (folder / "01-engine.md").read_text("utf-8")
    for before, after in (*IN_GERMAN, *changes):
        text = text.replace(before, after)
    (folder / "01-engine.de.md").write_text(text, "utf-8")


def test_each_reads_in_their_own_language(cast: Cast, german: None, browser_of: Browser) -> None:
    sams, sues = (browser_of(who).get(MODULE).text for who in (cast.sam, cast.sue))

    assert "Das lesen alle." in sams
    assert '<html lang="de">' in sams
    assert "Respektvoll im Team" in sams
    assert "Everybody reads this." in sues
    assert "there in" not in sams + sues


def test_an_answer_counts_alike_in_both_languages(
    session: Session, cast: Cast, german: None, browser_of: Browser
) -> None:
    for who in (cast.sam, cast.sue):
        browser = browser_of(who)
        page = browser.get(QUIZ)
        label = "RICHTIG" if who is cast.sam else "RIGHT"
        key = page.text.partition(label)[0].rpartition('value="')[2].partition('"')[0]
        browser.post(QUIZ, data={"form_id": form_id_in(page), "answer-helps": key})

    tried = session.scalars(select(Attempt)).all()
    assert [(one.passed, one.revision_id) for one in tried] == [(True, tried[0].revision_id)] * 2


def test_a_draft_goes_on_in_the_other_language(
    session: Session, cast: Cast, german: None, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)
    page = browser.get(QUIZ)
    key = page.text.partition("RICHTIG")[0].rpartition('value="')[2].partition('"')[0]
    sent = {"form_id": form_id_in(page), "answer-helps": key}
    browser.post(f"{QUIZ}/draft", data=sent, headers={"Accept": "application/json"})

    cast.sam.language = "en"
    session.commit()

    assert f'value="{key}" checked' in browser.get(QUIZ).text


def test_a_right_answer_is_carried_into_the_other_language(
    session: Session, cast: Cast, folder: Path, browser_of: Browser
) -> None:
    typed = "\n### Who holds? {#holds}\n\n= frame\n"
    with (folder / "01-engine.md").open("a") as file:
        file.write(typed)
    write_german(folder, ("= frame", "= Rahmen"))
    publish(session, folder.parent)
    assign(session, cast.pair, session.scalars(select(Course)).one())
    for language, answers in (("de", {"helps": "WRONG"}), ("en", {"helps": "RIGHT"})):
        cast.sam.language = language
        session.commit()
        browser = browser_of(cast.sam)
        page = browser.get(QUIZ)
        label = {"WRONG": "FALSCH"}.get(answers["helps"], answers["helps"])
        key = page.text.partition(label)[0].rpartition('value="')[2].partition('"')[0]
        sent = {"form_id": form_id_in(page), "answer-helps": key, "answer-holds": "Rahmen"}
        browser.post(QUIZ, data=sent)

    tried = session.scalars(select(Attempt).order_by(Attempt.number)).all()
    assert [(one.right, one.passed) for one in tried] == [(1, False), (2, True)]


def test_whoever_reads_another_language_is_told_of_the_fall_back(
    session: Session, cast: Cast, german: None, browser_of: Browser
) -> None:
    cast.sue.language = "fr"
    session.commit()

    text = browser_of(cast.sue).get(MODULE).text

    assert "This lesson isn’t there in French yet. You read it in English." in text
    assert "Everybody reads this." in text


def test_the_original_is_served_until_a_translation_follows_its_edition(
    session: Session, cast: Cast, folder: Path, german: None, browser_of: Browser
) -> None:
    path = folder / "01-engine.md"
    path.write_text(path.read_text("utf-8").replace("minutes: 6", "minutes: 6\nedition: 2"))
    behind = publish(session, folder.parent)
    fallen_back = browser_of(cast.sam).get(MODULE).text
    write_german(folder)
    publish(session, folder.parent)
    followed = browser_of(cast.sam).get(MODULE).text

    assert "edition 1, the original is edition 2" in str(behind.problems[0])
    assert "Everybody reads this." in fallen_back
    assert "Das lesen alle." in followed


def test_a_translation_with_another_structure_is_not_served(
    session: Session, cast: Cast, folder: Path, german: None, browser_of: Browser
) -> None:
    write_german(folder, ("{#helps}", "{#hilft}"), ("Das lesen", "NEU lesen"))
    report = publish(session, folder.parent)

    assert "#helps of the original is missing here" in str(report.errors[0])
    assert "Das lesen alle." in browser_of(cast.sam).get(MODULE).text


def test_the_last_good_words_stay_while_their_file_has_an_error_and_the_original_goes_on(
    session: Session, cast: Cast, folder: Path, german: None, browser_of: Browser
) -> None:
    write_german(folder, ("{#helps}", "{#hilft}"))
    publish(session, folder.parent)
    original = folder / "01-engine.md"
    original.write_text(f"{original.read_text('utf-8')}\nOne sentence more.\n", "utf-8")

    publish(session, folder.parent)

    assert "Das lesen alle." in browser_of(cast.sam).get(MODULE).text


def test_words_that_fit_no_longer_come_back_with_what_they_fitted(
    session: Session, cast: Cast, folder: Path, german: None, browser_of: Browser
) -> None:
    write_german(folder, ("{#helps}", "{#hilft}"))
    original = folder / "01-engine.md"
    before = original.read_text("utf-8")
    original.write_text(before.replace("{#helps}", "{#other}"), "utf-8")
    publish(session, folder.parent)
    without = browser_of(cast.sam).get(MODULE).text
    original.write_text(f"{before}\nOne sentence more.\n", "utf-8")

    publish(session, folder.parent)

    assert "Das lesen alle." not in without
    assert "Das lesen alle." in browser_of(cast.sam).get(MODULE).text


def test_what_is_wrong_with_a_translation_is_said_as_long_as_its_file_is_not_touched(
    session: Session, folder: Path
) -> None:
    write_german(folder, ("{#helps}", "{#hilft}"))

    first, again, after = (publish(session, folder.parent).problems for _ in range(3))

    assert len(first) == 2
    assert first == again == after


def test_a_translation_whose_file_is_gone_is_served_no_longer(
    session: Session, cast: Cast, folder: Path, german: None, browser_of: Browser
) -> None:
    (folder / "01-engine.de.md").unlink()
    publish(session, folder.parent)

    assert "Everybody reads this." in browser_of(cast.sam).get(MODULE).text


def test_publishing_twice_makes_one_translation(
    session: Session, folder: Path, german: None
) -> None:
    again = publish(session, folder.parent)

    assert (again.published, again.has_changed) == ([], False)
    assert len(session.scalars(select(Translation)).all()) == 1
    assert len(session.scalars(select(Publication)).all()) == 1


def test_a_changed_translation_alone_is_published(
    session: Session, cast: Cast, folder: Path, german: None, browser_of: Browser
) -> None:
    write_german(folder, ("Das lesen alle.", "Das lesen wir alle."))
    report = publish(session, folder.parent)

    assert report.published == ["01-engine.de.md"]
    assert "Das lesen wir alle." in browser_of(cast.sam).get(MODULE).text


def test_a_lesson_in_another_language_costs_no_query_more(
    session: Session, engine: Engine, cast: Cast, german: None, browser_of: Browser
) -> None:
    library(session)
    counts = []
    for who in (cast.sam, cast.sue):
        browser = browser_of(who)
        browser.get(MODULE)
        with counted_queries(engine) as sent:
            browser.get(MODULE)
        counts.append(len(sent))

    assert counts[0] == counts[1]


def test_a_german_reader_sees_german_pages(cast: Cast, german: None, browser_of: Browser) -> None:
    sam = browser_of(cast.sam)
    expected = {"/": "Meine Seite", MODULE: "Ich habe das gelesen", QUIZ: "Meine Antworten prüfen"}
    for address, words in expected.items():
        page = sam.get(address).text
        assert '<html lang="de">' in page
        assert words in page


def test_a_german_leader_sees_german_pages(
    session: Session, cast: Cast, german: None, browser_of: Browser
) -> None:
    cast.lee.language = "de"
    session.commit()
    assert "Deine Teams" in browser_of(cast.lee).get("/lead/").text


def test_a_reader_of_an_unknown_language_sees_english_pages(
    session: Session, cast: Cast, german: None, browser_of: Browser
) -> None:
    cast.sam.language = "xx"
    session.commit()
    page = browser_of(cast.sam).get("/").text
    assert '<html lang="en">' in page
    assert "My page" in page


def test_a_right_answer_stays_right_when_it_is_looked_at_in_the_other_language(
    session: Session, cast: Cast, folder: Path, browser_of: Browser
) -> None:
    with (folder / "01-engine.md").open("a") as file:
        file.write("\n### Who holds? {#holds}\n\n= frame\n")
    write_german(folder, ("= frame", "= Rahmen"))
    publish(session, folder.parent)
    assign(session, cast.pair, session.scalars(select(Course)).one())
    cast.sam.language = "de"
    session.commit()
    browser = browser_of(cast.sam)
    page = browser.get(QUIZ)
    key = page.text.partition("RICHTIG")[0].rpartition('value="')[2].partition('"')[0]
    sent = {"form_id": form_id_in(page), "answer-helps": key, "answer-holds": "Rahmen"}
    address = browser.post(QUIZ, data=sent).location

    cast.sam.language = "en"
    session.commit()
    text = browser.get(address).text

    assert "2 of 2 right" in text
    assert "Not right" not in text


def test_a_second_file_in_a_language_is_named_and_changes_nothing(
    session: Session, cast: Cast, german: None, folder: Path
) -> None:
    (folder / "02-engine.de.md").write_bytes((folder / "01-engine.de.md").read_bytes())

    report = publish(session, folder.parent)

    assert [Path(problem.file).name for problem in report.problems] == ["02-engine.de.md"]
    assert not report.has_changed


def test_covers_in_another_language_belong_to_their_courses(
    session: Session, german: None, folder: Path
) -> None:
    shutil.copytree(folder, other := folder.parent / "useful")
    (other / "course.de.md").unlink()
    publish(session, folder.parent)

    (cover,) = session.scalars(select(CourseTranslation))

    assert (
        cover.course_id == session.scalars(select(Course).where(Course.slug == "teaming")).one().id
    )


def test_a_cover_whose_file_is_gone_is_served_no_longer(
    session: Session, cast: Cast, folder: Path, german: None, browser_of: Browser
) -> None:
    (folder / "course.de.md").unlink()

    report = publish(session, folder.parent)

    assert report.has_changed
    assert "Respektvoll im Team" not in browser_of(cast.sam).get(MODULE).text


def test_a_translation_is_withdrawn_when_its_file_went(
    session: Session, german: None, folder: Path
) -> None:
    (folder / "01-engine.de.md").unlink()
    publish(session, folder.parent)
    publish_folder(session, folder.parent, by_id=None, now=NOW + timedelta(days=1))

    assert session.scalars(select(ModuleTranslation)).one().withdrawn_at == NOW

"""What does a trainer see of the lessons?"""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from tandem.models import Course, LessonDraft, Module, Publication, Revision, StepDone
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.courses import publish, write_course
from tests.lessons import counted_queries, form_id_in
from tests.written import AsBefore


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A course in files."""
    return write_course(tmp_path / "courses", "engine")


def test_tess_publishes_with_one_press(
    session: Session, cast: Cast, folder: Path, browser_of: Browser
) -> None:
    browser = browser_of(cast.tess)
    form_id = form_id_in(browser.get("/author/"))

    browser.post("/author/publish", data={"form_id": form_id})
    browser.post("/author/publish", data={"form_id": form_id})

    revision = session.scalars(select(Revision)).one()
    assert revision.published_by_id == cast.tess.id
    assert "1 module is new." in browser.get("/author/").text


def test_tess_reads_file_line_and_reason_of_an_error(
    session: Session, cast: Cast, folder: Path, browser_of: Browser
) -> None:
    publish(session, folder.parent)
    path = folder / "01-engine.md"
    path.write_text(path.read_text("utf-8").replace("{for=rep}", "{fro=rep}"), "utf-8")
    publish(session, folder.parent)

    text = browser_of(cast.tess).get("/author/").text

    assert "courses/teaming/01-engine.md:10: error: " in text
    since = NOW.astimezone(ZoneInfo(cast.tess.time_zone))
    assert f"an error since {since:%-d %b %Y, %H:%M}" in text


def test_tess_reads_what_is_wrong_in_her_own_language(
    session: Session, cast: Cast, folder: Path, browser_of: Browser
) -> None:
    path = folder / "01-engine.md"
    path.write_text(path.read_text("utf-8").replace("{for=rep}", "{fro=rep}"), "utf-8")
    publish(session, folder.parent)
    cast.tess.language = "de"
    session.commit()

    text = browser_of(cast.tess).get("/author/").text

    assert "01-engine.md:10: Fehler: Unbekanntes Attribut „fro“. Meintest du for?" in text


def test_a_folder_that_is_missing_withdraws_nothing(
    session: Session, cast: Cast, folder: Path, browser_of: Browser
) -> None:
    publish(session, folder.parent)
    browser = browser_of(cast.tess)
    form_id = form_id_in(browser.get("/author/"))
    folder.parent.rename(folder.parent.with_name("elsewhere"))

    answer = browser.post("/author/publish", data={"form_id": form_id}, follow_redirects=True)

    assert "the folder of courses is missing" in answer.text
    assert session.scalar(select(func.count()).select_from(Publication)) == 1


@pytest.mark.parametrize(
    ("role", "own", "others"),
    [("rep", "The drive.", "The frame."), ("support", "The frame.", "The drive.")],
)
def test_tess_reads_a_module_as_either_role(
    session: Session, cast: Cast, folder: Path, browser_of: Browser,
    role: str, own: str, others: str,
) -> None:  # fmt: skip
    publish(session, folder.parent)

    text = browser_of(cast.tess).get(f"/author/teaming/engine/?as={role}").text

    assert own in text
    assert others not in text


def test_a_preview_records_nothing_and_shows_no_key(
    session: Session, cast: Cast, folder: Path, browser_of: Browser
) -> None:
    publish(session, folder.parent)

    text = browser_of(cast.tess).get("/author/teaming/engine/?as=rep").text

    assert "RIGHT" in text
    assert "FEEDBACK" not in text
    assert "EXPLANATION" not in text
    assert session.scalar(select(func.count()).select_from(StepDone)) == 0


def test_a_role_that_does_not_exist_reads_as_rep(
    session: Session, cast: Cast, folder: Path, browser_of: Browser
) -> None:
    publish(session, folder.parent)

    assert "The drive." in browser_of(cast.tess).get("/author/teaming/engine/?as=boss").text


def test_a_file_that_differs_from_what_is_served_is_called_changed(
    session: Session, cast: Cast, folder: Path, browser_of: Browser
) -> None:
    publish(session, folder.parent)
    tess, path = browser_of(cast.tess), folder / "01-engine.md"

    before = tess.get("/author/").text
    path.write_text(path.read_text("utf-8").replace("drive", "DRIVE"), "utf-8")
    after = tess.get("/author/").text

    assert "the file has changed" not in before
    assert "the file has changed" in after


def test_an_error_keeps_its_first_day_and_loses_it_when_it_is_mended(
    session: Session, cast: Cast, folder: Path
) -> None:
    path = folder / "01-engine.md"
    sound = path.read_text("utf-8")
    for text in (sound.replace("{for=rep}", "{fro=rep}"), sound.replace("{quiz}", "{quis}")):
        path.write_text(text, "utf-8")
        publish(session, folder.parent)
    broken_since = session.scalars(select(Module.broken_since)).one()
    path.write_text(sound, "utf-8")
    publish(session, folder.parent)

    assert broken_since is not None
    assert session.scalars(select(Module.broken_since)).one() is None


def test_the_list_names_whose_drafts_there_are_and_new_files(
    session: Session, cast: Cast, folder: Path, browser_of: Browser
) -> None:
    publish(session, folder.parent)
    course = session.scalars(select(Course)).one()
    facts = {"course_id": course.id, "base": "", "version": "", "tab": "", "saved_at": NOW}
    session.add(LessonDraft(person_id=cast.ada.id, file_of="engine", source="x", **facts))
    session.commit()
    for name in ("02-late.md", "01-engine.de.md"):
        (folder / name).write_text("---\ntitle: Late\n---\n", "utf-8")

    text = browser_of(cast.tess).get("/author/").text

    assert "draft of Ada Lind" in text
    assert "Download my drafts" not in text
    assert "Download my drafts" in browser_of(cast.ada).get("/author/").text
    assert "02-late.md" in text
    assert "01-engine.de.md" not in text


def test_the_list_costs_the_same_however_many_modules_there_are(
    session: Session, engine: Engine, cast: Cast, folder: Path, browser_of: Browser
) -> None:
    tess, counts = browser_of(cast.tess), []
    for modules in (["engine"], ["engine", "volcano", "thanks", "talk"]):
        publish(session, write_course(folder.parent, *modules).parent)
        with counted_queries(engine) as sent:
            tess.get("/author/")
        counts.append(len(sent))

    assert counts[0] == counts[1]


def test_without_a_course_the_page_says_how_to_begin(cast: Cast, browser_of: Browser) -> None:
    assert "flask courses new" in browser_of(cast.tess).get("/author/").text


def test_tess_sees_the_steps_of_each_half_and_who_will_read_them(
    session: Session, cast: Cast, folder: Path, browser_of: Browser
) -> None:
    path = folder / "01-engine.md"
    steps = "\n## Two {together}\n\n### Why you? {#why for=rep}\n\n____\n\n### Thanks {#t thanks}\n"
    path.write_text(path.read_text("utf-8") + steps, "utf-8")
    publish(session, folder.parent)

    rep, support = (
        browser_of(cast.tess).get(f"/author/teaming/engine/?as={role}").text
        for role in ("rep", "support")
    )

    assert "Why you?" in rep
    assert "Only you will read this." in rep
    assert "Why you?" not in support
    assert "You and your partner will read this, nobody else." in support


def test_tess_sees_at_a_glance_what_is_broken_since_when_and_by_which_line(
    session: Session, cast: Cast, folder: Path, browser_of: Browser
) -> None:
    publish(session, folder.parent)
    path = folder / "01-engine.md"
    path.write_text(path.read_text("utf-8").replace("{for=rep}", "{fro=rep}"), "utf-8")
    (folder / "course.md").write_text("No title\n", "utf-8")
    publish(session, folder.parent)

    text = browser_of(cast.tess).get("/author/").text

    assert "2 files have an error" in text
    assert 'href="/author/teaming/engine/edit#line-10">Engine, line 10</a>, since 2 Mar' in text
    assert 'href="/author/teaming/course.md/edit#line-1"' in text


def test_a_module_whose_file_is_gone_says_what_becomes_of_it_and_the_way_back(
    session: Session, cast: Cast, folder: Path, browser_of: Browser
) -> None:
    publish(session, folder.parent)
    (folder / "01-engine.md").unlink()
    publish(session, folder.parent)

    text = browser_of(cast.tess).get("/author/").text

    assert "what was written and finished is kept. Edit and save it to restore it" in text


@pytest.mark.parametrize("title", ["nowhere", "engine"])
def test_a_title_that_is_looked_for_stays_and_leads_back_to_all(
    session: Session, cast: Cast, folder: Path, browser_of: Browser, page_as_before: AsBefore,
    title: str,
) -> None:  # fmt: skip
    publish(session, folder.parent)

    page_as_before(browser_of(cast.tess).get(f"/author/?title={title}").text)

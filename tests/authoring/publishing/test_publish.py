"""How do lessons get from their files to their readers?"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from tandem.authoring.publishing import actions
from tandem.authoring.publishing.queries import checked_courses
from tandem.library.served import library
from tandem.models import Attempt, Completion, Course, CoursePicture, Module, Publication, Revision
from tandem.progress import recording
from tandem.terms import Role, Step
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.courses import publish, write_course
from tests.lessons import assign, counted_queries, lesson, question


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A course with two modules, in files."""
    return write_course(tmp_path / "courses", "engine", "volcano")


def count(session: Session, table: type) -> int:
    """How many rows a table has."""
    return session.scalar(select(func.count()).select_from(table)) or 0


def module(session: Session, slug: str = "engine") -> Module:
    """A module's row."""
    return session.scalars(select(Module).where(Module.slug == slug)).one()


def break_file(folder: Path, name: str = "01-engine.md") -> None:
    """Write an error into line 12 or so of a module."""
    path = folder / name
    path.write_text(path.read_text("utf-8").replace("{for=rep}", "{fro=rep}"), "utf-8")


def test_a_published_module_is_served_with_its_picture(session: Session, folder: Path) -> None:
    report = publish(session, folder.parent)

    served = library(session).course("teaming").module("engine")
    assert report.published == ["01-engine.md", "02-volcano.md"]
    assert re.search(
        r'src="/pictures/\w+" width="720" height="360"', served.lesson.sections[0].text
    )


def test_publishing_again_changes_nothing(session: Session, folder: Path) -> None:
    publish(session, folder.parent)

    again = publish(session, folder.parent)

    assert (again.published, again.has_changed) == ([], False)
    assert (count(session, Revision), count(session, Publication)) == (2, 1)


def test_a_broken_module_keeps_its_last_good_text_and_the_others_go_on(
    session: Session, folder: Path
) -> None:
    publish(session, folder.parent)
    good = module(session).revision_id
    break_file(folder)
    other = folder / "02-volcano.md"
    other.write_text(other.read_text("utf-8").replace("The frame.", "The new frame."), "utf-8")

    report = publish(session, folder.parent)

    assert module(session).revision_id == good
    assert report.published == ["02-volcano.md"]
    assert str(report.errors[0]).startswith("courses/teaming/01-engine.md:10: error: ")


def test_a_broken_new_module_is_not_served_and_its_trainer_is_told(
    session: Session, folder: Path
) -> None:
    break_file(folder)

    publish(session, folder.parent)

    served = library(session).course("teaming")
    assert [one.slug for one in served.modules] == ["volcano"]
    told = checked_courses(session)[0].modules[0]
    assert (told.slug, told.is_served, told.has_errors) == ("engine", False, True)


def test_a_broken_cover_keeps_the_course_as_it_was(session: Session, folder: Path) -> None:
    publish(session, folder.parent)
    (folder / "course.md").write_bytes(b"---\ntitle: \xff\n---\n")

    report = publish(session, folder.parent)

    assert library(session).course("teaming").title == "Respectful teaming"
    assert "UTF-8" in str(report.errors[0])


def test_a_file_that_is_gone_is_withdrawn_and_comes_back_with_its_revision(
    session: Session, folder: Path
) -> None:
    publish(session, folder.parent)
    text = (folder / "01-engine.md").read_bytes()
    revision = module(session).revision_id
    (folder / "01-engine.md").unlink()

    assert publish(session, folder.parent).withdrawn == ["engine"]
    assert [one.slug for one in library(session).course("teaming").modules] == ["volcano"]
    (folder / "01-engine.md").write_bytes(text)
    assert publish(session, folder.parent).published == ["01-engine.md"]
    assert module(session).revision_id == revision
    assert [one.slug for one in library(session).course("teaming").modules] == ["engine", "volcano"]


def test_renumbering_a_module_loses_nothing(session: Session, folder: Path) -> None:
    publish(session, folder.parent)
    before = module(session).id
    (folder / "01-engine.md").rename(folder / "09-engine.md")

    publish(session, folder.parent)

    assert module(session).id == before
    order = [one.slug for one in library(session).course("teaming").modules]
    assert order == ["volcano", "engine"]
    assert count(session, Revision) == 2


def test_a_new_picture_is_a_new_revision(session: Session, folder: Path) -> None:
    publish(session, folder.parent)
    write_course(folder.parent, "engine", "volcano", size=2)

    publish(session, folder.parent)

    assert count(session, Revision) == 4


def answer_quiz(session: Session, row: Module, *, person_id: int) -> None:
    """Somebody answers the module's question."""
    session.add(
        Attempt(
            person_id=person_id, module_id=row.id, revision_id=row.revision_id or 0, number=1,
            role="rep", answers="{}", marks="{}", order='{"helps": []}', right=0, total=1,
            passed=False, at=NOW,
        )
    )  # fmt: skip


def test_an_id_that_changes_its_kind_is_an_error_once_it_was_answered(
    session: Session, cast: Cast, folder: Path
) -> None:
    publish(session, folder.parent)
    path = folder / "01-engine.md"
    one = path.read_text("utf-8")
    path.write_text(one.replace("- [ ] OTHER", "- [x] OTHER"), "utf-8")
    assert publish(session, folder.parent).errors == []
    answer_quiz(session, module(session), person_id=cast.sam.id)
    before = module(session).revision_id
    path.write_text(one, "utf-8")

    report = publish(session, folder.parent)

    assert "#helps was a multiple question when it was published" in str(report.errors[0])
    assert (report.published, module(session).revision_id) == ([], before)


def test_faults_are_told_in_the_order_of_the_files(session: Session, folder: Path) -> None:
    for name in ("01-engine.md", "02-volcano.md"):
        break_file(folder, name)
    (folder / "course.md").write_text("---\ntitle: \n---\n")

    problems = publish(session, folder.parent).problems

    assert problems == sorted(problems)
    assert len({problem.file for problem in problems}) == 3


def test_an_edit_that_asks_for_less_completes_who_is_through_and_undoes_nothing(
    session: Session, cast: Cast, folder: Path
) -> None:
    publish(session, folder.parent)
    row = module(session)
    assign(session, cast.pair, session.scalars(select(Course)).one())
    recording.record_step(
        session,
        person_id=cast.sam.id,
        module_id=row.id,
        revision_id=row.revision_id or 0,
        step=Step.READ,
        lesson=lesson(question("q1")),
        role=Role.REP,
        now=NOW,
    )
    path = folder / "01-engine.md"
    whole = path.read_text("utf-8")
    path.write_text(whole.partition("## Check yourself")[0], "utf-8")
    publish(session, folder.parent)
    path.write_text(whole, "utf-8")
    publish(session, folder.parent)

    found = session.execute(select(Completion.person_id, Completion.how)).all()
    assert [tuple(one) for one in found] == [(cast.sam.id, "edit")]


def test_what_is_not_committed_is_not_published(
    session: Session, engine: Engine, folder: Path
) -> None:
    publish(session, folder.parent)
    write_course(folder.parent, "engine", size=3)

    actions.publish_folder(session, folder.parent, by_id=None, now=NOW)
    session.rollback()

    assert (count(session, Revision), count(session, Publication)) == (2, 1)
    assert len(library(session).course("teaming").modules) == 2


def test_another_worker_notices_a_publication_by_one_cheap_read(
    session: Session, engine: Engine, folder: Path
) -> None:
    publish(session, folder.parent)
    with Session(engine) as other:
        library(other)
        other.rollback()
        with counted_queries(engine) as sent:
            assert library(other).course("teaming").title == "Respectful teaming"
        assert len(sent) == 1
        other.rollback()
        cover = folder / "course.md"
        cover.write_text(cover.read_text("utf-8").replace("Respectful", "Kind"), "utf-8")
        publish(session, folder.parent)

        assert library(other).course("teaming").title == "Kind teaming"


def test_a_picture_is_kept_for_good_and_acts_on_nothing(
    session: Session, cast: Cast, folder: Path, browser_of: Browser
) -> None:
    publish(session, folder.parent)
    text = library(session).course("teaming").module("engine").lesson.sections[0].text
    address = text.partition('src="')[2].partition('"')[0]

    answer = browser_of(cast.sam).get(address)

    assert answer.mimetype == "image/svg+xml"
    assert "immutable" in answer.headers["Cache-Control"]
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_an_id_that_is_gone_while_answers_to_it_exist_is_noticed(
    session: Session, cast: Cast, folder: Path
) -> None:
    publish(session, folder.parent)
    row = module(session)
    answer_quiz(session, row, person_id=cast.sam.id)
    path = folder / "01-engine.md"
    whole = path.read_text("utf-8")
    path.write_text(whole.replace("{#helps}", "{#new}"), "utf-8")
    gone = publish(session, folder.parent)
    path.write_text(whole.replace("{#helps}", "{#newer was=new}"), "utf-8")
    renamed = publish(session, folder.parent)

    assert "#helps is gone, and there are answers to it" in str(gone.problems[0])
    assert renamed.problems == []


def test_a_reader_follows_a_link_from_one_lesson_to_another(
    session: Session, cast: Cast, tmp_path: Path, browser_of: Browser
) -> None:
    folder = write_course(tmp_path / "courses", "engine", "volcano")
    with (folder / "01-engine.md").open("a") as file:
        file.write("\n## More\n\n[On](02-volcano.md#you) [Up](./course.md) [See](images/can.svg)\n")
    assert publish(session, folder.parent).errors == []
    assign(session, cast.pair, session.scalars(select(Course)).one())
    sam = browser_of(cast.sam)

    page = sam.get("/learn/teaming/engine/").text

    links = [re.findall(rf'href="([^"]+)"[^>]*>{words}<', page)[0] for words in ("On", "Up", "See")]
    assert links[:2] == ["/learn/teaming/volcano/#you", "/learn/teaming/"]
    assert [sam.get(link).status_code for link in links] == [200, 200, 200]


def test_a_second_file_of_a_module_is_named_and_changes_nothing(
    session: Session, tmp_path: Path
) -> None:
    folder = write_course(tmp_path, "engine")
    publish(session, tmp_path)
    (folder / "02-engine.md").write_bytes((folder / "01-engine.md").read_bytes())

    report = publish(session, tmp_path)

    assert [Path(problem.file).name for problem in report.problems] == ["02-engine.md"]
    assert not report.has_changed
    assert "02-engine.md" in session.scalars(select(Course.problems)).one()
    assert not publish(session, tmp_path).has_changed


def test_images_of_one_path_belong_to_their_courses(session: Session, folder: Path) -> None:
    publish(session, folder.parent)
    shutil.copytree(folder, other := folder.parent / "other")
    image = other / "images" / "can.svg"
    image.write_text(image.read_text("utf-8").replace('r="1"', 'r="9"'), "utf-8")

    publish(session, folder.parent)

    rows = session.scalars(select(CoursePicture).order_by(CoursePicture.course_id)).all()
    assert [row.path for row in rows] == ["images/can.svg"] * 2
    assert rows[0].sha != rows[1].sha


@pytest.mark.parametrize("name", ["old-course.md", "1234567-crash-course.md"])
def test_a_fault_of_another_file_keeps_no_cover_back(
    session: Session, folder: Path, name: str
) -> None:
    publish(session, folder.parent)
    (folder / "course.md").write_text("---\ntitle: Newly named\n---\n")
    (folder / name).write_text("---\ntitle: Old\n---\n")

    publish(session, folder.parent)

    assert session.scalars(select(Course)).one().title == "Newly named"

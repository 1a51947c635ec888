"""Of which course and revision, and in which language, is a translation read?"""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.content import serialized
from tandem.library.translations import (
    checked_translations,
    files_of_course,
    known,
    newest_sha,
    served_translations,
    translation_of,
    translations_of,
    was_withdrawn,
)
from tandem.models import Course, Module, ModuleTranslation, Revision, Translation
from tests.cast import NOW, Cast
from tests.lessons import lesson, serve


@pytest.fixture
def course(session: Session, cast: Cast) -> Course:
    """Two modules, each translated into German and French."""
    served = serve(session, lesson(name="a"), lesson(name="b"))
    for revision in session.scalars(select(Revision).order_by(Revision.id)).all():
        for language in ("de", "fr"):
            title = f"{language} {revision.id}"
            session.add(
                Translation(
                    revision_id=revision.id, language=language, source="", sha=title,
                    lesson=serialized.to_json(lesson(title=title)), published_at=NOW,
                )
            )  # fmt: skip
    session.flush()
    return served


def test_a_revision_is_read_in_its_own_translation_into_the_language_asked_for(
    session: Session, course: Course
) -> None:
    first, second = session.scalars(select(Revision.id).order_by(Revision.id)).all()

    for revision_id in (first, second):
        one = translation_of(session, revision_id, language="de")
        assert one
        assert one.title == f"de {revision_id}"
        assert newest_sha(session, revision_id, language="de") == f"de {revision_id}"
    some = translations_of(session, [first], language="de")
    assert {key: found.title for key, found in some.items()} == {first: f"de {first}"}


def test_a_course_has_the_files_of_its_own_modules(session: Session, course: Course) -> None:
    other = serve(session, lesson(name="c"), course_slug="other")
    modules = {row.slug: row.id for row in session.scalars(select(Module))}
    session.add_all(
        ModuleTranslation(module_id=modules[slug], language="de", file=slug) for slug in "ac"
    )
    session.flush()

    assert set(files_of_course(session, course.id)) == {(modules["a"], "de")}
    assert set(files_of_course(session, other.id)) == {(modules["c"], "de")}


def test_a_module_was_withdrawn_from_its_own_course_once_it_had_been_served(
    session: Session, course: Course
) -> None:
    other = serve(session, lesson(name="a"), course_slug="other")
    never = Module(course_id=course.id, slug="new", file="new.md", position=3, withdrawn_at=NOW)
    session.add(never)
    (gone,) = session.scalars(
        select(Module).where(Module.course_id == course.id, Module.slug == "a")
    )
    gone.withdrawn_at = NOW
    session.flush()

    assert was_withdrawn(session, course.id, "a")
    assert not was_withdrawn(session, other.id, "a")
    assert not was_withdrawn(session, course.id, "b")
    assert not was_withdrawn(session, course.id, "new")


def test_the_checker_speaks_of_the_files_that_are_there(session: Session, course: Course) -> None:
    (module,) = session.scalars(select(Module).where(Module.slug == "a"))
    session.add_all(
        ModuleTranslation(
            module_id=module.id, language=language, file=language, withdrawn_at=gone,
            checked_sha=f"checked {language}",
        )
        for language, gone in (("fr", None), ("de", None), ("nl", NOW))
    )  # fmt: skip
    session.flush()

    found = checked_translations(session)

    assert found.keys() == {(course.slug, "a")}
    assert [one.language for one in found[course.slug, "a"]] == ["de", "fr"]
    assert known(session) == {(course.slug, "checked de"), (course.slug, "checked fr")}


def test_a_module_is_served_in_the_languages_of_its_files_as_translated_last(
    session: Session, course: Course
) -> None:
    first, second = session.scalars(select(Module).order_by(Module.id)).all()
    session.add_all(
        ModuleTranslation(module_id=module_id, language=language, file="f", withdrawn_at=gone)
        for module_id, language, gone in (
            (first.id, "de", None), (first.id, "fr", NOW), (second.id, "fr", None),
        )
    )  # fmt: skip
    newer = serialized.to_json(lesson(title="newer"))
    session.add(
        Translation(revision_id=first.revision_id, language="de", source="", sha="sha",
                    lesson=newer, published_at=NOW)
    )  # fmt: skip
    session.flush()

    titles = {
        revision: {language: one.title for language, one in lessons.items()}
        for revision, lessons in served_translations(session).items()
    }

    assert titles == {
        first.revision_id: {"de": "newer"},
        second.revision_id: {"fr": f"fr {second.revision_id}"},
    }

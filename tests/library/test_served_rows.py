"""What is served of the rows: whose pictures, in whose words, and for whom?"""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.content import serialized
from tandem.library.served import lesson_of, lessons_of, library, picture_addresses
from tandem.models import Course, CoursePicture, Module, Picture, Publication, Revision, Translation
from tandem.web import db
from tests.cast import NOW, Cast
from tests.lessons import lesson, serve


def translate(session: Session, revision_id: int) -> None:
    """A text is called “Gespann” in German."""
    german = Translation(
        revision_id=revision_id, language="de", source="", sha="sha", published_at=NOW,
        lesson=serialized.to_json(lesson(title="Gespann")),
    )  # fmt: skip
    session.add(german)
    session.flush()


def test_lessons_are_read_in_the_language_of_the_session_as_far_as_they_are_translated(
    session: Session, cast: Cast
) -> None:
    serve(session, lesson(name="a"), lesson(name="b"))
    first, second = session.scalars(select(Revision.id).order_by(Revision.id)).all()
    translate(session, first)

    def titles(language: str) -> dict[int, str]:
        session.info["language"] = language
        return {key: one.title for key, one in lessons_of(session, [first, second]).items()}

    assert titles("de") == {first: "Gespann", second: "Gasoline and engine"}
    assert titles("fr") == {first: "Gasoline and engine", second: "Gasoline and engine"}


def test_a_course_that_is_for_nobody_yet_is_served_without_a_role(
    session: Session, cast: Cast
) -> None:
    serve(session, lesson()).audience = ""
    session.commit()

    (course,) = library(session).courses

    assert course.audience == frozenset()


def test_a_course_has_its_own_pictures(session: Session, cast: Cast) -> None:
    courses = [serve(session, lesson(), course_slug=slug) for slug in ("one", "two")]
    for course in courses:
        sha = f"sha-{course.slug}"
        session.add(Picture(sha=sha, content=b"", media_type="image/png"))
        session.flush()
        session.add(CoursePicture(course_id=course.id, path=f"{course.slug}.png", sha=sha))
    session.flush()

    found = [picture_addresses(session, course.id) for course in courses]

    assert found == [{"one.png": "/pictures/sha-one"}, {"two.png": "/pictures/sha-two"}]


def test_a_request_sees_the_same_courses_to_its_end_and_the_newest_once_it_writes(
    app: Flask, session: Session, cast: Cast
) -> None:
    serve(session, lesson(), course_slug="one")
    session.commit()
    with app.test_request_context("/", method="POST"):
        seen = library(db.session()).courses
        serve(session, lesson(), course_slug="two")
        session.commit()

        assert library(db.session()).courses == seen
        with db.writing() as own:
            assert {course.slug for course in library(own).courses} == {"one", "two"}
            own.add_all((Course(slug="three", title="T", audience="rep"), Publication(at=NOW)))
            assert len(library(own).courses) == 3


def test_what_was_withdrawn_is_not_served(session: Session, cast: Cast) -> None:
    course = serve(session, lesson(name="a"), lesson(name="b"))
    other = serve(session, lesson(name="c"), course_slug="other")
    other.withdrawn_at = NOW
    (first,) = session.scalars(select(Module).where(Module.slug == "a"))
    first.withdrawn_at = NOW
    session.add(Publication(at=NOW))
    session.commit()

    (served,) = library(session).courses

    assert (served.id, [module.slug for module in served.modules]) == (course.id, ["b"])


def test_an_old_text_is_read_in_the_language_of_the_session_where_it_is_there(
    session: Session, cast: Cast
) -> None:
    serve(session, lesson(name="a"))
    (revision,) = session.scalars(select(Revision.id)).all()
    translate(session, revision)

    def title(language: str | None) -> str:
        session.info["language"] = language
        return lesson_of(session, revision).title

    assert [title(language) for language in ("de", "fr", None)] == [
        "Gespann", "Gasoline and engine", "Gasoline and engine",
    ]  # fmt: skip

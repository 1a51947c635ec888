"""What is served of the rows: whose pictures, in whose words, and for whom?"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.content import serialized
from tandem.library.served import lessons_of, library, picture_addresses
from tandem.models import CoursePicture, Picture, Revision, Translation
from tests.cast import NOW, Cast
from tests.lessons import lesson, serve


def test_lessons_are_read_in_the_language_of_the_session_as_far_as_they_are_translated(
    session: Session, cast: Cast
) -> None:
    serve(session, lesson(name="a"), lesson(name="b"))
    first, second = session.scalars(select(Revision.id).order_by(Revision.id)).all()
    german = Translation(
        revision_id=first, language="de", source="", sha="sha", published_at=NOW,
        lesson=serialized.to_json(lesson(title="Gespann")),
    )  # fmt: skip
    session.add(german)
    session.flush()

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

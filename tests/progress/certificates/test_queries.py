"""Whose certificates are there, as the rows say?"""

from __future__ import annotations

import pytest
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.models import Certificate, CourseTranslation
from tandem.progress.certificates.queries import (
    certifiable,
    certifiable_course,
    certificate,
    certificates_of,
    language_of,
)
from tests.cast import NOW, House
from tests.lessons import finish, give, lesson, question, serve


def issue(session: Session, course_id: int, code: str, **whose: int) -> None:
    """A certificate."""
    facts = {"first_name": "", "second_name": "", "course_title": "", "edition": 1, "round": 1}
    row = Certificate(course_id=course_id, code=code, **facts, **whose)
    row.set_complete, row.finished_on, row.at = 0, NOW.date(), NOW
    session.add(row)
    session.flush()


def test_certificates_are_those_of_a_person_and_of_these_pairs(
    session: Session, cast: House
) -> None:
    course_id = serve(session, lesson()).id
    issue(session, course_id, "both", pair_id=cast.pair.id)
    issue(session, course_id, "others", pair_id=cast.second_pair.id)
    issue(session, course_id, "sams", person_id=cast.sam.id)
    issue(session, course_id, "sues", person_id=cast.sue.id)

    def codes(*pairs: int) -> list[str]:
        return [row.code for row in certificates_of(session, cast.sam.id, pairs)]

    assert codes() == ["sams"]
    assert codes(cast.pair.id) == ["both", "sams"]
    assert certificate(session, "sues").person_id == cast.sue.id
    with pytest.raises(NoResultFound):
        certificate(session, "nobodys")


def test_what_can_be_certified_is_found_by_pair_and_course(session: Session, cast: House) -> None:
    for slug in ("one", "two"):
        course = serve(session, lesson(question("q1"), name=slug), course_slug=slug)
        give(session, course, cast.north)
        finish(session, cast.sam, slug)
    issue(session, course.id, "sues", person_id=cast.sue.id)
    issue(session, course.id, "sams", person_id=cast.sam.id)

    def found(pair_id: int, slug: str) -> tuple[int, str, str | None]:
        one = certifiable_course(session, cast.sam.id, pair_id=pair_id, course=slug, now=NOW)
        return one.course.pair.id, one.course.course.slug, one.own_code

    assert found(cast.second_pair.id, "two") == (cast.second_pair.id, "two", "sams")
    assert found(cast.pair.id, "one") == (cast.pair.id, "one", None)
    assert len(certifiable(session, cast.sam.id, now=NOW)) == 6
    for pair_id, slug in ((cast.pair.id, "three"), (cast.leaders_pair.id, "one")):
        with pytest.raises(NoResultFound):
            found(pair_id, slug)


def test_a_certificate_of_a_renamed_course_in_one_language_is_in_that_language(
    session: Session, cast: House
) -> None:
    course = serve(session, lesson())
    issue(session, course.id, "own", person_id=cast.sam.id)
    row, course.language = certificate(session, "own"), "de"
    row.course_title = "Wie er vorher hieß"
    session.flush()

    assert language_of(session, row) == "de"


@pytest.mark.parametrize(
    ("title", "language"),
    [("Respectful teaming", "en"), ("Auf gleicher Höhe", "de"), ("As it was called before", "")],
)
def test_the_title_on_a_certificate_is_in_the_language_in_which_the_course_is_called_so(
    session: Session, cast: House, title: str, language: str
) -> None:
    course = serve(session, lesson())
    session.add(CourseTranslation(course_id=course.id, language="de", title="Auf gleicher Höhe"))
    issue(session, course.id, "own", person_id=cast.sam.id)
    row = certificate(session, "own")
    row.course_title = title
    session.flush()

    assert language_of(session, row) == language

"""Which lessons say what is looked for, and which sentence of them is shown?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tandem.content.lesson import Lesson, Section, SectionKind
from tandem.guide.search.asked import asked
from tandem.guide.search.lessons import (
    OpenLesson,
    found_in,
    lessons_alone,
    lessons_found,
    lessons_of_trade,
    marked,
)
from tandem.library.served import Library, ServedCourse, ServedModule
from tandem.progress.assigned import Seat
from tandem.terms import CourseState, PairState, Role
from tests.cast import NOW
from tests.plain_courses import BEGUN, OPEN, alone, waiting
from tests.plain_courses import served as module

COURSE = ServedCourse(3, "c", "C", "", "", frozenset(), ())


def lesson(title: str, *texts: str, faces: tuple[Role, ...] = (Role.REP,)) -> OpenLesson:
    """A lesson of these sentences, one in each section."""
    sections = tuple(
        Section(SectionKind.READING, "Part", at, text=f"<p>{text}</p>")
        for at, text in enumerate(texts)
    )
    module = ServedModule(1, "m", 1, Lesson("m", title, sections=sections))
    return OpenLesson(COURSE, module, faces, "read")


def shown(sentence: str, typed: str) -> str:
    """A sentence as it is shown, what was looked for in brackets."""
    return " ".join(f"[{word}]" if hit else word for word, hit in marked(sentence, asked(typed)))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("orders", "Late orders cost more."),
        ("orders cans", "Two cans and their orders leave."),
        ("cans late", "Late orders cost more."),
        ("nowhere", None),
        ("orders nowhere", None),
    ],
)
def test_the_first_sentence_that_says_most_is_shown_where_every_word_is_said(
    typed: str, sentence: str | None
) -> None:
    found = found_in(
        lesson("Engine", "Late orders cost more.", "Two cans and their orders leave."),
        asked(typed),
    )

    assert (found and " ".join(word for word, _ in found.sentence)) == sentence


def test_lessons_whose_title_says_it_come_first_and_each_keeps_its_place() -> None:
    lessons = [
        lesson("First", "Of orders."),
        lesson("Orders at night", "Nothing."),
        lesson("Second", "More orders."),
        lesson("Other", "Nothing."),
        lesson("Orders", "Of orders."),
    ]

    found = lessons_found(iter(lessons), asked("orders"))

    assert [one.lesson.module.title for one in found] == [
        "Orders at night", "Orders", "First", "Second",
    ]  # fmt: skip
    assert [bool(one.sentence) for one in found] == [False, False, True, True]


@pytest.mark.parametrize(
    ("sentence", "typed", "said"),
    [
        ("Late orders cost more.", "orders", "Late [orders] cost more."),
        ("Late orders cost more.", "order late", "[Late] [orders] cost more."),
        ("Reorders are late.", "orders", "[Reorders] are late."),
        ("Vorabends", "abend", "[Vorabends]"),
        ("Nothing here", "orders", "Nothing here"),
    ],
)
def test_every_word_that_was_looked_for_is_marked(sentence: str, typed: str, said: str) -> None:
    assert shown(sentence, typed) == said


LONG = " ".join(f"word{at:02}" for at in range(60))


@pytest.mark.parametrize(
    ("typed", "first", "last", "is_cut"),
    [
        ("word00", "[word00]", "word30", (False, True)),
        ("word12", "word00", "word30", (False, True)),
        ("word13", "word01", "word31", (True, True)),
        ("word40", "word28", "word58", (True, True)),
        ("word59", "word47", "[word59]", (True, False)),
    ],
)
def test_a_long_sentence_is_cut_around_the_first_word_that_was_looked_for(
    typed: str, first: str, last: str, is_cut: tuple[bool, bool]
) -> None:
    words = shown(LONG, typed).split()

    assert (words[0] == "…", words[-1] == "…") == is_cut
    kept = [word for word in words if word != "…"]
    assert (kept[0], kept[-1]) == (first, last)


@pytest.mark.parametrize(("letters", "is_cut"), [(219, False), (220, True)])
def test_a_sentence_is_cut_where_it_is_longer_than_two_hundred_and_twenty(
    letters: int, is_cut: bool
) -> None:
    sentence = "a " * 100 + "x" * (letters - 200)

    assert ("…" in shown(sentence, "orders")) is is_cut


@pytest.mark.parametrize(("length", "has_begin"), [(220, True), (221, False)])
def test_a_sentence_that_fits_is_shown_from_its_beginning(length: int, has_begin: bool) -> None:
    words = " ".join("w" for _ in range(20)) + " orders "
    sentence = words + "x" * (length - len(words))

    assert (shown(sentence, "orders")[0] == "w") is has_begin


def served(number: int, *audience: Role, state: CourseState = CourseState.OPEN) -> ServedCourse:
    """A course of one module for these readers."""
    module = ServedModule(number, f"m{number}", 1, Lesson(f"m{number}", "M"))
    return ServedCourse(
        number, f"c{number}", "C", "", "", frozenset(audience), (module,), state=state
    )


SHELF = Library(
    1,
    (
        served(1, Role.REP, Role.SUPPORT),
        served(2, Role.SUPPORT),
        served(3, Role.REP, state=CourseState.DRAFT),
        served(4, Role.LEADER, Role.REP),
    ),
)


@pytest.mark.parametrize(
    ("roles", "opened"),
    [
        ({Role.TRAINER}, [1, 2, 3, 4]),
        ({Role.ADMIN, Role.REP}, [1, 2, 3, 4]),
        ({Role.LEADER}, [1, 2, 4]),
    ],
)
def test_who_gives_courses_opens_those_that_are_no_draft_and_who_writes_all(
    roles: set[Role], opened: list[int]
) -> None:
    found = list(lessons_of_trade(SHELF, [], (), roles=roles))

    assert [one.course.id for one in found] == opened
    how = "try" if roles == {Role.LEADER} else "write"
    assert {one.opens for one in found} == {how}


def test_a_lesson_of_the_trade_is_read_in_every_face_that_it_has() -> None:
    found = lessons_of_trade(SHELF, [], (), roles={Role.TRAINER})

    faces = {one.course.id: set(one.faces) for one in found}
    assert faces[1] == {Role.REP, Role.SUPPORT}
    assert (faces[2], faces[4]) == ({Role.SUPPORT}, {Role.REP, Role.LEADER})


def test_a_course_that_somebody_has_a_seat_in_is_read_there_alone() -> None:
    seat = Seat(
        pair_id=1, pair_state=PairState.ACTIVE, role=Role.REP, course_id=1, partner_id=2,
        partner_name="Sue", partner_given_name="Sue", due_on=None, time_zone="UTC",
        date_set_at=NOW, in_order=False, closes=False,
    )  # fmt: skip

    found = lessons_of_trade(SHELF, [seat], (), roles={Role.LEADER})

    assert [one.course.id for one in found] == [2, 4]


YESTERDAY = (NOW - timedelta(days=1)).date()
OTHERS = waiting(99, in_order=True, closes=True, due_on=YESTERDAY)


@pytest.mark.parametrize(
    ("is_waiting", "switches", "opened"),
    [
        (True, {}, [0, 1, 2]),
        (True, {"in_order": True}, [0, 1]),
        (True, {"closes": True, "due_on": YESTERDAY}, [1]),
        (False, {"in_order": True, "closes": True, "due_on": YESTERDAY}, [0, 1, 2]),
    ],
)
def test_a_lesson_begun_alone_is_found_as_far_as_its_own_course_is_open(
    is_waiting: bool, switches: dict[str, Any], opened: list[int]
) -> None:
    course = replace(COURSE, modules=tuple(map(module, range(3))))
    own = alone(Role.REP, OPEN, BEGUN, OPEN, course=course, is_waiting=is_waiting)
    seats = [OTHERS, waiting(own.course.id, **switches)]

    found = list(lessons_alone(own, seats, now=NOW))

    assert [one.module.id for one in found] == opened
    assert list(lessons_alone(own, [OTHERS], now=NOW)) == list(lessons_alone(own, [], now=NOW))

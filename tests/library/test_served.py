"""What is served of a course, in which language, and what follows? Plain values only."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.exc import NoResultFound

from tandem.content.lesson import Item, Lesson, PairStep, Pulse, Section, SectionKind, StepKind
from tandem.library.served import Library, ServedCourse, ServedModule, address_of, in_words_of
from tandem.library.translations import CoverTranslation
from tandem.terms import CourseState, Role
from tests.lessons import REP, SUPPORT
from tests.together.steps.step_helpers import TALK, for_two

READING = SectionKind.READING
FIRST = ServedModule(1, "first", 10, Lesson("first", "First"))
SECOND = ServedModule(
    2, "second", 20, Lesson("second", "Second"), {"de": Lesson("second", "Zweites")}
)
PULSE = Pulse("How?", items=(Item("a", "Ask"), Item("b", "Say")), low=1, high=5)
GERMAN = Pulse("Wie?", items=(Item("x", "Fragen"), Item("y", "Sagen")), low=1, high=5)
COVER = CoverTranslation("Gespann", "Kurz", "<p>Deckel</p>", GERMAN)
COURSE = ServedCourse(
    3, "teaming", "Teaming", "Short", "<p>Cover</p>", frozenset({Role.REP}), (FIRST, SECOND),
    others={"de": COVER}, pulse=PULSE,
)  # fmt: skip


def test_a_course_is_served_in_another_language_as_far_as_it_is_there() -> None:
    german, french = COURSE.in_language("de"), COURSE.in_language("fr")

    assert (german.title, german.summary, german.cover) == ("Gespann", "Kurz", "<p>Deckel</p>")
    assert [module.title for module in german.modules] == ["First", "Zweites"]
    assert french == COURSE


def test_without_a_cover_only_the_modules_are_translated() -> None:
    course = replace(COURSE, others={}).in_language("de")

    assert (course.title, [module.title for module in course.modules]) == (
        "Teaming", ["First", "Zweites"],
    )  # fmt: skip


def test_a_course_says_in_which_language_its_texts_and_its_pulse_are() -> None:
    shorter = replace(COVER, pulse=replace(GERMAN, items=GERMAN.items[:1]))
    courses = (COURSE, replace(COURSE, others={"de": shorter}), replace(COURSE, others={}))

    german = [course.in_language("de") for course in courses]

    assert [(course.language, course.pulse_language) for course in german] == [
        ("de", "de"), ("de", "en"), ("en", "en"),
    ]  # fmt: skip


def test_a_pulse_in_other_words_keeps_the_keys_of_the_original() -> None:
    translated = in_words_of(PULSE, GERMAN)

    assert translated is not None
    assert translated.title == "Wie?"
    assert [(item.key, item.text) for item in translated.items] == [("a", "Fragen"), ("b", "Sagen")]


@pytest.mark.parametrize(
    "translation", [None, replace(GERMAN, items=GERMAN.items[:1]), replace(GERMAN, high=7)]
)
def test_a_pulse_of_another_shape_is_not_taken(translation: Pulse | None) -> None:
    assert in_words_of(PULSE, translation) == PULSE
    assert in_words_of(None, translation) is None


def test_a_library_is_translated_once() -> None:
    served = Library(1, (COURSE,))

    assert served.in_language(None) is served.in_language("") is served
    assert served.in_language("de") is served.in_language("de")
    assert served.in_language("de").course("teaming").title == "Gespann"
    assert served.in_language("de").publication == 1


def test_courses_and_modules_are_found_by_name_and_by_id() -> None:
    served = Library(1, (replace(COURSE, id=2, slug="other"), COURSE))

    assert served.course("teaming") == served.course_by_id(3) == COURSE
    assert COURSE.module("second") == COURSE.module_by_id(2) == SECOND
    assert (served.course_by_id(9), COURSE.module_by_id(9)) == (None, None)
    with pytest.raises(NoResultFound):
        served.course("gone")
    with pytest.raises(NoResultFound):
        COURSE.module("gone")


def test_the_last_module_is_followed_by_none() -> None:
    assert [COURSE.after(module) for module in COURSE.modules] == [SECOND, None]


@pytest.mark.parametrize("state", CourseState)
def test_a_course_is_open_a_draft_or_archived(state: CourseState) -> None:
    course = replace(COURSE, state=state)

    assert course.is_open is (state is CourseState.OPEN)
    assert course.is_draft is (state is CourseState.DRAFT)


def test_modules_that_ask_nothing_for_two_are_done_alone_by_that_role() -> None:
    for_rep = PairStep("plan", StepKind.SEALED, "Plan", roles=REP)
    modules = (
        FIRST,
        ServedModule(2, "b", 1, for_two(for_rep)),
        ServedModule(3, "c", 1, for_two(TALK)),
    )
    course = replace(COURSE, modules=modules)

    assert course.done_alone_by(Role.REP) == {1}
    assert course.done_alone_by(Role.SUPPORT) == {1, 2}
    assert course.has_steps_for_two
    assert not COURSE.has_steps_for_two


def test_sentences_are_those_that_are_read_in_these_faces_each_once() -> None:
    sections = (
        Section(READING, "Both", 2, text="<p>Ask. Ask. Grüße.</p>"),
        Section(READING, "Mine", 2, text="<p>Drive.</p>", roles=REP),
        Section(READING, "Theirs", 2, text="<p>Frame.</p>", roles=SUPPORT),
        Section(SectionKind.QUIZ, "Quiz", 2, text="<p>Secret.</p>"),
    )
    module = ServedModule(1, "m", 1, Lesson("m", "Title", summary="Short.", sections=sections))

    found = [text for text, _ in module.sentences_for((Role.REP,))]

    assert found == ["Title", "Short.", "Both", "Ask.", "Grüße.", "Mine", "Drive."]
    assert dict(module.sentences_for((Role.REP,)))["Grüße."] == "grusse"
    both = [text for text, _ in module.sentences_for((Role.REP, Role.SUPPORT))]
    assert both == [*found, "Theirs", "Frame."]


def test_a_picture_is_addressed_by_its_bytes() -> None:
    one, other = address_of(b"no picture"), address_of(b"another")

    assert one != other
    assert one.startswith("/pictures/")
    assert len(one.removeprefix("/pictures/")) == 64

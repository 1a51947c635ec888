"""How does a file stand to what is served, and which modules does a title find?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tandem.authoring.courses.queries import (
    FileFault,
    ListedCourse,
    ListedModule,
    State,
    faults,
    first_error,
    own_files,
    state,
    titled,
)
from tandem.authoring.publishing.queries import CheckedModule
from tandem.content.lesson import Problem
from tandem.content.messages import Message
from tandem.library.translations import CheckedTranslation
from tandem.terms import CourseState, Severity
from tests.cast import NOW

WARNING, ERROR, OTHER = (
    Problem("f.md", line, severity, Message(f"fault {line}"))
    for line, severity in ((1, Severity.WARNING), (2, Severity.ERROR), (3, Severity.ERROR))
)


def module(
    slug: str, title: str = "", *, at: State = State.PUBLISHED, served: bool = True,
    problems: tuple[Problem, ...] = (), others: tuple[CheckedTranslation, ...] = (),
) -> ListedModule:  # fmt: skip
    """A module of a list."""
    return ListedModule(
        slug, title or slug, "en", f"{slug}.md", at, served, NOW, NOW, problems, (), others
    )


def course(
    title: str, *modules: ListedModule, served: bool = True, problems: tuple[Problem, ...] = ()
) -> ListedCourse:
    """A course of a list."""
    return ListedCourse(
        title.lower(), title, "en", served, problems, modules, (), False, (), CourseState.OPEN
    )


def shown(courses: list[ListedCourse]) -> list[tuple[str, list[str]]]:
    """The titles that are left."""
    return [(one.title, [module.title for module in one.modules]) for one in courses]


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("", [("Teaming", ["Engine", "Late call"]), ("Calls", ["Engine room", "First"])]),
        ("engine", [("Teaming", ["Engine"]), ("Calls", ["Engine room"])]),
        ("CALL", [("Teaming", ["Late call"]), ("Calls", ["Engine room", "First"])]),
        ("call late", [("Teaming", ["Late call"])]),
        ("engine late", []),
        ("teaming", [("Teaming", ["Engine", "Late call"])]),
        ("teaming engine", []),
    ],
)
def test_a_title_finds_modules_and_all_of_a_course_that_is_called_so(
    title: str, found: list[tuple[str, list[str]]]
) -> None:
    courses = [
        course("Teaming", module("a", "Engine"), module("b", "Late call")),
        course("Calls", module("c", "Engine room"), module("d", "First")),
    ]

    assert shown(titled(courses, title)) == found


@pytest.mark.parametrize(
    ("listed", "is_empty"),
    [
        (course("A", module("a")), False),
        (course("A", module("a", served=False), module("b")), False),
        (course("A", module("a", served=False)), True),
        (course("A"), True),
        (course("A", module("a"), served=False), True),
    ],
)
def test_a_course_is_empty_where_nothing_of_it_is_served(
    listed: ListedCourse, is_empty: bool
) -> None:
    assert listed.is_empty is is_empty


@pytest.mark.parametrize(
    ("problems", "first"), [((), None), ((WARNING,), None), ((WARNING, ERROR, OTHER), ERROR)]
)
def test_the_first_error_is_mended_first(
    problems: tuple[Problem, ...], first: Problem | None
) -> None:
    assert first_error(problems) is first


def test_every_file_with_an_error_is_named_as_the_list_has_them() -> None:
    german = CheckedTranslation("de", "b.de.md", (WARNING, OTHER))
    listed = [
        course(
            "A",
            module("a", at=State.BROKEN, problems=(WARNING, ERROR)),
            module("b", at=State.CHANGED, problems=(ERROR,), others=(german,)),
            module("c", at=State.BROKEN, problems=(WARNING,)),
            problems=(OTHER,),
        ),
        course("B", module("d"), problems=(WARNING,)),
    ]

    assert faults(listed) == [
        FileFault("a", "course.md", "A", "en", None, OTHER),
        FileFault("a", "a", "a", "en", NOW, ERROR),
        FileFault("a", "b.de", "b.de.md", "", None, OTHER),
    ]


def test_only_files_that_begin_with_a_number_are_modules_of_the_course_itself(
    tmp_path: Path,
) -> None:
    for name in ("02-b.md", "01-a.md", "01-a.de.md", "course.md", "a.md", "10-c.md", "03-d.txt"):
        (tmp_path / name).write_text("x", "utf-8")

    assert own_files(tmp_path) == ["01-a.md", "02-b.md", "10-c.md"]


@pytest.mark.parametrize(
    ("content", "published", "problems", "stands"),
    [
        ("same", True, (), State.PUBLISHED),
        ("same", True, (WARNING,), State.PUBLISHED),
        ("other", True, (), State.CHANGED),
        ("other", True, (ERROR,), State.BROKEN),
        ("same", True, (ERROR,), State.BROKEN),
        (None, True, (ERROR,), State.WITHDRAWN),
        (None, False, (), State.BEGUN),
    ],
)
def test_a_file_stands_as_it_is_to_what_was_published_last(
    tmp_path: Path, content: str | None, published: bool, problems: tuple[Problem, ...],
    stands: State,
) -> None:  # fmt: skip
    file = tmp_path / "01-a.md"
    if content is not None:
        file.write_text(content, "utf-8")
    checked = CheckedModule(
        "a", "A", "en", file.name, True, NOW if published else None, None, "same", problems
    )

    assert state(checked, file) is stands

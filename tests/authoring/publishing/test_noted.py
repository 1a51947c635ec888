"""What does a module's row keep of what the checker said, and what is withdrawn?"""

from __future__ import annotations

from datetime import timedelta

import pytest

from tandem.authoring.publishing.actions import Report, note_file, withdraw
from tandem.content.lesson import Lesson, ModuleFile, Problem
from tandem.content.messages import Message
from tandem.models import Course, Module
from tandem.terms import Severity
from tests.cast import NOW

WARNING, ERROR = (
    Problem("f.md", 1, severity, Message("said")) for severity in (Severity.WARNING, Severity.ERROR)
)
BEFORE = NOW - timedelta(days=3)


def file(*problems: Problem, name: str = "01-a.md", position: int = 1) -> ModuleFile:
    """A file as the checker has read it."""
    return ModuleFile(name, position, "a", "", "text", Lesson("a", "A"), problems=tuple(problems))


def row(**changes: object) -> Module:
    """The row of the same module."""
    made = Module(slug="a", file="01-a.md", position=1, problems="[]")
    for name, value in changes.items():
        setattr(made, name, value)
    return made


@pytest.mark.parametrize(
    ("problems", "before", "since"),
    [
        ((), None, None),
        ((), BEFORE, None),
        ((WARNING,), BEFORE, None),
        ((ERROR,), None, NOW),
        ((WARNING, ERROR), BEFORE, BEFORE),
    ],
)
def test_a_file_is_broken_since_its_first_error_until_it_is_sound(
    problems: tuple[Problem, ...], before: object, since: object
) -> None:
    module, report = row(broken_since=before), Report()

    note_file(module, file(*problems), report, now=NOW)

    assert module.broken_since == since
    assert report.problems == [*problems]
    assert report.errors == [problem for problem in problems if problem is ERROR]


@pytest.mark.parametrize(
    ("there", "has_changed"),
    [
        (file(), False),
        (file(name="01-b.md"), True),
        (file(position=2), True),
        (file(name="02-a.md", position=2), True),
    ],
)
def test_a_file_that_has_moved_is_a_change(there: ModuleFile, has_changed: bool) -> None:
    module, report = row(), Report()

    note_file(module, there, report, now=NOW)

    assert report.has_changed is has_changed
    assert (module.file, module.position) == (there.name, there.position)


def test_what_is_withdrawn_already_is_not_withdrawn_again() -> None:
    served, gone = row(), Course(slug="c", withdrawn_at=BEFORE)
    report, again = Report(), Report()

    withdraw([served, gone], report, now=NOW)
    withdraw([served, gone], again, now=NOW + timedelta(days=1))

    assert (report.withdrawn, report.has_changed) == (["a"], True)
    assert (again.withdrawn, again.has_changed) == ([], False)
    assert (served.withdrawn_at, gone.withdrawn_at) == (NOW, BEFORE)

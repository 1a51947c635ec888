"""Does a test run in the part that it belongs to?"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from tests import parts


def a_test(*fixtures: str, marks: tuple[str | pytest.Mark, ...] = ()) -> Any:
    """A test that asks for these fixtures, marked with these words by hand."""
    names = list(marks)
    return SimpleNamespace(
        fixturenames=fixtures,
        marks=names,
        add_marker=lambda mark: names.append(getattr(mark, "name", mark)),
        iter_markers=lambda name: (mark for mark in names if getattr(mark, "name", mark) == name),
    )


def marked(test: Any) -> Any:
    """The same test as it is collected."""
    parts.mark(cast(pytest.Item, test))
    return test


def test_who_asks_for_neither_a_browser_nor_a_site_is_quick() -> None:
    assert marked(a_test("tmp_path", "shared_engine")).marks == []


def test_who_asks_for_a_browser_or_a_site_says_so() -> None:
    assert marked(a_test("site", "chromium")).marks == ["browser", "process"]


@pytest.mark.parametrize("names", ["site", "kind, site", ("kind", "site")])
def test_a_value_under_such_a_name_is_no_site(names: str | tuple[str, ...]) -> None:
    given = pytest.mark.parametrize(names, []).mark
    whole = pytest.mark.parametrize(names, [], indirect=True).mark

    assert marked(a_test("site", marks=(given,))).marks == [given]
    assert marked(a_test("site", marks=(whole,))).marks == [whole, "process"]


def test_who_opens_every_page_says_so() -> None:
    assert marked(a_test("places", "shared_engine")).marks == ["walk"]
    assert marked(a_test("visited")).marks == ["walk"]


def test_who_looks_at_the_same_site_runs_in_the_same_process() -> None:
    assert "xdist_group" in marked(a_test("looked_at", "filled_database")).marks


@pytest.mark.parametrize(
    ("test", "differs"),
    [
        (a_test(), False),
        (a_test("shared_app"), False),
        (a_test("shared_engine", "session"), True),
        (a_test("nothing"), True),
        (a_test("prepared"), True),
        (a_test("shared_engine", marks=("process",)), True),
        (a_test("site", "chromium"), False),
        (a_test("site", "chromium", marks=("each_database",)), True),
        (a_test("chromium"), False),
    ],
)
def test_on_another_database_runs_what_can_differ_there(test: Any, differs: bool) -> None:
    assert parts.can_differ(marked(test)) is differs


@pytest.mark.parametrize(
    ("test", "goes_by_it"), [(a_test("tmp_path"), False), (a_test("cast", "shared_clock"), True)]
)
def test_at_another_moment_runs_what_goes_by_the_clock(test: Any, goes_by_it: bool) -> None:
    assert parts.goes_by_the_clock(marked(test)) is goes_by_it


def test_who_compares_a_page_with_what_it_said_is_marked_so() -> None:
    test = marked(a_test("page_as_before", "shared_engine"))
    parts.mark(test)

    assert any(test.iter_markers("written_down"))


def test_what_is_written_down_is_compared_once() -> None:
    pages = marked(a_test("shared_engine", "shared_clock", marks=("written_down",)))
    others = marked(a_test("shared_engine", "shared_clock"))

    assert [parts.can_differ(test) for test in (pages, others)] == [False, True]
    assert [parts.goes_by_the_clock(test) for test in (pages, others)] == [False, True]

"""How does a question get the name under which its answers are kept?"""

from __future__ import annotations

import pytest
from hypothesis import given

from tandem.content.parsing.ids import with_ids
from tandem.content.parsing.parse import parse_module
from tests.content.parsing.test_properties import LESSONS

SOURCE = """---\r
title: T\r
---\r
## Check {quiz}\r
### Why so? {for=rep}\r
- [x] A\r
- [ ] B\r
### Why so? {for=support}\r
- [x] A\r
- [ ] B\r
### Why so? {for=leader}\r
- [x] A\r
- [ ] B\r
### Named {#named}\r
- [x] A\r
- [ ] B\r
"""


def written(source: str) -> str:
    """The source with its ids."""
    module = parse_module(source.encode(), name="01-a.md", file="f.md").module
    assert module
    return with_ids(source, module)


def test_each_question_without_an_id_gets_one_of_its_own() -> None:
    text = written(SOURCE)

    assert "### Why so? {#why-so for=rep}\r\n" in text
    assert "### Why so? {#why-so-2 for=support}\r\n" in text
    assert "### Why so? {#why-so-3 for=leader}\r\n" in text


def test_all_else_stays_as_it_is() -> None:
    text = written(SOURCE)

    kept = [line for line in text.split("\r\n") if "Why so" not in line]
    assert kept == [line for line in SOURCE.split("\r\n") if "Why so" not in line]


@given(LESSONS)
def test_writing_ids_twice_is_writing_them_once(text: str) -> None:
    assert written(written(text)) == written(text)


@given(LESSONS)
def test_a_sound_lesson_stays_the_same_with_its_ids(text: str) -> None:
    before = parse_module(text.encode(), name="01-a.md", file="f.md")
    if not before.is_sound:
        return

    assert parse_module(written(text).encode(), name="01-a.md", file="f.md").module == before.module


@pytest.mark.parametrize(
    ("heading", "named"),
    [
        ("Why so?\n---", "Why so? {#why-so}\n---"),
        ("Why so? {for=rep}\n---", "Why so? {#why-so for=rep}\n---"),
        ("Why so? {#because}\n---", "Why so? {#because}\n---"),
        ("## Why so? {# for=rep}", "## Why so? {#why-so for=rep}"),
        ("## Why so? {for=rep} ##", "## Why so? {#why-so for=rep} ##"),
        ("## Why so? {#because} ##", "## Why so? {#because} ##"),
    ],
)
def test_an_id_is_written_into_every_way_to_write_a_heading(heading: str, named: str) -> None:
    source = "---\ntitle: T\n---\n\n# Check {quiz}\n\n%s\n\n- [x] A\n- [ ] B\n"

    assert written(source % heading) == source % named

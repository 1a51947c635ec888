"""How deep may a quiz of mdBook lie?"""

from __future__ import annotations

import pytest

from tandem.content.formats.mdbook import DEEPEST, choices, first_too_deep, sheet


@pytest.mark.parametrize(("first", "deeper"), [("", "["), ("a", ".a")])
def test_what_lies_too_deep_is_named_by_its_line(first: str, deeper: str) -> None:
    assert first_too_deep("\n" + first + deeper * DEEPEST) == 0
    assert first_too_deep("\n" + first + deeper * (DEEPEST + 1)) == 2


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = [[1]]", 0),
        ("a = [[[[[[[[[[", 0),
        ("a = [[[[[[[[[[[", 1),
        ("a\nb = {{{{{{{{{{{", 2),
        ("a.b.c.d.e.f.g.h.i.j.k = 1", 0),
        ("a.b.c.d.e.f.g.h.i.j.k.l = 1", 1),
        ("a = '[[[[[[[[[[['", 0),
        ('a = "[[[[[[[[[[["', 0),
        ('a = """\n[[[[[[[[[[[\n"""\nb = [[[[[[[[[[[', 4),
        ("# [[[[[[[[[[[", 0),
        ("a = [],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[]", 0),
        ("]]]]][[[[[[[[[[", 0),
        ("]]]]][[[[[[[[[[[", 1),
        ('"a.b".c = "d.e"', 0),
    ],
)
def test_the_first_line_that_lies_too_deep_is_told(text: str, line: int) -> None:
    assert first_too_deep(text) == line


@pytest.mark.parametrize(
    ("place", "texts"),
    [
        (None, "rab"), (0, "rab"), (1, "arb"), (2, "abr"), (3, "rab"), (-1, "rab"), ("1", "rab"),
    ],
)  # fmt: skip
def test_the_right_option_stands_where_the_file_says_if_there_is_such_a_place(
    place: object, texts: str
) -> None:
    assert "".join(option.text for option in choices(["r"], ["a", "b"], place)) == texts


def test_a_list_of_anything_else_asks_nothing() -> None:
    assert [str(note) for _, note in sheet("questions = [1, 'a']").notes] == [
        "no [[questions]] here"
    ]

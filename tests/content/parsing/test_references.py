"""Which links and images of a text lead nowhere, or say nothing?"""

from __future__ import annotations

import pytest

from tandem.content.parsing.ids import free_name
from tandem.content.parsing.lines import Line
from tandem.content.parsing.references import pointers

EXISTING = frozenset({"images/a.svg", "02-b.md", "c.svg"})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[a](02-b.md)", []),
        ("[a](02-b.md#x)", []),
        ("[a](./02-b.md)", []),
        ("[a](<02-b.md>)", []),
        ("[a](03-b.md)", ["there is no file 03-b.md in the course’s folder"]),
        ("[a](<03-b.md>)", ["there is no file 03-b.md in the course’s folder"]),
        ("[a](#x)", []),
        ("[a](/x)", []),
        ("[a](https://x)", []),
        ("[a](mailto:x@y)", []),
        ("[a]()", []),
        ("`[a](x.md)`", []),
        ("[a](x.md) [b](x.md)", ["there is no file x.md in the course’s folder"]),
        ("[a](x.md 'title')", ["there is no file x.md in the course’s folder"]),
        ("[a]: 02-b.md", []),
        ("[a]: x.md", ["there is no file x.md in the course’s folder"]),
        ("[a]: x.md 'b'", ["there is no file x.md in the course’s folder"]),
        ("[^a]: x.md", []),
        ("![a](images/a.svg)", []),
        (
            "![](images/a.svg)",
            ["the image images/a.svg needs a text alternative: ![what it shows]"],
        ),
        (
            "![ ](images/b.svg)",
            [
                "the image images/b.svg needs a text alternative: ![what it shows]",
                "the course’s folder has no image images/b.svg that can be shown",
            ],
        ),
        ("![a](c.svg)", ["the course’s folder has no image c.svg that can be shown"]),
        (
            "![a](https://x/y.svg)",
            ["the image https://x/y.svg isn’t in the course’s folder. Put it there"],
        ),
        ("![a](02-b.md)", ["the course’s folder has no image 02-b.md that can be shown"]),
        ("![][a]", ["the image a needs a text alternative: ![what it shows]"]),
        ("![a][b]", []),
        ("<img src='images/a.svg' alt='b'>", []),
        (
            "<img src=images/a.svg>",
            ["the image images/a.svg needs a text alternative: ![what it shows]"],
        ),
        ('<img src="c.svg" alt="d">', ["the course’s folder has no image c.svg that can be shown"]),
        (
            "<IMG ALT=a SRC=https://b>",
            ["the image https://b isn’t in the course’s folder. Put it there"],
        ),
        ("<a href='02-b.md'>", []),
        ("<a href=x.md>", ["there is no file x.md in the course’s folder"]),
        ("<a href=#x>", []),
        ("<a>", []),
        ("<b>", []),
        ("a < b", []),
        ("[![a](images/a.svg)](x.md)", ["there is no file x.md in the course’s folder"]),
        ("a ]( b", ["there is no file b in the course’s folder"]),
    ],
)
def test_a_link_leads_to_a_file_and_an_image_is_among_the_images(
    text: str, said: list[str]
) -> None:
    assert [(line, str(note)) for line, note in pointers([Line(3, text)], EXISTING)] == [
        (3, one) for one in said
    ]


def test_what_stands_in_code_leads_nowhere() -> None:
    lines = [Line(1, "[a](x.md)", code=True), Line(2, "no pointer"), Line(3, "[a](x.md)")]

    assert [line for line, _ in pointers(lines, EXISTING)] == [3]


@pytest.mark.parametrize(
    ("taken", "free"),
    [(set(), "a"), ({"b"}, "a"), ({"a"}, "a-2"), ({"a", "a-2", "a-3"}, "a-4"), ({"a-2"}, "a")],
)
def test_a_name_that_somebody_has_gets_the_first_free_number(taken: set[str], free: str) -> None:
    assert free_name("a", taken) == free

"""Which list answers a question, and what stands below each of its items?"""

from __future__ import annotations

import pytest

from tandem.content.parsing.blocks import BlockKind
from tandem.content.parsing.choices import BOX
from tandem.content.parsing.lines import numbered
from tandem.content.parsing.lists import answer_list


@pytest.mark.parametrize(
    ("text", "first", "last", "items"),
    [
        ("- [x] a\n- [ ] b", 0, 2, [(1, "[x] a", "", "", True), (2, "[ ] b", "", "", True)]),
        ("w\n\n- [x] a\n\nx", 2, 3, [(3, "[x] a", "", "", True)]),
        ("- a\n- b", 2, 2, []),
        (
            "- [x] a\n\n> q\n\n- [ ] b\n\nw",
            0,
            5,
            [(1, "[x] a", "\n", "q", True), (5, "[ ] b", "", "", True)],
        ),
        ("- [x] a\n> q\nw\n- b", 0, 4, [(1, "[x] a", "- b", "q\nw", True)]),
        ("- [x] a\n\nw\n\n- [ ] b", 4, 5, [(5, "[ ] b", "", "", True)]),
        ("- a\n- [x] b\n- c", 1, 3, [(2, "[x] b", "", "", True), (3, "c", "", "", False)]),
        (
            "* [x] a\n+ [ ] b\n\n  more\n",
            0,
            4,
            [(1, "[x] a", "", "", True), (2, "[ ] b", "\nmore", "", True)],
        ),
        (
            "- [x] a\n```\nc\n```\n- [ ] b",
            0,
            5,
            [(1, "[x] a", "```\nc\n```", "", True), (5, "[ ] b", "", "", True)],
        ),
        (
            "- [x] a\n\n  ```\n  c\n  ```\n  > q\n  >  r",
            0,
            7,
            [(1, "[x] a", "\n```\nc\n```", "q\n r", True)],
        ),
        ("- [x] a\n\n      code\n", 0, 3, [(1, "[x] a", "\n    code", "", True)]),
        ("- [x] a\n## h\nw", 0, 1, [(1, "[x] a", "", "", True)]),
        ("- [x] a\n---\nw", 0, 1, [(1, "[x] a", "", "", True)]),
        ("- [x] a\n\n   w", 0, 3, [(1, "[x] a", "\nw", "", True)]),
        ("-  [x] a\n\n  w", 0, 3, [(1, "[x] a", "\nw", "", True)]),
        ("- [x] a\n> q\n    > r", 0, 3, [(1, "[x] a", "", "q\n> r", True)]),
        ("1. [x] a", 1, 1, []),
        ("w\n- [x] a", 1, 2, [(2, "[x] a", "", "", True)]),
        ("> q\n\n- [x] a", 2, 3, [(3, "[x] a", "", "", True)]),
    ],
)
def test_the_last_list_with_boxes_goes_from_line_to_line_with_all_that_stands_in_it(
    text: str, first: int, last: int, items: list[tuple[int, str, str, str, bool]]
) -> None:
    found = answer_list(numbered(text)[0], BlockKind.BULLETS, BOX.match)

    assert (found.first, found.last) == (first, last)
    assert [
        (item.line, item.first, item.more, item.quoted, item.is_asked) for item in found.items
    ] == items

"""Which blocks does a lesson have, and is anything of it passed over?"""

from __future__ import annotations

import pytest

from tandem.content.parsing.blocks import offset_of
from tandem.content.parsing.lines import numbered
from tests.content.reading import asked, lesson, question, says

MATCH = "## Check {quiz}\n\n### Who? {#a match}\n\n- a -> b\n- c -> d\n- e\n"


def told(text: str) -> str:
    """To which block and item each line belongs; each is told in capitals where it begins."""
    lines, unclosed = numbered(text)
    words, seen = [], set[int]()
    for line in lines:
        parts = []
        for each, name in [
            (line.block, line.block.kind.value if line.block else ""),
            (line.item, f"item {line.item.offset}" if line.item else ""),
        ]:
            parts.append(name if not each or id(each) in seen else name.upper())
            seen.add(id(each))
        if line.block:
            parts += ["open"] * line.block.is_open + [str(line.block.level or "")]
        parts += ["quoted"] * line.is_quoted + ["code"] * line.code
        parts += ["by its indent"] * line.is_indented_code
        words.append(" ".join(part for part in parts if part) or "-")
    return ", ".join(words) + (f", opened in {unclosed}" if unclosed else "")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\nb\n\nc", "OTHER, other, -, OTHER"),
        ("a\n\n\v\n\nb\n\v", "OTHER, -, OTHER, -, OTHER, -"),
        (
            "# a\n\nb\nc\n=\nd\n---",
            "HEADING 1, -, HEADING 1, heading 1, heading 1, HEADING 2, heading 2",
        ),
        (
            "- a\n- b\n\n  c\n\nd",
            "BULLETS ITEM 2, bullets ITEM 2, bullets item 2, bullets item 2, -, OTHER",
        ),
        (
            "- a\n\n\n-     b\n-\n- c\n  - d\n",
            "BULLETS ITEM 2, bullets, bullets, bullets ITEM 2 code by its indent,"
            " bullets ITEM 2, bullets ITEM 2, bullets item 2, -",
        ),
        ("1. a\n12)  b\n", "NUMBERS ITEM 3, NUMBERS ITEM 5, -"),
        (
            "- a\n  > b\n  > - c\n> d",
            "BULLETS ITEM 2, bullets item 2 quoted, bullets item 2 quoted, QUOTE",
        ),
        ("> - a\n> b\n\n> c", "QUOTE, quote, -, QUOTE"),
        ("> > > a", "QUOTE"),
        ("[^1]: a\n\n        b\n\nc", "OTHER, other, other code by its indent, -, OTHER"),
        (
            "1. a\n   > b\n\n   c\n   - > d",
            "NUMBERS ITEM 3, numbers item 3 quoted, numbers item 3, numbers item 3, numbers item 3",
        ),
        (
            "- ```\n  a\n  ```\n- b",
            "BULLETS ITEM 2 code, bullets item 2 code, bullets item 2 code, bullets ITEM 2",
        ),
        ("```\na\n\n```\nb", "CODE code, code code, code code, code code, OTHER"),
        ("```\n```\nb", "CODE code, code code, OTHER"),
        ("```\na\n``", "CODE code, code code, code code, opened in 1"),
        ("````\na\n```\n````\nb", "CODE code, code code, code code, code code, OTHER"),
        ("~~~\na\n```\n\n", "CODE code, code code, code code, -, -, opened in 1"),
        (
            "    a\n\n    b\n\nc",
            "CODE code by its indent, code code by its indent, code code by its indent, -, OTHER",
        ),
        (
            "- a\n\n      b\n",
            "BULLETS ITEM 2, bullets item 2, bullets item 2 code by its indent, -",
        ),
        ("***\n- - -\na", "RULE, RULE, OTHER"),
        ("<div>\na\n\nb", "HTML, html, -, OTHER"),
        ("<!-- a\n\nb -->\nc", "HTML, html, html, OTHER"),
        ("<!-- a\n\nb", "HTML open, html open, html open"),
        ("<?a\n\n?>", "HTML, html, html"),
        ("<?a", "HTML open"),
        ("<![CDATA[\na", "HTML open, html open"),
        ("<PRE>\n\na</style>\nb", "HTML, html, html, OTHER"),
        ("<pre\na", "HTML open, html open"),
        ("<preb>\na", "HTML, html"),
        ("| a | b |\n|---|---|\n| c | d |\ne", "TABLE, table, table, table"),
        ("* a\n+ b\n- c", "BULLETS ITEM 2, BULLETS ITEM 2, BULLETS ITEM 2"),
        (
            "a\n- b\nc\n\n> ```\n> a\n> ```",
            "OTHER, BULLETS ITEM 2, bullets item 2, -, QUOTE code, quote code, quote code",
        ),
        ("> ```\n> a\n> ``\n", "QUOTE code, quote code, quote code, -, opened in 1"),
        ("```\n", "CODE code, -, opened in 1"),
        ("!!! tip\n    a\n\n    b\nc", "OTHER, other, other, other, OTHER"),
        ("", "-"),
    ],
)
def test_each_line_belongs_to_its_block_and_its_item(text: str, lines: str) -> None:
    assert told(text) == lines


@pytest.mark.parametrize("line", ["====", "----", "-"])
def test_a_heading_may_be_underlined(line: str) -> None:
    (section,) = lesson(f"Both of you {{for=rep,support}}\n{line}\n\nText.\n").sections

    assert (section.title, section.text, len(section.roles)) == ("Both of you", "Text.", 2)


def test_a_backslash_in_braces_is_taken_as_meant() -> None:
    (section,) = lesson("## You {for=rep \\#my\\_own}\n\nText.\n").sections

    assert section.anchor == "my_own"


@pytest.mark.parametrize("text", ["> # No", "- # No", "    # No", "<div>\n# No\n</div>"])
def test_a_heading_inside_of_something_begins_no_section(text: str) -> None:
    (section,) = lesson(f"## Yes\n\n{text}\n").sections

    assert section.title == "Yes"


def test_two_lists_with_boxes_in_one_question_are_named() -> None:
    found = asked("- [x] Sam", "- [ ] Sue", "", "**And then?**", "", "- [ ] Otto", "- [x] Ona")

    assert any("two lists with boxes in one question: in line 9 and in line 14" in s for s in found)


def test_a_box_in_a_list_of_an_option_is_named() -> None:
    assert any("two lists" in said for said in asked("- [ ] Sam", "  - [x] Sue", "- [x] Otto"))


def test_an_item_without_a_box_among_options_is_an_error() -> None:
    found = asked("- [ ] Sam", "- Sue", "- [x] Otto")

    assert any(said.startswith("10: error: this item has no box") for said in found)


def test_an_item_without_an_arrow_among_matches_is_an_error() -> None:
    assert "11: error: this item has no arrow: - left -> right" in says(MATCH)


def test_boxes_above_the_first_question_are_an_error() -> None:
    found = says("## Check {quiz}\n\n- [x] Sam\n- [ ] Sue\n\n### Who?\n\n- [ ] a\n- [x] b\n")

    assert any(said.startswith("7: error: these boxes belong to no question") for said in found)


@pytest.mark.parametrize("html", ["<!-- later", "<script>", "<style\n>", "<?", "<PRE>"])
def test_html_that_takes_all_the_rest_with_it_is_an_error(html: str) -> None:
    found = says(f"Text.\n\n{html}\n\n## You {{for=rep}}\n\nText.\n")

    assert any(said.startswith("7: error: this HTML is never closed") for said in found)


def test_code_at_the_margin_right_below_an_option_belongs_to_it() -> None:
    found = question("- [ ] One:\n```\na\n```\n- [x] Two:\n```\nb\n```\n\nBecause.\n")

    assert [each.text for each in found.options] == ["One:\n```\na\n```", "Two:\n```\nb\n```"]
    assert found.explanation == "Because."


def test_a_list_whose_bullets_change_is_one_list_of_options() -> None:
    assert len(question("- [ ] One\n* [x] Two\n\n+ [ ] Three\n").options) == 3


def test_a_rule_that_a_formatter_made_of_underscores_is_a_field() -> None:
    text = "## Two {together}\n\n### Think {#t}\n\nOf it.\n\n---\n\nAnd this.\n\n---\n"

    assert lesson(text).sections[0].steps[0].body == "Of it.\n\n---\n\nAnd this."


@pytest.mark.parametrize(
    ("line", "offset"),
    [("- a", 2), ("-    a", 5), ("-     code", 2), ("12. a", 4), ("  * a", 4), ("-", 2)],
)
def test_the_text_of_an_item_stands_up_to_four_spaces_behind_its_sign(
    line: str, offset: int
) -> None:
    assert offset_of(line) == offset


def test_boxes_behind_numbers_are_no_options() -> None:
    assert asked("1. [ ] Sam", "2. [x] Sue", "", "= yes") == []
    assert asked("1. [ ] Sam", "2. [x] Sue") == [
        "7: error: this question has no answer. Write options below it: - [x] right, - [ ] wrong"
    ]

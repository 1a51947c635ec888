"""How is it printed what blind readers score?"""

from __future__ import annotations

import json

import pytest

from tandem.commands.guess_report import guess_json, guess_text, mark, marks, table_text
from tandem.content.guess_table import READERS, GuessRow, GuessTable
from tandem.content.guessability import Blind


def blind(choices: int = 4, **shares: float) -> Blind:
    """What readers score who would score a quarter by chance."""
    return Blind(choices, {name: shares.get(name, 0.25) for name in READERS})


TABLE = GuessTable(
    "teaming",
    "en",
    (GuessRow("01-engine", blind(longest=0.5)), GuessRow("02-a", blind(0))),
    blind(8, longest=0.375, words=0.12346),
    ("03-broken.md",),
)


@pytest.mark.parametrize(
    ("share", "printed"),
    [(0.25, "25 "), (0.45, "45 "), (0.46, "46!"), (1.0, "100!"), (0.0, "0 "), (0.256, "26 ")],
)
def test_a_score_is_marked_where_it_is_more_than_twenty_above_chance(
    share: float, printed: str
) -> None:
    assert mark(blind(longest=share), "longest") == printed


def test_where_nothing_is_chosen_each_reader_has_a_dash() -> None:
    assert marks(blind(0)).split() == ["–"] * len(READERS)
    assert marks(blind()).split() == ["25"] * len(READERS)


def test_a_table_has_a_line_for_each_module_one_for_all_and_what_was_left_out() -> None:
    head, names, engine, empty, every, left_out = table_text(TABLE).split("\n")

    assert head == "teaming (en)"
    assert names.split() == ["choices", *READERS]
    assert engine.split() == ["01-engine", "4", "25", "50!", "25", "25", "25"]
    assert empty.split() == ["02-a", "0", *["–"] * 5]
    assert every.split() == ["all", "8", "25", "38", "25", "25", "12"]
    assert left_out == "left out, as it cannot be read: 03-broken.md"


def test_columns_stand_below_their_heads_and_no_line_ends_in_blanks() -> None:
    lines = table_text(TABLE).split("\n")

    ends = [lines[1].index("longest") + len("longest"), lines[2].index("50") + 3]
    assert ends[0] == ends[1]
    assert lines == [line.rstrip() for line in lines]


def test_the_legend_stands_once_above_all_tables() -> None:
    text = guess_text([TABLE, TABLE])

    assert text.startswith("Marks of blind readers")
    assert text.count("Marks of blind readers") == 1
    assert text.count("\n\nteaming (en)\n") == 2


def test_tools_get_shares_from_nothing_to_one() -> None:
    (table,) = json.loads(guess_json([TABLE]))

    assert (table["course"], table["language"], table["choices"]) == ("teaming", "en", 8)
    assert (table["longest"], table["words"]) == (0.375, 0.1235)
    assert [row["module"] for row in table["modules"]] == ["01-engine", "02-a"]
    assert [row["longest"] for row in table["modules"]] == [0.5, None]
    assert table["left_out"] == ["03-broken.md"]

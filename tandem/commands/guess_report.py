"""What blind readers score, as it is printed: a table for each course, or JSON."""

from __future__ import annotations

import json
from typing import Any

from tandem.content.guess_table import READERS, GuessRow, GuessTable
from tandem.content.guessability import ABOVE_CHANCE, Blind

LEGEND = """\
Marks of blind readers in the choices of each module, in percent. They know how many options are
right. chance: draws lots; longest, shortest, first: takes that option; words: a word model
(naive Bayes) trained on all other modules of the language. ! is more than 20 above chance."""


def guess_text(tables: list[GuessTable]) -> str:
    """A table for each course and language, and how to read it."""
    return "\n\n".join([LEGEND, *(table_text(table) for table in tables)])


def table_text(table: GuessTable) -> str:
    """The table of one course, all modules together in its last line."""
    rows = [*table.modules, GuessRow("all", table.all)]
    width = max(len(row.name) for row in rows)
    head = f"{'':{width}}  choices" + "".join(f"  {name:>8}" for name in READERS)
    lines = [f"{row.name:{width}}  {row.figures.choices:7}{marks(row.figures)}" for row in rows]
    left_out = [f"left out, as it cannot be read: {name}" for name in table.left_out]
    every = [f"{table.course} ({table.language})", head, *lines, *left_out]
    return "\n".join(line.rstrip() for line in every)


def marks(figures: Blind) -> str:
    """What each reader scores; a dash where nothing is chosen."""
    if not figures.choices:
        return f"  {'–':>8}" * len(READERS)
    return "".join(f"  {mark(figures, name):>8}" for name in READERS)


def mark(figures: Blind, name: str) -> str:
    """What one reader scores, marked where it is far above chance."""
    share = figures.by_reader[name]
    sign = "!" if share > figures.chance + ABOVE_CHANCE else " "
    return f"{round(100 * share)}{sign}"


def guess_json(tables: list[GuessTable]) -> str:
    """The same for tools: shares from 0 to 1."""
    return json.dumps(
        [
            {
                "course": table.course,
                "language": table.language,
                **figures_of(table.all),
                "modules": [
                    {"module": row.name, **figures_of(row.figures)} for row in table.modules
                ],
                "left_out": list(table.left_out),
            }
            for table in tables
        ],
        ensure_ascii=False,
        indent=2,
    )


def figures_of(figures: Blind) -> dict[str, Any]:
    """The choices and what each reader scores; null where there is nothing to choose."""
    shares = {
        name: round(figures.by_reader[name], 4) if figures.choices else None for name in READERS
    }
    return {"choices": figures.choices, **shares}

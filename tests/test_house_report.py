"""Does the report name what comes near a limit, and nothing else?"""

from __future__ import annotations

from pathlib import Path

from tools import house_report

BRANCHING = "def choose(number):\n" + "".join(
    f"    if number == {number}:\n        return {number}\n" for number in range(12)
)


def test_the_report_names_what_comes_near_a_limit(tmp_path: Path) -> None:
    write(tmp_path / "tandem" / "pairs" / "__init__.py", "")
    write(
        tmp_path / "tandem" / "pairs" / "rows.py", "class Row: ...\ndef row(): ...\n" + "\n" * 249
    )
    write(tmp_path / "tandem" / "choice.py", BRANCHING)
    write(tmp_path / "templates" / "long.html", "\n" * 101)

    lines = list(house_report.report(tmp_path))

    assert [line.strip() for line in lines if line.startswith("  ")] == [
        "251 lines, 2 public names  tandem/pairs/rows.py",
        "1 in tandem/pairs",
        "tandem/choice.py:1:5: C901 `choose` is too complex (13 > 12)",
        "101 lines  templates/long.html",
    ]


def test_the_report_says_where_there_is_nothing(tmp_path: Path) -> None:
    write(tmp_path / "tandem" / "pairs.py", "def short(): ...\n")
    write(tmp_path / "tandem" / "teams.py", "def short(): ...\n")
    (tmp_path / "tests").mkdir()

    assert [line for line in house_report.report(tmp_path) if line.startswith("  ")] == [
        "  none"
    ] * 4


def write(path: Path, text: str) -> None:
    """Lay a file, and the folders on its way."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")

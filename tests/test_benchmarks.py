"""Does `make bench` say rightly what is missed, what is worse, and how the run ends?"""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import runner
from benchmarks.measures import Measure, Verdict, head, line, row, status, verdict
from benchmarks.timing import in_turn, times_of
from tests import source

ROOT = Path(__file__).parent.parent
# At most 8, and it was 20; at least 0.5, and it was 0.1.
GRID = Measure("grid", 20, goal=8, held=20, note="40 ms")
PAGE = Measure("page", 0.1, goal=0.5, held=0.1, at_least=True)


@pytest.mark.parametrize(
    ("measure", "ratio", "expected"),
    [
        (GRID, 8, Verdict.OK),
        (GRID, 9.5, Verdict.NEAR),
        (GRID, 9.7, Verdict.MISSED),
        (GRID, 23.9, Verdict.MISSED),
        (GRID, 24.1, Verdict.WORSE),
        (PAGE, 0.5, Verdict.OK),
        (PAGE, 0.42, Verdict.NEAR),
        (PAGE, 0.41, Verdict.MISSED),
        (PAGE, 0.09, Verdict.MISSED),
        (PAGE, 0.08, Verdict.WORSE),
    ],
)
def test_a_ratio_is_judged_by_its_goal_and_by_what_it_was(
    measure: Measure, ratio: float, expected: Verdict
) -> None:
    assert verdict(replace(measure, ratio=ratio), short=False) == expected


@pytest.mark.parametrize(
    ("measure", "ratio", "expected"),
    [
        (GRID, 199, Verdict.OK),
        (GRID, 201, Verdict.WORSE),
        (PAGE, 0.011, Verdict.OK),
        (PAGE, 0.009, Verdict.WORSE),
    ],
)
def test_the_short_form_sees_only_what_is_ten_times_worse(
    measure: Measure, ratio: float, expected: Verdict
) -> None:
    assert verdict(replace(measure, ratio=ratio), short=True) == expected


def test_what_has_no_goal_is_held_all_the_same() -> None:
    anchor = Measure("anchor", 0.9, held=0.6)

    assert verdict(anchor, short=False) == Verdict.WORSE
    assert verdict(replace(anchor, ratio=0.6), short=False) == Verdict.OK


def test_one_failure_is_too_much_where_none_may_be() -> None:
    failures = Measure("saves that fail", 0.0001, goal=0, held=0)

    assert verdict(failures, short=True) == Verdict.WORSE
    assert verdict(replace(failures, ratio=0), short=False) == Verdict.OK


def test_a_run_ends_by_the_worst_that_it_saw() -> None:
    assert status([Verdict.OK, Verdict.NEAR]) == 0
    assert status([Verdict.OK, Verdict.MISSED]) == 1
    assert status([Verdict.MISSED, Verdict.WORSE, Verdict.OK]) == 2
    assert status([Verdict.OK, Verdict.FAILED]) == 2


def test_each_round_is_compared_by_itself() -> None:
    # While somebody else used the machine, both took ten times as long.
    assert times_of([2, 20, 6], [1, 10, 2]) == 2


def test_acts_are_measured_in_turn_after_one_round_that_does_not_count() -> None:
    done: list[str] = []

    taken = in_turn(
        {"own": lambda: done.append("own"), "bare": lambda: done.append("bare")}, rounds=2
    )

    assert done == ["own", "bare"] * 3
    assert [len(times) for times in taken.values()] == [2, 2]


def test_a_row_says_the_ratio_the_goal_and_how_it_stands() -> None:
    cells = [cell.strip() for cell in row(GRID, short=False).strip("|").split("|")]

    assert cells == ["grid", "20", "≤ 8", "≤ 20", "missed", "40 ms"]
    assert "≥ 0.1 |" in row(PAGE, short=False)
    assert "≤ 8" not in row(GRID, short=True)


def test_the_table_is_one_of_markdown() -> None:
    rows = [*head().splitlines(), row(GRID, short=False), line(("part", "", "", "", "", ""))]

    assert {text.count("|") for text in rows} == {7}


def test_a_part_that_breaks_is_said_and_the_others_are_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def measured(act: object, name: str, *, short: bool) -> list[Measure]:
        if name == "pages":
            raise RuntimeError("no\nway")
        return [GRID]

    monkeypatch.setattr(runner, "alone", measured)
    monkeypatch.setattr("sys.argv", ["benchmarks", "pages", "leading"])

    with pytest.raises(SystemExit) as end:
        runner.main()

    printed = capsys.readouterr().out
    assert end.value.code == 2
    assert "did not run" in printed
    assert "| grid" in printed
    assert "1 missed, 1 did not run." in printed


def test_every_part_is_a_module_with_measures_and_every_short_one_a_part() -> None:
    for name in runner.PARTS:
        file = ROOT / "benchmarks" / f"{name}.py"
        assert "measures" in {node.name for node in source.nodes(file, ast.FunctionDef)}, name

    assert set(runner.SHORT) <= set(runner.PARTS)

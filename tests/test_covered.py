"""Are the tests found that run a line, and still after something was edited?"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from coverage import CoverageData

from tools import covered
from tools.covered import Covered, compiled_lines, in_turn

MODULE = "tandem/people/late.py"
NEAR, FAR = "tests/people/test_late.py", "tests/leading/test_board.py"
FILES = frozenset({MODULE, NEAR, FAR})
LATE = [f"{NEAR}::test_{number}" for number in range(6)]


def known(*, edited: frozenset[str] = frozenset(), files: frozenset[str] = FILES) -> Covered:
    """Line 1 ran while modules were imported, line 3 in all tests, line 5 in one far away."""
    run = {test: f"{test}|run" for test in [*LATE, f"{FAR}::test_a"]}
    lines = {1: [""], 3: [*run.values()], 5: [run[f"{FAR}::test_a"]]}
    return Covered(lines={MODULE: lines}, edited=edited, files=files)


def test_the_tests_that_run_a_line_are_named_the_nearest_first() -> None:
    assert known().tests_of(MODULE, [3]) == [*LATE, f"{FAR}::test_a"]


@pytest.mark.parametrize("line", [1, 5, 99])
def test_where_few_run_a_line_those_that_come_to_its_file_are_named_too(line: int) -> None:
    assert known().tests_of(MODULE, [line]) == [*LATE, f"{FAR}::test_a"]


def test_the_lines_of_an_edited_file_are_not_trusted() -> None:
    assert known(edited=frozenset({MODULE})).tests_of(MODULE, [5]) == [*LATE, f"{FAR}::test_a"]


def test_an_edited_file_of_tests_is_named_whole_and_one_that_is_gone_is_not() -> None:
    edited = known(edited=frozenset({NEAR}), files=FILES - {FAR})

    assert edited.tests_of(MODULE, [3]) == [NEAR]


def test_a_file_of_tests_that_is_new_is_named_for_what_is_near_it() -> None:
    new = "tests/people/test_new.py"
    found = replace(known(files=FILES | {new}), added=frozenset({new}))

    assert new in found.tests_of(MODULE, [3])
    assert found.tests_of("tandem/leading/board.py", [3]) == []


def test_files_of_one_distance_take_turns() -> None:
    tests = ["tests/a/test_b.py::1", "tests/a/test_b.py::2", "tests/a/test_c.py::1", NEAR]

    assert in_turn(MODULE, tests) == [NEAR, tests[0], tests[2], tests[1]]


def test_what_stands_between_two_tags_belongs_to_the_tag_before_it() -> None:
    places = [(1, 12), (4, 22), (9, 36)]

    assert [*compiled_lines(places, 4)] == [*compiled_lines(places, 8)] == [*range(22, 36)]
    assert [*compiled_lines(places, 9)] == [36]


def test_every_template_has_a_place_for_its_first_tag() -> None:
    places = covered.compiled("base.html")

    assert places
    assert all(set(compiled_lines(places, written)) for written, _ in places)


def test_what_was_edited_since_is_known_by_its_content(tmp_path: Path) -> None:
    for name in ("tandem/late.py", "tandem/ill.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("1\n", "utf-8")
    assert covered.read(tmp_path) is None
    (tmp_path / covered.LINES).parent.mkdir(parents=True)
    data = CoverageData(str(tmp_path / covered.LINES))
    data.set_context("tests/test_late.py::test_a|run")
    data.add_lines({"tandem/late.py": [1]})
    data.write()
    (tmp_path / covered.CONTENTS).write_text(json.dumps(covered.contents(tmp_path)), "utf-8")
    (tmp_path / "tandem/ill.py").write_text("2\n", "utf-8")
    for name in ("tests/near/by/test_new.py", "tests/near/helpers.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1\n", "utf-8")

    found = covered.read(tmp_path)

    assert found is not None
    assert "tandem/ill.py" in found.edited
    assert "tandem/late.py" not in found.edited
    assert found.added == {"tests/near/by/test_new.py"}
    assert found.lines["tandem/late.py"] == {1: ["tests/test_late.py::test_a|run"]}

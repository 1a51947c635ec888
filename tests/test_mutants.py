"""Are slips planted where somebody could make them, and is what no test notices named?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tools import mutants, slips, trials
from tools.covered import Covered
from tools.trials import Asked, Planted

RULE = "def is_late(day, due):\n    return day > due\n\n\ndef is_ill(day):\n    return not day\n"


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("a <= b", {"(a < b)", "(a > b)"}),
        ("query.where(a, b)", {"query", "query.where(True, b)", "query.where(a, True)"}),
        ("a and b", {"(a)", "(b)", "(a or b)"}),
        ("pair.rep_id", {"pair.support_id"}),
        ("not is_reply", {"(is_reply)"}),
        ("7", {"8"}),
        ("[a for a in b if c]", {"[a for a in b if True]"}),
        ("d if e() else f", {"(f if e() else d)"}),
        ("f'{a <= b} and 7'", set()),
    ],
)
def test_a_line_can_be_written_wrongly_in_these_ways(line: str, after: set[str]) -> None:
    source = f"answer = {line}\n".encode()

    planted = {slip.planted_in(source).decode() for slip in slips.slips_in(source, is_code=True)}

    assert planted == {f"answer = {text}\n" for text in after}


def test_whether_a_value_can_be_changed_decides_nothing() -> None:
    assert slips.slips_in(b"@dataclass(frozen=True)\nclass A:\n    b: int\n", is_code=True) == []


def test_that_two_are_equally_long_decides_nothing() -> None:
    assert slips.slips_in(b"both = zip(a, b, strict=True)", is_code=True) == []
    assert slips.slips_in(b"both = zip(a, b, strict=False)", is_code=True)
    assert slips.slips_in(b"rows = reader(a, strict=True)", is_code=True)


def test_a_call_is_left_out_but_not_what_is_said_for_a_log() -> None:
    source = b"hold(session)\nlog.info('x')\n"

    assert [(s.line, s.after) for s in slips.slips_in(source, is_code=True)] == [(1, "pass")]


def test_a_template_can_lose_its_token_a_condition_and_what_it_shows() -> None:
    source = b'{% if a %}\n{{ b }}{{ _("c") }}<input type="hidden" name="csrf_token" value="">'

    found = [(s.line, s.before[:6], s.after) for s in slips.slips_in(source, is_code=False)]

    assert found == [(1, "a", "not (a)"), (2, "b", "''"), (2, "<input", "")]


def test_the_nearest_tests_are_asked_first() -> None:
    asked = list(mutants.rings(mutants.ROOT, Path("tandem/progress/rules/completion.py")))

    assert asked == [
        ("tests/progress/rules/test_completion.py",),
        ("tests/progress/rules",),
        ("tests/progress",),
        tuple(mutants.for_every_file(mutants.ROOT)),
    ]


def test_a_sample_is_the_same_for_a_seed_and_python_reads_all_of_it(tmp_path: Path) -> None:
    (tmp_path / "late.py").write_text(RULE, "utf-8")
    every = mutants.mutants_of(tmp_path, [Path("late.py")])
    broken = replace(every[0], slip=replace(every[0].slip, after="(("))

    samples = [
        mutants.sample_of(tmp_path, [broken, *every], count=50, seed=seed) for seed in (1, 1, 2)
    ]

    assert samples[0] == samples[1] != samples[2]
    assert all(set(sample) == set(every) for sample in samples)


def test_a_mutant_has_the_color_of_its_module() -> None:
    slip = slips.slips_in(b"7", is_code=True)[0]

    assert [
        mutants.Mutant(Path(path), slip).color
        for path in (
            "tandem/content/kinds.py",
            "tandem/models/__init__.py",
            "tandem/web/access.py",
            "templates/base.html",
        )
    ] == ["plain", "data", "web", "template"]


def test_of_a_long_line_is_shown_where_it_differs() -> None:
    source = (
        b"query = select(Assignment.course_id, Assignment.due_on).where(is_own).where(is_open)\n"
    )
    mutant = mutants.Mutant(Path("tandem/late.py"), slips.slips_in(source, is_code=True)[0])

    assert str(mutant) == "tandem/late.py:1: drop a filter: ….where(is_open) → …"


def test_whoever_is_shown_a_line_is_asked_for_all_that_is_shown() -> None:
    pages, forms = (f"{test}[sam]" for test in [*mutants.TOLD][:2])
    known = Covered({}, frozenset(), frozenset(), tests=frozenset({pages, forms}))

    walks = mutants.walks_of(known, ["tests/test_doors.py::test_a[sam]", "tests/test_forms.py::b"])

    assert walks == [pages, forms]
    for test in mutants.TOLD:
        file, _, name = test.partition("::")
        assert f"def {name}(" in (mutants.ROOT / file).read_text("utf-8")


def test_what_other_rows_change_is_asked_of_the_nearest_features() -> None:
    test = "tests/slipped_rows/test_slipped_rows.py::test_a"
    others = [f"{test}[leading/board{number}]" for number in range(mutants.MOST_ROWS)]
    own, beside = f"{test}[people/pairs]", f"{test}[people/accounts]"
    path = Path("tandem/people/pairs/queries.py")

    asked = mutants.rows_of(path, [*others, beside, own, "tests/test_forms.py::test_b"])

    assert asked == [own, beside, *others[:-2]]
    file = mutants.ROOT / test.partition("::")[0]
    assert 'parametrize("feature"' in file.read_text("utf-8")


def test_what_runs_while_a_file_is_read_is_asked_of_its_file_and_its_folder() -> None:
    path = Path("tandem/models/lessons.py")
    mutant = mutants.Mutant(path, slips.slips_in(b"7", is_code=True)[0])
    ran = {str(path): {1: ["tests/models/test_pairs.py::test_a|run"]}}
    files = frozenset({"tests/models/test_pairs.py"})

    asked = [
        [
            one.tests
            for one in mutants.asked_of(mutants.ROOT, mutant, Covered(lines, frozenset(), files))
        ]
        for lines in (ran, {})
    ]

    assert asked[0] == [("tests/models/test_pairs.py::test_a",)]
    assert asked[1][-1] == ("tests/models",)


@pytest.mark.parametrize(
    ("source", "postgres", "is_asked"),
    [
        (b"hold(session, row)", "postgresql://here", True),
        (b"hold(session, row)", "", False),
        (b"session.add(row)", "postgresql://here", False),
    ],
)
def test_a_lock_that_is_left_out_is_asked_of_two_at_once_on_postgresql(
    source: bytes, postgres: str, is_asked: bool
) -> None:
    path, files = Path("tandem/people/roster/routes.py"), ("test_at_once.py", "test_roster.py")
    tests = [f"tests/people/roster/{file}::test_a" for file in files]
    known = Covered(
        {str(path): {1: [f"{test}|run" for test in tests]}},
        frozenset(),
        frozenset(test.partition("::")[0] for test in tests),
    )
    mutant = mutants.Mutant(path, slips.slips_in(source, is_code=True)[0])

    asked = [*mutants.asked_on_postgres(mutants.ROOT, mutant, known, postgres)]

    assert asked == ([Asked((tests[0],), database=postgres)] if is_asked else [])


@pytest.mark.process
@pytest.mark.parametrize("database", ["", "postgresql://here"])
def test_tests_are_asked_on_the_database_that_is_named(tmp_path: Path, database: str) -> None:
    (tmp_path / "test_here.py").write_text(
        "import os\n\n\ndef test_here():\n    assert not os.environ['TANDEM_TEST_DATABASE_URL']\n",
        "utf-8",
    )

    failed = trials.first_failed_anew(tmp_path, Asked(("test_here.py",), database=database))

    assert bool(failed) is bool(database)


@pytest.mark.process
def test_what_no_test_notices_is_named(tmp_path: Path) -> None:
    for name, text in {
        "tandem/__init__.py": "",
        "tandem/late.py": RULE,
        "tests/test_late.py": "from tandem.late import is_late, is_ill\n\n"
        "def test_late():\n    assert is_late(2, 1) and not is_late(1, 2)\n    is_ill(1)\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")

    every = mutants.mutants_of(tmp_path, mutants.files_in(tmp_path))
    alive = [str(each) for each, test in mutants.tried(tmp_path, every, at_once=2) if not test]

    assert alive == [
        "tandem/late.py:2: compare otherwise: day > due → (day >= due)",
        "tandem/late.py:6: drop a not: not day → (day)",
    ]


@pytest.mark.process
def test_what_is_worked_out_while_a_file_is_read_is_worked_out_anew(tmp_path: Path) -> None:
    for name, text in {
        "tandem/__init__.py": "",
        "tandem/most.py": "def doubled(n):\n    return n + n\n\n\nMOST = doubled(int('4'))\n",
        "tests/test_most.py": "from tandem.most import MOST\n\n\n"
        "def test_most():\n    assert MOST == int('8')\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")

    every = mutants.mutants_of(tmp_path, mutants.files_in(tmp_path))
    found = {str(each): test for each, test in mutants.tried(tmp_path, every, at_once=1)}

    assert found == {
        "tandem/most.py:2: minus for plus: n + n → (n - n)": "tests/test_most.py::test_most"
    }


@pytest.mark.process
def test_what_runs_without_an_end_is_noticed_and_what_is_only_slow_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in {
        "tandem/__init__.py": "",
        "tandem/count.py": "def count(n):\n    while n < 3:\n        n = n + 1\n    return n > 2\n",
        "tests/test_count.py": "import time\n\nfrom tandem.count import count\n\n\n"
        "def test_count():\n    time.sleep(0.2)\n    assert count(1)\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.setattr(trials, "PATIENCE", 3)

    every = mutants.mutants_of(tmp_path, mutants.files_in(tmp_path))
    found = {str(each): test for each, test in mutants.tried(tmp_path, every, at_once=2)}

    endless = found["tandem/count.py:3: minus for plus: n + 1 → (n - 1)"]
    assert endless == "tests/test_count.py::test_count"
    assert found["tandem/count.py:2: compare otherwise: n < 3 → (n <= 3)"] == ""


@pytest.mark.process
def test_a_test_that_is_named_after_a_number_is_asked_where_the_number_has_changed(
    tmp_path: Path,
) -> None:
    (tmp_path / "test_most.py").write_text(
        "import pytest\n\n\n@pytest.mark.parametrize('most', [9])\n"
        "def test_most(most):\n    assert most == 8\n",
        "utf-8",
    )

    test = trials.first_failed_anew(tmp_path, Asked(("test_most.py::test_most[8]",)))

    assert test == "test_most.py::test_most[9]"


@pytest.mark.process
def test_a_test_that_follows_one_of_another_folder_says_nothing_of_a_slip(tmp_path: Path) -> None:
    for name, text in {
        "tandem/__init__.py": "",
        "tandem/late.py": RULE,
        "tests/a/test_a.py": "def test_first():\n    pass\n\n\ndef test_second():\n    pass\n",
        "tests/b/test_b.py": "from tandem import late\n\n\ndef test_third():\n    assert late\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(text, "utf-8")
    slip = Planted(Path("tandem/late.py"), RULE.replace("day > due", "day >= due").encode())

    with trials.Trials(tmp_path, number=1) as tried:
        asked = Asked(("tests/a/test_a.py::test_second", "tests/b/test_b.py"))
        assert tried.noticed_by(asked, slip) == ""

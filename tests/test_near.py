"""Are the tests nearest to a change the ones that are asked?"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tools.mutants import ROOT
from tools.near import changed_in, near


@pytest.mark.parametrize(
    ("changed", "tests"),
    [
        (
            "tandem/progress/rules/completion.py",
            {"tests/progress/rules", "tests/progress/rules/test_completion.py"},
        ),
        ("templates/together/finale/finale.html", {"tests/together/finale"}),
        ("tests/together/finale/test_finale.py", {"tests/together/finale/test_finale.py"}),
        ("tests/together/steps/step_helpers.py", {"tests/together/steps"}),
        ("translations/de/LC_MESSAGES/messages.po", {"tests/web"}),
        ("README.md", set()),
    ],
)
def test_a_change_asks_the_tests_nearest_to_it(changed: str, tests: set[str]) -> None:
    rules = set(near(ROOT, []))

    assert "tests/test_house_rules.py" in rules
    assert tests <= set(near(ROOT, [Path(changed)])) - rules if tests else rules
    assert all((ROOT / test).exists() for test in near(ROOT, [Path(changed)]))


@pytest.mark.process
def test_what_is_not_committed_counts_and_else_the_last_commit(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        own = ("-c", "user.name=A", "-c", "user.email=a@example.com")
        subprocess.run(["git", *own, *words], cwd=tmp_path, check=True, capture_output=True)

    git("init")
    for name in ("kept.py", "of two words.py"):
        (tmp_path / name).write_text("1\n")
        git("add", ".")
        git("commit", "-m", name)

    assert changed_in(tmp_path) == [Path("of two words.py")]
    (tmp_path / "kept.py").write_text("2\n")
    (tmp_path / "größer.py").write_text("3\n")
    assert changed_in(tmp_path) == [Path("kept.py"), Path("größer.py")]

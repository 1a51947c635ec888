"""Are the tests nearest to a change the ones that are asked?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.mutants import ROOT
from tools.near import near


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

"""Is what only few requests need left out of memory until somebody asks for it?"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
RUFF = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["ruff"]["lint"]
LATE = RUFF["flake8-tidy-imports"]["banned-module-level-imports"]


@pytest.mark.process
def test_a_site_that_has_just_started_has_none_of_it() -> None:
    program = (
        "import json, sys, app\n"
        "app.create_app({'DATABASE_URL': 'sqlite://', 'SECRET_KEY': 'only for this test' * 2})\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    loaded = json.loads(
        subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout
    )

    assert "tandem.web.db" in loaded
    assert len(LATE) > 10
    assert sorted(set(LATE) & set(loaded)) == []

"""Does the hook that the documents show keep a broken lesson out?"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.courses import write_course

pytestmark = pytest.mark.process
ROOT = Path(__file__).parent.parent.parent


def run_hook(courses: Path) -> subprocess.CompletedProcess[str]:
    """Run the documented hook as pre-commit would: its entry, in the repository's folder."""
    text = (ROOT / "docs" / "commands.md").read_text("utf-8")
    block = next(one for one in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL) if "hooks" in one)
    (hook,) = yaml.safe_load(block)["repos"][0]["hooks"]
    assert re.match(hook["files"], "courses/teaming/01-engine.md")
    assert hook["pass_filenames"] is False
    command, *words = hook["entry"].split()
    beside = Path(sys.executable).with_name(Path(command).name)
    env = {**os.environ, "TANDEM_COURSES": str(courses)}
    return subprocess.run(
        [str(beside), *words], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )


def test_the_documented_hook_lets_a_sound_lesson_pass(tmp_path: Path) -> None:
    write_course(tmp_path / "courses", "engine")

    assert run_hook(tmp_path / "courses").returncode == 0


def test_the_documented_hook_stops_a_broken_lesson_and_says_where(tmp_path: Path) -> None:
    path = write_course(tmp_path / "courses", "engine") / "01-engine.md"
    path.write_text(path.read_text("utf-8").replace("{for=rep}", "{fro=rep}"), "utf-8")

    result = run_hook(tmp_path / "courses")

    assert result.returncode == 1
    assert result.stdout.startswith("courses/teaming/01-engine.md:10: error: ")

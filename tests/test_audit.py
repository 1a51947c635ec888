"""Does `make audit` tell a hole from a service that could not be asked?"""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest

from tools import audit

SOUND = {"name": "flask", "version": "3.1", "vulns": []}
BROKEN = {"name": "old", "version": "1.0", "vulns": [{"id": "CVE-1", "fix_versions": ["1.1"]}]}


def answering(monkeypatch: pytest.MonkeyPatch, text: str, error: str = "") -> None:
    """pip-audit, as it answers."""

    def run(*args: Any, **options: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(args, 1, stdout=text, stderr=error)

    monkeypatch.setattr(subprocess, "run", run)


def test_a_hole_is_named_with_its_remedy_and_ends_in_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answering(monkeypatch, json.dumps({"dependencies": [SOUND, BROKEN]}))

    assert audit.main() == 1
    assert "old 1.0: CVE-1, mended in 1.1" in capsys.readouterr().out


def test_no_hole_is_said_and_ends_in_nought(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answering(monkeypatch, json.dumps({"dependencies": [SOUND]}))

    assert audit.main() == 0
    assert "requirements.txt: no known holes" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "ConnectionError: away"),
        ("<html>", ""),
        # So it answers where its service is away: with nothing found, for nothing was looked at.
        (json.dumps({"dependencies": [{"name": "flask", "skip_reason": "not found"}]}), ""),
    ],
)
def test_a_service_that_cannot_be_asked_is_never_said_to_have_found_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], text: str, error: str
) -> None:
    answering(monkeypatch, text, error)

    assert audit.main() == 0
    said = capsys.readouterr().out
    assert said.count("NOT AUDITED") == 2
    assert "no known holes" not in said

"""Do the files of `deploy/` fit the program that they start?"""

from __future__ import annotations

import configparser
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tandem.web.settings import SETTINGS

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
# What the second stage of the image holds.
COPIED = re.compile(r"^COPY (?!--from)(.+)$", re.MULTILINE)


def container_words() -> str:
    """The recipe of the image."""
    return (DEPLOY / "Containerfile").read_text("utf-8")


def test_every_setting_that_the_files_name_is_one() -> None:
    names = {
        name
        for path in DEPLOY.iterdir()
        for name in re.findall(r"TANDEM_([A-Z_]+)\b", path.read_text("utf-8"))
    }

    assert names
    assert names <= set(SETTINGS)


def test_the_services_of_the_composition_are_sound() -> None:
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]

    own = services["tandem"]
    assert own["read_only"]
    assert own["cap_drop"] == ["ALL"]
    assert own["build"]["dockerfile"] == "deploy/Containerfile"
    assert set(own["depends_on"]) <= set(services)


def test_the_service_of_systemd_starts_what_is_there_and_writes_its_data_only() -> None:
    unit = configparser.RawConfigParser(strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(DEPLOY / "tandem.service")
    service = unit["Service"]

    assert service["ExecStart"].endswith("python serve.py")
    assert service["ReadWritePaths"] == "/srv/tandem/instance"
    assert service["ProtectSystem"] == "strict"
    assert service["User"] == "tandem"


def paths_in(folder: Path) -> set[Path]:
    """Everything in a folder."""
    return set(folder.rglob("*"))


@pytest.mark.process
def test_what_the_image_holds_is_enough_and_it_writes_its_data_only(tmp_path: Path) -> None:
    """The steps of the image in a clean folder: only what it copies."""
    for parts in COPIED.findall(container_words()):
        for name in parts.split()[:-1]:
            source = ROOT / name
            (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    instance, before = tmp_path / "instance", paths_in(tmp_path)

    done = subprocess.run(
        [sys.executable, "-m", "flask", "prepare"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
        env={"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert "Make the first account here" in done.stdout
    written = paths_in(tmp_path) - before
    assert written - paths_in(instance) == {instance}
    assert {"secret_key", "tandem.db"} <= {path.name for path in written}
    assert not any(path.stat().st_mode & 0o077 for path in written)

"""Do the files of `deploy/` fit the program that they start?"""

from __future__ import annotations

import configparser
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tandem.web.settings import SETTINGS

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
# What the second stage of the image holds.
COPIED = re.compile(r"^COPY (?!--from)(.+)$", re.MULTILINE)


NOBODY = 65534


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


def lay_out(folder: Path) -> None:
    """What the image copies, and nothing else."""
    for parts in COPIED.findall(container_words()):
        for name in parts.split()[:-1]:
            source = ROOT / name
            (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)


def prepare(folder: Path, python: str, **more: Any) -> subprocess.CompletedProcess[str]:
    """Its first command, in a clean environment."""
    return subprocess.run(
        [python, "-m", "flask", "prepare"],
        cwd=folder, capture_output=True, text=True, check=False,
        env={
            "PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": sysconfig.get_path("purelib"),
        },
        **more,
    )  # fmt: skip


@pytest.mark.process
def test_what_the_image_holds_is_enough_and_it_writes_its_data_only(tmp_path: Path) -> None:
    lay_out(tmp_path)
    instance, before = tmp_path / "instance", paths_in(tmp_path)

    done = prepare(tmp_path, sys.executable)

    assert done.returncode == 0, done.stderr
    assert "Make the first account here" in done.stdout
    written = paths_in(tmp_path) - before
    assert written - paths_in(instance) == {instance}
    assert {"secret_key", "tandem.db"} <= {path.name for path in written}
    assert not any(path.stat().st_mode & 0o077 for path in written)


@pytest.fixture
def for_all_to_read() -> Iterator[Path]:
    """A folder that everybody may look into, and only root writes in."""
    folder = Path(tempfile.mkdtemp(prefix="tandem-image-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def python_for_all() -> str:
    """A Python of this version that somebody without rights may start; or skips."""
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("whoever has no rights has none to drop: the test above is theirs")
    ours = f"{sys.version_info.major}.{sys.version_info.minor}"
    for python in (sys.executable, f"/usr/bin/python{ours}"):
        try:
            subprocess.run([python, "-c", ""], user=NOBODY, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            continue
        return python
    pytest.skip("no Python here may be started by somebody without rights")


@pytest.mark.process
def test_it_is_set_up_by_a_user_who_may_write_nothing_but_the_data(for_all_to_read: Path) -> None:
    lay_out(for_all_to_read)
    instance = for_all_to_read / "instance"
    instance.mkdir(mode=0o700)
    os.chown(instance, NOBODY, NOBODY)
    before = paths_in(for_all_to_read)

    done = prepare(for_all_to_read, python_for_all(), user=NOBODY, group=NOBODY, extra_groups=[])

    assert done.returncode == 0, done.stderr
    written = paths_in(for_all_to_read) - before
    assert written
    assert written <= paths_in(instance)
    assert {path.stat().st_uid for path in written} == {NOBODY}
    assert not any(path.stat().st_mode & 0o077 for path in written)

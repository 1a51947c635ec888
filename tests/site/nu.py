"""What does the Nu checker say about the HTML of the site's pages?"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.site.serving import ROOT

JAR = ROOT / "tools" / "nu" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def is_there() -> bool:
    """Can it be asked? Where all is to be tested it must be."""
    if shutil.which("java") and JAR.exists():
        return True
    if os.environ.get("CI"):
        pytest.fail("there is no Java, or no Nu checker: make tools/nu/node_modules")
    return False


def faults(pages: dict[str, str], folder: Path) -> dict[str, list[str]]:
    """What is not valid on each page that has a fault: line and reason."""
    names = {f"{number}.html": address for number, address in enumerate(sorted(pages))}
    for name, address in names.items():
        (folder / name).write_text(pages[address], "utf-8")
    command = [
        "java",
        "-Xss2m",
        "-jar",
        str(JAR),
        "--format",
        "json",
        "--stdout",
        "--exit-zero-always",
    ]
    done = subprocess.run(
        [*command, *(str(folder / name) for name in names)], capture_output=True, check=True
    )
    found: dict[str, list[str]] = {}
    for said in json.loads(done.stdout)["messages"]:
        address = names[said["url"].rpartition("/")[2]]
        found.setdefault(address, []).append(f"line {said.get('lastLine', '?')}: {said['message']}")
    return found

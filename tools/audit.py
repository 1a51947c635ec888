"""Is a hole known in any package that Tandem stands on? `make audit` asks pip-audit.

It says clearly where nobody could be asked: that is no news about the packages, good or bad.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
FILES = ("requirements.txt", "requirements-dev.txt")
SECONDS = 180


@dataclass(frozen=True)
class Hole:
    """A hole that is known in a package, and the versions that mend it."""

    package: str
    version: str
    name: str
    mended_in: tuple[str, ...]

    def __str__(self) -> str:
        remedy = ", ".join(self.mended_in) or "no version yet"
        return f"{self.package} {self.version}: {self.name}, mended in {remedy}"


class NotAskedError(Exception):
    """The service could not be reached, or did not answer in time."""


def holes_in(report: str) -> Iterator[Hole]:
    """What pip-audit has found, from its JSON.

    Raises NotAskedError where it is none, or where a package was passed over: without its service
    pip-audit skips them all, and says that no hole is known.
    """
    try:
        packages = json.loads(report)["dependencies"]
    except (ValueError, KeyError, TypeError) as error:
        raise NotAskedError("it gave no report") from error
    skipped = [package["name"] for package in packages if "skip_reason" in package]
    if skipped:
        raise NotAskedError(f"{len(skipped)} packages passed over, {skipped[0]} the first")
    for package in packages:
        for hole in package.get("vulns", ()):
            versions = tuple(hole["fix_versions"])
            yield Hole(package["name"], package["version"], hole["id"], versions)


def report_on(file: Path) -> str:
    """What pip-audit says of a file, whose packages are all pinned. Raises NotAskedError."""
    command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--no-deps", "--format", "json"]
    try:
        done = subprocess.run(  # noqa: S603 (our own words)
            [*command, "--progress-spinner", "off", "--requirement", str(file)],
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise NotAskedError(f"no answer within {SECONDS} seconds") from error
    if not done.stdout.strip():
        lines = done.stderr.strip().splitlines() or ["it gave no reason"]
        raise NotAskedError(lines[-1])
    return done.stdout


def main() -> int:
    """Ask for each file; 1 where a hole is known."""
    found = False
    for name in FILES:
        try:
            holes = list(holes_in(report_on(ROOT / name)))
        except NotAskedError as error:
            print(f"{name}: NOT AUDITED, the service could not be asked ({error})")
            continue
        print(f"{name}: {len(holes) or 'no'} known holes", *holes, sep="\n  ")
        found = found or bool(holes)
    return int(found)


if __name__ == "__main__":
    sys.exit(main())

"""Is the site as fast as we want it, and as it was? `make bench`, or `make bench-short`.

Run: .venv/bin/python -m benchmarks [--short] [PART ...]

Prints one table of ratios. Ends with 1 where a goal is missed by more than a fifth, with 2 where
something is worse by more than a fifth than the last honest run (in the short form: ten times
worse) or does not run.
"""

from __future__ import annotations

import argparse
import importlib
import time
from collections.abc import Iterator

from benchmarks.measures import Measure, Verdict, head, line, row, status, verdict
from benchmarks.timing import alone

PARTS = (
    "pages",
    "modules",
    "leading",
    "publishing",
    "saving",
    "writing",
    "exporting",
    "starting",
    "workers",
    "mailing",
    "scenes",
    "coming_back",
    "waiting",
)
# What is measured in less than a minute.
SHORT = ("pages", "leading", "publishing", "writing")


def main() -> None:
    """Measure and print."""
    asked = arguments()
    names = asked.parts or (SHORT if asked.short else PARTS)
    begun = time.monotonic()
    print(head(), flush=True)
    ends = [end for name in names for end in part(name, short=asked.short)]
    print(f"\n{summary(ends)} It took {time.monotonic() - begun:.0f} seconds.")
    raise SystemExit(status(ends))


def arguments() -> argparse.Namespace:
    """What was asked for."""
    words = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    words.add_argument("--short", action="store_true", help="small sizes and wide bounds")
    words.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    asked = words.parse_args()
    if unknown := set(asked.parts) - set(PARTS):
        words.error(f"no such part: {', '.join(sorted(unknown))}")
    return asked


def part(name: str, *, short: bool) -> Iterator[Verdict]:
    """Measure one part in a process of its own, print its rows, and say how they stand."""
    try:
        rows = alone(measures_of, name, short=short)
    except Exception as error:
        print(
            line((name, "", "", "", Verdict.FAILED, " ".join(repr(error).split())[:200])),
            flush=True,
        )
        yield Verdict.FAILED
        return
    for measure in rows:
        print(row(measure, short=short), flush=True)
        yield verdict(measure, short=short)


def measures_of(name: str, *, short: bool) -> list[Measure]:
    """What a part measures."""
    rows: list[Measure] = importlib.import_module(f"benchmarks.{name}").measures(short=short)
    return rows


def summary(ends: list[Verdict]) -> str:
    """The table in one line."""
    return ", ".join(f"{ends.count(kind)} {kind}" for kind in Verdict if kind in ends) + "."

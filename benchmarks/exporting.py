"""How much memory and time does a leader's whole grid take as a file and on paper?

Run: .venv/bin/python -m benchmarks.exporting [PAIRS ...]

For each number of PAIRS (1,000 and 10,000), in a course of sixteen modules, a process of its own
opens one page and then writes every row as CSV, as a workbook and as a page to print. It prints the
most memory the process has held before and after, and the processor time. The memory must not grow
with the rows.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

from benchmarks.leading import browser_of, filled, opened
from tandem.commands.demo.people import LEADER

ADDRESSES = ("/lead/report.csv", "/lead/report.xlsx", "/lead/print")


def main() -> None:
    """Measure each number of pairs and each kind in a process of its own."""
    for pairs in sys.argv[1:] or ["1000", "10000"]:
        with tempfile.TemporaryDirectory() as name:
            alone(fill, name, pairs)
            for address in ADDRESSES:
                alone(measure, name, pairs, address)


def alone(action: Callable[..., None], *given: str) -> None:
    """Do it in a fresh process, which remembers the memory of no other."""
    process = get_context("spawn").Process(target=action, args=given)
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit(process.exitcode)


def fill(folder: str, pairs: str) -> None:
    """Make the pairs."""
    filled(Path(folder), pairs=pairs, modules="16")


def measure(folder: str, pairs: str, address: str) -> None:
    """Fetch one file piece by piece, as a server hands it on."""
    leader = browser_of(opened(Path(folder)), LEADER)
    leader.get("/lead/")
    before, begun = megabytes(), time.process_time()
    answer = leader.get(address, buffered=False)
    size = sum(len(piece) for piece in answer.iter_encoded())
    answer.close()
    taken = time.process_time() - begun
    print(
        f"{pairs} pairs {address}: {size / 1e6:.1f} MB in {taken:.1f} s,"
        f" memory {before} MB before, {megabytes()} MB at most",
        flush=True,
    )


def megabytes() -> int:
    """The most memory this process has held so far. Linux counts in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()

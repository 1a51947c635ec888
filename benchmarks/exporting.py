"""How much memory and time does a leader's whole grid take as a file and on paper?

Every row is fetched as CSV, as a page to print and as a workbook, each by a process of its own
that has opened one page before. CSV and paper leave row by row: the first byte comes within a
hundredth of the whole time, and the memory is that of one page. A workbook is a zip, which no one
can begin to send.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measures import Measure
from benchmarks.sites import browser_of, filled, folder, opened
from benchmarks.timing import alone, megabytes
from tandem.commands.demo.people import LEADER

MODULES = 16
KINDS = {"CSV": "/lead/report.csv", "paper": "/lead/print", "workbook": "/lead/report.xlsx"}


@dataclass(frozen=True)
class Fetched:
    """Memory before and at most, seconds, and which part of them before the first byte."""

    before: float
    most: float
    seconds: float
    first: float
    size: int


def measures(*, short: bool) -> list[Measure]:
    """The first byte and the memory of each kind, and the time for each pair of few and of many."""
    few, many = (50, 200) if short else (1_000, 10_000)
    files: dict[tuple[int, str], Fetched] = {}
    with folder() as place:
        for pairs in (few, many):
            own = place / str(pairs)
            own.mkdir()
            alone(fill, str(own), pairs)
            for kind, path in KINDS.items():
                files[pairs, kind] = alone(fetch, str(own), path)
    return [row for kind in KINDS for row in measured(kind, files, few, many)]


def measured(
    kind: str, files: dict[tuple[int, str], Fetched], few: int, many: int
) -> list[Measure]:
    """The rows of one kind."""
    file, small = files[many, kind], files[few, kind]
    what = f"{kind} of {many:,} pairs"
    took = f"{file.size / 1e6:.1f} MB in {file.seconds:.1f} s"
    each = (file.seconds / many) / (small.seconds / few)
    memory = f"{file.most:.0f} MB after {file.before:.0f} MB"
    rows = [
        Measure(f"{what}: memory, of one page", file.most / file.before, 1.1, 1.1, note=memory),
        Measure(f"{what}: time a pair, of {few:,}", each, 1.1, 1.1, note=took),
    ]
    if kind != "workbook":
        rows.append(Measure(f"{what}: before the first byte, of all", file.first, 0.01, 0.05))
    return rows


def fill(place: str, pairs: int) -> None:
    """Make the pairs."""
    filled(Path(place), pairs=pairs, modules=MODULES)


def fetch(place: str, path: str) -> Fetched:
    """Fetch one file piece by piece, as a server hands it on."""
    leader = browser_of(opened(Path(place)), LEADER)
    leader.get("/lead/")
    before, begun = megabytes(), time.process_time()
    answer = leader.get(path, buffered=False)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answers {answer.status_code}")
    size, first = 0, 0.0
    for piece in answer.iter_encoded():
        first = first or time.process_time() - begun
        size += len(piece)
    answer.close()
    seconds = time.process_time() - begun
    return Fetched(before, megabytes(), seconds, first / seconds, size)

"""How much memory and time does a leader's whole grid take as a file and on paper?

Every row is fetched as CSV and as a page to print, each by a process of its own that has opened
one page before. Both leave row by row: the first byte comes within a hundredth of the whole time,
and the memory is that of one page. A workbook is a zip, of which nothing can leave before it is
whole: it is made beside the requests and then fetched.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from flask.testing import FlaskClient

from benchmarks.measures import Measure
from benchmarks.sites import browser_of, filled, filled_in, folder, opened
from benchmarks.timing import alone, megabytes
from tandem.commands.demo.people import LEADER
from tandem.leading.made_files import making

MODULES = 16
KINDS = {"CSV": "/lead/report.csv", "paper": "/lead/print"}
WORKBOOK = "workbook"


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
            files[pairs, WORKBOOK] = alone(make_and_fetch, str(own))
    return [row for kind in (*KINDS, WORKBOOK) for row in measured(kind, files, few, many)]


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
    if kind != WORKBOOK:
        rows.append(Measure(f"{what}: before the first byte, of all", file.first, 0.01, held=0.012))
    return rows


def fill(place: str, pairs: int) -> None:
    """Make the pairs."""
    filled(Path(place), pairs=pairs, modules=MODULES)


def fetch(place: str, path: str) -> Fetched:
    """Fetch one file."""
    leader = browser_of(opened(Path(place)), LEADER)
    leader.get("/lead/")
    before, begun = megabytes(), time.process_time()
    first, size = pieces(leader, path, begun)
    seconds = time.process_time() - begun
    return Fetched(before, megabytes(), seconds, first / seconds, size)


def make_and_fetch(place: str) -> Fetched:
    """Ask for a workbook, let it be made, and fetch it."""
    app = opened(Path(place))
    leader = browser_of(app, LEADER)
    leader.get("/lead/")
    address, fields = filled_in(leader, "/lead/files/new")
    before, begun = megabytes(), time.process_time()
    leader.post(address, data=fields)
    if making.drain(app) != 1:
        raise RuntimeError("no workbook was made")
    first, size = pieces(leader, "/lead/files/1.xlsx", begun)
    seconds = time.process_time() - begun
    return Fetched(before, megabytes(), seconds, first / seconds, size)


def pieces(leader: FlaskClient, path: str, begun: float) -> tuple[float, int]:
    """Fetch a file piece by piece, as a server hands it on: when the first came, and all bytes."""
    answer = leader.get(path, buffered=False)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answers {answer.status_code}")
    size, first = 0, 0.0
    for piece in answer.iter_encoded():
        first = first or time.process_time() - begun
        size += len(piece)
    answer.close()
    return first, size

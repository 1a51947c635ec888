"""How many lessons more come in a second from two workers than from one?

Both sites are on one PostgreSQL, which takes its part of the same processors, as does whoever
asks. They are asked in turn, eight pages at a time. Where the machine has fewer than two
processors free, only the processor time of a page tells anything.
"""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import median

from benchmarks.measures import Measure
from benchmarks.postgres import empty_database
from benchmarks.serving import Served, cookie_of, served
from benchmarks.sites import filled, folder
from tandem.commands.demo.command import COURSE
from tandem.commands.demo.people import email_of

LESSON = f"/learn/{COURSE}/demo-1/"
AT_ONCE = 8


@dataclass(frozen=True)
class Slice:
    """What came in some seconds: pages in each, and processor time of each page."""

    rate: float
    busy: float


def measures(*, short: bool) -> list[Measure]:
    """Pages in a second, and what each costs the processors. Nothing without PostgreSQL."""
    rounds, seconds = (2, 1.0) if short else (7, 4.0)
    with folder() as place, empty_database() as database:
        if not database:
            return []
        app = filled(place, pairs=100, modules=16, database=database)
        cookies = [cookie_of(app, email_of(number)) for number in range(AT_ONCE)]
        with served(app) as alone, served(app, workers=2) as pair:
            for site in (alone, pair):
                asked(site, cookies, seconds)
            both = [
                (asked(alone, cookies, seconds), asked(pair, cookies, seconds))
                for _ in range(rounds)
            ]
    one, two = (list(slices) for slices in zip(*both, strict=True))
    return [
        Measure(
            "lessons in a second from two workers, of one",
            median(b.rate / a.rate for a, b in both),
            1.8,
            1.1,
            at_least=True,
            note=f"{rate(one)} and {rate(two)} on {os.cpu_count()} processors",
        ),
        Measure(
            "processor time of a lesson with two workers, of one",
            median(b.busy / a.busy for a, b in both),
            1.1,
            1.1,
            note=f"{cost(one)} and {cost(two)}, without PostgreSQL",
        ),
    ]


def asked(site: Served, cookies: list[str], seconds: float) -> Slice:
    """Ask for lessons, eight at a time."""
    end, before = time.monotonic() + seconds, site.busy()

    def ask_on(cookie: str) -> int:
        count = 0
        while time.monotonic() < end:
            status, *_ = site.ask("GET", LESSON, cookie)
            if status != 200:
                raise RuntimeError(f"{LESSON} answers {status}")
            count += 1
        return count

    begun = time.monotonic()
    with ThreadPoolExecutor(len(cookies)) as pool:
        number = sum(pool.map(ask_on, cookies))
    return Slice(number / (time.monotonic() - begun), (site.busy() - before) / number)


def rate(slices: list[Slice]) -> str:
    """Pages in a second, to read."""
    return f"{median(part.rate for part in slices):.0f}"


def cost(slices: list[Slice]) -> str:
    """Processor time of a page, to read."""
    return f"{1000 * median(part.busy for part in slices):.1f} ms"

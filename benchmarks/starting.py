"""How soon after its start is a worker as fast as later, and how much memory does it hold?

The site is started five times and asked for a lesson at once; the first page is held against the
middle one of twenty later. Then the memory of its worker, and what a trainer's workshop adds to
it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

from benchmarks.measures import Measure
from benchmarks.serving import Served, cookie_of, megabytes_of, served
from benchmarks.sites import folder, sampled

LESSON = "/learn/respectful-teaming/equals/"
LEARNERS = ("/", "/learn/", LESSON, f"{LESSON}quiz")
WORKSHOP = ("/author/", "/author/respectful-teaming/equals/edit")
# What a worker held when this was first measured, and what a look into the workshop made of it.
WAS = 145


def measures(*, short: bool) -> list[Measure]:
    """The first page, and the memory."""
    with folder() as place:
        app = sampled(place)
        learner, trainer = (cookie_of(app, f"{who}@example.com") for who in ("rep", "trainer"))
        firsts = []
        for _ in range(1 if short else 5):
            with served(app) as site:
                firsts.append(first_of_later(lambda: opened(site, LESSON, learner)))
                for path in LEARNERS:
                    opened(site, path, learner)
                memory = weight(site)
                for path in WORKSHOP:
                    opened(site, path, trainer)
                after = weight(site)
    return [
        Measure("the first page after a start, of later ones", median(firsts), 2, 1.5),
        Measure(
            f"memory of a worker, of {WAS} MB", memory / WAS, 0.7, 1.05, note=f"{memory:.0f} MB"
        ),
        Measure(
            "the same after the workshop, of before",
            after / memory,
            1.1,
            1.1,
            note=f"{after:.0f} MB",
        ),
    ]


def first_of_later(act: Callable[[], object]) -> float:
    """The first time against the middle one of twenty later."""
    first, *later = (wall(act) for _ in range(21))
    return first / median(later)


def wall(act: Callable[[], object]) -> float:
    """Seconds on the clock on the wall."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def opened(site: Served, path: str, cookie: str) -> None:
    """Open a page. Raises RuntimeError where it does not come."""
    status, *_ = site.ask("GET", path, cookie)
    if status != 200:
        raise RuntimeError(f"{path} answers {status}")


def weight(site: Served) -> float:
    """The megabytes of its one worker."""
    (worker,) = site.workers()
    return megabytes_of(worker)

"""How long does something keep the processor busy, and how much memory does it take?"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from statistics import median
from typing import TypeVar

from app import look_for_garbage_seldom

Act = Callable[[], object]
Result = TypeVar("Result")


def busy(act: Act) -> float:
    """The processor time of this process for it, in seconds. What others do counts little."""
    begun = time.process_time()
    act()
    return time.process_time() - begun


def in_turn(acts: Mapping[str, Act], *, rounds: int) -> dict[str, list[float]]:
    """Each act once without being measured, then all of them in turn, so many times."""
    for act in acts.values():
        act()
    # As the server does when it starts: else chance says whose page pays for all of it.
    look_for_garbage_seldom()
    taken: dict[str, list[float]] = {what: [] for what in acts}
    for _ in range(rounds):
        for what, act in acts.items():
            taken[what].append(busy(act))
    return taken


def times_of(own: list[float], anchor: list[float]) -> float:
    """How many times the anchor it takes: the middle of the rounds, each compared by itself."""
    return median(mine / its for mine, its in zip(own, anchor, strict=True))


def milliseconds(seconds: list[float]) -> str:
    """The middle, to read."""
    return f"{1000 * median(seconds):.2f} ms"


def megabytes() -> float:
    """The most memory this process has held so far. Linux counts in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def alone(act: Callable[..., Result], *arguments: object, **named: object) -> Result:
    """Do it in a fresh process, which remembers the memory and the counters of no other."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(act, *arguments, **named).result()

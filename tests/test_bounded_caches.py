"""How many answers does a process keep at most, where what is asked for has no end?"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from functools import _lru_cache_wrapper
from importlib import import_module
from inspect import getmembers

import tandem

# What is kept of people's pages stands in docs/performance.md.
AT_MOST = {
    "tandem.content.destinations.all_composed": 64,
    "tandem.content.serialized.from_json": 4096,
    "tandem.figures.intervals.t_quantile": 1024,
    "tandem.leading.board.roads.kept_look": 64,
    "tandem.leading.board.roads.road_along": 1024,
    "tandem.leading.status.counting.counting": 8,
    "tandem.leading.status.queries.present": 8,
    "tandem.leading.status.road.read_module": 4096,
    "tandem.learning.refreshers.schedule.first_on_some_day": 2,
    "tandem.mail.letters.in_the_dark": 4,
    "tandem.mail.letters.style": 4,
    "tandem.people.roster.code_pages.likely": 8,
    "tandem.web.forms.signer_with": 4,
    "tandem.web.spreadsheets.written": 1000,
    "tandem.working_time.holidays_of": 256,
}


def bounded() -> Iterator[tuple[str, int]]:
    """The functions that keep so many of their answers."""
    for module in pkgutil.walk_packages(tandem.__path__, "tandem."):
        if ".versions." in module.name:
            continue
        for name, found in getmembers(import_module(module.name)):
            if not isinstance(found, _lru_cache_wrapper) or found.__module__ != module.name:
                continue
            if most := found.cache_parameters()["maxsize"]:
                yield f"{module.name}.{name}", most


def test_a_process_keeps_so_many_answers_and_no_more() -> None:
    assert dict(bounded()) == AT_MOST

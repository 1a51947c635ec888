"""How do tests let several people, or several tabs, act at the very same moment?"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from werkzeug.test import TestResponse


def at_once(*acts: Callable[[], TestResponse]) -> list[TestResponse]:
    """Do all of them at the same moment; what each was answered."""
    start = Barrier(len(acts))

    def act(one: Callable[[], TestResponse]) -> Any:
        start.wait()
        return one()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(act, acts))

"""When is somebody asked how the pair fits? After the first module, and again while undecided."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from tandem.terms import Fit


def is_due(
    both_done_at: Collection[datetime], *, answer: Fit | None, answered_at: datetime | None
) -> bool:
    """Is it time to ask? `both_done_at` is when both had finished each module of the pair."""
    if answered_at is None:
        return bool(both_done_at)
    return answer is Fit.UNDECIDED and any(at > answered_at for at in both_done_at)

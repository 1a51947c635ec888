"""What have the two agreed on? Both sign the same version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True)
class Version:
    """One version of an agreement; `signed` are the moments of the signatures by person."""

    id: int
    number: int
    lines: tuple[str, ...]
    look_again_on: date
    by_id: int
    at: datetime
    signed: dict[int, datetime] = field(default_factory=dict)

    @property
    def is_agreed(self) -> bool:
        """Have both signed it?"""
        return len(self.signed) == 2

    @property
    def agreed_at(self) -> datetime | None:
        """When the second one signed it."""
        return max(self.signed.values()) if self.is_agreed else None


def in_force(versions: Sequence[Version]) -> Version | None:
    """The newest version that both have signed."""
    return max(
        (version for version in versions if version.is_agreed), key=lambda v: v.number, default=None
    )


def proposed(versions: Sequence[Version]) -> Version | None:
    """The newest version, where it waits for a signature."""
    newest = max(versions, key=lambda version: version.number, default=None)
    return None if newest is None or newest.is_agreed else newest


def who_is_done(versions: Sequence[Version]) -> frozenset[int]:
    """Who has done the step: whoever signed first, and the other with the same version.

    Whoever answers with a version of their own is done when that one is signed by both: a module
    is not complete before something holds. What the first has done never goes back.
    """
    agreed = in_force(versions)
    if agreed is not None:
        return frozenset(agreed.signed)
    signatures = [(at, person) for version in versions for person, at in version.signed.items()]
    return frozenset({min(signatures)[1]}) if signatures else frozenset()

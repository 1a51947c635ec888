"""Which agreements have the two, and when do they look at them again?"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandem.models import AgreementVersion, Course, Module, Signature
from tandem.models.base import UTCDateTime
from tandem.people.pairs.queries import SeenPair
from tandem.people.pairs.visibility import Sight
from tandem.together.steps.signatures import Version, in_force, proposed


@dataclass(frozen=True)
class Agreement:
    """An agreement of the two: every version, the one in force, and one that waits for a yes."""

    course_slug: str
    module_slug: str
    step: str
    versions: tuple[Version, ...]

    @property
    def in_force(self) -> Version | None:
        """The newest version that both have signed."""
        return in_force(self.versions)

    @property
    def proposed(self) -> Version | None:
        """A newer version that waits for a signature."""
        return proposed(self.versions)

    def is_to_be_looked_at(self, today: date) -> bool:
        """Has the day to look again come, and nothing newer been proposed?"""
        holds = self.in_force
        return holds is not None and self.proposed is None and holds.look_again_on <= today


@dataclass(frozen=True)
class AgreementReview:
    """The day on which a pair looks again at one of its agreements, and since when that stands."""

    pair_id: int
    module_id: int
    step: str
    on: date
    since: datetime


def agreements_of(session: Session, seen: SeenPair) -> tuple[Agreement, ...]:
    """The agreements of the two with all versions. Nothing is read for anybody outside the pair."""
    if seen.sight is not Sight.PARTNER:
        return ()
    query = (
        select(AgreementVersion, Module.slug, Course.slug, Signature)
        .join(Module, Module.id == AgreementVersion.module_id)
        .join(Course, Course.id == Module.course_id)
        .outerjoin(Signature, Signature.version_id == AgreementVersion.id)
        .where(AgreementVersion.pair_id == seen.pair.id)
        .order_by(AgreementVersion.module_id, AgreementVersion.step, AgreementVersion.number)
    )
    by_step: dict[tuple[str, str, str], dict[int, Version]] = {}
    for row, slug, course, signature in session.execute(query):
        versions = by_step.setdefault((course, slug, row.step), {})
        version = versions.get(row.id) or version_of(row)
        signed = {signature.person_id: signature.at} if signature else {}
        versions[row.id] = replace(version, signed={**version.signed, **signed})
    return tuple(
        Agreement(course, slug, step, versions=tuple(versions.values()))
        for (course, slug, step), versions in by_step.items()
    )


def look_again_days(session: Session, pairs: Collection[int]) -> list[AgreementReview]:
    """When these pairs look again at what holds between them: days alone, not a word of it."""
    query = (
        select(
            AgreementVersion.pair_id,
            AgreementVersion.module_id,
            AgreementVersion.step,
            AgreementVersion.look_again_on,
            func.max(Signature.at, type_=UTCDateTime()),
        )
        .join(Signature, Signature.version_id == AgreementVersion.id)
        .where(AgreementVersion.pair_id.in_(pairs))
        .group_by(AgreementVersion.id)
        .having(func.count(Signature.person_id) == 2)
        .order_by(AgreementVersion.number)
    )
    newest = {
        (row.pair_id, row.module_id, row.step): AgreementReview(*row)
        for row in session.execute(query)
    }
    return list(newest.values())


def version_of(row: AgreementVersion) -> Version:
    """A version's row, not signed yet."""
    return Version(
        id=row.id,
        number=row.number,
        lines=tuple(json.loads(row.lines)),
        look_again_on=row.look_again_on,
        by_id=row.by_id,
        at=row.at,
    )

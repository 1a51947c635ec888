"""What of the rarer things on my page is there at all? One query, so that none asks for nothing.

Each part of the page is read by its own query; here the same query only says whether it would find
a row.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from tandem.learning.plans import queries as plans
from tandem.learning.plans.rules import SHOWN_FOR
from tandem.learning.remarks import queries as remarks
from tandem.learning.written import queries as written
from tandem.models.rows import rows
from tandem.people.accounts import acts
from tandem.people.invitations import queries as invitations
from tandem.progress.nudges import queries as nudges
from tandem.together.goals import sparks


@dataclass(frozen=True)
class Rare:
    """Is there one of these for somebody?"""

    requests: bool
    notices: bool
    nudges: bool
    remarks: bool
    goals: bool
    plans: bool
    waiting_texts: bool
    replies: bool


def rare_for(session: Session, person_id: int, pairs: Collection[int], *, now: datetime) -> Rare:
    """What there is for somebody, of goals in these pairs. One query."""
    facts = {
        "person": person_id,
        "people": [person_id],
        "pairs": list(pairs),
        "now": now,
        "planned_since": now - SHOWN_FOR,
        "written_since": now - written.ASKED_FOR,
    }
    return Rare(*map(bool, rows(session, what_there_is(), facts)[0]))


@cache
def what_there_is() -> Select[Any]:
    """Is there a row for one `person`, for each part of the page?"""
    queries = {
        "requests": invitations.open_requests(),
        "notices": acts.notices_to(),
        "nudges": nudges.nudges_to(),
        "remarks": remarks.news_of(),
        "goals": sparks.agreed_in(),
        "plans": plans.recent_plans(),
        "waiting_texts": written.texts_waiting(),
        "replies": written.unread_replies(),
    }
    return select(*(query.exists().label(name) for name, query in queries.items()))

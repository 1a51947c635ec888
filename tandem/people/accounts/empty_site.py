"""Does the site still wait for its first account? The sign-in says then where its link is found."""

from __future__ import annotations

from typing import Any
from weakref import WeakSet

from tandem.people.accounts.queries import has_people
from tandem.web import db

# By their pools: databases in which somebody was seen. They are not asked again.
peopled: WeakSet[Any] = WeakSet()


def waits_for_first_account() -> bool:
    """Is there no account at all? One query until there is one, then none; no where the database
    does not answer."""
    pool = db.engine().pool
    if pool in peopled:
        return False
    try:
        if not has_people(db.session()):
            return True
    except db.FAULTS:
        return False
    peopled.add(pool)
    return False

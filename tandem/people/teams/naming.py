"""Is the name that somebody types for a team another team's, in whatever spelling?"""

from __future__ import annotations

from wtforms import Field

from tandem.people.teams.forms import NAME_TAKEN
from tandem.people.teams.queries import name_taken
from tandem.web import db


def is_name_taken(field: Field, *, but: int = 0) -> bool:
    """Say below the field that its name is taken. Asked while the form is recorded: its second copy
    is not refused for what the first has made."""
    taken = name_taken(db.session(), field.data, but=but)
    if taken:
        field.errors = [NAME_TAKEN % {"name": taken}]
    return bool(taken)

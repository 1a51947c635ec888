"""How does Alembic reach the tables? Over the connection that is handed in."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context

from tandem.models import Base
from tandem.models.base import UTCDateTime


def plainly(kind: str, item: Any, autogen: Any) -> str | Literal[False]:
    """Write our moment as what it is in the table, so that a migration needs nothing of ours."""
    if kind == "type" and isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=plainly,
)
with context.begin_transaction():
    context.run_migrations()

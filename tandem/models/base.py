"""Which kinds of column does every table share?"""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any

from sqlalchemy import DateTime, Dialect, Enum, ForeignKey, Integer, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator

from tandem.terms import Better, Consent, Fit, PairState, Promise, Role, Together

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UTCDateTime(TypeDecorator[datetime]):
    """A moment, always aware and in UTC, also where the database keeps no zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is not None:
            return value.astimezone(UTC)
        # As `value.replace(tzinfo=UTC)`, in a tenth of the time: a long list reads very many.
        return datetime.combine(value, value.time(), UTC)


def enum_column(kind: type[StrEnum], name: str, *, checked: bool = True) -> Enum:
    """Store an enum's value as text, with a check in the table unless the table has its own."""
    return Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=checked,
        length=24,
        values_callable=lambda members: [member.value for member in members],
    )


class Base(DeclarativeBase):
    """What every table is made from."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {  # noqa: RUF012 (SQLAlchemy's own interface)
        datetime: UTCDateTime(),
        str: Text(),
        Consent: enum_column(Consent, "answer"),
        Fit: enum_column(Fit, "fit"),
        Better: enum_column(Better, "better"),
        Role: enum_column(Role, "role"),
        PairState: enum_column(PairState, "state"),
        Promise: enum_column(Promise, "promise"),
        Together: enum_column(Together, "together"),
    }


class JsonText(Text):
    """A text of ours that holds JSON. What people write is a plain one, whatever it looks like."""


json_text = Annotated[str, mapped_column(JsonText())]
intpk = Annotated[int, mapped_column(Integer, primary_key=True)]
name = Annotated[str, mapped_column(String(200))]


def to(target: str, *, index: bool = True, **options: Any) -> Any:
    """A column that points to another table."""
    return mapped_column(ForeignKey(target, **options), index=index)

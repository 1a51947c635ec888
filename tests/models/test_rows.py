"""What is read of a query of which only the first row is wanted?"""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Person
from tandem.models.rows import first_of, is_any
from tests.cast import Cast


def test_the_first_of_many_is_read_in_the_order_of_the_query(session: Session, cast: Cast) -> None:
    people = select(Person.surname)

    assert first_of(session, people.order_by(Person.surname)) == "Adeyemi"
    assert first_of(session, people.order_by(Person.surname.desc())) == "Zhang"


@pytest.mark.parametrize(("surname", "found"), [("Zhang", "Sue"), ("Nobody", None)])
def test_of_one_row_or_none_it_is_known_whether_there_is_any(
    session: Session, cast: Cast, surname: str, found: str | None
) -> None:
    query = select(Person.given_name).where(Person.surname == surname)

    assert first_of(session, query) == found
    assert is_any(session, query) is (found is not None)


def test_there_is_something_where_there_are_many(session: Session, cast: Cast) -> None:
    assert is_any(session, select(Person.id))

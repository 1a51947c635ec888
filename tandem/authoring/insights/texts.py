"""What did people find in the texts that they wrote? No text is read, and nobody is named."""

from __future__ import annotations

from collections import defaultdict

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.figures.groups import FirstAnswer
from tandem.models import Person, WrittenText
from tandem.terms import FeedbackPromise

# First answers by the revision's number and the question's name, each with its place in time.
Answers = dict[tuple[int, str], list[tuple[int, FirstAnswer]]]


def first_texts(
    session: Session, module_id: int, numbers: dict[int, int], *, reader_id: int
) -> Answers:
    """What everybody but the reader found in their first text for a question. No text is read. One
    query."""
    query = (
        select(
            WrittenText.id,
            WrittenText.revision_id,
            WrittenText.question,
            WrittenText.ticks,
            Person.is_sample,
        )
        .join(Person, Person.id == WrittenText.person_id)
        .where(WrittenText.module_id == module_id, WrittenText.number == 1)
        .where(WrittenText.person_id != reader_id)
        .where(WrittenText.ticks_promise == FeedbackPromise.FIGURES_OF_FIVE)
        .order_by(WrittenText.compared_at, WrittenText.id)
    )
    rows = session.execute(query).all()
    found: Answers = defaultdict(list)
    for place, row in enumerate([row for row in rows if not row.is_sample] or rows):
        number, ticks = (
            numbers[row.revision_id],
            msgspec.json.decode(row.ticks, type=tuple[str, ...]),
        )
        found[number, row.question].append((place, FirstAnswer(number, ticks, right=True)))
    return found

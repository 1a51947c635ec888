"""What did people find in their first text?"""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tandem.authoring.insights.texts import first_texts
from tandem.models import Module, Person, Revision, WrittenText
from tandem.terms import FeedbackPromise, Promise
from tests.cast import NOW, Cast
from tests.lessons import lesson, serve


def write(session: Session, who: Person, ticks: str) -> Module:
    """Somebody has compared a text and ticked what they found in it."""
    module = session.query(Module).one()
    session.add(
        WrittenText(
            person_id=who.id, module_id=module.id, revision_id=module.revision_id, question="q",
            number=1, text="Mine.", promise=Promise.OWN, at=NOW, ticks=ticks,
            ticks_promise=FeedbackPromise.FIGURES_OF_FIVE, compared_at=NOW,
        )
    )  # fmt: skip
    session.commit()
    return module


@pytest.mark.parametrize(("with_others", "told"), [(True, [("b",)]), (False, [("a",)])])
def test_texts_of_the_sample_are_told_only_where_there_are_no_others(
    session: Session, cast: Cast, with_others: bool, told: list[tuple[str, ...]]
) -> None:
    serve(session, lesson())
    cast.sam.is_sample = True
    module = write(session, cast.sam, '["a"]')
    if with_others:
        write(session, cast.sue, '["b"]')
    numbers = {revision.id: revision.number for revision in session.query(Revision)}

    found = first_texts(session, module.id, numbers, reader_id=0)

    assert [answer.answer for _, answer in found[1, "q"]] == told

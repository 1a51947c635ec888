"""In which module of which pair does a draft stand, and whose is it?"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.content.lesson import PairStep, StepKind
from tandem.models import Module, StepDraft
from tandem.together.steps import draft_actions
from tandem.together.steps.answers import StepAnswer, content_of
from tandem.together.steps.drafts import Author, drafts
from tests.cast import NOW, House
from tests.lessons import lesson, serve

SAVED = PairStep("saved", StepKind.SEALED, "What do you hope for?")


def test_a_draft_stands_in_its_own_module_of_its_own_pair_for_its_writer_alone(
    session: Session, cast: House
) -> None:
    serve(session, lesson(name="engine"), lesson(name="brake"))
    engine, brake = session.scalars(select(Module.id).order_by(Module.position))
    sams = Author(cast.pair.id, engine, cast.sam.id)
    places = [
        sams, replace(sams, module_id=brake), replace(sams, person_id=cast.sue.id),
        replace(sams, pair_id=cast.second_pair.id),
    ]  # fmt: skip
    for number, place in enumerate(places):
        text = content_of(StepAnswer(text=f"Text {number}"))
        facts = {"version": 1, "writer": "tab", "saved_at": NOW, "step": SAVED.id}
        session.add(StepDraft(**vars(place), content=text, beside="[]", **facts))
    session.flush()

    texts = [drafts(session, place)[SAVED.id].given.text for place in places]
    draft_actions.close(session, sams, SAVED, StepAnswer(text="Text 0"), writer="tab")

    assert texts == ["Text 0", "Text 1", "Text 2", "Text 3"]
    assert [len(drafts(session, place)) for place in places] == [0, 1, 1, 1]


def test_of_two_tabs_what_the_other_had_is_kept_unless_it_is_the_same_or_empty(
    session: Session, cast: House
) -> None:
    serve(session, lesson())
    module_id = session.scalars(select(Module.id)).one()
    author = Author(cast.pair.id, module_id, cast.sam.id)

    for text in ("First", "First", "", "Second"):
        draft_actions.keep_replaced(session, author, SAVED, StepAnswer(text=text), now=NOW)

    beside = drafts(session, author)[SAVED.id].beside
    assert [given.text for given in beside] == ["First", "Second"]

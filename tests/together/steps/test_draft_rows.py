"""In which module of which pair does a draft stand, and whose is it?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.content.lesson import PairStep, StepKind
from tandem.models import Module, StepDraft
from tandem.terms import Promise
from tandem.together.steps import actions, draft_actions
from tandem.together.steps.answers import StepAnswer, content_of
from tandem.together.steps.drafts import Author, drafts
from tandem.together.steps.handovers import HandoverTurn
from tandem.together.steps.queries import StepsPlace
from tests.cast import NOW, House
from tests.lessons import assign, lesson, serve
from tests.together.steps.rows import DAY, place_of
from tests.together.steps.step_helpers import AGREED, HANDOVER, THANKS, for_two

WORDS = StepAnswer(text="WORDS", lines=("WORDS",), look_again_on=DAY)
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


@pytest.fixture
def author(session: Session, cast: House) -> Author:
    """Sam, in a module of his pair with Sue."""
    serve(session, lesson())
    return Author(cast.pair.id, session.scalars(select(Module.id)).one(), cast.sam.id)


def row_of(session: Session, author: Author) -> tuple[str, int, str, list[str]] | None:
    """The draft as it is kept: its text, version and writer, and what other tabs had."""
    session.flush()
    session.expire_all()
    draft = drafts(session, author).get(SAVED.id)
    return draft and (
        draft.given.text, draft.version, draft.writer, [given.text for given in draft.beside]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("writer", "version", "text", "row"),
    [
        ("tab", 1, "NEW", ("NEW", 2, "tab", [])),
        ("tab", 9, "NEW", ("NEW", 2, "tab", [])),
        ("other", 1, "NEW", ("NEW", 2, "other", [])),
        ("other", 9, "NEW", ("FIRST", 1, "tab", ["NEW"])),
        ("other", 0, "FIRST", ("FIRST", 1, "tab", [])),
    ],
)
def test_a_tab_that_did_not_see_what_another_has_saved_keeps_its_text_beside(
    session: Session, author: Author,
    writer: str, version: int, text: str, row: tuple[str, int, str, list[str]],
) -> None:  # fmt: skip
    def keep(text: str, version: int, writer: str) -> bool:
        return draft_actions.keep(
            session, author, SAVED, StepAnswer(text=text), version=version, writer=writer, now=NOW
        )

    assert keep("", 0, "tab")
    assert row_of(session, author) is None
    keep("FIRST", 0, "tab")

    assert keep(text, version, writer) is (row[1] == 2)
    assert row_of(session, author) == row


@pytest.mark.parametrize(
    ("writer", "drafted", "row"),
    [
        ("tab", "DRAFT", None),
        ("other", "DRAFT", ("", 2, "other", ["DRAFT"])),
        ("other", "SENT", None),
        ("other", "", None),
    ],
)
def test_with_what_is_sent_its_draft_goes_and_not_what_another_tab_had(
    session: Session, author: Author,
    writer: str, drafted: str, row: tuple[str, int, str, list[str]] | None,
) -> None:  # fmt: skip
    text = content_of(StepAnswer(text=drafted))
    facts = {"version": 1, "writer": "tab", "saved_at": NOW, "step": SAVED.id, "content": text}
    session.add(StepDraft(**vars(author), beside="[]", **facts))
    session.flush()

    draft_actions.close(session, author, SAVED, StepAnswer(text="SENT"), writer=writer)

    assert row_of(session, author) == row


def test_what_was_kept_beside_stays_when_a_step_is_sent_until_it_is_put_away(
    session: Session, author: Author
) -> None:
    draft_actions.forget(session, author, SAVED)
    draft_actions.keep_replaced(session, author, SAVED, StepAnswer(text="OTHER"), now=NOW)
    draft_actions.close(session, author, SAVED, StepAnswer(text="SENT"), writer="tab")
    assert row_of(session, author) == ("", 1, "tab", ["OTHER"])

    draft_actions.forget(session, author, SAVED)
    session.flush()

    assert row_of(session, author) == ("", 1, "tab", [])


def test_of_drafts_under_both_names_of_a_step_the_newest_is_gone_on_with(
    session: Session, author: Author
) -> None:
    renamed = replace(SAVED, was="hoped")
    for name in ("saved", "hoped", "other"):
        facts = {"version": 1, "writer": "tab", "saved_at": NOW, "content": "{}"}
        session.add(StepDraft(**vars(author), beside="[]", step=name, **facts))
        session.flush()

    found = draft_actions.row_of(session, author, renamed)

    assert found is not None
    assert found.step == "hoped"


def test_of_two_tabs_what_the_other_had_is_kept_unless_it_is_the_same_or_empty(
    session: Session, author: Author
) -> None:
    for text in ("First", "First", "", "Second"):
        draft_actions.keep_replaced(session, author, SAVED, StepAnswer(text=text), now=NOW)

    beside = drafts(session, author)[SAVED.id].beside
    assert [given.text for given in beside] == ["First", "Second"]


def give(session: Session, place: StepsPlace) -> None:
    """Sam thanks Sue."""
    actions.give(session, place, THANKS, WORDS, promise=Promise.PAIR, writer="tab", now=NOW)


def add(session: Session, place: StepsPlace) -> None:
    """Sam adds to thanks."""
    give(session, place)
    begin(session, place, THANKS)
    actions.add(session, place, THANKS, "more", writer="tab", now=NOW)


def hand_over(session: Session, place: StepsPlace) -> None:
    """Sam hands over in lines."""
    actions.hand_over(
        session, place, HANDOVER, WORDS, promise=Promise.PAIR, turn=HandoverTurn.WRITE,
        writer="tab", now=NOW,
    )  # fmt: skip


def propose(session: Session, place: StepsPlace) -> None:
    """Sam proposes an agreement."""
    actions.propose(session, place, AGREED, WORDS, promise=Promise.PAIR, writer="tab", now=NOW)


def begin(session: Session, place: StepsPlace, step: PairStep) -> None:
    """Sam has begun to write in a step, in the same tab."""
    facts = {"version": 1, "writer": "tab", "saved_at": NOW, "step": step.id, "content": "{}"}
    session.add(StepDraft(**vars(place.author), beside="[]", **facts))
    session.flush()


@pytest.mark.parametrize(
    ("send", "step"), [(give, THANKS), (add, THANKS), (hand_over, HANDOVER), (propose, AGREED)]
)
def test_whatever_is_sent_takes_its_draft_away(
    session: Session, cast: House, send: Callable[[Session, StepsPlace], None], step: PairStep
) -> None:
    assign(session, cast.pair, serve(session, for_two(THANKS, HANDOVER, AGREED)))
    place = place_of(session, cast.pair, cast.sam)
    if send is not add:
        begin(session, place, step)

    send(session, place)

    assert session.scalars(select(StepDraft)).all() == []

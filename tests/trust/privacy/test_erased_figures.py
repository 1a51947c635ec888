"""Do the figures of full groups of five stay as they are when one of the five is erased?"""

from __future__ import annotations

from sqlalchemy.orm import Session

from tandem.authoring.insights.first_choices import first_choices
from tandem.authoring.insights.queries import opened_hints
from tandem.authoring.insights.texts import first_texts
from tandem.models import Module, Revision, WrittenText
from tests.authoring.insights.answer_helpers import people
from tests.authoring.insights.test_first_answers import open_hint
from tests.authoring.insights.test_first_choices import ASKED, WAITED, choose, shown
from tests.authoring.insights.test_texts import write
from tests.cast import Cast
from tests.conftest import Browser
from tests.learning.practice_helpers import practiced
from tests.lessons import lesson, question, serve
from tests.trust.privacy.test_erasure import erase


def test_nobody_learns_what_the_erased_chose_in_a_scene(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    serve(session, practiced())
    players = people(session, 16)
    choose(session, players, waits=6)
    before = shown(cast, browser_of)
    (module,) = session.query(Module)
    chosen = first_choices(session, module.id, reader_id=0)

    erase(session, players[0])

    assert (before[ASKED], before[WAITED]) == ("9 of 15", "6 of 15")
    assert shown(cast, browser_of) == before
    assert first_choices(session, module.id, reader_id=0) == chosen


def test_nobody_learns_which_hint_the_erased_opened(session: Session, cast: Cast) -> None:
    serve(session, lesson(question("q1")))
    (module,) = session.query(Module)
    open_hint(session, cast.sam, module, number=1)

    erase(session, cast.sam)

    assert opened_hints(session, module.id) == {(cast.sam.id, "q1")}


def test_of_a_text_that_nobody_else_reads_only_what_was_ticked_stays(
    session: Session, cast: Cast
) -> None:
    serve(session, lesson())
    module = write(session, cast.sam, '["a"]')
    numbers = {revision.id: revision.number for revision in session.query(Revision)}

    erase(session, cast.sam)

    assert [row.text for row in session.query(WrittenText)] == [""]
    told = first_texts(session, module.id, numbers, reader_id=0)[1, "q"]
    assert [answer.answer for _, answer in told] == [("a",)]


def test_a_text_that_was_never_compared_goes(session: Session, cast: Cast) -> None:
    serve(session, lesson())
    write(session, cast.sam, '["a"]')
    (text,) = session.query(WrittenText)
    text.ticks = text.ticks_promise = text.compared_at = None

    erase(session, cast.sam)

    assert session.query(WrittenText).all() == []

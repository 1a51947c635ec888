"""What happens to a text when two tabs, or its author and the reader, act at the same moment?"""

from __future__ import annotations

import json
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.learning.written import actions
from tandem.models import Course, Person, WrittenDraft, WrittenReply, WrittenText
from tandem.models.locking import hold
from tests.at_once import at_once, while_under_way
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.learning.written.written_helpers import TELL, address_of_text, compare, write
from tests.lessons import form_id_in
from tests.locks import rows_held


def texts(session: Session) -> list[WrittenText]:
    """What was written."""
    session.rollback()
    return list(session.scalars(select(WrittenText).order_by(WrittenText.id)))


def test_of_two_tabs_one_text_stands_and_the_other_is_told(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)
    tabs = [
        {"form_id": form_id_in(sam.get(TELL)), "text": words, "reader": "own"}
        for words in ("Friday.", "Half of it.")
    ]

    sent = at_once(*(partial(browser_of(cast.sam).post, TELL, data=tab) for tab in tabs))

    assert [answer.status_code for answer in sent] == [303, 303]
    (text,) = texts(session)
    assert text.text in {"Friday.", "Half of it."}


def test_ticks_of_two_tabs_are_those_of_one(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)
    write(sam)
    tabs = [{"form_id": form_id_in(sam.get(TELL)), "tick": [key]} for key in ("day", "limit")]

    at_once(*(partial(browser_of(cast.sam).post, f"{TELL}/compare", data=tab) for tab in tabs))

    (text,) = texts(session)
    assert json.loads(text.ticks or "") in (["day"], ["limit"])


def test_a_text_that_was_compared_meanwhile_keeps_its_ticks(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)
    write(sam)
    tab = {"form_id": form_id_in(sam.get(TELL)), "tick": ["limit"]}
    (text,) = texts(session)
    hold(session, Person.id == cast.sam.id, references_pass=True)
    actions.compare(session, text.id, ["day"], person_id=cast.sam.id, now=NOW)

    while_under_way(session, partial(sam.post, f"{TELL}/compare", data=tab))

    session.refresh(text)
    assert json.loads(text.ticks or "") == ["day"]


def test_what_is_begun_in_two_tabs_is_one_draft(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)

    at_once(*(partial(sam.post, f"{TELL}/draft", data={"text": text}) for text in ("A", "B")))

    assert session.scalars(select(WrittenDraft.text)).one() in {"A", "B"}


def test_the_partner_answers_once_from_two_tabs_and_is_told_what_stands(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    write(browser_of(cast.sam), reader=f"pair-{cast.pair.id}")
    sue = browser_of(cast.sue)
    address = address_of_text(sue.get("/"))
    tabs = [
        {"form_id": form_id_in(sue.get(address)), **said}
        for said in ({"can_act": "yes"}, {"missing": "Which Friday?"})
    ]

    at_once(*(partial(browser_of(cast.sue).post, address, data=tab) for tab in tabs))

    session.rollback()
    assert len(session.scalars(select(WrittenReply)).all()) == 1


def test_who_answers_a_text_waits_for_the_others_of_the_pair(
    cast: Cast, course: Course, browser_of: Browser
) -> None:
    write(browser_of(cast.sam), reader=f"pair-{cast.pair.id}")
    sue = browser_of(cast.sue)
    address = address_of_text(sue.get("/"))
    said = {"form_id": form_id_in(sue.get(address)), "can_act": "yes"}

    with rows_held() as noted:
        sue.post(address, data=said)

    assert noted == [("pair*", [cast.pair.id])]


def test_author_compares_while_the_partner_answers_and_both_stand(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    sam, sue = browser_of(cast.sam), browser_of(cast.sue)
    write(sam, reader=f"pair-{cast.pair.id}")
    address = address_of_text(sue.get("/"))
    said = {"form_id": form_id_in(sue.get(address)), "can_act": "yes"}

    at_once(partial(compare, sam, "day"), partial(sue.post, address, data=said))

    (text,) = texts(session)
    assert json.loads(text.ticks or "") == ["day"]
    assert session.scalars(select(WrittenReply.written_id)).all() == [text.id]

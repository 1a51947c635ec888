"""Which texts are read by whom, which wait for the partner, and what is news to their author?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tandem.content.lesson import Question
from tandem.learning.written import actions, queries
from tandem.library.served import library
from tandem.models import Course, Pair, Person, WrittenDraft, WrittenText
from tandem.people.pairs.queries import pair_for
from tests.cast import NOW, House
from tests.learning.written.written_helpers import TASK

MINUTE = timedelta(minutes=1)


def write(
    session: Session, who: Person, pair: Pair | None, text: str = "Friday.", *, at: datetime = NOW
) -> WrittenText:
    """Somebody writes a text, which the partner in a pair may read, or nobody."""
    (module,) = library(session).courses[0].modules
    facts = {"person_id": who.id, "module_id": module.id, "revision_id": module.revision_id}
    pair_id = None if pair is None else pair.id
    return actions.write(session, TASK, text, **facts, pair_id=pair_id, now=at)


def waiting(session: Session, who: Person, *, now: datetime = NOW) -> list[tuple[int, int, str]]:
    """The texts on which somebody is asked: each with its pair and author."""
    texts = queries.waiting_texts(session, who.id, now=now)
    return [(text.id, text.pair_id, text.by_name) for text in texts]


def test_each_is_asked_about_the_partners_texts_the_oldest_first(
    session: Session, cast: House, course: Course
) -> None:
    first = write(session, cast.sam, cast.pair)
    lias = write(session, cast.lia, cast.leaders_pair)
    sues = write(session, cast.sue, cast.pair)
    write(session, cast.sam, cast.second_pair)
    write(session, cast.sam, None)
    last = write(session, cast.sam, cast.pair)

    assert waiting(session, cast.sue) == [
        (first.id, cast.pair.id, "Sam Adeyemi"),
        (lias.id, cast.leaders_pair.id, "Lia Okoro"),
        (last.id, cast.pair.id, "Sam Adeyemi"),
    ]
    assert waiting(session, cast.sam) == [(sues.id, cast.pair.id, "Sue Zhang")]


def test_nobody_is_asked_in_a_pair_that_has_ended_and_each_in_one_that_rests(
    session: Session, cast: House, course: Course
) -> None:
    write(session, cast.sam, cast.ended_pair)
    text = write(session, cast.rex, cast.paused_pair)

    assert waiting(session, cast.eve) == [(text.id, cast.paused_pair.id, "Rex Dahl")]


def test_nobody_is_asked_again_or_after_two_weeks(
    session: Session, cast: House, course: Course
) -> None:
    answered, text = (write(session, cast.sam, cast.pair) for _ in range(2))
    actions.reply(session, answered.id, "By when?", person_id=cast.sue.id, now=NOW)
    ends = NOW + timedelta(days=14)

    asked = [row[0] for row in waiting(session, cast.sue, now=ends - MINUTE)]

    assert asked == [text.id]
    assert waiting(session, cast.sue, now=ends) == []


@pytest.mark.parametrize("who", ["sam", "sue"])
def test_the_two_read_what_they_showed_each_other_in_this_pair_the_newest_first(
    session: Session, cast: House, course: Course, who: str
) -> None:
    sams, sues = write(session, cast.sam, cast.pair), write(session, cast.sue, cast.pair)
    write(session, cast.sam, cast.second_pair)
    actions.reply(session, sams.id, "By when?", person_id=cast.sue.id, now=NOW)
    viewer = getattr(cast, who)

    texts = queries.shared_texts(
        session, viewer.id, pair_for(session, viewer.id, pair_id=cast.pair.id)
    )

    said = [(text.id, text.by_name, text.reply and text.reply.by_name) for text in texts]
    assert said == [(sues.id, "Sue Zhang", None), (sams.id, "Sam Adeyemi", "Sue Zhang")]
    assert [text.may_answer for text in texts] == [who == "sam", False]


def test_an_author_reads_their_own_texts_in_order_with_whoever_may_read_each(
    session: Session, cast: House, course: Course
) -> None:
    own = [write(session, cast.sue, pair) for pair in (cast.pair, None, cast.leaders_pair)]
    sams = write(session, cast.sam, cast.pair)
    module_id = own[0].module_id

    sue = queries.writings(session, cast.sue.id, module_id)
    sam = queries.writings(session, cast.sam.id, module_id)

    readers = ["Sam Adeyemi", "", "Lia Okoro"]
    assert [(text.id, text.reader) for text in sue] == [
        (text.id, reader) for text, reader in zip(own, readers, strict=True)
    ]
    assert [(text.id, text.reader) for text in sam] == [(sams.id, "Sue Zhang")]


def test_what_partners_said_is_news_to_the_author_until_it_is_put_away(
    session: Session, cast: House, course: Course
) -> None:
    later, sooner = write(session, cast.sam, cast.pair), write(session, cast.sam, cast.second_pair)
    actions.reply(session, sooner.id, "By when?", person_id=cast.abe.id, now=NOW)
    actions.reply(session, later.id, "", person_id=cast.sue.id, now=NOW)

    def news() -> list[tuple[str, str]]:
        replies = queries.new_replies(session, cast.sam.id)
        return [(new.reply.by_name, new.reply.missing) for new in replies]

    assert news() == [("Sue Zhang", ""), ("Abe Aalto", "By when?")]
    first = queries.new_replies(session, cast.sam.id)[-1].reply.id
    actions.put_away(session, first, person_id=cast.sam.id, now=NOW)
    assert news() == [("Sue Zhang", "")]
    assert queries.new_replies(session, cast.sue.id) == ()


@pytest.mark.parametrize("newest", ["tell", "told"])
def test_of_two_drafts_under_both_names_of_a_question_the_newest_is_gone_on_with(
    session: Session, cast: House, course: Course, newest: str
) -> None:
    (module,) = library(session).courses[0].modules
    renamed: Question = replace(TASK, was="told")
    for name in ("tell", "told"):
        at = NOW + MINUTE if name == newest else NOW
        draft = {"person_id": cast.sam.id, "module_id": module.id, "question": name}
        session.add(WrittenDraft(**draft, text=name, saved_at=at))
    session.flush()

    begun = queries.draft_begun(session, renamed, person_id=cast.sam.id, module_id=module.id)

    assert begun is not None
    assert begun.text == newest

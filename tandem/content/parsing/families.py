"""Which questions stand for each other, so that one of them is asked and on a retry another?

`sibling=ID` names another question of the quiz. Whoever names each other, directly or over a third,
is one family; its first member in the file names it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tandem.content.kinds import kind_said
from tandem.content.lesson import Question, QuestionKind
from tandem.content.messages import Message, say

Faults = list[tuple[int, Message]]
ONE_OF_SOME = frozenset({QuestionKind.SINGLE, QuestionKind.TRUE_FALSE})


def with_families(questions: Sequence[Question]) -> tuple[tuple[Question, ...], Faults]:
    """The questions, each with the name of its family, and what is wrong with `sibling=`."""
    by_id = {question.id: question for question in reversed(questions)}
    faults = [(q.line, fault) for q in questions if (fault := fault_of(q, by_id))]
    if faults:
        return tuple(questions), faults
    heads = heads_of(questions)
    return tuple(
        replace(question, sibling=heads[question.id] if heads[question.id] != question.id else "")
        for question in questions
    ), []


def fault_of(question: Question, by_id: dict[str, Question]) -> Message | None:
    """What is wrong with the sibling that a question names, if anything."""
    name = question.sibling
    if not name:
        return None
    if name == question.id:
        return say("#%(name)s is its own sibling. Name the question it may replace", name=name)
    other = by_id.get(name)
    if other is None:
        return say(
            "there is no question #%(name)s in this quiz to be a sibling of. Give it this id,"
            " or take sibling= out",
            name=name,
        )
    if QuestionKind.WRITE in {question.kind, other.kind}:
        return say("a text to write has no siblings: everybody is asked for it. Take sibling= out")
    if not is_of_one_kind(question, other):
        return say(
            "#%(name)s is %(kind)s, and this is %(own)s. Siblings replace each other:"
            " ask both in the same way",
            name=name,
            kind=kind_said(other),
            own=kind_said(question),
        )
    return None


def is_of_one_kind(question: Question, other: Question) -> bool:
    """Are both answered alike? A true/false question is a choice with two options."""
    return question.kind is other.kind or {question.kind, other.kind} == ONE_OF_SOME


def heads_of(questions: Sequence[Question]) -> dict[str, str]:
    """The first member of each question's family, by the question's name."""
    places = {question.id: place for place, question in reversed(list(enumerate(questions)))}
    head = {name: name for name in places}
    for question in questions:
        if question.sibling:
            both = (head_of(question.id, head), head_of(question.sibling, head))
            first, other = sorted(both, key=lambda name: places[name])
            head[other] = first
    return {name: head_of(name, head) for name in head}


def head_of(name: str, head: dict[str, str]) -> str:
    """The first member known so far; the way there gets shorter each time."""
    while head[name] != name:
        head[name] = head[head[name]]
        name = head[name]
    return name

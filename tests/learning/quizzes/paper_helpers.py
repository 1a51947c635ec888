"""Questions of each kind, and how an attempt asks them."""

from __future__ import annotations

from typing import Any

from tandem.content.lesson import (
    Accepted,
    Lesson,
    Match,
    Option,
    Question,
    QuestionKind,
    Section,
    SectionKind,
)
from tandem.content.parsing.answers import GAP
from tandem.learning.quizzes import paper as papers
from tandem.learning.quizzes.paper import Paper, Tried
from tandem.terms import Role


def question(name: str, *, several: bool = False) -> Question:
    options = tuple(
        Option(f"{name}{n}", f"Text {n}", right=n == 1, feedback=f"Secret {n}", pin=n == 4)
        for n in range(1, 5)
    )
    kind = QuestionKind.MULTIPLE if several else QuestionKind.SINGLE
    return Question(id=name, kind=kind, title=name, options=options, explanation="Secret why")


QUESTIONS = tuple(question(name, several=name == "e") for name in "abcdefgh")


def paper(number: int = 1, *, pick: int | None = None, **fields: Any) -> Paper:
    last, person_id = fields.pop("last", None), fields.pop("person_id", 7)
    quiz = Section(SectionKind.QUIZ, "Quiz", 2, questions=QUESTIONS, pick=pick)
    return papers.paper(
        Lesson(id="m", title="M", sections=(quiz,), **fields), quiz,
        person_id=person_id, revision_id=3, role=Role.REP, number=number, last=last,
    )  # fmt: skip


def tried(marks: dict[str, bool], **fields: Any) -> Tried:
    given = {"number": 1, "revision_id": 3, "edition": 1, "role": Role.REP, "passed": False}
    return Tried(**{**given, "answers": {}, "marks": marks, "counts": True, **fields})


ORDER = Question(
    id="o", kind=QuestionKind.ORDER, title="o",
    options=tuple(Option(key, key, right=True) for key in "abcd"),
)  # fmt: skip
MATCH = Question(
    id="m", kind=QuestionKind.MATCH, title="m",
    matches=(Match("l1", "L1", "R1"), Match("l2", "L2", "R2"), Match("", "", "Spare")),
)  # fmt: skip
FILL = Question(
    id="f", kind=QuestionKind.FILL, title="f", body=f"A {GAP} and {GAP}.",
    gaps=((Accepted("Secret"),), (Accepted("Secret"),)),
)  # fmt: skip
NUMBER = Question(id="n", kind=QuestionKind.NUMERIC, title="n", accepted=(Accepted(low=1, high=2),))


def ask(one: Question, *, person_id: int = 7) -> papers.AskedQuestion:
    """How a question is asked."""
    quiz = Section(SectionKind.QUIZ, "Quiz", 2, questions=(one,))
    module = Lesson(id="m", title="M", sections=(quiz,), shuffle=False)
    given = {"person_id": person_id, "revision_id": 1, "number": 1}
    return papers.paper(module, quiz, role=Role.REP, **given).questions[0]

"""Which question of each family is asked: one that was not, or not for the longest time?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from tandem.content.lesson import Question
from tandem.learning.quizzes.shuffling import Lot, name_of


def one_of_each(
    questions: Iterable[Question], lot: Lot, asked: Mapping[str, int]
) -> list[Question]:
    """One question of each family, in the order of the file.

    `asked` are the numbers of the last attempts that asked a question, by its name. Among those
    asked longest ago, or never, the lot decides.
    """
    families: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        families[question.family].append(question)
    return [
        members[0]
        if len(members) == 1
        else min(members, key=lambda q: (last_asked(q, asked), lot.place("sibling", name_of(q))))
        for members in families.values()
    ]


def last_asked(question: Question, asked: Mapping[str, int]) -> int:
    """In which attempt a question was asked last, under its name or the one before; 0 for none."""
    return max(asked.get(question.id, 0), asked.get(question.was, 0))

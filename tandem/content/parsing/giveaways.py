"""Do the right options of a whole module look alike, so that nobody has to know them?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tandem.content.guessability import ABOVE_CHANCE, blind, by_length, choices_in, odds, plain
from tandem.content.lesson import Lesson, Option, Question
from tandem.content.messages import Message, say
from tandem.content.parsing.choices import KINDS

# Fewer choices show no pattern; a smaller quiz need not ask in several ways.
FEWEST, FEWEST_ASKED = 3, 4
LONGEST_SHARE = 0.4
FIGURE = re.compile(r"\d")
QUOTED = re.compile(r"[\"“”„‟«»‹›]")
Found = Iterator[tuple[int, Message]]


def giveaways(module: Lesson) -> Found:
    """Advice on all questions of a module together, in the line of its first quiz."""
    quizzes = [section for section in module.sections if section.questions]
    if not quizzes:
        return
    line = quizzes[0].line
    choices = list(choices_in(module))
    asked = [question for section in quizzes for question in section.questions]
    patterns = [*of_length(choices), *of_place(choices, module), *of_signs(choices)]
    yield from ((line, message) for message in patterns)
    is_picked = all(question.kind in KINDS for question in asked)
    if len(asked) >= FEWEST_ASKED and is_picked and not any(s.scenes for s in module.sections):
        yield line, only_picked()


def of_length(choices: Sequence[Question]) -> Iterator[Message]:
    """The right option is the longest too often, or who takes the longest scores too well."""
    if len(choices) < FEWEST:
        return
    figures = blind(choices)
    single = [q for q in choices if len(q.options) > 2 and len(right_places(q)) == 1]
    longest = sum(is_longest(question.options) for question in single)
    is_common = len(single) >= FEWEST and longest > LONGEST_SHARE * len(single)
    if is_common or figures.by_reader["longest"] > figures.chance + ABOVE_CHANCE:
        yield say(
            "whoever always takes the longest option answers %(share)s %% of the choices right,"
            " by chance it would be %(chance)s %%: in %(longest)s of %(num)s choices the right one"
            " is the longest. Shorten right ones, lengthen wrong ones",
            share=round(100 * figures.by_reader["longest"]),
            chance=round(100 * figures.chance),
            longest=sum(is_longest(question.options) for question in choices),
            num=len(choices),
        )


def right_places(question: Question) -> list[int]:
    """Where the right options stand."""
    return [place for place, option in enumerate(question.options) if option.right]


def is_longest(options: Sequence[Option]) -> bool:
    """Is what is right longer than each other option?"""
    return odds(options, by_length(options)) == 1


def of_place(choices: Sequence[Question], module: Lesson) -> Iterator[Message]:
    """The right option always stands at one place, counted from the first or from the last."""
    single = [question for question in choices if len(right_places(question)) == 1]
    first = {right_places(question)[0] for question in single}
    last = {len(question.options) - right_places(question)[0] for question in single}
    fewest = FEWEST_ASKED if module.shuffle else FEWEST
    if len(single) < fewest or min(len(first), len(last)) > 1:
        return
    if module.shuffle:
        yield say(
            "the right option is always in the same place in the file."
            " Learners get them shuffled; who reads the file, or a print of it, doesn’t"
        )
    else:
        yield say("the right option is always in the same place")


def of_signs(choices: Sequence[Question]) -> Iterator[Message]:
    """The right option is the only one with a figure or in quotes, oftener than a wrong one."""
    right, wrong = alone_with(FIGURE, choices)
    if right > 1 and right > wrong:
        yield say(
            "the right option is the only one with a figure in %(right)s choices, a wrong one in"
            " %(wrong)s. Give others a figure too",
            right=right,
            wrong=wrong,
        )
    right, wrong = alone_with(QUOTED, choices)
    if right > 1 and right > wrong:
        yield say(
            "the right option is the only one in quotes in %(right)s choices, a wrong one in"
            " %(wrong)s. Put all of them in quotes, or none",
            right=right,
            wrong=wrong,
        )


def alone_with(sign: re.Pattern[str], choices: Sequence[Question]) -> tuple[int, int]:
    """In how many choices a right option, and in how many a wrong one, is alone with a sign."""
    right = wrong = 0
    for question in choices:
        bearers = [option for option in question.options if sign.search(plain(option.text))]
        if len(bearers) == 1:
            right += bearers[0].right
            wrong += not bearers[0].right
    return right, wrong


def only_picked() -> Message:
    """What to say where nothing has to be written, ordered, matched, typed or played."""
    return say(
        "every question here is answered by picking an option, which can be guessed."
        " Ask for something that is written, ordered, matched, typed or played"
    )

"""What do the values of the words behind a heading mean?"""

from __future__ import annotations

import re
from math import inf

from tandem.content.lesson import EVERYBODY
from tandem.content.messages import NOTHING, Message, say
from tandem.content.parsing.attributes import Attributes
from tandem.terms import READERS, Role

NUMBER = re.compile(r"[0-9]{1,9}")
# More would be a quiz of its own before the quiz.
MOST_RECAPPED = 9
# What takes longer is no step of a lesson.
MOST_MINUTES = 240


def roles_of(attributes: Attributes) -> tuple[frozenset[Role], Message]:
    """The roles that `for=` names, and what is wrong with it."""
    if "for" not in attributes:
        return EVERYBODY, NOTHING
    names = {name.strip() for name in attributes.value("for").split(",")} - {""}
    known = {role.value for role in READERS}
    if not names or names - known:
        value = attributes.value("for")
        return EVERYBODY, say("for=%(value)s names nobody. Use rep, support or leader", value=value)
    return frozenset(Role(name) for name in names), NOTHING


def pass_share(attributes: Attributes) -> tuple[float, Message]:
    """The share that passes (0 to 1), and what is wrong with it."""
    if "pass" not in attributes:
        return 0.8, NOTHING
    value = attributes.value("pass")
    if number := number_up_to(100, value.removesuffix("%")):
        return number / 100, NOTHING
    return 0.8, say("pass=%(value)s isn’t a share. Write it as pass=80%%", value=value)


def picked(attributes: Attributes) -> tuple[int | None, Message]:
    """How many questions are drawn, and what is wrong with it."""
    if "pick" not in attributes:
        return None, NOTHING
    value = attributes.value("pick")
    if number := number_up_to(inf, value):
        return number, NOTHING
    return None, say("pick=%(value)s isn’t a number of questions. Write it as pick=5", value=value)


def minutes_for_two(attributes: Attributes) -> tuple[int, Message]:
    """How long a step for two takes, 0 where nothing is said, and what is wrong with it."""
    if "minutes" not in attributes:
        return 0, NOTHING
    value = attributes.value("minutes")
    if number := number_up_to(MOST_MINUTES, value):
        return number, NOTHING
    return 0, say(
        "minutes=%(value)s is no time for two, from 1 to %(most)s. Write it as minutes=20",
        value=value,
        most=MOST_MINUTES,
    )


def recapped(attributes: Attributes) -> tuple[int, Message]:
    """How many questions of earlier modules are asked before, and what is wrong with it."""
    if "recap" not in attributes:
        return 0, NOTHING
    value = attributes.value("recap")
    if number := number_up_to(MOST_RECAPPED, value):
        return number, NOTHING
    return 0, say(
        "recap=%(value)s isn’t a number of questions from 1 to %(most)s. Write it as recap=3",
        value=value,
        most=MOST_RECAPPED,
    )


def number_up_to(most: float, text: str) -> int:
    """The number that a text is, from 1 to so many; 0 where it is none."""
    number = int(text) if NUMBER.fullmatch(text) else 0
    return number if number <= most else 0

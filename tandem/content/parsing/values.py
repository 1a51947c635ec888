"""What do the values of the words behind a heading mean?"""

from __future__ import annotations

from tandem.content.lesson import EVERYBODY
from tandem.content.messages import NOTHING, Message, say
from tandem.content.parsing.attributes import Attributes
from tandem.terms import READERS, Role

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
    number = attributes.value("pass").removesuffix("%")
    if number.isascii() and number.isdigit() and 1 <= int(number) <= 100:
        return int(number) / 100, NOTHING
    value = attributes.value("pass")
    return 0.8, say("pass=%(value)s isn’t a share. Write it as pass=80%%", value=value)


def picked(attributes: Attributes) -> tuple[int | None, Message]:
    """How many questions are drawn, and what is wrong with it."""
    if "pick" not in attributes:
        return None, NOTHING
    number = attributes.value("pick")
    if number.isascii() and number.isdigit() and int(number) > 0:
        return int(number), NOTHING
    return None, say("pick=%(value)s isn’t a number of questions. Write it as pick=5", value=number)


def minutes_for_two(attributes: Attributes) -> tuple[int, Message]:
    """How long a step for two takes, 0 where nothing is said, and what is wrong with it."""
    if "minutes" not in attributes:
        return 0, NOTHING
    number = attributes.value("minutes")
    if number.isascii() and number.isdigit() and 1 <= int(number[:4]) <= MOST_MINUTES:
        return int(number), NOTHING
    return 0, say(
        "minutes=%(value)s is no time for two, from 1 to %(most)s. Write it as minutes=20",
        value=number,
        most=MOST_MINUTES,
    )


def recapped(attributes: Attributes) -> tuple[int, Message]:
    """How many questions of earlier modules are asked before, and what is wrong with it."""
    if "recap" not in attributes:
        return 0, NOTHING
    number = attributes.value("recap")
    if number.isascii() and number.isdigit() and 1 <= int(number[:3]) <= MOST_RECAPPED:
        return int(number), NOTHING
    return 0, say(
        "recap=%(value)s isn’t a number of questions from 1 to %(most)s. Write it as recap=3",
        value=number,
        most=MOST_RECAPPED,
    )

"""What do the values of the words behind a heading mean?"""

from __future__ import annotations

from tandem.content.lesson import EVERYBODY
from tandem.content.messages import NOTHING, Message, say
from tandem.content.parsing.attributes import Attributes
from tandem.terms import READERS, Role


def roles_of(found: Attributes) -> tuple[frozenset[Role], Message]:
    """The roles that `for=` names, and what is wrong with it."""
    if "for" not in found:
        return EVERYBODY, NOTHING
    names = {name.strip() for name in found.value("for").split(",")} - {""}
    known = {role.value for role in READERS}
    if not names or names - known:
        value = found.value("for")
        return EVERYBODY, say("for=%(value)s names nobody. Use rep, support or leader", value=value)
    return frozenset(Role(name) for name in names), NOTHING


def pass_share(found: Attributes) -> tuple[float, Message]:
    """The share that passes (0 to 1), and what is wrong with it."""
    if "pass" not in found:
        return 0.8, NOTHING
    number = found.value("pass").removesuffix("%")
    if number.isascii() and number.isdigit() and 1 <= int(number) <= 100:
        return int(number) / 100, NOTHING
    value = found.value("pass")
    return 0.8, say("pass=%(value)s is not a share. Write it as pass=80%%", value=value)


def picked(found: Attributes) -> tuple[int | None, Message]:
    """How many questions are drawn, and what is wrong with it."""
    if "pick" not in found:
        return None, NOTHING
    number = found.value("pick")
    if number.isascii() and number.isdigit() and int(number) > 0:
        return int(number), NOTHING
    return None, say(
        "pick=%(value)s is not a number of questions. Write it as pick=5", value=number
    )

"""What does somebody see on a page, or bring about with a form, when one row is another?

`lee at /lead/ if …` opens a page. `lee at /lead/ made anew if …` does so when all status was made
anew. `lee at /account sends 2 filled in if …` sends the third form of a page that stood open when
the row changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from sqlalchemy import Engine
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import StatusSweep
from tests.browser import BrowserClient
from tests.forms import WAYS, ShownForm, forms_in
from tests.outline import said_around, said_in, without_lots
from tests.slipped import differing
from tests.slipped_rows.rows import SlippedRow, slipped_row
from tests.status import drain
from tests.test_every_form import with_changes
from tests.visits import sent

ACT = re.compile(
    r"(?P<who>\w+) at (?P<address>\S+)"
    r"(?P<anew> made anew)?(?: sends (?P<form>\d+) (?P<how>as it stands|filled in))?"
)
# So many lines of what is different are told, and so much of each.
MOST = 12
LONGEST = 240


@dataclass(frozen=True)
class Played:
    """A house in which everything can be as it was before, and what is usual there."""

    engine: Engine
    anew: Callable[[], None]
    browser_of: Callable[[str], BrowserClient]
    usual: dict[str, list[str]] = field(default_factory=dict)

    def differs(self, line: str) -> list[str]:
        """What is different with the row that a line tells from what is usual."""
        act, _, slip = line.partition(" if ")
        if act not in self.usual:
            self.usual[act] = self.outcome(act, None)
        return told([*differing(self.usual[act], self.outcome(act, slipped_row(slip)))])

    def outcome(self, act: str, slip: SlippedRow | None) -> list[str]:
        """What somebody is shown, and with a form which rows came, went and changed, too. Raises
        ValueError for what is no act."""
        found = ACT.fullmatch(act)
        if found is None:
            raise ValueError(f"{act} is no act")
        self.anew()
        browser, address = self.browser_of(found["who"]), found["address"]
        form = form_on(browser, address, found["form"])
        if slip is not None:
            slip.make(self.engine)
        if found["anew"]:
            make_status_anew(self.engine)
        if form is None:
            return [*shown(browser.get(address))]
        fields = WAYS[found["how"]](form)
        return with_changes(self.engine, partial(answered, browser, form.action, fields))


def form_on(browser: BrowserClient, address: str, number: str | None) -> ShownForm | None:
    """The form of a page that has this number, from 0; none where none is asked for."""
    if number is None:
        return None
    return forms_in(browser.get(address).text, address)[int(number)]


def make_status_anew(engine: Engine) -> None:
    """Work out anew how every pair stands."""
    with Session(engine) as session:
        session.add(StatusSweep())
        drain(session)


def answered(browser: BrowserClient, address: str, fields: dict[str, str]) -> list[str]:
    """What is answered to a form, and shown where it leads to."""
    answer = browser.post(address, data=fields)
    lines = [f"answered {answer.status_code}"]
    to = answer.headers.get("Location")
    if to is None:
        return [*lines, *shown(answer)]
    return [*lines, f"leads to {without_lots(to)}", *shown(browser.get(to))]


def shown(answer: TestResponse) -> Iterator[str]:
    """What an answer says, around its main part, too; a file row by row."""
    if answer.status_code != 200:
        yield f"answered {answer.status_code} {answer.headers.get('Location', '')}".strip()
    now = sent(answer)
    yield from (without_lots(line) for line in now.file)
    yield from (f"around: {line}" for line in said_around(now.page))
    yield from said_in(now.page)


def told(lines: Sequence[str]) -> list[str]:
    """The beginning of the first lines of what is different, and how many more there are."""
    more = len(lines) - MOST
    first = [line[:LONGEST].rstrip() for line in lines[:MOST]]
    return [*first, f"and {more} lines more"] if more > 0 else first

"""What comes of every form that somebody can send: as it stands, and filled in?

Each is sent in a house of its own. What comes of it lies in `tests/forms_sent/`: the answer, what
is said then that was not said on that page before, or not anymore, and which rows came, went and
changed. `make pages` writes it anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from tandem.models import Base
from tests import said
from tests.browser import BrowserClient
from tests.cast import House
from tests.conftest import Browser, wait_for_letters
from tests.forms import WAYS, ShownForm, forms_in
from tests.outline import said_in, without_lots
from tests.visits import Sent
from tests.writings import Written

FOLDER = Path(__file__).parent / "forms_sent"
SENDERS = ("sam", "sue", "lia", "lee", "tess", "ada")
# What else is sent as often as somebody likes, or ends in a file.
LEFT_OUT = ("/styleguide", "/language", "/logout")
# How far each pair is, is worked out beside the requests, now or a moment later.
BESIDE = frozenset({"pair_status", "stale_pair", "status_sweep", "status_turn"})
# Which of two windows writes, and what a letter or a calendar is known by.
BY_LOT = frozenset({"writer", "key"})
# So much of a value is told.
MOST = 300
DRAWN = re.compile(r"[\w-]{30,}")
Rows = dict[str, dict[tuple[object, ...], dict[str, object]]]


@pytest.fixture
def wide() -> bool:
    """Everybody writes."""
    return True


@pytest.mark.written_down
@pytest.mark.parametrize(
    "who", [pytest.param(who, marks=pytest.mark.xdist_group(f"visit-{who}")) for who in SENDERS]
)
def test_every_form_does_what_it_did(
    written: Written, anew: Callable[[], None], visited: dict[str, Sent], who: str, cast: House,
    engine: Engine, browser_of: Browser, request: pytest.FixtureRequest,
) -> None:  # fmt: skip
    browser = browser_of(getattr(cast, who))
    does = done_by(forms_of(visited), browser, visited, engine, anew)
    if request.config.getoption("--record-pages"):
        said.write(FOLDER / f"{who}.txt", does)

    did = said.read(FOLDER / f"{who}.txt")

    assert len(did) > 20
    assert does.keys() == did.keys()
    for name, lines in does.items():
        assert lines == did[name], f"{who} sends {name}: see make pages"


def done_by(
    forms: list[ShownForm], browser: BrowserClient, visited: dict[str, Sent], engine: Engine,
    anew: Callable[[], None],
) -> said.Said:  # fmt: skip
    """What comes of each form, as it stands and filled in, by where it is sent."""
    does: said.Said = {}
    for form, (how, fields) in product(forms, WAYS.items()):
        anew()
        send = partial(sent, browser, form, fields(form), visited)
        does[f"{form.action} {how}"] = with_changes(engine, send)
    return does


def with_changes(engine: Engine, send: Callable[[], list[str]]) -> list[str]:
    """What is answered, and which rows came, went and changed by it."""
    before = rows_in(engine)
    lines = send()
    wait_for_letters()
    return [*lines, *changes(before, rows_in(engine))]


def forms_of(visited: dict[str, Sent]) -> list[ShownForm]:
    """Every form that posts, once for each address and what it asks."""
    found: dict[tuple[str, ...], ShownForm] = {}
    for address, page in sorted(visited.items()):
        for form in forms_in(page.page, address):
            names = sorted({control.get("name", "") for control in form.controls})
            if form.method == "post" and not form.action.startswith(LEFT_OUT):
                found.setdefault((form.action, *names), form)
    return list(found.values())


def sent(
    browser: FlaskClient, form: ShownForm, fields: dict[str, str], visited: dict[str, Sent]
) -> list[str]:
    """What is answered, and what is new on the page that it leads to."""
    answer = browser.post(form.action, data=fields)
    lines = [f"answered {answer.status_code}"]
    if answer.mimetype == "text/html" and answer.status_code != 303:
        lines += new_in(answer.text, form.page, visited)
    if to := answer.headers.get("Location"):
        lines += [f"leads to {without_lots(to)}", *new_in(browser.get(to).text, to, visited)]
    return lines


def new_in(page: str, address: str, visited: dict[str, Sent]) -> Iterator[str]:
    """What a page says that it did not say before; and what no longer, if it is the same page."""
    known = visited.get(re.split(r"[?#]", address)[0])
    before, after = dict.fromkeys(said_in(known.page) if known else []), said_in(page)
    gone = [line for line in before if line not in after]
    yield from (f"+ {line}" for line in dict.fromkeys(after) if line not in before)
    if len(gone) < len(before) / 2:
        yield from (f"- {line}" for line in gone)


def rows_in(engine: Engine) -> Rows:
    """Every row, by its table and what it is known by."""
    with engine.connect() as connection:
        return {
            table.name: {
                tuple(row[column.name] for column in table.primary_key): dict(row)
                for row in connection.execute(select(table)).mappings()
            }
            for table in Base.metadata.sorted_tables
            if table.name not in BESIDE
        }


def changes(before: Rows, after: Rows) -> Iterator[str]:
    """Which rows came to a table, which went, and what is changed in one."""
    for name in sorted(before):
        for key, row in after[name].items():
            old = before[name].get(key)
            told = [
                f"{column}={shown(value)}" + (f" after {shown(old[column])}" if old else "")
                for column, value in row.items()
                if column not in BY_LOT and value != (old or {}).get(column)
            ]
            if told:
                yield f"{name} {'came' if old is None else shown(key)}: {', '.join(told)}"
        yield from (f"{name} {shown(key)} went" for key in before[name] if key not in after[name])


def shown(value: object) -> str:
    """A value in one line, not longer than somebody compares."""
    if isinstance(value, tuple):
        return " ".join(map(shown, value))
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    said = "(by lot)" if DRAWN.fullmatch(str(value)) else without_lots(str(value))
    return " ".join(said.split())[:MOST]

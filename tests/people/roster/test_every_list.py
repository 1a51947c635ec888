"""What is shown of lists of people, and which rows come of them?

A dozen lists, some with a fault, are brought by an administrator and a leader, looked at, told what
their columns are, and carried out. All is written down in `lists.txt`; `make pages` writes it anew.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from tests import said
from tests.cast import Cast
from tests.conftest import Browser, wait_for_letters
from tests.forms import as_it_stands, forms_in
from tests.lessons import form_id_in
from tests.outline import said_in
from tests.test_every_form import changes, rows_in

FILE = Path(__file__).parent / "lists.txt"
SAMPLES = Path(__file__).parent / "samples"
HEAD = "mail,given name,surname,role,team,partner,leaves\n"
LISTS = {
    "somebody new": "new@x.example,Nele,Öztürk,rep,North,,\n",
    "a new pair": "a@x.example,Al,Ab,rep,North,b@x.example,\nb@x.example,Bo,Ba,support,North,,\n",
    "one leaves": "sam@example.com,Sam,Adeyemi,rep,North,,yes\n",
    "one leaves later": "sam@example.com,Sam,Adeyemi,rep,North,,2099-03-31\n",
    "one stays": "sue@example.com,Sue,Zhang,support,North,,no\n",
    "another name": "sam@example.com,Samuel,Adeyemi,rep,North,,\n",
    "another team": "sam@example.com,Sam,Adeyemi,rep,South,,\n",
    "a new team": "lea@x.example,Lea,Ito,leader,East,,\nsam@example.com,Sam,A,rep,East,,\n",
    "no such role": "new@x.example,Nele,Öztürk,boss,North,,\n",
    "an administrator": "new@x.example,Nele,Öztürk,admin,,,\n",
    "themself": "ada@example.com,Ada,Lind,admin,,,yes\n",
    "their leader": "lee@example.com,Lee,Moreau,leader,North,,yes\n",
    "nobody": "",
}


@pytest.fixture
def wide() -> bool:
    """There is a house that lists can change."""
    return True


@pytest.mark.written_down
def test_every_list_is_shown_and_carried_out_as_it_was(
    cast: Cast,
    browser_of: Browser,
    engine: Engine,
    anew: Callable[[], None],
    request: pytest.FixtureRequest,
) -> None:
    lists = {name: HEAD + rows for name, rows in LISTS.items()}
    lists |= {file.name: file.read_text("utf-8") for file in sorted(SAMPLES.iterdir())}
    shown: said.Said = {}
    for who, address in (
        ("ada", "/admin/import"),
        ("lee", f"/lead/teams/{cast.north.id}/people/import"),
    ):
        for name, text in lists.items():
            anew()
            before = rows_in(engine)
            pages = [*pages_of(browser_of(getattr(cast, who)), address, text)]
            wait_for_letters()
            shown[f"{who}: {name}"] = [*pages, *changes(before, rows_in(engine))]
    if request.config.getoption("--record-pages"):
        said.write(FILE, shown)

    assert len(shown) == 2 * len(lists)
    assert shown == said.read(FILE)


def pages_of(browser: FlaskClient, address: str, text: str) -> Iterator[str]:
    """All that is shown on the way, until it is carried out."""
    sent = {
        "form_id": form_id_in(browser.get(address)),
        "file": (io.BytesIO(text.encode()), "people.csv"),
        **({"is_whole": "y"} if "Vollständiger" in text else {}),
    }
    page = browser.post(address, data=sent, follow_redirects=True)
    yield from of(page)
    if page.request.path.endswith("/columns"):
        page = press(browser, page)
        yield from of(page)
    else:
        yield from of(browser.get(f"{page.request.path}/columns"))
    yield from of(press(browser, page))


def press(browser: FlaskClient, page: TestResponse) -> TestResponse:
    """Send the first form of a page that is not for finding something, as it stands."""
    found = [
        form
        for form in forms_in(page.text, page.request.path)
        if form.method == "post" and form.value("form_id")
    ]
    if not found:
        return page
    return browser.post(found[0].action, data=as_it_stands(found[0]), follow_redirects=True)


def of(page: TestResponse) -> list[str]:
    """Where somebody is, and what is said there."""
    return [f"at {page.request.path}: {page.status_code}", *said_in(page.text)]

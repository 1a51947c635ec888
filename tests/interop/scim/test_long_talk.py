"""What is answered, and which rows come of it, while a directory goes on and on?

Two hundred requests, drawn by a seed, some of them odd. All is written down in `long_talk.txt`;
`make pages` writes it anew.
"""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import Engine

from tests import said
from tests.cast import Cast
from tests.conftest import wait_for_letters
from tests.interop.scim.conftest import GROUP, PATCH, USER, TalkingDirectory
from tests.outline import without_lots
from tests.test_every_form import changes, rows_in

FILE = Path(__file__).parent / "long_talk.txt"
REQUESTS = 200
WHO = (
    "sam@example.com",
    "SUE@example.com",
    "mia@example.com",
    "leo@example.com",
    "ada@example.com",
)
ROLES = ("rep", "support", "leader", "Trainer", "admin", "boss")
FILTERS = (
    'userName eq "{who}"', 'userName sw "s"', 'emails.value eq "{who}"', 'externalId eq "x{n}"',
    'active eq true and roles.value eq "rep"', 'name.familyName co "a" or id eq "u{n}"', "title pr",
    'not (userName eq "{who}")', "userName", 'displayName eq "north"', 'members.value eq "u{n}"',
)  # fmt: skip
WAYS = ("", "&count=2", "&startIndex=3&count=2", "&sortBy=userName&sortOrder=descending",
        "&attributes=userName", "&excludedAttributes=roles", "&count=0")  # fmt: skip


@pytest.fixture
def wide() -> bool:
    """There is a house to be talked about."""
    return True


@pytest.mark.written_down
def test_a_long_talk_goes_as_it_went(
    cast: Cast, directory: TalkingDirectory, engine: Engine, request: pytest.FixtureRequest
) -> None:
    chance, went = Random(7), said.Said()
    for number in range(REQUESTS):
        method, path, body = asked(chance)
        before = rows_in(engine)
        answer = directory.send(method, path, body)
        wait_for_letters()
        told = [json.dumps(body), str(answer.status_code), *answer.text.splitlines()]
        went[f"{number}: {method} {path}"] = [
            without_lots(line) for line in (*told, *changes(before, rows_in(engine)))
        ]
    if request.config.getoption("--record-pages"):
        said.write(FILE, went)

    assert len(went) == REQUESTS
    assert went == said.read(FILE)


def asked(chance: Random) -> tuple[str, str, Any]:
    """The next request: its method, its path, and what it holds."""
    kind, who = chance.choice(("Users", "Users", "Groups")), chance.choice(WHO)
    number = chance.randint(1, 16 if kind == "Users" else 4)
    place = f"/{kind}/{kind[0].lower()}{number}"
    match chance.choice(("look", "look", "bring", "change", "change", "put", "read", "delete")):
        case "look":
            filled = chance.choice(FILTERS).format(who=who, n=number)
            return "GET", f"/{kind}?filter={filled}{chance.choice(WAYS)}", None
        case "bring":
            return "POST", f"/{kind}", resource(chance, kind, who, number)
        case "put":
            return "PUT", place, resource(chance, kind, who, number)
        case "change":
            changed = [operation(chance, kind) for _ in range(chance.randint(1, 2))]
            return "PATCH", place, {"schemas": [PATCH], "Operations": changed}
        case "read":
            return "GET", place, None
    return "DELETE", place, None


def resource(chance: Random, kind: str, who: str, number: int) -> dict[str, Any]:
    """A person or a team, as a directory says it."""
    if kind == "Groups":
        members = [{"value": f"u{chance.randint(1, 14)}"} for _ in range(chance.randint(0, 3))]
        called = chance.choice(("East", "north", "South", " West ", ""))
        return {"schemas": [GROUP], "displayName": called, "members": members}
    name = {"givenName": chance.choice(("Mia", "", " Leo ")), "familyName": "Mai"}
    person: dict[str, Any] = {"schemas": [USER], "userName": who, "name": name}
    person["active"] = chance.random() < 0.7
    if chance.random() < 0.7:
        person["roles"] = [{"value": chance.choice(ROLES)} for _ in range(chance.randint(0, 2))]
    if chance.random() < 0.5:
        person |= {"externalId": f"x{number}", "emails": [{"value": who, "type": "work"}]}
    return person


def operation(chance: Random, kind: str) -> dict[str, Any]:
    """One change of a person or of a team."""
    number = chance.randint(1, 14)
    members = [{"value": f"u{number}"}]
    ways: tuple[dict[str, Any], ...] = (
        {"op": "add", "path": "members", "value": members},
        {"op": "remove", "path": f'members[value eq "u{number}"]'},
        {"op": "replace", "path": "members", "value": members},
        {"op": "replace", "path": "displayName", "value": chance.choice(("Far", "North", ""))},
        {"op": "add", "path": "externalId", "value": f"x{number}"},
    )
    if kind == "Users":
        ways = (
            {"op": "replace", "path": "active", "value": chance.choice((True, False, "False"))},
            {"op": "add", "path": "roles", "value": [{"value": chance.choice(ROLES)}]},
            {"op": "remove", "path": "roles"},
            {"op": "replace", "path": "name.givenName", "value": chance.choice(("Sam", ""))},
            {
                "op": "replace",
                "value": {"userName": chance.choice(WHO), "externalId": f"x{number}"},
            },
            {"op": "remove", "path": f'roles[value eq "{chance.choice(ROLES)}"]'},
            {"op": "replace", "path": 'emails[type eq "work"].value', "value": chance.choice(WHO)},
        )
    return chance.choice(ways)

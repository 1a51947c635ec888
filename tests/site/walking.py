"""What is given at every address of the site to somebody of the sample, or to a visitor?"""

from __future__ import annotations

import re

from flask import Flask
from werkzeug.routing import Rule

from tests.site.serving import Answer, Site, Visitor

ROLES = ["rep", "support", "leader", "trainer", "admin"]
NOWHERE = "/no-such-page"
# Something real of the sample for every part of an address; where there is none, a "not found".
PLACES: dict[str, object] = {
    "team_id": 1,
    "person_id": 1,
    "other_id": 2,
    "pair_id": 1,
    "assignment_id": 1,
    "course": "respectful-teaming",
    "module": "equals",
    "number": 1,
    "revision_id": 9,
    "question": "past-cut-off",
    "remark_id": 1,
    "reading_id": 1,
    "letter_id": 1,
    "text_id": 1,
    "answer_id": 1,
    "step": "better-at",
    "file_id": 1,
    "kind": "csv",
    "code": "no-such-code",
    "token": "no-such-token",
    "topic": "how-it-works",
    "sha": "no-such-picture",
    "digest": "x",
    "name": "x.css",
    "language": "de",
    "invitation_id": 1,
    "look_id": 1,
    "provider": "nobody",
    "token_id": 1,
    "path": "Users",
}
# What of it stands in another module than the others: a scene, one for two, a text to write.
ELSEWHERE: dict[str, dict[str, object]] = {
    "practice.practice": {"module": "shape-and-contain"},
    "scene_for_two.scene": {"module": "volcano", "step": "gdansk"},
    "writing.write": {"module": "volcano", "question": "before-it-runs"},
}


def addresses(app: Flask) -> list[str]:
    """Where a page could be: every address that can be looked at, once."""
    adapter = app.url_map.bind("localhost")
    built = {
        adapter.build(rule.endpoint, parts_of(rule))
        for rule in app.url_map.iter_rules()
        if is_looked_at(rule)
    }
    return sorted(built)


def parts_of(rule: Rule) -> dict[str, object]:
    """Something real for each part of an address."""
    places = PLACES | ELSEWHERE.get(rule.endpoint, {})
    return {key: places[key] for key in rule.arguments}


def is_looked_at(rule: Rule) -> bool:
    """Does it show something and change nothing?"""
    return "GET" in (rule.methods or set()) and rule.endpoint != "static"


def visit(role: str, site: Site, app: Flask) -> dict[str, Answer]:
    """What is given at every address, and at one that is none."""
    person = Visitor(site)
    if role in ROLES:
        person.sign_in(f"{role}@example.com")
    return {address: person.answer(address) for address in [*addresses(app), NOWHERE]}


def pages(visited: dict[str, Answer], site: Site) -> dict[str, Answer]:
    """What opened as a page at its own address."""
    return {
        address: answer
        for address, answer in visited.items()
        if answer.status == 200
        and answer.url == site.url + address
        and answer.headers["content-type"].startswith("text/html")
    }


# What an element says or leads to is no part of how it is built.
SAID = re.compile(r'>[^<]+<|\b(href|action|value|content|datetime|src|title)="[^"]*"|\d+')


def build_of(text: str) -> frozenset[str]:
    """How the frame of a page and its main part are built: the elements without their words.

    What axe-core says of a page hangs on these, and on the words only where there are none.
    """
    before, _, rest = text.partition("<main")
    main, _, after = rest.partition("</main>")
    return frozenset(SAID.sub(built, part) for part in (before + after, main))


def built(match: re.Match[str]) -> str:
    """What stays of a word, an address or a number: that there was one."""
    if match[0].startswith(">"):
        return "> <" if match[0][1:-1].isspace() else ">x<"
    return match[1] or "0"

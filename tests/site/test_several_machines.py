"""What holds with several machines: two sites behind nginx, on one PostgreSQL and one Redis?"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Person
from tandem.people.accounts.actions import post_letter
from tandem.web import db
from tests import postbox
from tests.site.load import TeamMaker, assert_kept, makers
from tests.site.machines import Machines, machines_in
from tests.site.serving import Visitor, hidden, wait_for

LESSON = "/learn/respectful-teaming/equals/"
QUIZ = f"{LESSON}quiz"
LETTERS = 40
TRIES = 8


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """Both machines."""
    with machines_in(tmp_path_factory.mktemp("machines")) as made:
        yield made


def filled_in(page: str) -> dict[str, str]:
    """A quiz with the first answer to everything."""
    fields: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", page.partition("<main")[2]):
        named = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if "name" in named:
            fields.setdefault(named["name"], named.get("value", "") or "0")
    return fields


def test_who_signs_in_on_one_machine_sends_a_quiz_on_the_other(machines: Machines) -> None:
    first, second = machines.sites
    here = Visitor(first)
    here.sign_in("support@example.com")
    there = Visitor(second, here.cookies)

    answer = there.answer(QUIZ, filled_in(there.get(QUIZ)))

    assert answer.status == 200
    assert f"{QUIZ}/" in answer.url
    assert here.answer(answer.url.removeprefix(second.url)).status == 200


def test_one_address_leads_to_both_machines(machines: Machines) -> None:
    before = [pages_of(machines, number) for number in (0, 1)]
    visitor = Visitor(machines.front)
    visitor.sign_in("support@example.com")
    for _ in range(4):
        assert visitor.answer(LESSON).url == machines.front.url + LESSON

    assert all(pages_of(machines, number) > before[number] for number in (0, 1))


def pages_of(machines: Machines, number: int) -> int:
    """How many lessons a machine has served, as its log says."""
    log = machines.sites[number].instance / "server.log"
    return log.read_text("utf-8").count("GET /learn/<course>/<module>/ ")


def test_both_machines_show_a_publication_within_three_seconds(machines: Machines) -> None:
    first, second = machines.sites
    here = Visitor(first)
    here.sign_in("rep@example.com")
    both = (here, Visitor(second, here.cookies))
    assert all("Two halves, one result" in visitor.get(LESSON) for visitor in both)
    file = first.courses / "respectful-teaming" / "01-equals.md"
    file.write_text(file.read_text("utf-8").replace("Two halves, one", "Both halves, one"))

    first.flask("courses", "publish")

    for visitor in both:
        wait_for(lambda who=visitor: "Both halves, one result" in who.get(LESSON), seconds=3)


def test_tries_are_counted_on_both_machines_together(machines: Machines) -> None:
    wrong = {"email": "done@example.com", "password": "not this one"}

    tried = [try_on(machines, number % 2, wrong) for number in range(TRIES)]

    assert 429 not in tried
    assert [try_on(machines, number, wrong) for number in (0, 1)] == [429, 429]


def try_on(machines: Machines, number: int, fields: dict[str, str]) -> int:
    """The answer of a machine to a stranger who signs in."""
    stranger = Visitor(machines.sites[number])
    token = hidden(stranger.get("/login"), "csrf_token")
    return stranger.answer("/login", {"csrf_token": token, **fields}).status


def test_two_machines_that_send_at_once_send_each_letter_once(machines: Machines) -> None:
    post_letters(machines.front.database)
    with postbox.serving() as box:
        mail = {"TANDEM_SMTP_URL": box.url, "TANDEM_MAIL_FROM": "tandem@example.com"}
        for site in machines.sites:
            site.settings = {**site.settings, **mail}

        with ThreadPoolExecutor(2) as pool:
            sent = list(pool.map(lambda site: site.flask("mail", "send"), machines.sites))

    subjects = Counter(letter["Subject"] for letter in box.letters)
    assert subjects == {f"Letter {number}": 1 for number in range(LETTERS)}
    assert sum(int(words.rpartition(": ")[2]) for words in sent) == LETTERS


def post_letters(database: str) -> None:
    """Put letters to somebody into the outbox, which may leave at once."""
    engine = db.engine_for(database)
    with Session(engine) as session:
        rosa = session.scalars(select(Person).where(Person.email == "rep@example.com")).one()
        for number in range(LETTERS):
            post_letter(
                session, rosa, subject=f"Letter {number}", text="Good morning.", at_once=True,
                now=datetime.now(UTC),
            )  # fmt: skip
        session.commit()
    engine.dispose()


def test_nothing_is_lost_or_there_twice_when_one_machine_is_killed_and_the_other_goes_on(
    machines: Machines,
) -> None:
    with makers(machines.front) as everybody:
        for turn in range(4):
            site = machines.sites[turn % 2]
            time.sleep(1 + turn % 3 / 5)
            site.kill()
            before = told(everybody)
            wait_for(lambda before=before: told(everybody) > before + 2, seconds=60)
            site.start()

    assert_kept(machines.front, everybody)


def told(everybody: list[TeamMaker]) -> int:
    """How many teams were said to be there so far."""
    return sum(len(maker.told) for maker in everybody)

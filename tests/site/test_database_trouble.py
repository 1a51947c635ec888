"""What do people see, and what is lost, when the database goes, dies, or has no room left?

Real servers, which the test makes and breaks; the one that all other tests share is left alone.
"""

from __future__ import annotations

import html
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tandem.web.health import LEAST_FREE
from tests.site.cluster import Cluster, cluster, filled, own, small_disk
from tests.site.conftest import database_in, site_in
from tests.site.load import PAGE, assert_kept, makers, teams_in
from tests.site.serving import Answer, Site, Visitor, hidden, wait_for

MEGABYTE = 1024 * 1024
pytestmark = pytest.mark.each_database


@pytest.fixture
def server(filled_database: str) -> Iterator[Cluster]:
    """A server of PostgreSQL that may be broken, with the sample on it."""
    if filled_database.startswith("sqlite"):
        pytest.skip("it belongs to the run on PostgreSQL")
    with cluster() as made:
        made.copy(filled_database, "site")
        yield made


@pytest.fixture
def broken_into(server: Cluster, tmp_path: Path) -> Iterator[Site]:
    """The site on that server."""
    with serving(site_in(tmp_path, server.address("site"))) as site:
        yield site


@contextmanager
def serving(site: Site) -> Iterator[Site]:
    """The site, while it serves."""
    site.start()
    try:
        yield site
    finally:
        site.kill()


def leader_of(site: Site) -> Visitor:
    """The leader, signed in."""
    leader = Visitor(site)
    leader.sign_in("leader@example.com")
    return leader


def form_of(leader: Visitor, name: str) -> dict[str, str]:
    """A form for a new team, filled in."""
    page = leader.get(PAGE)
    return {"name": name, **{part: hidden(page, part) for part in ("csrf_token", "form_id")}}


def kept_in(answer: Answer) -> dict[str, str]:
    """The hidden fields of what is offered again."""
    fields = re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', answer.text)
    return {name: html.unescape(value) for name, value in fields}


def test_nothing_is_lost_or_there_twice_when_connections_end_and_the_server_crashes(
    server: Cluster, broken_into: Site
) -> None:
    with makers(broken_into) as everybody:
        for turn in range(6):
            time.sleep(0.5 + turn % 3 / 5)
            if turn % 2:
                server.stop()
                server.start()
            else:
                server.end_connections()

    assert_kept(broken_into, everybody)


def test_whose_connection_was_ended_reads_on_as_if_nothing_had_been(
    server: Cluster, broken_into: Site
) -> None:
    leader = leader_of(broken_into)

    server.end_connections()

    assert leader.answer("/lead/").status == 200


def test_a_server_that_is_gone_is_a_503_that_keeps_what_was_typed_and_comes_back_by_itself(
    server: Cluster, broken_into: Site
) -> None:
    leader = leader_of(broken_into)
    form = form_of(leader, "Typed while it was away")

    server.stop()
    page, answer = leader.answer("/lead/"), leader.answer(PAGE, form)
    health = leader.answer("/healthz")
    # Whoever asks again within a few seconds gets the answer of before.
    wait_for(lambda: not broken_into.is_ready(), seconds=30)
    server.start()
    again = leader.answer(PAGE, kept_in(answer))

    assert (page.status, answer.status, health.status) == (503, 503, 200)
    assert "Nothing is lost" in answer.text
    assert kept_in(answer)["name"] == "Typed while it was away"
    assert again.url.endswith("/people")
    wait_for(broken_into.is_ready, seconds=60)


def sent_until_taken(leader: Visitor, form: dict[str, str]) -> Answer:
    """The answer to a form that is sent again as the page offers it, for a while at most."""
    until = time.monotonic() + 30
    while True:
        answer = leader.answer(PAGE, form)
        if answer.status != 503 or time.monotonic() > until:
            return answer
        form = kept_in(answer)
        time.sleep(0.2)


def assert_full_keeps_all(site: Site, disk: Path) -> None:
    """Without room nothing is saved, all that was typed is kept, and pages are there; with room
    the very same form is taken."""
    leader = leader_of(site)
    said: list[str] = []
    with filled(disk):
        for number in range(3000):
            answer = leader.answer(PAGE, form_of(leader, f"Load {number:04} {'x' * 80}"))
            if answer.status != 200:
                break
            said.append(f"Load {number:04} {'x' * 80}")
        page, health = leader.answer("/lead/"), leader.answer("/healthz")

    again = sent_until_taken(leader, kept_in(answer))

    assert (answer.status, page.status, health.status) == (503, 200, 200)
    assert "The disk of this site is full" in answer.text
    assert again.url.endswith("/people")
    assert sorted(teams_in(site.database)) == sorted([*said, kept_in(answer)["name"]])


def test_a_server_without_room_says_so_and_keeps_what_was_typed(
    server: Cluster, tmp_path: Path
) -> None:
    with small_disk(server.folder / "small", megabytes=40) as disk:
        place = own(own(disk) / "space")
        server.say(
            f"CREATE TABLESPACE small LOCATION '{place}'",
            "ALTER DATABASE site SET TABLESPACE small",
        )
        with serving(site_in(tmp_path, server.address("site"))) as site:
            assert_full_keeps_all(site, disk)
        server.stop()


def test_a_file_system_without_room_says_so_and_keeps_what_was_typed(
    tmp_path: Path, filled_database: str
) -> None:
    if not filled_database.startswith("sqlite"):
        pytest.skip("it belongs to the run on SQLite")
    with (
        # Ready is what has LEAST_FREE (`web/health.py`) and room for itself.
        small_disk(tmp_path / "small", megabytes=LEAST_FREE // MEGABYTE + 32) as disk,
        database_in(disk, "tandem", like=filled_database) as database,
        serving(site_in(tmp_path, database)) as site,
    ):
        assert_full_keeps_all(site, disk)

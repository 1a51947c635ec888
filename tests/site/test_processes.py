"""What holds when processes are killed, or when there are several?"""

from __future__ import annotations

import json
import socket

import pytest

from tests.site.serving import Site, Visitor, hidden, wait_for

pytestmark = pytest.mark.each_database
QUIZ = "/learn/respectful-teaming/equals/quiz"


def test_what_was_said_to_be_saved_survives_a_killed_process(sample: Site) -> None:
    support = Visitor(sample)
    support.sign_in("support@example.com")
    page = support.get(QUIZ)
    key = page.partition('name="answer-past-cut-off" value="')[2].partition('"')[0]
    sent = {"form_id": hidden(page, "form_id"), "answer-past-cut-off": key}

    answer = support.post(f"{QUIZ}/draft", sent, accept="application/json")
    sample.kill()
    sample.start()

    assert "saved_at" in json.loads(answer)
    assert f'value="{key}" checked' in support.get(QUIZ)


def test_a_step_said_to_be_done_survives_a_killed_process(sample: Site) -> None:
    rep = Visitor(sample)
    rep.sign_in("rep@example.com")
    lesson = "/learn/respectful-teaming/gasoline-and-engine/"
    form_id = hidden(rep.get(lesson), "form_id")

    said = rep.post(f"{lesson}read", {"form_id": form_id})
    sample.kill()
    sample.start()

    assert "Saved." in said
    assert "I have read this</button>" not in rep.get(lesson)


def test_every_process_serves_a_new_publication_at_once(sample: Site) -> None:
    other = Site(sample.instance, sample.database, sample.courses)
    other.start()
    people = [Visitor(sample), Visitor(other)]
    lesson = "/learn/respectful-teaming/equals/"
    try:
        for person in people:
            person.sign_in("rep@example.com")
            assert "Two halves, one result" in person.get(lesson)
        file = sample.courses / "respectful-teaming" / "01-equals.md"
        file.write_text(file.read_text("utf-8").replace("Two halves, one", "Both halves, one"))
        sample.flask("courses", "publish")

        assert all("Both halves, one result" in person.get(lesson) for person in people)
    finally:
        other.kill()


def test_a_changed_file_is_published_while_the_site_runs(sample: Site) -> None:
    sample.kill()
    sample.watch = True
    sample.start()
    rep = Visitor(sample)
    rep.sign_in("rep@example.com")
    file = sample.courses / "respectful-teaming" / "01-equals.md"

    file.write_text(file.read_text("utf-8").replace("Two halves, one", "Both halves, one"))

    lesson = "/learn/respectful-teaming/equals/"
    wait_for(lambda: "Both halves, one result" in rep.get(lesson), seconds=15)


def test_no_process_outlives_the_one_that_started_it(sample: Site) -> None:
    assert sample.process
    sample.process.kill()
    sample.process.wait()
    sample.process = None

    wait_for(lambda: not is_taken(sample.port), seconds=60)


def is_taken(port: int) -> bool:
    """Does somebody listen on a port?"""
    with socket.socket() as connection:
        return connection.connect_ex(("127.0.0.1", port)) == 0

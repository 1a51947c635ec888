"""What is a daily letter about, in one line, and what does it say of a date?"""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from tandem.models import Person
from tandem.notifications.daily.letter import subject_of, task_words
from tandem.notifications.daily.news import News
from tandem.notifications.daily.queries import Bundle
from tests.notifications.daily.test_told import TODAY, task

ENDED = News(ended=("Sue",))


@pytest.mark.parametrize(
    ("fields", "subject"),
    [
        ({"tasks": (task(1),)}, "B: it waits for you"),
        ({"tasks": (task(1, "Sue"),)}, "B: your half"),
        ({"refresher": "Engine"}, "One question from “Engine”"),
        ({"refresher": "Engine", "news": ENDED}, "One of your pairs has ended"),
        ({"news": ENDED}, "One of your pairs has ended"),
    ],
)
def test_the_subject_says_what_is_most_of_use(
    app: Flask, fields: dict[str, Any], subject: str
) -> None:
    with app.test_request_context():
        assert subject_of(Bundle(Person(), TODAY, **fields)) == subject


@pytest.mark.parametrize(
    ("days", "begins"), [(1, "Due by the end of "), (-1, "It was due by the end of ")]
)
def test_a_course_for_one_says_whether_its_date_is_over(app: Flask, days: int, begins: str) -> None:
    with app.test_request_context():
        assert task_words(task(days)).startswith(begins)

"""Is what the checker says put into the reader's language with all its figures?"""

from __future__ import annotations

import pytest
from flask import Flask
from flask_babel import force_locale

from tandem.content.messages import Message, counted, say
from tandem.web.words import spoken


@pytest.mark.parametrize(
    "message",
    [
        say("in %(longest)s of %(num)s choices", longest=3, num=4),
        say("%(num)s lines", num=12_000),
        counted("one line of %(of)s", "%(num)s lines of %(of)s", num=1, of=say("a file")),
        counted("one line of %(of)s", "%(num)s lines of %(of)s", num=7, of=say("a file")),
    ],
)
def test_a_reader_of_english_reads_what_the_command_line_says(app: Flask, message: Message) -> None:
    with app.test_request_context():
        assert spoken(message) == str(message)


@pytest.mark.parametrize("message", [Message(), "of a file"])
def test_what_has_no_text_of_ours_is_said_as_it_is(app: Flask, message: str) -> None:
    with app.test_request_context(), force_locale("de"):
        assert spoken(message) == message

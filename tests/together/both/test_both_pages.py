"""What does somebody read who plays both halves, at each stage?"""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tandem.terms import Role
from tandem.together.both.piece import PIECES
from tests.conftest import Browser
from tests.together.both.test_both import answer, press, seal
from tests.written import AsBefore

REP, SUPPORT = Role.REP, Role.SUPPORT
WRONG = next(option.key for option in PIECES[REP].options if not option.right)


def begun(browser: FlaskClient) -> TestResponse:
    """Nothing is done."""
    return browser.get("/both")


def read(browser: FlaskClient) -> TestResponse:
    """The rep has read."""
    return press(browser, begun(browser), REP)


def mistaken(browser: FlaskClient) -> TestResponse:
    """The rep has answered wrong."""
    return answer(browser, read(browser), REP, WRONG)


def writing(browser: FlaskClient) -> TestResponse:
    """The rep has answered right and begun a sentence, while support reads on."""
    page = answer(browser, read(browser), REP)
    return press(browser, page, SUPPORT, **{f"sentence-{REP}": "BEGUN"})


def sealed(browser: FlaskClient) -> TestResponse:
    """The rep is done, and support has read."""
    return seal(browser, writing(browser), REP)


def done(browser: FlaskClient) -> TestResponse:
    """Both are done."""
    return seal(browser, answer(browser, sealed(browser), SUPPORT), SUPPORT)


@pytest.mark.parametrize("stage", [begun, read, mistaken, writing, sealed, done])
def test_each_half_reads_what_is_next_and_the_other_when_both_are_done(
    browser_of: Browser, page_as_before: AsBefore, stage: object
) -> None:
    assert callable(stage)

    page_as_before(stage(browser_of(None)).text)

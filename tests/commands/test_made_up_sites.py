"""What is in the sites that are made up to look around in and to measure? Every row of a small one.

Their rows are written down in `made_up/`; `make pages` writes them anew.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tandem.commands.demo.played import PAIRS
from tests import said
from tests.conftest import WALKED, wait_for_letters
from tests.courses import publish
from tests.test_every_form import BY_LOT, rows_in, shown

FOLDER = Path(__file__).parent / "made_up"
# What pages are made of is written down by what they show.
TEXTS = frozenset({"revision", "picture", "course_translation"})


@pytest.fixture
def made_up(site: str, app: Flask, session: Session, request: pytest.FixtureRequest) -> None:
    """The site."""
    demo = app.test_cli_runner().invoke
    match site:
        case "sample":
            # Made here and now, not as another test has made it.
            request.getfixturevalue("sampled").clear()
            request.getfixturevalue("sample_house")
        case "demo":
            demo(args=["demo-data", "--pairs", "9", "--modules", "2"])
        case _:
            # More pairs than play, on the course that has everything.
            shutil.copytree(WALKED, app.config["COURSES"], dirs_exist_ok=True)
            publish(session, app.config["COURSES"])
            demo(args=["demo-data", "--pairs", str(PAIRS + 3)])
    wait_for_letters()


@pytest.mark.written_down
@pytest.mark.parametrize("site", ["sample", "demo", "played"])
def test_every_row_is_as_it_was(
    site: str, made_up: None, engine: Engine, request: pytest.FixtureRequest
) -> None:
    rows = {
        name: [
            " ".join(
                f"{column}={shown(value)}"
                for column, value in row.items()
                if value and column not in BY_LOT
            )
            for row in table.values()
        ]
        for name, table in rows_in(engine).items()
        if name not in TEXTS
    }
    if request.config.getoption("--record-pages"):
        said.write(FOLDER / f"{site}.txt", rows)

    assert sum(map(len, rows.values())) > 100
    assert rows == said.read(FOLDER / f"{site}.txt")

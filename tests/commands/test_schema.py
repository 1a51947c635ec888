"""Does the command bring the tables up to date, and say whether they are?"""

from __future__ import annotations

from pathlib import Path

from app import create_app
from tests.moments import SetClock


def test_tables_are_up_to_date_once_they_are_upgraded_and_twice_is_once(
    tmp_path: Path, clock: SetClock
) -> None:
    app = create_app({"INSTANCE": tmp_path / "instance", "TESTING": True}, clock=clock)
    run = app.test_cli_runner().invoke

    said = [run(args=["db", what]) for what in ("check", "upgrade", "check", "upgrade")]

    there = "the tables are up to date\n"
    assert [(one.exit_code, one.output) for one in said] == [
        (1, "Error: the tables are not up to date. Run: flask db upgrade\n"),
        *[(0, there)] * 3,
    ]

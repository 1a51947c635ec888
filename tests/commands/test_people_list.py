"""Does the command say how a list was read, before it says what the list does?"""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from tests.cast import Cast
from tests.people.roster.test_sheets import book, saved

HEAD: list[object] = ["E-mail", "Vorname", "Surname", "job", "Shoe size"]
PEOPLE: list[list[object]] = [
    HEAD,
    ["sam@example.com", "Sam", "Reed", "rep", 44],
    ["Standing of Monday", "", "", "", ""],
]


def test_the_command_says_what_it_takes_columns_sheets_and_rows_for(
    app: Flask, cast: Cast, tmp_path: Path
) -> None:
    file = tmp_path / "people.xlsx"
    file.write_bytes(saved(book(North=PEOPLE, South=PEOPLE, East=PEOPLE)))

    result = app.test_cli_runner().invoke(args=["people", "import", str(file), "--dry-run"])

    assert result.output.replace(str(file), "FILE").splitlines() == [
        "column “job” is taken for: role",
        "not used: Shoe size",
        "sheet “North” is read, not: South, East",
        "FILE:3: taken for a note below the list: Standing of Monday",
        "rows 3: people 1, faults 0, about nobody 2",
        "sam@example.com: Sam Adeyemi, in the list Sam Reed; keeps the name (or say --take-names)",
        "would change: new people 0, gaining 0, leaving 0, leaving later 0, renamed 0, new teams 0,"
        " new pairs 0",
    ]

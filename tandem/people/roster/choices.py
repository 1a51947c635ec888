"""What has somebody chosen for a file, and how is it kept beside the file?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from tandem.people.roster.titles import Column


@dataclass(frozen=True)
class ListChoices:
    """What somebody has chosen for a file; what is empty is found out.

    `columns` says for the place of each column what it holds; `is_whole` that whoever is missing
    leaves.
    """

    code_page: str = ""
    sheet: str = ""
    columns: Mapping[int, Column] | None = None
    is_whole: bool = False


NOTHING_CHOSEN = ListChoices()


def packed(choices: ListChoices) -> str:
    """The choices as a text to keep."""
    columns = choices.columns
    return json.dumps(
        {
            "code_page": choices.code_page,
            "sheet": choices.sheet,
            "columns": None if columns is None else {str(p): c for p, c in columns.items()},
            "is_whole": choices.is_whole,
        }
    )


def unpacked(text: str) -> ListChoices:
    """The choices that were kept; none where nothing was."""
    if not text:
        return NOTHING_CHOSEN
    kept = json.loads(text)
    columns = kept["columns"]
    return ListChoices(
        code_page=kept["code_page"],
        sheet=kept["sheet"],
        columns=None
        if columns is None
        else {int(place): Column(column) for place, column in columns.items()},
        is_whole=kept["is_whole"],
    )

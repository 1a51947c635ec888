"""Which sign stands between the columns of a table, where a line above it says so?

Spreadsheets write `sep=;` for themselves above a file; empty cells may stand behind it.
"""

from __future__ import annotations

import re

SEPARATOR_LINE = re.compile(r'\s*"?sep=([^"\s\w]|\t)"?[;,\s]*', re.IGNORECASE)


def separator_named_in(line: str) -> str:
    """The sign that this line names; nothing where it is a line of the table.

    No letter, no figure and no quotation mark parts columns.
    """
    named = SEPARATOR_LINE.fullmatch(line)
    return named[1] if named else ""

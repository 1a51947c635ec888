"""What each half has to read, as it is printed: a table for each course, or JSON."""

from __future__ import annotations

import json

from tandem.content.read_table import Face, ReadingRow, ReadTable

LEGEND = """\
What each role reads in each module. common, own: words for everybody and of the own face, + where
one face is a fifth longer than its mirror; grade: school grade of all of it (English: Kincaid,
German: Wiener Sachtextformel), ! above 8; takes: minutes by words (220 a minute) and questions;
said: the minutes of the lesson, alone and for the two."""


def read_text(tables: list[ReadTable]) -> str:
    """A table for each course and language, and how to read it."""
    return "\n\n".join([LEGEND, *(table_text(table) for table in tables)])


def table_text(table: ReadTable) -> str:
    """The table of one course."""
    width = max((len(row.name) for row in table.modules), default=0)
    head = f"{'':{width}}  {'role':8}  common    own   grade  takes  said"
    lines = [line for row in table.modules for line in row_lines(row, width)]
    left_out = [f"left out, as it cannot be read: {name}" for name in table.left_out]
    return "\n".join([f"{table.course} ({table.language})", head, *lines, *left_out])


def row_lines(row: ReadingRow, width: int) -> list[str]:
    """A line for each face of a module."""
    said = f"{row.minutes or '–'}" + (f" + {row.for_two}" if row.for_two else "")
    sign = "+" if row.is_uneven else " "
    return [
        f"{row.name if place == 0 else '':{width}}  {face.role:8}  {row.words:6}"
        f"  {face.words:5}{sign}  {grade_text(face):>6}  {face.takes:5.1f}  {said}"
        for place, face in enumerate(row.faces)
    ]


def grade_text(face: Face) -> str:
    """The grade of a face, marked where it is hard."""
    if face.grade is None:
        return "– "
    return f"{face.grade:.1f}{'!' if face.is_hard else ' '}"


def read_json(tables: list[ReadTable]) -> str:
    """The same for tools."""
    return json.dumps(
        [
            {
                "course": table.course,
                "language": table.language,
                "modules": [
                    {
                        "module": row.name,
                        "common": row.words,
                        "minutes": row.minutes or None,
                        "for_two": row.for_two,
                        "faces": {
                            face.role: {
                                "own": face.words,
                                "grade": None if face.grade is None else round(face.grade, 2),
                                "takes": round(face.takes, 2),
                            }
                            for face in row.faces
                        },
                    }
                    for row in table.modules
                ],
                "left_out": list(table.left_out),
            }
            for table in tables
        ],
        ensure_ascii=False,
        indent=2,
    )

"""Which rows stand in a file, however its program has saved it, and when is it none?"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from openpyxl import Workbook

from tandem.people.roster import sheets
from tandem.people.roster.sheets import RosterSheet, SheetRow, UnreadableError, read_sheet


def seen_in(sheet: RosterSheet) -> list[tuple[int, str]]:
    """The number of each row, and what stands in it."""
    return [(row.number, " ".join(row.cells).strip()) for row in sheet.rows]


def refusal(read: Callable[[], object]) -> tuple[str, str]:
    """Why a file is not read."""
    with pytest.raises(UnreadableError) as raised:
        read()
    return raised.value.kind, raised.value.value


def book(**shown: list[list[object]]) -> Workbook:
    """A workbook with these sheets."""
    made = Workbook()
    made.remove(made.active)
    for name, lines in shown.items():
        sheet = made.create_sheet(name)
        for line in lines:
            sheet.append(line)
    return made


def saved(made: Workbook) -> bytes:
    """Its bytes."""
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("first", "line"),
    [
        ("sep=;", "a;b,c"),
        ('"sep=;"', "a;b,c"),
        (" SEP=; ", "a;b,c"),
        ("sep=.", "a.b,c"),
        ("sep=\t", "a\tb,c"),
        ("sep=;;;", "a;b,c"),
        ('"sep=|",,', "a|b,c"),
    ],
)
def test_a_first_line_names_the_sign_between_columns_and_is_not_counted(
    first: str, line: str
) -> None:
    assert sheets.rows_of_text(f"{first}\n{line}\n") == (SheetRow(1, ("a", "b,c")),)


@pytest.mark.parametrize("sign", ['"', "a", "1", "_"])
def test_no_quotation_mark_and_no_letter_stands_between_columns(sign: str) -> None:
    rows = sheets.rows_of_text(f"sep={sign}\na,b\n")

    assert rows == (SheetRow(1, (f"sep={sign}",)), SheetRow(2, ("a", "b")))


def test_rows_keep_their_number_though_empty_ones_are_left_out() -> None:
    rows = sheets.rows_of_text("\na,b\n , \n\r\nc,d\r")

    assert rows == (SheetRow(2, ("a", "b")), SheetRow(5, ("c", "d")))


@pytest.mark.parametrize("sign", ",;\t|")
def test_the_sign_that_parts_most_lines_is_between_the_columns(sign: str) -> None:
    text = f"People of the firm\nmail{sign}name{sign}role\na@b.example{sign}Doe{sign}rep\n"

    assert sheets.delimiter_of(text) == sign


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("a;b,c\nd;e,f;g\nh;i\n", ";"),
        ("a,b;c\nd,e;f,g\nh,i\n", ","),
        ("a title, a date, a place, a name\n\n \n\n\na;b\nc;d\n", ";"),
        ("one\ntwo\nthree;3\n", ";"),
        ("nothing", ","),
        ("", ","),
    ],
)
def test_among_two_signs_the_one_of_the_middle_line_wins_then_the_more_frequent(
    text: str, sign: str
) -> None:
    assert sheets.delimiter_of(text) == sign


@pytest.mark.parametrize(("before", "sign"), [(14, ";"), (15, ";"), (16, ",")])
@pytest.mark.parametrize("behind", ["a,b\n", "c;d;e\n"])
def test_only_the_first_thirty_lines_say_what_stands_between_columns(
    before: int, sign: str, behind: str
) -> None:
    text = "a,b\n" * before + "c;d;e\n" * (30 - before) + behind * 100

    assert sheets.delimiter_of(text) == sign


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\xd0\xcf\x11\xe0 an old workbook", "old_workbook"),
        (b" \n<HTML><table>", "web_page"),
        (b"<table><tr>", "web_page"),
        (b"<!DOCTYPE html>", "web_page"),
        (b"<?xml version='1.0'?>", "web_page"),
        (b"a,b\nc\0d,e\n", "not_a_table"),
        (b'a,b\n"never closed', "not_a_table"),
        (b" , ,\n\n", "empty"),
        (b"PK\x03\x04 no workbook", "not_a_workbook"),
    ],
)
def test_what_is_no_table_says_what_it_is(content: bytes, kind: str) -> None:
    assert refusal(lambda: read_sheet(content))[0] == kind


def test_a_table_has_200_columns_and_20000_rows_at_most() -> None:
    assert len(sheets.filled([["x"] * 200])[0].cells) == 200
    assert refusal(lambda: sheets.filled([["x"] * 201])) == ("too_wide", "200")
    assert len(sheets.filled([["x"]] * 20_000)) == 20_000
    assert refusal(lambda: sheets.filled([["x"]] * 20_001)) == ("too_long", "20000")
    assert len(sheets.filled([["x"], *[[" "]] * 20_000])) == 1


def test_a_workbook_gives_the_first_sheet_that_shows_something_and_names_the_others() -> None:
    made = book(Secret=[["x"]], Empty=[], List=[["a", "b"]], Other=[["c"]])
    made["Secret"].sheet_state = "hidden"

    read = read_sheet(saved(made))

    assert (read.name, seen_in(read)) == ("List", [(1, "a b")])
    assert read.other_names == ("Empty", "Other")
    assert read.decoded is None


@pytest.mark.parametrize(
    ("wanted", "why"),
    [("Secret", ("no_sheet", "Secret")), ("None", ("no_sheet", "None")), ("Empty", ("empty", ""))],
)
def test_a_sheet_that_is_wanted_must_be_there_and_show_something(
    wanted: str, why: tuple[str, str]
) -> None:
    made = book(Secret=[["x"]], List=[["a"]], Empty=[])
    made["Secret"].sheet_state = "hidden"
    content = saved(made)

    assert refusal(lambda: read_sheet(content, sheet=wanted)) == why
    assert seen_in(read_sheet(content, sheet="List")) == [(1, "a")]


def broken(old: bytes, new: bytes) -> bytes:
    """A workbook in whose sheet something stands that no program writes."""
    whole, made = io.BytesIO(saved(book(List=[["a", 45000], ["b", "c"]]))), io.BytesIO()
    with zipfile.ZipFile(whole) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            if name == "xl/worksheets/sheet1.xml":
                assert old in text
                text = text.replace(old, new, 1) if new else text[: text.index(old)]
            after.writestr(name, text)
    return made.getvalue()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"</row>", b""),
        (b't="n"><v>45000', b't="s"><v>abc'),
        (b't="n"><v>45000', b't="s"><v>999'),
        (b"<v>45000</v>", b"<v>abc</v>"),
        (b"<v>45000</v>", b"<v>" + b"9" * 5000 + b"</v>"),
        (b'r="A1"', b'r="ZZZZZ1"'),
        (b'r="A1"', b'r="1A"'),
        (b'<row r="1"', b'<row r="x"'),
    ],
)
def test_a_workbook_that_is_broken_within_a_sheet_is_no_workbook(old: bytes, new: bytes) -> None:
    assert refusal(lambda: read_sheet(broken(old, new))) == ("not_a_workbook", "")


def test_a_workbook_of_which_nothing_can_be_unpacked_is_no_workbook() -> None:
    whole, name = saved(book(List=[["a"]])), b"xl/worksheets/sheet1.xml"
    packed = whole.index(name) + len(name)
    damaged = whole[:packed] + b"\xff" * 8 + whole[packed + 8 :]

    assert refusal(lambda: read_sheet(damaged)) == ("not_a_workbook", "")


def test_a_workbook_whose_sheets_are_all_empty_is_empty() -> None:
    assert refusal(lambda: read_sheet(saved(book(One=[], Two=[["  "]])))) == ("empty", "")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (datetime(2026, 11, 30, 8, 15, tzinfo=UTC), "2026-11-30"),
        (date(2026, 11, 30), "2026-11-30"),
        (17.0, "17"),
        (17.5, "17.5"),
        (0, "0"),
        ("rep", "rep"),
    ],
)
def test_a_cell_of_a_workbook_says_what_is_seen_there(cell: object, text: str) -> None:
    assert sheets.cell_text(cell) == text


def test_a_first_sheet_that_is_too_long_is_refused_and_not_passed_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sheets, "LONGEST", 1)
    content = saved(book(Long=[["x"], ["y"]], Short=[["z"]]))

    assert refusal(lambda: read_sheet(content)) == ("too_long", "1")
    assert refusal(lambda: read_sheet(content, sheet="Long")) == ("too_long", "1")
    assert seen_in(read_sheet(content, sheet="Short")) == [(1, "z")]


def test_a_sheet_that_is_endless_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "LONGEST_SHEET", 3)

    assert len(sheets.rows_of_sheet(book(One=[["x"]] * 3)["One"])) == 3
    why = refusal(lambda: sheets.rows_of_sheet(book(One=[["x"]] * 4)["One"]))
    assert why == ("too_long", str(sheets.LONGEST))


@pytest.mark.parametrize(("most", "is_too_large"), [(1, True), (10_000_000, False)])
def test_a_workbook_is_counted_as_it_unpacks(
    monkeypatch: pytest.MonkeyPatch, most: int, is_too_large: bool
) -> None:
    monkeypatch.setattr(sheets, "LARGEST_UNPACKED", most)

    assert sheets.is_too_large(saved(book(One=[["x"]]))) is is_too_large


def test_a_workbook_unpacks_to_sixty_four_mebibytes_at_most() -> None:
    assert sheets.LARGEST_UNPACKED == 64 * 1024 * 1024


def test_an_archive_of_exactly_the_most_is_not_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    import zipfile

    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("one", b"x" * 60)
        archive.writestr("two", b"x" * 40)
    for most, is_too_large in ((100, False), (99, True)):
        monkeypatch.setattr(sheets, "LARGEST_UNPACKED", most)
        assert sheets.is_too_large(file.getvalue()) is is_too_large


def test_a_cell_that_is_worked_out_says_what_was_seen_there_last() -> None:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved(book(A=[["=1+1"]])))) as plain,
        zipfile.ZipFile(target, "w") as seen,
    ):
        for name in plain.namelist():
            seen.writestr(name, re.sub(rb"<v ?/>|<v></v>", b"<v>2</v>", plain.read(name)))

    assert seen_in(read_sheet(target.getvalue())) == [(1, "2")]

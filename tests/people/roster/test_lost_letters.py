"""Which names have lost their letters on the way, and what were they?"""

from __future__ import annotations

import pytest

from tandem.people.roster.lost_letters import has_odd_signs, is_garbled, mended
from tandem.people.roster.table import RosterFault, read_roster

HEAD = "email,given name,surname,role,team\n"


@pytest.mark.parametrize(
    ("text", "was"),
    [
        ("JÃ¶rg", "Jörg"),
        ("Zo\ufffd", ""),
        ("Ð\x98Ð²Ð°Ð½", "Иван"),
        ("ÐŸÐµÑ‚Ñ€", "Петр"),
        ("J&ouml;rg", "Jörg"),
        ("J&#246;rg", "Jörg"),
        ("Jörg M&uuml;ller", "Jörg Müller"),
        ("Ð¯Ð½", "Ян"),
        ("J%C3%B6rg", "Jörg"),
        (r"J\u00f6rg", "Jörg"),
        ("J\x9arg", ""),
        ("Èâàí", "Иван"),
        ("JÃ\x83Â¶rg", "Jörg"),
        ("JÃÂ¶rg", ""),
    ],
)
def test_a_garbled_text_is_known_and_mended_where_that_can_be_done(text: str, was: str) -> None:
    assert is_garbled(text)
    assert mended(text) == was


@pytest.mark.parametrize(
    ("name", "was"),
    [
        ("J√∂rg", "Jörg"),
        ("J├Ârg", "Jörg"),
        ("£ukasz", ""),
        ("Œwi¹tek", ""),
        ("J?rg", ""),
        ("Zoï¿½", "Zo\ufffd"),
    ],
)
def test_a_sign_that_no_name_has_tells_it_too(name: str, was: str) -> None:
    assert has_odd_signs(name)
    assert mended(name) == was


@pytest.mark.parametrize(
    "name",
    [
        "Jörg",
        "MATÚŠ",
        "Nuñez",
        "O´Brien",
        "Mª José",
        "Gel·la",
        "Иван",
        "Ćosić",
        "R&D",
        "100%",
        "Åse",
    ],
)
def test_a_right_name_is_left_alone(name: str) -> None:
    assert not is_garbled(name)
    assert not has_odd_signs(name)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Ann,Lee,rep,M√∂", None),
        ("Ann,Lee,rep,M&uuml;nchen", "M&uuml;nchen"),
        ("J?rg,Lee,rep,Why?", "J?rg"),
        ("Ann,Gr\x9fn,rep,North", "Grn"),
    ],
)
def test_a_row_with_such_a_name_is_a_fault(line: str, value: str | None) -> None:
    faults = read_roster(f"{HEAD}ann@firm.example,{line}\n".encode()).faults

    expected = [] if value is None else [(2, RosterFault.GARBLED, value)]
    assert [(fault.row, fault.kind, fault.value) for fault in faults] == expected

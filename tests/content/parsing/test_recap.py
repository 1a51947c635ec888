"""Can questions of earlier modules be asked before a quiz?"""

from __future__ import annotations

import pytest

from tandem.content.parsing.parse import parse_module
from tandem.content.parsing.recap import faults_of_recap, place_of

SOURCE = b"---\ntitle: T\n---\n\n## C {quiz recap=2}\n\n### Q\n\n= x\n"


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("01-a.md", 1),
        ("1-a.md", 1),
        ("012-a.md", 12),
        ("a.md", None),
        ("01-a.de.md", 1),
        ("01-.md", None),
        ("x/01-a.md", None),
        ("01-a/b.md", None),
        ("01-a.txt", None),
        ("01a.md", None),
    ],
)
def test_a_file_of_a_module_has_its_place_before_its_name(name: str, place: int | None) -> None:
    assert place_of(name) == place


@pytest.mark.parametrize(
    ("position", "existing", "faults"),
    [
        (2, ["01-x.md", "02-a.md"], 0),
        (2, ["02-a.md", "03-x.md"], 1),
        (2, ["02-a.md"], 1),
        (2, [], 0),
        (2, ["images/01-x.svg"], 0),
        (2, ["02-b.md"], 1),
        (1, ["images/a.svg", "01-a.md"], 1),
        (10, ["9-b.md"], 0),
        (2, ["01-x.de.md"], 0),
    ],
)
def test_a_recap_wants_a_module_with_a_lower_number_where_there_is_a_course(
    position: int, existing: list[str], faults: int
) -> None:
    module = parse_module(SOURCE, name="02-a.md", file="f").module

    assert module
    found = [line for line, _ in faults_of_recap(module, position=position, existing={*existing})]
    assert found == [5] * faults


def test_a_recap_in_the_first_module_keeps_it_from_being_published() -> None:
    existing = frozenset({"01-a.md", "02-b.md"})

    assert not parse_module(SOURCE, name="01-a.md", file="f", existing=existing).is_sound
    assert parse_module(SOURCE, name="02-b.md", file="f", existing=existing).is_sound

"""Which addresses in the web does a course name?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tandem.content.files.links import WebLink, addresses_in, web_links


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See [it](https://a.example/x).", ["https://a.example/x"]),
        ("<https://a.example> and http://b.example, too.", ["https://a.example", "http://b.example"]),
        ("[w](https://a.example/x_(y)) (https://a.example/z)",
         ["https://a.example/x_(y)", "https://a.example/z"]),
        ("[w](https://a.example/x)s, ([w](https://a.example/z).)",
         ["https://a.example/x", "https://a.example/z"]),
        ("https://a.example/#part", ["https://a.example/"]),
        ("`https://a.example` ftp://a.example images/can.svg", []),
    ],
)  # fmt: skip
def test_addresses_are_found_without_the_signs_around_them(text: str, expected: list[str]) -> None:
    assert list(addresses_in(text)) == expected


def test_an_address_knows_its_file_and_line_and_code_holds_none(tmp_path: Path) -> None:
    (tmp_path / "course.md").write_text("---\ntitle: T\n---\n\nhttps://a.example\n", "utf-8")
    (tmp_path / "01-a.md").write_text("```\nhttps://c.example\n```\nhttps://b.example\n", "utf-8")

    assert web_links(tmp_path, shown_as="t") == [
        WebLink("t/01-a.md", 4, "https://b.example"),
        WebLink("t/course.md", 5, "https://a.example"),
    ]

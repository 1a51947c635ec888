"""How is a quiz file read that isn’t UTF-8, and which format has it?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.content.formats.decoding import ENCODINGS, decoded_quiz
from tandem.content.formats.evidence import format_of
from tandem.content.formats.formats import imported

QUIZ = "Wer trägt es?\nA. Beide\nB. Keiner\nANSWER: A\n"
AIKEN = "Who?\nA. I\nB. We\nANSWER: B\n"
GIFT = "::late:: Late.\nAnswer: think. What now? {\n =Ask\n ~Wait\n}\n\n::two:: Who? {=Both ~One}\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_what_tells_its_encoding_is_read_without_a_word(encoding: str) -> None:
    assert decoded_quiz(QUIZ.encode(encoding)) == (QUIZ, [])


def test_an_old_code_page_is_guessed_and_said_in_its_line() -> None:
    text, notes = decoded_quiz(("Plain?\n" + QUIZ).encode("cp1252"))

    assert text == "Plain?\n" + QUIZ
    assert [line for line, _ in notes] == [2]
    assert "read as Windows-1252" in notes[0][1]


@pytest.mark.parametrize(("words", "page"), [("Łódź", "windows-1250"), ("Кто", "windows-1251")])
def test_another_code_page_is_a_choice(words: str, page: str) -> None:
    source = f"{words}?\nA. I\nB. We\nANSWER: B\n".encode(page)

    found = imported(source, name="q.txt", encoding=page)

    assert words in found.modules[0].source
    assert found.problems == ()


def test_what_is_no_text_is_refused_with_its_line() -> None:
    text, notes = decoded_quiz(b"One\nTwo\0three")

    assert (text, [line for line, _ in notes]) == ("", [2])
    assert decoded_quiz(b"\x81\x8d", "windows-1252")[1][0][1].startswith(
        "bytes that aren’t WINDOWS"
    )


@given(st.binary(max_size=200), st.sampled_from(["", *ENCODINGS]))
def test_no_bytes_break_it(source: bytes, encoding: str) -> None:
    text, notes = decoded_quiz(source, encoding)

    assert all(line >= 1 for line, _ in notes)
    assert "\0" not in text


@pytest.mark.parametrize(
    ("text", "name", "format"),
    [
        (AIKEN, "q.txt", "aiken"),
        (AIKEN, "q.md", "aiken"),
        (GIFT, "q.txt", "gift"),
        (GIFT, "q.md", "gift"),
        ("Who? {=Both ~One}", "q.txt", "gift"),
        ("Who?\nA. I\nANSWER: Nobody here\n", "q.txt", "aiken"),
        ("# T\n\n### Who?\n\n- [x] Both\n- [ ] One\n", "q.txt", "tasks"),
        ("# T\n\nWords {x} and more.\n", "q.md", "tasks"),
    ],
)
def test_the_format_is_told_by_all_that_stands_in_the_file(
    text: str, name: str, format: str
) -> None:
    assert format_of(text, name=name) == format


def test_the_format_may_be_chosen() -> None:
    assert imported(AIKEN.encode(), name="q.txt", read_as="gift").format == "gift"

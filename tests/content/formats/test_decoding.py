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


@pytest.mark.parametrize(
    ("source", "encoding", "text"),
    [
        ("ff fe 61 00", "", "a"),
        ("fe ff 00 61", "", "a"),
        ("fe ff 04 1a 04 42 04 3e", "", "Кто"),
        ("61 00 62 00", "", "ab"),
        ("00 61 00 62", "", "ab"),
        ("61 00 62 00 63 00 64 00 65 61", "", "abcd慥"),
        ("00 61 00 62 00 63 00 64 65 61", "", "abcd敡"),
        ("61 0a b9", "windows-1250", "a\ną"),
        ("61 0a b9", "windows-1251", "a\n№"),
        ("61 0a b9", "windows-1252", "a\n¹"),
        ("61 81", "windows-1251", "aЃ"),
        ("c3 a4", "", "ä"),
        ("c3 a4", "windows-1252", "Ã¤"),
        ("61 00", "utf-16", "a"),
        ("00 61", "utf-16", "a"),
        ("61 61", "utf-16", "慡"),
        ("ef bb bf 61", "", "a"),
        ("", "", ""),
    ],
)
def test_bytes_are_read_without_a_word_where_they_or_somebody_tell_how(
    source: str, encoding: str, text: str
) -> None:
    assert decoded_quiz(bytes.fromhex(source), encoding) == (text, [])


@pytest.mark.parametrize(
    ("source", "encoding", "text", "line", "said"),
    [
        ("61 00", "", "", 1, "this is no text"),
        ("61 00 62 00 63 00 64 61 65 61", "", "", 1, "this is no text"),
        ("00 61 00 62 00 63 64 61 65 61", "", "", 1, "this is no text"),
        ("61 00 62 00 63", "", "", 1, "bytes that aren’t UTF-16-LE"),
        ("00 00 00 00", "", "", 1, "this is no text"),
        ("61 0a 80", "", "a\n€", 2, "read as Windows-1252"),
        ("61 0d 0a 62 0d 0a 80", "", "a\nb\n€", 3, "read as Windows-1252"),
        ("61 0a 0a e4 0a fc", "", "a\n\nä\nü", 3, "read as Windows-1252"),
        ("61 0a 81", "", "", 2, "bytes that aren’t WINDOWS-1252"),
        ("61 81", "windows-1250", "", 1, "bytes that aren’t WINDOWS-1250"),
        ("e4", "utf-8", "", 1, "bytes that aren’t UTF-8"),
        ("61 0a 62 0a e4", "utf-8", "", 3, "bytes that aren’t UTF-8"),
        ("ff fe 61", "utf-16", "", 1, "bytes that aren’t UTF-16-LE"),
        ("61 0d 62 00 63", "", "", 2, "this is no text"),
        ("00", "", "", 1, "this is no text"),
        ("61 0a 00 0a 00", "", "", 3, "bytes that aren’t UTF-16-BE"),
    ],
)
def test_bytes_that_need_a_word_are_named_with_their_line(
    source: str, encoding: str, text: str, line: int, said: str
) -> None:
    found, ((place, note),) = decoded_quiz(bytes.fromhex(source), encoding)

    assert (found, place) == (text, line)
    assert note.startswith(said)


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


@pytest.mark.parametrize("end", ["\x0b", "\x0c", "\u2028", "\u2029", "\x85", "\r"])
def test_lines_end_as_any_program_ends_them_and_so_does_the_file(end: str) -> None:
    text, notes = decoded_quiz(f"Who?{end}A. x{end}\x1a".encode())

    assert (text, notes) == ("Who?\nA. x\n", [])

"""Which code page is certain, which text follows from it, and when is somebody asked?"""

from __future__ import annotations

import codecs

import pytest

from tandem.people.roster import code_pages
from tandem.people.roster.code_pages import SHARED, decoded

# The byte of ñ is another letter in each of these.
PAGES = (
    "cp1250", "cp1251", "cp1253", "mac_roman", "mac_latin2", "cp850", "cp852", "cp866", "koi8_r",
)  # fmt: skip


def read_like(monkeypatch: pytest.MonkeyPatch, *pages: str) -> None:
    """Let a text read like a language in these code pages, the likeliest first."""
    monkeypatch.setattr(code_pages, "likely", lambda _content: pages)


@pytest.mark.parametrize(
    ("content", "text", "code_page"),
    [
        ("Zoë".encode(), "Zoë", "utf-8"),
        (b"Sam", "Sam", "utf-8"),
        (codecs.BOM_UTF8 + "Zoë".encode(), "Zoë", "utf-8"),
        (codecs.BOM_UTF8 + b"Zo\xff", "Zo\ufffd", "utf-8"),
        (codecs.BOM_UTF16_LE + "Zoë".encode("utf-16-le"), "Zoë", "utf-16"),
        (codecs.BOM_UTF16_BE + "Zoë".encode("utf-16-be"), "Zoë", "utf-16"),
        ("Zoë,Sam".encode("utf-16-le"), "Zoë,Sam", "utf-16"),
        ("Zoë,Sam".encode("utf-16-be"), "Zoë,Sam", "utf-16"),
        ("Müller".encode("cp1252"), "Müller", "cp1252"),
    ],
)
def test_what_is_certain_is_not_asked(content: bytes, text: str, code_page: str) -> None:
    found = decoded(content)

    assert (found.text, found.code_page, found.readings) == (text, code_page, ())


@pytest.mark.parametrize(
    ("content", "text"),
    [(b"Nu\xf1ez", "Nuńez"), (b"Nu;N", "Nu;N"), (b"a\x81", "a\ufffd")],
)
def test_the_code_page_that_was_chosen_counts(content: bytes, text: str) -> None:
    found = decoded(content, code_page="cp1250")

    assert (found.text, found.code_page, found.readings) == (text, "cp1250", ())


@pytest.mark.parametrize(
    ("content", "is_so"),
    [
        (b"a\0b\0", True),
        (b"\0a\0b\0c", True),
        (b"a\0b", False),
        (b"a\0\0b", False),
        (b"ab", False),
        (b"", False),
        (b"a\0" * 2 + b"b" * 16, False),
        (b"a\0" * 3 + b"b" * 14, True),
        (b"ab" * 256 + b"a\0" * 600, False),
        (b"a\0" * 256 + b"\0a" * 600, True),
    ],
)
def test_zeros_on_one_side_alone_and_in_every_tenth_place_make_utf_16(
    content: bytes, is_so: bool
) -> None:
    assert code_pages.is_utf_16(content) is is_so


@pytest.mark.parametrize(
    ("text", "likely", "is_clear"),
    [
        ("Müller", ("cp1250",), True),
        ("Sam Müller – 1", ("cp1250",), True),
        (" ".join(f"{sign}bbb" for sign in sorted(SHARED)), (), True),
        ("Nuñez", ("cp1252", "cp1250"), True),
        ("Nuñez", ("cp1250", "cp1252"), False),
        ("Nuñez", (), False),
        ("Èapek", ("cp1252",), False),
        ("Müller ¤", ("cp1252",), False),
    ],
)
def test_western_is_what_is_alike_in_all_of_europe_or_reads_best_so(
    monkeypatch: pytest.MonkeyPatch, text: str, likely: tuple[str, ...], is_clear: bool
) -> None:
    read_like(monkeypatch, *likely)

    assert code_pages.is_clearly_western(text, text.encode("cp1252", "replace")) is is_clear


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("Sam", True),
        ("Zoë Müller, 1", True),
        ("Zoë – Müller", True),
        ("«Müller»", False),
        ("d’Artagnan l’Étrange", True),
        ("Müller ¤", False),
        ("M\x9fller".encode("latin-1").decode("cp1252"), False),
        ("M°ller", False),
        ("müÜbbbb", False),
        ("M€ller", False),
        ("Sam\xa0Müller, 12 €", True),
        ("ä" * 9 + "b" * 11, True),
        ("ä" * 10 + "b" * 10, False),
    ],
)
def test_words_have_letters_inside_and_few_marks(text: str, does: bool) -> None:
    assert code_pages.looks_like_words(text) is does


@pytest.mark.parametrize(
    ("word", "has"), [("mÜ", True), ("MÜ", False), ("mU", False), ("Mü", False), ("mü", False)]
)
def test_a_capital_with_a_mark_does_not_follow_a_small_letter(word: str, has: bool) -> None:
    assert code_pages.has_capital_inside(word) is has


def test_words_with_a_mark_are_named_once_in_their_order() -> None:
    assert code_pages.foreign_words("Zoë Jo Müller Zoë") == ["Zoë", "Müller"]


def test_where_several_could_be_meant_the_likeliest_is_read_and_all_are_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read_like(monkeypatch, "cp1250", "mac_latin2")

    found = decoded(b"Nu\xf1ez;Madrid")

    assert (found.text, found.code_page) == ("Nuńez;Madrid", "cp1250")
    assert [(reading.name, reading.words) for reading in found.readings] == [
        ("Windows 1250", ("Nuńez",)),
        ("Macintosh Latin 2", ("NuŮez",)),
        ("Windows 1252", ("Nuñez",)),
    ]


def test_a_text_that_is_readable_nowhere_keeps_what_can_be_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read_like(monkeypatch, "iso8859_2")

    found = decoded(b"M\x81ller")

    assert (found.text, found.code_page, found.readings) == ("M\ufffdller", "cp1252", ())


def test_code_pages_in_which_a_text_reads_alike_are_named_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read_like(monkeypatch, "cp1250", "cp1254", "cp850")

    readings = code_pages.readings_of("Müller".encode("cp1252"))

    assert [reading.code_page for reading in readings] == ["cp1250", "cp850"]


def test_eight_readings_are_named_at_most_each_by_six_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read_like(monkeypatch, *PAGES)
    content = ";".join(f"Nuñez {letter}" for letter in "aabcdefgh").encode("cp1252")

    readings = code_pages.readings_of(content)

    assert [reading.code_page for reading in readings] == list(PAGES[:8])
    assert readings[0].words == tuple(f"Nuńez {letter}" for letter in "abcdef")


def test_what_a_text_reads_like_is_told_though_it_is_short() -> None:
    assert code_pages.likely("Иван Петров".encode("cp1251"))[0] == "cp1251"
    assert len(code_pages.likely(b"Nu\xf1ez")) > 1

"""Which password is too easy to guess?"""

from __future__ import annotations

import pytest

from tandem.people.accounts import passwords

SAM = ("Sam", "Adeyemi", "sam.adeyemi@firm.example")


@pytest.mark.parametrize(
    ("password", "is_easy"),
    [
        ("password1234", True),
        ("qwertyuiop", True),
        ("correct lantern ships quietly", False),
        ("vK9!pz_Rw2#x", False),
        ("pepper violet", False),
        ("adeyemi-sam", True),
        ("ADEYEMI-tandem-x7k", True),
        ("adeyemi x7kq2", True),
        ("adeyemi x7kq2m", False),
        ("x7 kq-2 m!", False),
        ("x7kq2!!!!!!!", True),
        ("", True),
    ],
)
def test_what_many_take_or_what_is_known_of_somebody_is_easy_to_guess(
    password: str, is_easy: bool
) -> None:
    assert passwords.is_easy_to_guess(password, SAM) is is_easy


def test_the_longest_of_ones_own_words_is_taken_out_first() -> None:
    own, others = ("wxq", "wxqmtpzv"), ("wxq",)

    assert passwords.is_easy_to_guess("wxqmtpzv!7k-q2.m#", own)
    assert not passwords.is_easy_to_guess("wxqmtpzv!7k-q2.m#", others)


def test_a_very_long_password_is_looked_at_from_its_beginning() -> None:
    easy = "a" * 72

    assert passwords.is_easy_to_guess(easy + "vK9!pz_Rw2#x", SAM)
    assert not passwords.is_easy_to_guess("vK9!pz_Rw2#x" + easy * 50, SAM)


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (["Sam", "Li", "Jo-Ann"], {"sam", "ann"}),
        (["sam.adeyemi@firm.example"], {"sam", "adeyemi", "firm", "example"}),
        (["a_bc_def"], {"def"}),
        ([], set()),
    ],
)
def test_parts_of_three_letters_count(words: list[str], parts: set[str]) -> None:
    assert passwords.parts_of(words) == parts

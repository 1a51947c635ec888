"""Does a text from elsewhere keep its words without being read as our signs?"""

from __future__ import annotations

import pytest

from tandem.content.formats.escaping import harmless, one_line, pointers_lost
from tandem.content.lesson import QuestionKind


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("## a", "#### a"),
        ("#### a", "#### a"),
        ("# a", "#### a"),
        ("### a {x}", "\\### a {x}"),
        ("### a {#b}", "\\### a {#b}"),
        ("  ## a", "  \\## a"),
        ("##### a {x}", "\\##### a {x}"),
        ("- [x] a", "- \\[x] a"),
        ("* [ ] a", "* \\[ ] a"),
        ("1. [x] a", "1. [x] a"),
        ("= a", "&#61; a"),
        ("=a", "=a"),
        ("a = b", "a = b"),
        ("Hint: a", "Hint&#58; a"),
        ("hint : a", "hint : a"),
        ("a Hint: b", "a Hint: b"),
        ("[[a]] `[[b]]` [c]", "[\\[a]] `[[b]]` [c]"),
        ("a\n===", "a\n\\==="),
        ("a\n---", "a\n\\---"),
        ("a\n\n---", "a\n\n---"),
        ("a\nb\n  ---\nc", "a\nb\n\\---\nc"),
        ("# a\nb", "#### a\nb"),
        ("```\n- [x] a", "```\n- [x] a\n```"),
        ("~~~~py\n= a", "~~~~py\n= a\n~~~~"),
        ("```\n- [x] a\n```\n- [x] b", "```\n- [x] a\n```\n- \\[x] b"),
        ("![a](b.png) [c](https://d) [e](f)", "a [c](https://d) e"),
        ("[](https://a)", "[](https://a)"),
        ("![](https://a) ![b](HTTP://c)", " [b](HTTP://c)"),
        (
            "[a](mailto:b@c) [d](<https://e>) [f](https://g 'h')",
            "[a](mailto:b@c) [d](https://e) [f](https://g)",
        ),
        ("`[a](b)` [c](d)", "`[a](b)` c"),
        ("[a]: b.md", "[a]\\: b.md"),
        ("[a][b]\n\n[b]: c.md", "[a][b]\n\n[b]\\: c.md"),
        ("[[a](b)](c)", "[a]\\(c)"),
        ("\n\na\n\n", "a"),
        ("a\x07b\x00", "a b "),
        ("<img src=a.png>", "<img src=a.png>"),
        ("[a](b\n)", "[a]\\(b\n)"),
    ],
)
def test_what_would_be_a_sign_of_ours_is_written_as_a_word(text: str, written: str) -> None:
    assert harmless(text) == written


@pytest.mark.parametrize(
    ("text", "kind", "written"),
    [
        ("1. a", QuestionKind.ORDER, "1\\. a"),
        ("1. a", None, "1. a"),
        ("12) a. b", QuestionKind.ORDER, "12\\) a. b"),
        ("a 1. b", QuestionKind.ORDER, "a 1. b"),
        ("- a -> b", QuestionKind.MATCH, "- a -&gt; b"),
        ("- a → b", QuestionKind.MATCH, "- a &rarr; b"),
        ("- a -> b", None, "- a -> b"),
        ("a -> b", QuestionKind.MATCH, "a -> b"),
    ],
)
def test_signs_of_an_answer_are_words_in_a_question_of_that_kind_alone(
    text: str, kind: QuestionKind | None, written: str
) -> None:
    assert harmless(text, kind) == written


@pytest.mark.parametrize(
    ("text", "files", "line"),
    [
        ("![a](b.png)", ["b.png"], "a"),
        ("[a](b.pdf)", ["b.pdf"], "a"),
        ("[a](https://b)", [], "[a](https://b)"),
        ("![a](https://b)", ["https://b"], "[a](https://b)"),
        ("`![a](b)`", [], "`![a](b)`"),
        ("[a](#b)", [], "a"),
        ("[a]()", [], "a"),
        ("[a](/b)", [], "a"),
        ("[a](<b c>)", ["b"], "a"),
        ("![a](b 'c') [d](e)", ["b", "e"], "a d"),
        ("[a](mailto:b)", [], "[a](mailto:b)"),
    ],
)
def test_a_pointer_to_a_file_is_lost_and_named_and_its_words_stay(
    text: str, files: list[str], line: str
) -> None:
    assert (pointers_lost(text), one_line(text)) == (files, line)

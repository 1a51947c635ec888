"""Which options does the answer line of an Aiken file name, and what else does it say?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tandem.content.messages import Message, say

WORD = r"(?:(?:correct|right|richtige)[ \t]+)?(?:answer|antwort|ans)"
# Signs around it, as in `**Answer:** B` or `✅ Answer: B`.
SIGNS = r"[^\w:\n]{0,6}"
ANSWER = re.compile(rf"^{SIGNS}{WORD}[*_]*\s*[:：][*_\s]*(.*?)[*_\s]*$", re.IGNORECASE)
# What Aiken surely is: the letter alone, or with its option again.
SURE_ANSWER = re.compile(
    rf"^{SIGNS}{WORD}[*_ \t]*[:：][*_ \t]*[(\[]?[A-Z](?![^\W_])[*_ \t]*(?:[.)\]].*)?$",
    re.MULTILINE | re.IGNORECASE,
)
# A letter, and maybe words behind it.
LETTER = re.compile(r"^[(\[<\"'“„]?([A-Za-z])(?![^\W_])[.)\]>\"'”“]*\s*(.*)$", re.DOTALL)
BETWEEN = re.compile(r"[\s,;/&+.()]+|\b(?:and|und)\b", re.IGNORECASE)
EITHER = re.compile(r"^(?:or|oder)\s+\(?[A-Za-z]\b", re.IGNORECASE)
# Letters that are words of their own in one language or another: “A mixture of both”.
WORDS = frozenset("AEIOUY")


@dataclass(frozen=True)
class AnswerLine:
    """The letters that an answer line names, and the words behind them that are no option."""

    letters: frozenset[str]
    words: str = ""


def answer_line(text: str, options: list[tuple[str, str]]) -> AnswerLine | Message:
    """What stands behind `ANSWER:`, read beside the options above it, or what is wrong with it."""
    if not text:
        return say("this ANSWER: names no letter, and its question isn’t carried over")
    if not options:
        return say(
            "no options like A. and B. above this ANSWER:, so its question isn’t carried over"
        )
    match = LETTER.match(text)
    letter, words = (match[1].upper(), match[2]) if match else ("", text)
    of_letter = {bare(option) for name, option in options if name == letter}
    if match and (not bare(words) or bare(words) in of_letter):
        return known(frozenset(letter), options, text=text)
    whole = {name for name, option in options if bare(option) == bare(text)}
    is_place = text.isdecimal() and len(text) < 4 and int(text) <= len(options)
    if len(whole) == 1 and not is_place:
        return AnswerLine(frozenset(whole))
    several = letters_of(text)
    if several:
        return known(several, options, text=text)
    if not match or EITHER.match(words) or (letter in WORDS and words[0].isalpha()):
        return unclear(text)
    return known(frozenset(letter), options, text=text, words=words.lstrip(" -–—:,"))


def letters_of(text: str) -> frozenset[str]:
    """The letters where nothing else stands there: `B, D`, `B and D`, `BD`."""
    pieces = [piece for piece in BETWEEN.split(text) if piece]
    if len(pieces) == 1 and pieces[0].isupper() and list(pieces[0]) == sorted(set(pieces[0])):
        pieces = list(pieces[0])
    if all(len(piece) == 1 and piece.isalpha() for piece in pieces):
        return frozenset(piece.upper() for piece in pieces)
    return frozenset()


def known(
    letters: frozenset[str], options: list[tuple[str, str]], *, text: str, words: str = ""
) -> AnswerLine | Message:
    """The letters, if each is that of an option."""
    if letters <= {name for name, _ in options}:
        return AnswerLine(letters, words)
    return say(
        "ANSWER: %(letter)s names no option of its question, which isn’t carried over",
        letter=text.upper(),
    )


def unclear(text: str) -> Message:
    """What to say of an answer that is no letter and no option’s text."""
    return say(
        "ANSWER: %(text)s isn’t clearly one of the options, so its question isn’t carried over",
        text=text,
    )


def bare(text: str) -> str:
    """Its words, to compare it."""
    return " ".join(text.casefold().split()).rstrip(" .")

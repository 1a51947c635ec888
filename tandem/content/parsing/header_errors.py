"""Why can a piece of YAML or TOML not be read? In our own words, each with its line.

The readers of both speak English, and of their own grammar: few authors would understand them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

from tandem.content.messages import Message, say

LINE = re.compile(r"line (\d+)")
CANNOT_BEGIN = re.compile(r"found character '(.+?)' that|found '([\]}])'|undefined (alias)")
# What YAML's reader says, the first that fits, and our words for it.
YAML = (
    ("mapping values are not allowed", say("a colon inside a text needs quotes around the text")),
    ("unexpected end of stream", say("the quotes that open here are never closed")),
    ("document separator", say("the quotes that open here are never closed")),
    ("unknown escape character", say("a backslash inside quotes needs a second one before it")),
    ("expected escape sequence", say("a backslash inside quotes needs a second one before it")),
    ("sequence entries are not allowed", say("a text that begins with a dash needs quotes")),
    ("comment or a line break", say("behind | or > the text begins in the next line")),
    ("comment or line break", say("behind | or > the text begins in the next line")),
    ("alphabetic or numeric", say("a text that begins with * or & needs quotes")),
    ("could not find expected ':'", say("a name, a colon and a value belong in this line")),
    ("but found '<scalar>'", say("behind the closing quotes nothing may follow")),
    ("but found '<block mapping start>'", say("this line begins too far to the right")),
    ("but got '<stream end>'", say("the bracket that opens here is never closed")),
    ("but found '<stream end>'", say("the bracket that opens here is never closed")),
    ("expected ',' or", say("the bracket that opens here is never closed")),
)
UNCLOSED = ("end of stream", "document separator", "'<stream end>'", "expected ',' or")
# The same for TOML.
TOML = (
    ("Unterminated string", say("the quotes that open here are never closed")),
    ("Unclosed inline table", say("the bracket that opens here is never closed")),
    ("Unclosed array", say("the bracket that opens here is never closed")),
    ("Expected ']", say("the bracket that opens here is never closed")),
    ("Expected '='", say("a name, an equals sign and a value belong in this line")),
    ("Invalid statement", say("a name, an equals sign and a value belong in this line")),
    ("Invalid value", say("the value is missing, or a text has no quotes")),
    ("Expected newline or end", say("behind the value nothing may follow")),
    ("twice", say("this name is there twice")),
    ("Cannot ", say("this name is there twice")),
    ("invalid character", say("a text in quotes goes on in the next line")),
    ("Unescaped '\\'", say("a backslash inside quotes needs a second one before it")),
)
OTHER = say("this line is no name with a plain value")
NO_CONTROL = say("a character here can’t be seen. Type the line again")


def of_yaml(error: Exception, text: str) -> tuple[int, Message]:
    """Where in a text YAML could not go on (counted from 1), and why."""
    if isinstance(error, yaml.reader.ReaderError):
        return text[: error.position].count("\n") + 1, NO_CONTROL
    if not isinstance(error, yaml.MarkedYAMLError):
        return 1, OTHER
    problem = str(error.problem)
    is_unclosed = any(sign in problem for sign in UNCLOSED)
    mark = (error.context_mark if is_unclosed else None) or error.problem_mark
    begins = CANNOT_BEGIN.search(problem)
    if begins:
        sign = begins[1] or begins[2] or "*"
        reason = say("a text that begins with %(sign)s needs quotes", sign=sign)
    else:
        reason = first_of(YAML, problem)
    return (mark.line if mark else 0) + 1, reason


def of_toml(error: Exception, text: str) -> tuple[int, Message]:
    """Where in a text TOML could not go on (counted from 1), and why."""
    problem = str(error)
    place = LINE.search(problem)
    last = text.rstrip().count("\n") + 1
    return int(place[1]) if place else last, first_of(TOML, problem)


def first_of(reasons: Sequence[tuple[str, Message]], problem: str) -> Message:
    """The first reason whose sign stands in the problem; `OTHER` where none does."""
    return next((reason for sign, reason in reasons if sign in problem), OTHER)

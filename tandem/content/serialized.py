"""How are a lesson and the checker's problems stored in the database? As JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from tandem.content import messages
from tandem.content.lesson import Lesson, Problem, Pulse
from tandem.terms import Severity


def to_json(module: Lesson) -> bytes:
    """The module as JSON."""
    return msgspec.json.encode(module, order="deterministic")


@lru_cache(maxsize=4096)
def from_json(stored: bytes) -> Lesson:
    """The module that was stored. Raises msgspec.ValidationError where it is not one."""
    return msgspec.json.decode(stored, type=Lesson)


def pulse_to_json(pulse: Pulse | None) -> str:
    """A course's pulse as it is kept in a row; empty where it has none."""
    return msgspec.json.encode(pulse, order="deterministic").decode() if pulse else ""


def pulse_from_json(kept: str) -> Pulse | None:
    """A course's pulse, from a row."""
    return msgspec.json.decode(kept, type=Pulse) if kept else None


def problems_to_json(problems: Iterable[Problem]) -> str:
    """What the checker said, as it is kept in a row."""
    return json.dumps(
        [
            [problem.file, problem.line, problem.severity, messages.packed(problem.message)]
            for problem in problems
        ]
    )


def problems_from_json(kept: str) -> tuple[Problem, ...]:
    """What the checker said, from a row."""
    return tuple(
        Problem(file, line, Severity(severity), messages.unpacked(message))
        for file, line, severity, message in json.loads(kept)
    )

"""How far is a visitor who plays both halves, and what of it may a page show?

All of it travels in the page, sealed: neither a right answer nor a sealed sentence can be read from
there before it is due.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

from tandem.terms import SEATS, Role
from tandem.together.both.piece import PIECES, PieceOption, SeatPiece

LONGEST = 300


class PlayStage(StrEnum):
    """What a half does next."""

    READ = "read"
    QUIZ = "quiz"
    SEAL = "seal"
    DONE = "done"


@dataclass(frozen=True)
class HalfPlayed:
    """What was done in one half: read, what was chosen last, and the sentence that was sealed."""

    has_read: bool = False
    chosen: str = ""
    sentence: str = ""

    def stage(self, role: Role) -> PlayStage:
        """What comes next in this half."""
        if not self.has_read:
            return PlayStage.READ
        option = PIECES[role].option(self.chosen)
        if option is None or not option.right:
            return PlayStage.QUIZ
        return PlayStage.DONE if self.sentence else PlayStage.SEAL


@dataclass(frozen=True)
class BothPlayed:
    """Both halves."""

    rep: HalfPlayed = field(default_factory=HalfPlayed)
    support: HalfPlayed = field(default_factory=HalfPlayed)

    def half(self, role: Role) -> HalfPlayed:
        """One of them."""
        return self.rep if role is Role.REP else self.support

    @property
    def is_done(self) -> bool:
        """Are both through?"""
        return all(self.half(role).stage(role) is PlayStage.DONE for role in SEATS)


@dataclass(frozen=True)
class ShownHalf:
    """One half as the page shows it. `marked` is what was chosen and checked; `theirs` is the other
    one's sentence once both are sealed."""

    piece: SeatPiece
    stage: PlayStage
    level: int
    marked: PieceOption | None
    theirs: str


# From 44, open, to 4, done, as the picture of the halves counts.
LEVELS = {PlayStage.READ: 44, PlayStage.QUIZ: 31, PlayStage.SEAL: 17, PlayStage.DONE: 4}


def shown(both: BothPlayed, role: Role) -> ShownHalf:
    """One half of the page; nothing of the other before both are sealed."""
    half, other = both.half(role), both.half(next(seat for seat in SEATS if seat is not role))
    stage = half.stage(role)
    return ShownHalf(
        piece=PIECES[role],
        stage=stage,
        level=LEVELS[stage],
        marked=PIECES[role].option(half.chosen) if half.has_read else None,
        theirs=other.sentence if both.is_done else "",
    )


def after(both: BothPlayed, role: Role, fields: Mapping[str, str]) -> BothPlayed:
    """What is done after the button of one half. What is not its turn changes nothing."""
    half = both.half(role)
    match half.stage(role):
        case PlayStage.READ:
            half = replace(half, has_read=True)
        case PlayStage.QUIZ:
            option = PIECES[role].option(fields.get(f"answer-{role}", ""))
            half = replace(half, chosen=option.key if option else half.chosen)
        case PlayStage.SEAL:
            sentence = " ".join(fields.get(f"sentence-{role}", "").split())[:LONGEST]
            half = replace(half, sentence=sentence)
        case _:
            return both
    return replace(both, rep=half) if role is Role.REP else replace(both, support=half)


def packed(both: BothPlayed) -> str:
    """How far somebody is, as text."""
    return json.dumps(asdict(both))


def unpacked(text: str) -> BothPlayed:
    """The same, read back. It was sealed by this site, so it is whole."""
    facts: dict[str, Any] = json.loads(text)
    return BothPlayed(HalfPlayed(**facts["rep"]), HalfPlayed(**facts["support"]))

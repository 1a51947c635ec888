"""What becomes of a text that two people changed at once? Nothing of either is lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import count

from merge3 import Merge3

from tandem.content.comparing.difference import MANY, alike


class From(StrEnum):
    """Where a piece of the text put together comes from."""

    BOTH = "both"
    THEIRS = "theirs"
    MINE = "mine"
    CLASH = "clash"


class ClashChoice(StrEnum):
    """Which version of a clash is kept."""

    THEIRS = "theirs"
    MINE = "mine"
    BOTH = "both"


@dataclass(frozen=True)
class MergePiece:
    """Some lines, and whose they are. Only a clash has a `number` and two versions."""

    origin: From
    theirs: str = ""
    mine: str = ""
    number: int = -1

    @property
    def text(self) -> str:
        """The lines, where there is only one version of them."""
        return self.theirs if self.origin is From.THEIRS else self.mine


def pieces(base: str, *, theirs: str, mine: str) -> tuple[MergePiece, ...]:
    """The two texts put together; a clash is where both changed the same lines.

    Without a base, every line that only one of them has is kept.
    """
    others, own = lines_of(theirs), lines_of(mine)
    merge = Merge3(lines_of(base) or common(others, own), others, own)
    numbers = count()
    return tuple(piece(group, numbers) for group in merge.merge_groups())


def whole_pieces(theirs: str, mine: str) -> tuple[MergePiece, ...]:
    """The same at once, whatever the texts: all between what begins and ends alike is a clash."""
    others, own = lines_of(theirs), lines_of(mine)
    first, behind = alike(others, own)
    ends = len(others) - behind, len(own) - behind
    clash = MergePiece(
        From.CLASH, joined(others[first : ends[0]]), joined(own[first : ends[1]]), number=0
    )
    head, tail = joined(own[:first]), joined(own[ends[1] :])
    return (
        *([MergePiece(From.BOTH, mine=head)] if head else []),
        *([clash] if clash.theirs or clash.mine else []),
        *([MergePiece(From.BOTH, mine=tail)] if tail else []),
    )


def piece(group: Sequence[object], numbers: Iterator[int]) -> MergePiece:
    """One group of lines as `merge3` tells it; its `a` is theirs and its `b` is mine."""
    match group:
        case ("a", lines):
            return MergePiece(From.THEIRS, theirs=joined(lines))
        case ("b", lines):
            return MergePiece(From.MINE, mine=joined(lines))
        case ("conflict", _, theirs, mine):
            return MergePiece(From.CLASH, joined(theirs), joined(mine), number=next(numbers))
        case (_, lines):
            return MergePiece(From.BOTH, mine=joined(lines))
    raise ValueError(group)


def clashes(pieces: Sequence[MergePiece]) -> tuple[MergePiece, ...]:
    """Where somebody has to choose."""
    return tuple(piece for piece in pieces if piece.origin is From.CLASH)


def put_together(pieces: Sequence[MergePiece], choices: Mapping[int, ClashChoice]) -> str:
    """The whole text; where nothing was chosen both versions stay, theirs first."""
    return "".join(
        chosen(piece, choices.get(piece.number, ClashChoice.BOTH))
        if piece.origin is From.CLASH
        else piece.text
        for piece in pieces
    )


def chosen(clash: MergePiece, choice: ClashChoice) -> str:
    """What stays of a clash."""
    match choice:
        case ClashChoice.THEIRS:
            return clash.theirs
        case ClashChoice.MINE:
            return clash.mine
        case ClashChoice.BOTH:
            return clash.theirs + clash.mine


def common(theirs: Sequence[str], mine: Sequence[str]) -> list[str]:
    """The lines both texts have, in order."""
    blocks = SequenceMatcher(None, theirs, mine, autojunk=len(mine) > MANY).get_matching_blocks()
    return [line for block in blocks for line in theirs[block.a : block.a + block.size]]


def lines_of(text: str) -> list[str]:
    """The lines of a text, each with its end; blank ones at the end do not count."""
    whole = text.rstrip("\n")
    return [f"{line}\n" for line in whole.split("\n")] if whole else []


def joined(lines: object) -> str:
    """Lines as one text."""
    return "".join(lines) if isinstance(lines, list) else ""

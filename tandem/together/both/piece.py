"""What does a visitor play who is both for a minute? A short module of the site's own.

It is no lesson of a course: nothing of those is open to anybody without an account.
"""

from __future__ import annotations

from dataclasses import dataclass

from tandem.content.messages import Message, say
from tandem.terms import Role


@dataclass(frozen=True)
class PieceOption:
    """An answer to choose, and what is said of it once it was checked."""

    key: str
    text: Message
    feedback: Message
    right: bool = False


@dataclass(frozen=True)
class SeatPiece:
    """What one seat reads and is asked."""

    role: Role
    reading: tuple[Message, ...]
    question: Message
    options: tuple[PieceOption, ...]

    def option(self, key: str) -> PieceOption | None:
        """The option with this key."""
        return next((option for option in self.options if option.key == key), None)


OPENING = say(
    "Thursday, ten to five. A customer with twelve branches wants to begin on Monday. The cut-off"
    " for Monday was half past four. Four of the branches open on Mondays, and four can be ready."
)
SEALED = say("What is the other one better at than you’ll ever be? One sentence.")
REP = SeatPiece(
    Role.REP,
    (
        say(
            "You bring the energy: nobody else gets twelve branches on the phone in one afternoon."
        ),
        say("Urgency travels. Without the what and the by-when, your partner has to guess."),
    ),
    say("What do you write to your partner?"),
    (
        PieceOption(
            "urgent",
            say("“They said yes! It has to be Monday!”"),
            say("The energy arrives, and nothing to work with."),
        ),
        PieceOption(
            "two-lines",
            say("“They need four on Monday, the rest can wait. I call them at half past five.”"),
            say("What is needed, and by when: that can be answered."),
            right=True,
        ),
        PieceOption(
            "wait",
            say("Nothing. The cut-off is over."),
            say("Then the two of you never find out what would still have worked."),
        ),
    ),
)
SUPPORT = SeatPiece(
    Role.SUPPORT,
    (
        say("You bring the overview: which rule bends, which one protects somebody, who can sign."),
        say("Rules travel without their reasons. With the cut-off alone, your partner stands there"
            " with empty hands."),
    ),
    say("What do you answer?"),
    (
        PieceOption(
            "cut-off",
            say("“The cut-off was half past four. Tuesday.”"),
            say("True, and your partner has nothing to offer."),
        ),
        PieceOption(
            "all",
            say("“I’ll stay until midnight, then all twelve are ready.”"),
            say("Kind, and too much: only four of them open on Monday."),
        ),
        PieceOption(
            "frame",
            say("“Four can go live on Monday. I need a yes by half past five.”"),
            say("A frame for the energy: that can be promised, and kept."),
            right=True,
        ),
    ),
)  # fmt: skip
PIECES = {Role.REP: REP, Role.SUPPORT: SUPPORT}

"""What is this site called, and what does it call the two roles?"""

from __future__ import annotations

from tandem.content.own_words import OURS, OwnWords


def own_words() -> OwnWords:
    """The words of this site."""
    return OURS

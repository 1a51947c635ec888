"""Which words has a renamed site, and where does a text say ours?"""

from __future__ import annotations

import re

WORDS = {
    "en": {
        "rep": {"label": "engineer", "person": "engineer", "people": "engineers"},
        "support": {"label": "designer", "person": "designer", "people": "designers"},
    },
    "de": {
        "rep": {"label": "Technik", "for": "die Technik"},
        "support": {"label": "Gestaltung", "for": "die Gestaltung"},
    },
}
OURS = re.compile(r"\b(?:reps?|support|Verkauf|Vertrieb|Innendienst|Tandem)\b", re.IGNORECASE)
# What is no word for readers: an address, a name within a file of a lesson, a setting, a program.
NO_WORDS = re.compile(
    r"\S+@\S+|https?://\S+|for=\w+|TANDEM_\w+|-//Tandem//Tandem//EN|tandem[-.]\w[\w.-]*"
)


def ours_in(text: str) -> list[str]:
    """Where one of our words stands, with what is around it."""
    plain = NO_WORDS.sub("", text)
    return [plain[max(0, m.start() - 40) : m.end() + 40].strip() for m in OURS.finditer(plain)]

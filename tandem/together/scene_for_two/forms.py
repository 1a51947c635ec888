"""Which state of a scene for two did a page show, and has anything moved since?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from tandem.web.forms import FactsForm


class SceneForm(FactsForm):
    """A scene for two. The form's id names the state of the story that the page showed."""

    def has_shown(self, mark: str) -> bool:
        """Did the page show the story as it stands now?"""
        return self.facts.get("mark") == mark


@dataclass(frozen=True)
class Waiting:
    """What a page waits for: anything that moves in a scene of a pair."""

    pair_id: int
    module_id: int
    steps: Collection[str]
    mark: str


def token_of(waiting: Waiting) -> str:
    """What a waiting page asks with. It opens nothing: the answer is yes or no."""
    return str(signer().dumps(asdict(waiting)))


def waiting_in(token: str) -> Waiting | None:
    """What a page waits for, or None where the token is not ours."""
    try:
        return Waiting(**signer().loads(token))
    except BadSignature:
        return None


def signer() -> URLSafeSerializer:
    """What signs these tokens."""
    return URLSafeSerializer(current_app.secret_key or "", salt="scene-waiting")

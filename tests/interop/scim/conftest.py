"""A directory that is let in, and what it sends."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.interop.scim import tokens
from tandem.models import AuditEntry, ScimToken
from tandem.models.timing import moment_of
from tandem.terms import AuditAct
from tests.browser import BrowserClient
from tests.cast import Cast

PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
USER = "urn:ietf:params:scim:schemas:core:2.0:User"
GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group"


@dataclass
class TalkingDirectory:
    """A program that talks to the site as a company's directory does."""

    client: BrowserClient
    secret: str
    token_id: int

    def send(
        self, method: str, path: str, body: Any = None, *, headers: dict[str, str] | None = None
    ) -> TestResponse:
        """Ask for something."""
        sent = {"Authorization": f"Bearer {self.secret}", **(headers or {})}
        content = None if body is None else json.dumps(body)
        kind = "application/scim+json" if content is not None else None
        address = f"/scim/v2{path}"
        return self.client.open(
            address, method=method, data=content, content_type=kind, headers=sent
        )

    def get(self, path: str, **headers: str) -> Any:
        """Read something that is there."""
        answer = self.send("GET", path)
        assert answer.status_code == 200, answer.text
        return answer.json

    def patch(self, path: str, *operations: dict[str, Any], **headers: str) -> TestResponse:
        """Change something."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.send(
            "PATCH", path, {"schemas": [PATCH], "Operations": list(operations)}, headers=named
        )

    def bring(self, email: str, **more: Any) -> Any:
        """Bring somebody new; gives what the site says of them."""
        said = {"schemas": [USER], "userName": email, "emails": [{"value": email}], **more}
        answer = self.send("POST", "/Users", said)
        assert answer.status_code == 201, answer.text
        return answer.json


@pytest.fixture
def directory(app: Flask, session: Session, cast: Cast) -> TalkingDirectory:
    """The directory of the house, with a token that Ada has made."""
    secret = tokens.make(session, "Acme", by_id=cast.ada.id, now=moment_of(session))
    session.commit()
    token_id = session.scalars(select(ScimToken.id)).one()
    session.rollback()
    client = BrowserClient(app, app.response_class)
    client.sends_token = False
    return TalkingDirectory(client, secret, token_id)


@pytest.fixture
def acts(session: Session, directory: TalkingDirectory) -> Callable[[], list[AuditAct]]:
    """What the directory has done, in order."""

    def done() -> list[AuditAct]:
        session.rollback()
        session.expire_all()
        query = select(AuditEntry.act).where(AuditEntry.token_id == directory.token_id)
        return list(session.scalars(query.order_by(AuditEntry.id)))

    return done

"""A provider of the tests' own: over real HTTP, with real keys, and a liar on demand."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

CLIENT, SECRET = "tandem", "the secret of the client"
SIGNED_OUT = "http://schemas.openid.net/event/backchannel-logout"
SAM: dict[str, Any] = {
    "sub": "sam-at-acme",
    "email": "sam@example.com",
    "email_verified": True,
    "given_name": "Sam",
    "family_name": "Adeyemi",
}


def new_key(name: str) -> RSAKey:
    """A key to sign with."""
    return RSAKey.generate_key(2048, {"kid": name, "use": "sig", "alg": "RS256"})


FIRST, SECOND = new_key("first"), new_key("second")


@dataclass
class Forger:
    """What the provider says. A test sets what it lies about."""

    issuer: str = ""
    now: float = 0
    key: RSAKey = field(default_factory=lambda: FIRST)
    published: list[RSAKey] = field(default_factory=lambda: [FIRST])
    # What its document says otherwise, and what each token says otherwise.
    document: dict[str, Any] = field(default_factory=dict)
    lies: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] = field(default_factory=dict)
    # What it answers instead, by path: a status and a body.
    answers: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    stalls: float = 0
    codes: dict[str, dict[str, Any]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def code_for(self, address: str, **claims: Any) -> str:
        """Somebody signs in at the address to which a browser was sent: the address back."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = secrets.token_urlsafe(8)
        self.codes[code] = {"query": query, "claims": {**SAM, **claims}}
        given = {"code": code, "state": query["state"], "iss": self.issuer}
        back = urlsplit(query["redirect_uri"])
        return f"{back.path}?{urlencode(given)}"

    def token(self, claims: dict[str, Any]) -> str:
        """A signed token."""
        now = int(self.now)
        own = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, **claims}
        said = {name: value for name, value in {**own, **self.lies}.items() if value is not None}
        return jwt.encode({"alg": "RS256", "kid": self.key.kid}, said, self.key)

    def signed_out(self, **claims: Any) -> str:
        """The message that somebody has signed out."""
        return self.token({"jti": secrets.token_hex(4), "events": {SIGNED_OUT: {}}, **claims})

    def answer(self, path: str, form: dict[str, str]) -> tuple[int, Any]:
        """What stands at a path."""
        match path:
            case "/.well-known/openid-configuration":
                return 200, {**self.places(), **self.document}
            case "/keys":
                return 200, KeySet(list(self.published)).as_dict(private=False)
            case "/token":
                return self.tokens(form)
            case "/userinfo":
                return 200, self.userinfo
        return 404, {}

    def places(self) -> dict[str, Any]:
        """Its document."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "end_session_endpoint": f"{self.issuer}/logout",
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
            "authorization_response_iss_parameter_supported": True,
        }

    def tokens(self, form: dict[str, str]) -> tuple[int, Any]:
        """Tokens for a code, once, and for whoever began the way there."""
        kept = self.codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if kept is None or kept["query"].get("code_challenge") != challenge:
            return 400, {"error": "invalid_grant"}
        claims = {"nonce": kept["query"]["nonce"], **kept["claims"]}
        return 200, {
            "access_token": "opens the rest", "token_type": "Bearer", "id_token": self.token(claims)
        }  # fmt: skip


@contextmanager
def serving() -> Iterator[Forger]:
    """A provider that is there until the block ends."""
    forger = Forger()

    class Handler(BaseHTTPRequestHandler):
        def respond(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            sent = parse_qs(self.rfile.read(length).decode())
            path = urlsplit(self.path).path
            forger.asked.append(path)
            status, said = forger.answer(path, {name: values[0] for name, values in sent.items()})
            body = json.dumps(said).encode()
            status, body = forger.answers.get(path, (status, body))
            time.sleep(forger.stalls)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            if 300 <= status < 400:
                self.send_header("Location", body.decode())
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = respond  # noqa: N815 (the library calls them so)

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    forger.issuer = f"http://127.0.0.1:{server.server_address[1]}"
    # It looks every so many seconds whether it is to end.
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield forger
    server.shutdown()
    server.server_close()
    thread.join()

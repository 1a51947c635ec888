"""A passkey without a browser: it signs what a site asks for, as WebAuthn says a key does."""

from __future__ import annotations

import hashlib
import html
import json
import re

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

OPTIONS = re.compile(r'data-options="([^"]*)"')
# The flags of what is signed: somebody was there, and it was they.
PRESENT_AND_VERIFIED = 0x05
# A new key stands behind it.
WITH_A_KEY = 0x40


class SoftKey:
    """A key on the curve P-256, made for one site."""

    id = bytes_to_base64url(b"a key of the tests")

    def __init__(self, host: str, origin: str) -> None:
        self.host, self.origin = host, origin
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.count = 0

    @property
    def public(self) -> bytes:
        """Its public half, as a site keeps it (COSE, RFC 9053: an EC2 key for ES256)."""
        point = self.private.public_key().public_numbers()
        x, y = (number.to_bytes(32, "big") for number in (point.x, point.y))
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})

    def made(self, page: str, *, public: bytes = b"", count: int = 0) -> str:
        """What a browser sends when this key is made for a page that asks for one."""
        host, own_id = hashlib.sha256(self.host.encode()).digest(), base64url_to_bytes(self.id)
        data = host + bytes([PRESENT_AND_VERIFIED | WITH_A_KEY]) + count.to_bytes(4, "big")
        data += bytes(16) + len(own_id).to_bytes(2, "big") + own_id + (public or self.public)
        attested = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        client = self.client(page, "webauthn.create")
        return self.said({"clientDataJSON": client, "attestationObject": attested})

    def client(self, page: str, kind: str) -> bytes:
        """What the browser says that it was asked."""
        found = OPTIONS.search(page)
        assert found, "the page asks for no passkey"
        challenge = json.loads(html.unescape(found[1]))["challenge"]
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def answer(self, page: str) -> str:
        """What a browser sends when this key is used on a page that asks for it."""
        client = self.client(page, "webauthn.get")
        self.count += 1
        host = hashlib.sha256(self.host.encode()).digest()
        data = host + bytes([PRESENT_AND_VERIFIED]) + self.count.to_bytes(4, "big")
        signed = self.private.sign(
            data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256())
        )
        return self.said({"clientDataJSON": client, "authenticatorData": data, "signature": signed})

    def said(self, parts: dict[str, bytes]) -> str:
        """An answer of these parts."""
        response = {name: bytes_to_base64url(part) for name, part in parts.items()}
        sent = {"id": self.id, "rawId": self.id, "type": "public-key", "response": response}
        return json.dumps(sent)

"""A passkey without a browser: it signs what a site asks for, as WebAuthn says a key does."""

from __future__ import annotations

import hashlib
import html
import json
import re

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import bytes_to_base64url

OPTIONS = re.compile(r'data-options="([^"]*)"')
# The flags of what is signed: somebody was there, and it was they.
PRESENT_AND_VERIFIED = 0x05


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

    def answer(self, page: str) -> str:
        """What a browser sends when this key is used on a page that asks for it."""
        found = OPTIONS.search(page)
        assert found, "the page asks for no passkey"
        challenge = json.loads(html.unescape(found[1]))["challenge"]
        asked = {"type": "webauthn.get", "challenge": challenge, "origin": self.origin}
        client = json.dumps(asked).encode()
        self.count += 1
        host = hashlib.sha256(self.host.encode()).digest()
        data = host + bytes([PRESENT_AND_VERIFIED]) + self.count.to_bytes(4, "big")
        signed = self.private.sign(
            data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256())
        )
        parts = {"clientDataJSON": client, "authenticatorData": data, "signature": signed}
        response = {name: bytes_to_base64url(part) for name, part in parts.items()}
        sent = {"id": self.id, "rawId": self.id, "type": "public-key", "response": response}
        return json.dumps(sent)

"""Does what must stay secret rest on libraries that many know, and on nothing of our own?"""

from __future__ import annotations

import ast
import base64
import hashlib
import hmac
from collections.abc import Iterator
from pathlib import Path

from cryptography.fernet import Fernet
from flask import Flask

from tandem.people.second_step import sealing
from tests import source

ROOT = Path(__file__).parents[1]
CODE = [ROOT / "app.py", ROOT / "serve.py", *sorted((ROOT / "tandem").rglob("*.py"))]
# Only what is made up for measuring may be foreseen.
MADE_UP = ROOT / "tandem" / "commands" / "demo"
WEAK = {"md5", "sha1", "new", "md4"}
# What they call themselves who do by hand what a library does.
BY_HAND = {"Crypto", "nacl", "rsa", "ecdsa", "jwt", "jose", "bcrypt", "crypt", "OpenSSL"}


def imported(file: Path) -> Iterator[str]:
    """The package of everything that a file imports."""
    for node in source.nodes(file, ast.Import):
        yield from (name.name.partition(".")[0] for name in node.names)
    for node in source.nodes(file, ast.ImportFrom):
        yield (node.module or "").partition(".")[0]


def test_nothing_that_can_be_foreseen_is_drawn_where_somebody_could_guess_it() -> None:
    drawn = {file for file in CODE if "random" in set(imported(file))}

    assert drawn, "the demo draws, so drawing is seen"
    assert all(file.is_relative_to(MADE_UP) for file in drawn)


def test_no_second_library_does_what_one_does_and_no_weak_hash_is_asked_for() -> None:
    weak = {
        f"{file.name}: hashlib.{node.attr}"
        for file in CODE
        for node in source.nodes(file, ast.Attribute)
        if isinstance(node.value, ast.Name) and node.value.id == "hashlib" and node.attr in WEAK
    }

    assert weak == set()
    assert BY_HAND & {name for file in CODE for name in imported(file)} == set()


def test_a_sealed_key_is_what_the_standards_make_of_it(app: Flask) -> None:
    with app.app_context():
        sealed = sealing.seal("the key of an app")

    # HKDF (RFC 5869) with SHA-256: one block, no salt. Then Fernet.
    first = hmac.digest(bytes(32), str(app.secret_key).encode(), hashlib.sha256)
    key = hmac.digest(first, b"authenticator app" + bytes([1]), hashlib.sha256)
    assert Fernet(base64.urlsafe_b64encode(key)).decrypt(sealed.encode()) == b"the key of an app"

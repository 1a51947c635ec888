"""What is said to a browser about passkeys, and is what it answers true? (WebAuthn)"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from flask import current_app, request, session
from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from tandem.models import Passkey, Person
from tandem.people.second_step.actions import NewPasskey
from tandem.web.site_identity import own_words

# What the browser is to sign, kept in its session until it answers, once.
CHALLENGE = "passkey_challenge"
# What the library raises for an answer that no browser gives.
UNREADABLE = (
    *(WebAuthnException, ValueError, LookupError),
    *(TypeError, AttributeError, RecursionError),
)
# WebAuthn 3, 4: an id of 1023 bytes at most; a table keeps no larger number.
LONGEST_ID, LARGEST_COUNT = 1364, 2**31 - 1


def site() -> tuple[str, str]:
    """The host that passkeys are made for, and the origin from which they are used."""
    address = urlsplit(current_app.config["BASE_URL"] or request.root_url)
    return address.hostname or "localhost", f"{address.scheme}://{address.netloc}"


def options_to_make(person: Person, known: Sequence[Passkey]) -> str:
    """What the browser makes a passkey by, as JSON; none where there is one already."""
    options = generate_registration_options(
        rp_id=site()[0],
        rp_name=own_words().name,
        user_id=f"tandem-{person.id}".encode(),
        user_name=person.email,
        user_display_name=person.name,
        exclude_credentials=described(known),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED,
            user_verification=UserVerificationRequirement.PREFERRED,
        ),
    )
    session[CHALLENGE] = bytes_to_base64url(options.challenge)
    return options_to_json(options)


def made_by(answer: str, *, name: str) -> NewPasskey | None:
    """The passkey that the browser has made; None where the answer does not hold."""
    host, origin = site()
    try:
        made = verify_registration_response(
            credential=answer,
            expected_challenge=challenge(),
            expected_rp_id=host,
            expected_origin=origin,
        )
    except UNREADABLE:
        return None
    credential_id = bytes_to_base64url(made.credential_id)
    if len(credential_id) > LONGEST_ID or made.sign_count > LARGEST_COUNT:
        return None
    return NewPasskey(
        credential_id=credential_id,
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        name=name,
    )


def options_to_use(known: Sequence[Passkey]) -> str:
    """What the browser signs in by, as JSON."""
    options = generate_authentication_options(
        rp_id=site()[0],
        allow_credentials=described(known),
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    session[CHALLENGE] = bytes_to_base64url(options.challenge)
    return options_to_json(options)


def sign_count_of(answer: str, passkey: Passkey) -> int | None:
    """How often the passkey was used, by its own count; None where the answer does not hold."""
    host, origin = site()
    try:
        used = verify_authentication_response(
            credential=answer,
            expected_challenge=challenge(),
            expected_rp_id=host,
            expected_origin=origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
        )
    except UNREADABLE:
        return None
    return used.new_sign_count if used.new_sign_count <= LARGEST_COUNT else None


def challenge() -> bytes:
    """What this browser was to sign, once. Raises KeyError where it was to sign nothing."""
    return base64url_to_bytes(session.pop(CHALLENGE))


def described(known: Sequence[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    """Passkeys by their ids."""
    return [
        PublicKeyCredentialDescriptor(id=base64url_to_bytes(key.credential_id)) for key in known
    ]

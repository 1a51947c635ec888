"""Why does a provider let nobody in?"""

from __future__ import annotations

from enum import StrEnum


class ProviderFault(StrEnum):
    """What went wrong on the way there and back."""

    AWAY = "away"
    WRONG_SETTINGS = "wrong_settings"
    NOT_ASKED = "not_asked"
    SAID_NO = "said_no"
    CODE_REFUSED = "code_refused"
    NOT_PROVED = "not_proved"
    TOO_LONG_AGO = "too_long_ago"
    NO_ADDRESS = "no_address"
    ADDRESS_NOT_VERIFIED = "address_not_verified"
    OTHER_DOMAIN = "other_domain"
    OTHER_PROVIDER = "other_provider"
    OTHER_SUBJECT = "other_subject"
    CLOSED = "closed"
    NO_ACCOUNT = "no_account"


class ProviderError(Exception):
    """Somebody is not let in; `detail` is for the site's own log."""

    def __init__(self, fault: ProviderFault, detail: str = "") -> None:
        super().__init__(f"{fault}: {detail}")
        self.fault = fault
        self.detail = detail

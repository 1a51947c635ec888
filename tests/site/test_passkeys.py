"""Do passkeys work in a browser? Chromium's virtual authenticator is the key that is plugged in."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from tests.site.serving import Site

KEY = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
# A passkey belongs to a name; an address of figures has none.
HOST = "http://localhost"


def plug_in(page: Page) -> tuple[CDPSession, str]:
    """Plug a key into the browser."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    made = cdp.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    return cdp, made["authenticatorId"]


def type_password(page: Page, url: str) -> None:
    """Type mail address and password."""
    page.goto(f"{url}/login")
    page.get_by_label("Mail address").fill("rep@example.com")
    page.get_by_label("Password").fill("tandem-sample")
    page.get_by_role("button", name="Sign in").click()


@pytest.mark.browser
def test_a_passkey_is_made_asked_for_and_refused_where_it_is_another(
    sample: Site, chromium: Browser
) -> None:
    url = f"{HOST}:{sample.port}"
    with chromium.new_context() as context:
        page = context.new_page()
        cdp, key = plug_in(page)
        type_password(page, url)
        page.goto(f"{url}/account/second-step/passkey")
        page.get_by_label("What you call it").fill("my key")
        page.get_by_role("button", name="Make the passkey").click()
        expect(page.locator(".codes code")).to_have_count(10)
        page.get_by_role("link", name="I have kept them").click()
        expect(page.get_by_text("my key")).to_be_visible()
        page.locator("summary.site-menu__name").click()
        page.get_by_role("button", name="Sign out", exact=True).click()

        type_password(page, url)
        page.get_by_role("button", name="Use your passkey").click()
        page.wait_for_url(f"{url}/")
        page.locator("summary.site-menu__name").click()
        page.get_by_role("button", name="Sign out", exact=True).click()

        cdp.send("WebAuthn.clearCredentials", {"authenticatorId": key})
        type_password(page, url)
        page.get_by_role("button", name="Use your passkey").click()
        expect(page.get_by_text("The passkey didn’t answer")).to_be_visible()

"""Does a form that was refused promise only what it keeps?"""

from __future__ import annotations

from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import form_id_in

KEPT = "What you wrote is still here, without passwords."


def test_passwords_alone_are_not_kept(cast: Cast, browser_of: Browser) -> None:
    visitor, sam = browser_of(None), browser_of(cast.sam)
    sent = {"form_id": form_id_in(sam.get("/account")), "given_name": "", "surname": "Adeyemi"}

    refused = visitor.post("/login", data={"email": "sam@example.com", "password": ""})
    without = sam.post("/account", data=sent)

    assert KEPT in refused.text
    assert 'value="sam@example.com"' in refused.text
    assert "and what you wrote is still here." in without.text
    assert KEPT not in without.text

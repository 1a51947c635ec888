"""Is the session cookie kept to this site?"""

from __future__ import annotations

from pathlib import Path

import pytest
from werkzeug.datastructures import Headers

from app import create_app
from tests.browser import with_browsers


def heads_of(tmp_path: Path, base_url: str, *, scheme: str = "http") -> Headers:
    """The heads of an answer of a site with this address."""
    given = {
        "DATABASE_URL": "sqlite://",
        "INSTANCE": tmp_path,
        "BASE_URL": base_url,
        "WATCH": False,
    }
    client = with_browsers(create_app(given)).test_client()
    answer = client.get("/login", base_url=f"{scheme}://tandem.example.com")
    return answer.headers


def cookie_of(tmp_path: Path, base_url: str, *, scheme: str = "http") -> str:
    """The head that sets the cookie, of a site with this address."""
    return heads_of(tmp_path, base_url, scheme=scheme)["Set-Cookie"]


@pytest.mark.parametrize(("scheme", "seconds"), [("https", "max-age=31536000"), ("http", None)])
def test_by_https_a_browser_asks_this_host_by_https_for_a_year(
    tmp_path: Path, scheme: str, seconds: str | None
) -> None:
    heads = heads_of(tmp_path, "", scheme=scheme)

    assert heads.get("Strict-Transport-Security") == seconds


@pytest.mark.parametrize(
    ("base_url", "scheme"),
    [("https://tandem.example.com", "http"), ("", "https")],
)
def test_by_https_a_browser_takes_it_from_this_host_alone(
    tmp_path: Path, base_url: str, scheme: str
) -> None:
    cookie = cookie_of(tmp_path, base_url, scheme=scheme)

    assert cookie.startswith("__Host-tandem=")
    assert "; Secure; HttpOnly; Path=/; SameSite=Lax" in cookie
    assert "Domain" not in cookie


def test_a_site_in_a_folder_keeps_to_its_folder(tmp_path: Path) -> None:
    cookie = cookie_of(tmp_path, "https://example.com/tandem")

    assert cookie.startswith("__Secure-tandem=")
    assert "; Path=/tandem;" in cookie


def test_without_https_it_has_its_plain_name(tmp_path: Path) -> None:
    cookie = cookie_of(tmp_path, "")

    assert cookie.startswith("tandem=")
    assert "Secure" not in cookie

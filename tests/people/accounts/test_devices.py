"""What is a browser called that somebody is signed in with?"""

from __future__ import annotations

import pytest

from tandem.people.accounts.devices import device_of

MOZILLA = "Mozilla/5.0 ({}) AppleWebKit/537.36 (KHTML, like Gecko) {}"
WINDOWS, MAC = "Windows NT 10.0; Win64; x64", "Macintosh; Intel Mac OS X 10_15_7"
IPHONE, IPAD = "iPhone; CPU iPhone OS 17_5 like Mac OS X", "iPad; CPU OS 17_5 like Mac OS X"
ANDROID, LINUX, CHROME_OS = "Linux; Android 14", "X11; Linux x86_64", "X11; CrOS x86_64 15633"
CHROME = "Chrome/125.0 Safari/537.36"


@pytest.mark.parametrize(
    ("system", "browser", "called"),
    [
        (WINDOWS, f"{CHROME} Edg/125.0", "Edge, Windows"),
        (WINDOWS, f"{CHROME} OPR/110.0", "Opera, Windows"),
        (ANDROID, f"SamsungBrowser/25.0 {CHROME}", "Samsung Internet, Android"),
        (LINUX, "Gecko/20100101 Firefox/126.0", "Firefox, Linux"),
        (IPHONE, "FxiOS/126.0 Mobile Safari/605.1", "Firefox, iPhone"),
        (IPAD, "CriOS/125.0 Mobile Safari/605.1", "Chrome, iPad"),
        (CHROME_OS, CHROME, "Chrome, ChromeOS"),
        (MAC, "Version/17.5 Safari/605.1", "Safari, Mac"),
        ("Haiku", "Firefox/126.0", "Firefox"),
        (WINDOWS, "Other/1.0", "Windows"),
        ("", "curl/8.5", ""),
    ],
)
def test_a_browser_is_called_by_what_it_is_and_not_by_what_it_descends_from(
    system: str, browser: str, called: str
) -> None:
    assert device_of(MOZILLA.format(system, browser)) == called

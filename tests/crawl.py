"""What is there for somebody who follows every link from their own page?"""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urljoin, urlsplit

from tests.browser import BrowserClient
from tests.forms import NUMBER
from tests.outline import without_lots
from tests.visits import Sent, sent

LINK = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"')
# Texts for everybody, pictures and fonts, and files as large as they are: each has its own tests.
LEFT_OUT = ("/help", "/privacy", "/styleguide", "/assets", "/static")
# A page is opened so often, whatever it is about, in the order of its links.
OFTEN = 5
# What somebody looks for; the first is everybody's own page, the second a visitor's.
BEGIN = (
    "/", "/login",
    *(f"/search?q={words}" for words in (
        "engine", "Rosa", "rosa marin", "sam", "hadd", "Sample", "MARIN", "tomas", "Tom%C3%A1s",
        "x", "", "gasoline+engine", "call", "engine+nothing", "%25", "_", "example.com", "calm",
        "the+two", "Ruhe", "Benali+Nadia",
    )),
    *(f"/admin/people{how}" for how in (
        "?q=rosa", "?q=example.com", "?role=leader", "?role=rep&q=a", "?state=closed", "?page=2",
    )),
    "/lead/?q=rosa", "/lead/?q=nobody", "/lead/?course=teaming", "/lead/?team=1", "/lead/?page=9",
    "/lead/?state=through", "/lead/?late=1", "/lead/?sort=name", "/lead/impact",
)  # fmt: skip
MOST = 400


def crawl(browser: BrowserClient) -> dict[str, Sent]:
    """All that opens, by address, as far as links lead."""
    waiting, opened, often = [*BEGIN], dict[str, Sent](), Counter[str]()
    seen = set(waiting)
    while waiting:
        address = waiting.pop(0)
        answer = browser.get(address)
        if answer.status_code != 200:
            continue
        opened[without_lots(address)] = sent(answer)
        for link in links_in(opened[without_lots(address)].page, address):
            kind = NUMBER.sub("0", urlsplit(link).path)
            if link not in seen and often[kind] < OFTEN and not link.startswith(LEFT_OUT):
                seen.add(link)
                often[kind] += 1
                waiting.append(link)
    assert len(opened) < MOST
    return opened


def links_in(page: str, address: str) -> list[str]:
    """Where its links lead within the site, without the place in a page."""
    targets = [urljoin(address, link.replace("&amp;", "&")) for link in LINK.findall(page)]
    return [target.partition("#")[0] for target in targets if target.startswith("/")]

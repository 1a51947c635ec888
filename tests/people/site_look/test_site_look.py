"""Does a site get a name, words, colors and a logo of its own, looked at first?"""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import AuditEntry, SiteIdentity
from tandem.terms import AuditAct
from tests.browser import BrowserClient
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import form_id_in

PAGE = "/admin/look"
WORDS = {
    "en_rep_label": "engineer", "en_rep_person": "engineer", "en_rep_people": "engineers",
    "en_support_label": "designer", "en_support_person": "designer",
    "en_support_people": "designers",
    "de_rep_label": "Technik", "de_rep_for": "die Technik",
    "de_support_label": "Gestaltung", "de_support_for": "die Gestaltung",
}  # fmt: skip
COLORS = {"rep": "#3355CC", "support": "#7d6300"}
WANTED = {"name": "Forge & Frame", **WORDS, **COLORS}
MARK = Path(__file__).parents[3] / "static" / "favicon.svg"


def look_at(ada: BrowserClient, **wanted: Any) -> Any:
    """Ask for a look, to see it first."""
    fields = {"form_id": form_id_in(ada.get(PAGE)), **wanted}
    return ada.post(PAGE, data=fields, content_type="multipart/form-data")


def take(ada: BrowserClient, address: str) -> Any:
    """Let the site look like the version of a preview."""
    return ada.post(address, data={"form_id": form_id_in(ada.get(address))})


def test_a_look_is_seen_first_by_its_administrator_alone(cast: Cast, browser_of: Browser) -> None:
    ada, sam = browser_of(cast.ada), browser_of(cast.sam)

    preview = ada.get(look_at(ada, **WANTED).location).text

    assert "Forge &amp; Frame" in preview
    assert "Waiting for engineer" in preview
    assert "Wartet auf die Gestaltung" in preview
    assert 'fill="#3355cc"' in preview
    assert "Forge" not in sam.get("/").text


def test_a_chosen_look_is_everybodys_at_once_and_stands_in_the_log(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    ada, sam, visitor = browser_of(cast.ada), browser_of(cast.sam), browser_of(None)
    assert "Tandem" in sam.get("/").text

    take(ada, look_at(ada, **WANTED).location)

    for browser, page in ((sam, "/"), (visitor, "/login"), (visitor, "/no-such-page")):
        text = browser.get(page).text
        assert "Forge &amp; Frame" in text
        assert "Tandem" not in text
    (entry,) = session.scalars(select(AuditEntry).where(AuditEntry.act == AuditAct.SETTING_CHANGED))
    assert (entry.actor_id, entry.about) == (cast.ada.id, "site look")


def test_own_colors_come_as_a_small_sheet_that_may_be_kept(cast: Cast, browser_of: Browser) -> None:
    ada, visitor = browser_of(cast.ada), browser_of(None)
    assert "colors.css" not in visitor.get("/login").text

    take(ada, look_at(ada, **WANTED).location)

    (address,) = re.findall(r'href="(/look/[^"]*colors\.css)"', visitor.get("/login").text)
    sheet = visitor.get(address)
    assert "--rep: #3355cc" in sheet.text
    assert sheet.mimetype == "text/css"
    assert "immutable" in sheet.headers["Cache-Control"]
    assert len(sheet.data) < 1000
    assert visitor.get(address.replace("-", "-0", 1)).status_code == 404


def test_the_way_back_is_the_version_before(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    ada = browser_of(cast.ada)
    take(ada, look_at(ada, name="First").location)
    take(ada, look_at(ada, name="Second").location)
    (first,) = re.findall(r'href="(/admin/look/\d+)"', ada.get(PAGE).text)

    take(ada, first)

    assert "First" in browser_of(None).get("/login").text
    assert len(session.scalars(select(SiteIdentity)).all()) == 2


def test_a_site_gets_its_first_name_back(cast: Cast, browser_of: Browser) -> None:
    ada = browser_of(cast.ada)
    take(ada, look_at(ada, **WANTED).location)
    page = ada.get(f"{PAGE}?begin=anew")
    assert 'value="Tandem"' in page.text

    take(ada, look_at(ada, name="Tandem", **dict.fromkeys([*WORDS, *COLORS], "")).location)

    text = browser_of(None).get("/login").text
    assert "Tandem" in text
    assert "colors.css" not in text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Please fill this in."),
        ({"name": "x" * 200}, "At most 40 characters."),
        ({"name": "<b>Forge</b>"}, "Without &lt; &gt;"),
        ({"name": "100 %"}, "Without &lt; &gt;"),
        ({"name": "·—·"}, "It needs a letter."),
        ({"rep": "orange"}, "Write it like #17606d"),
        ({"rep": "#fff"}, "Write it like #17606d"),
        ({"rep": "#17606d", "support": "#1a6672"}, "Too much like the other one"),
        ({"support": ""}, "Choose a color for both halves, or for none."),
        ({"support": "#ffcc00"}, "The nearest that would do: #"),
        ({"rep_dark": "#222222"}, "The nearest that would do: #"),
        ({"en_support_label": "Engineer"}, "Right half, English: The two roles need two"),
        ({"de_rep_for": "7"}, "Left half, Deutsch: It needs a letter."),
        ({"en_rep_people": "<i>"}, "Without &lt; &gt;"),
    ],
)
def test_what_cannot_be_is_refused_with_what_would_do(
    session: Session, cast: Cast, browser_of: Browser, wrong: dict[str, str], said: str
) -> None:
    answer = look_at(browser_of(cast.ada), **{**WANTED, **wrong})

    assert answer.status_code == 400
    assert said in answer.text
    assert session.scalars(select(SiteIdentity)).all() == []


def test_a_logo_stands_in_the_head_and_may_only_draw(cast: Cast, browser_of: Browser) -> None:
    ada, visitor = browser_of(cast.ada), browser_of(None)
    drawn = MARK.read_bytes().replace(b"</svg>", b"<script>x()</script></svg>")

    take(ada, look_at(ada, name="Forge", logo=(BytesIO(drawn), "l.svg")).location)

    (address,) = re.findall(r'<img class="brand__logo" src="([^"]+)"', visitor.get("/login").text)
    logo = visitor.get(address)
    assert logo.mimetype == "image/svg+xml"
    assert b"script" not in logo.data
    assert "sandbox" in logo.headers["Content-Security-Policy"]


def test_a_logo_stays_until_it_is_taken_away(cast: Cast, browser_of: Browser) -> None:
    ada, visitor = browser_of(cast.ada), browser_of(None)
    drawn = (BytesIO(MARK.read_bytes()), "l.svg")
    take(ada, look_at(ada, name="Forge", logo=drawn).location)

    take(ada, look_at(ada, name="Frame").location)
    assert "brand__logo" in visitor.get("/login").text

    take(ada, look_at(ada, name="Frame", without_logo="y").location)
    assert "brand__logo" not in visitor.get("/login").text


def test_what_is_no_image_is_no_logo(cast: Cast, browser_of: Browser) -> None:
    answer = look_at(browser_of(cast.ada), name="Forge", logo=(BytesIO(b"GIF?"), "l.gif"))

    assert answer.status_code == 400
    assert "no image that browsers show" in answer.text


@pytest.mark.parametrize("who", ["sam", "lee", "tess"])
def test_nobody_else_opens_it(cast: Cast, browser_of: Browser, who: str) -> None:
    assert browser_of(getattr(cast, who)).get(PAGE).status_code == 403


@pytest.mark.parametrize("begin", ["", "no number", "9" * 30])
def test_a_form_that_begins_with_no_version_begins_with_what_is_shown(
    cast: Cast, browser_of: Browser, begin: str
) -> None:
    page = browser_of(cast.ada).get(f"{PAGE}?begin={begin}")

    assert page.status_code == 200
    assert 'value="Tandem"' in page.text


@pytest.mark.parametrize("what", ["icon.svg", "logo"])
def test_a_picture_has_no_other_address(cast: Cast, browser_of: Browser, what: str) -> None:
    ada, visitor = browser_of(cast.ada), browser_of(None)
    logo = {"logo": (BytesIO(MARK.read_bytes()), "mark.svg")} if what == "logo" else {}
    take(ada, look_at(ada, **WANTED, **logo).location)

    (address, *_) = re.findall(rf'"(/look/[^"]*/{what})"', visitor.get("/login").text)

    assert visitor.get(address).status_code == 200
    assert visitor.get(address.replace("-", "-0", 1)).status_code == 404

"""Does a certificate of a site with its own name and words say ours?"""

from __future__ import annotations

import json

import pytest
from sqlalchemy.orm import Session

from tandem.figures.accents import Accents
from tandem.models import SiteIdentity
from tandem.progress.certificates.pdf import CertificateText
from tests.cast import NOW, Cast
from tests.conftest import Browser
from tests.lessons import assign, finish, lesson, serve
from tests.people.site_look.words import WORDS, ours_in


@pytest.mark.parametrize("kind", ["pairs", "own"])
def test_a_certificate_says_none_of_our_words_and_has_the_colors_of_the_site(
    session: Session, cast: Cast, browser_of: Browser, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    drawn: list[tuple[CertificateText, Accents]] = []
    monkeypatch.setattr(
        "tandem.progress.certificates.pdf.certificate_pdf",
        lambda *given: drawn.append(given) or b"%PDF",
    )
    colors = json.dumps({"rep": "#3355cc", "support": "#7d6300"})
    row = SiteIdentity(made_at=NOW, turn=1, name="Forge", words=json.dumps(WORDS), colors=colors)
    session.add(row)
    assign(session, cast.pair, serve(session, lesson()))
    for person in (cast.sam, cast.sue):
        finish(session, person)
    sam = browser_of(cast.sam)

    page = sam.post(f"/certificates/{kind}/{cast.pair.id}/teaming").location
    sam.get(f"{page}.pdf")

    ((sheet, accents),) = drawn
    assert [place for line in sheet.lines for place in ours_in(line)] == []
    assert accents.rep == "#3355cc"
    assert "Tandem" not in sam.get(page).text

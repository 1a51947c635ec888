"""How the tests write and answer remarks."""

from __future__ import annotations

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Remark
from tests.lessons import form_id_in

TEXT = "Both of the first two are right."


def remark(browser: FlaskClient, address: str, text: str = TEXT, form_id: str = "") -> str:
    """Send a remark; gives the page that follows."""
    form_id = form_id or form_id_in(browser.get(address))
    data = {"form_id": form_id, "text": text}
    return browser.post(address, data=data, follow_redirects=True).text


def answer(browser: FlaskClient, remark_id: int, text: str = "Mended, thank you.") -> str:
    """Answer a remark; gives the page that follows."""
    address = f"/author/teaming/engine/remarks/{remark_id}"
    data = {"form_id": form_id_in(browser.get(address)), "text": text}
    return browser.post(address, data=data, follow_redirects=True).text


def remarks(session: Session) -> list[Remark]:
    """Every remark."""
    session.rollback()
    session.expire_all()
    return list(session.scalars(select(Remark).order_by(Remark.id)))

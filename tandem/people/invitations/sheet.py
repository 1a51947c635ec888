"""What stands on a printed sheet of links: a strip for each person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask import render_template
from markupsafe import Markup

from tandem.people.accounts.actions import LIFETIMES
from tandem.people.second_step.picture import picture_of
from tandem.web import clock


@dataclass(frozen=True)
class Strip:
    """One person's strip: their name and address, the link, and the link as a picture."""

    name: str
    email: str
    link: str
    picture: Markup


def strip_for(name: str, email: str, link: str) -> Strip:
    """A strip with its picture."""
    return Strip(name, email, link, picture_of(link))


def sheet_page(strips: Iterable[Strip], *, place: str, back: str) -> str:
    """The sheet, this once: links are kept nowhere, so this page does not redirect."""
    return render_template(
        "people/invitations/sheet.html",
        strips=list(strips),
        place=place,
        back=back,
        ends=ends_at(clock.now()),
    )


def ends_at(now: datetime) -> datetime:
    """Until when a link made now works."""
    return now + LIFETIMES["invite"]

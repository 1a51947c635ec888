"""People who save without a pause, and remember what they were told: does it outlive a fault?"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from itertools import count

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import Team
from tandem.web import db
from tests.site.serving import Answer, Site, Visitor, hidden

PAGE = "/lead/teams/new"
TROUBLE = (OSError, HTTPException)
# A proxy whose machine has gone, and a site that asks to be asked again.
AGAIN = {502, 503, 504}


class TeamMaker(threading.Thread):
    """A leader who makes one team after another, and sends a form again until it is answered."""

    def __init__(self, site: Site, number: int) -> None:
        super().__init__(daemon=True)
        self.number = number
        self.visitor = Visitor(site)
        self.visitor.sign_in("leader@example.com")
        self.is_over = threading.Event()
        self.told: list[str] = []
        self.odd: list[str] = []

    def run(self) -> None:
        """Make teams until it is over; the last one is seen through."""
        for turn in count():
            if self.is_over.is_set():
                return
            self.make(f"Load {self.number}-{turn}")

    def make(self, name: str) -> None:
        """Make one team: the same form, again and again, until it is said to be there."""
        page = self.asked(None)
        if 'name="form_id"' not in page.text:
            self.odd.append(f"{page.status} {page.url} {page.text[:200]}")
            return
        fields = {part: hidden(page.text, part) for part in ("csrf_token", "form_id")}
        answer = self.asked({**fields, "name": name})
        if answer.url.endswith("/people"):
            self.told.append(name)
        else:
            self.odd.append(f"{answer.status} {answer.url} {answer.text[:200]}")

    def asked(self, fields: dict[str, str] | None) -> Answer:
        """An answer; whoever is told to try again does so."""
        while True:
            try:
                answer = self.visitor.answer(PAGE, fields)
            except TROUBLE:
                time.sleep(0.1)
                continue
            if answer.status not in AGAIN:
                return answer
            time.sleep(0.1)


@contextmanager
def makers(site: Site, number: int = 3) -> Iterator[list[TeamMaker]]:
    """So many at work; when they leave, each has seen its last team through."""
    everybody = [TeamMaker(site, each) for each in range(number)]
    for maker in everybody:
        maker.start()
    yield everybody
    for maker in everybody:
        maker.is_over.set()
    for maker in everybody:
        maker.join(timeout=120)
    assert not any(maker.is_alive() for maker in everybody)


def assert_kept(site: Site, everybody: list[TeamMaker]) -> None:
    """All that was said to be there is there, once; and nothing else that they sent."""
    told = [name for maker in everybody for name in maker.told]
    odd = [line for maker in everybody for line in maker.odd]
    assert odd == [], odd
    assert len(told) > len(everybody), "nobody was at work"
    assert Counter(teams_in(site.database)) == Counter(told)


def teams_in(database: str) -> list[str]:
    """The names of the teams that were made."""
    engine = db.engine_for(database)
    with Session(engine) as session:
        names = list(session.scalars(select(Team.name).where(Team.name.like("Load %"))))
    engine.dispose()
    return names

"""What do the two see when a module of theirs is closed? Their names, and what is due of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from tandem.content.lesson import StepKind
from tandem.progress.pair_courses import SeatModule
from tandem.terms import Together
from tandem.together.steps import queries as steps
from tandem.together.steps.queries import StepsPlace
from tandem.together.steps.view import ShownStep

# So many texts of the partner stand here; the others are one click away.
TEXTS = 3


@dataclass(frozen=True)
class PartnerText:
    """What the partner wrote in a step, which this person may read."""

    step: str
    title: str
    text: str
    is_thanks: bool


@dataclass(frozen=True)
class Moment:
    """A module that both have done, as one of the two sees it."""

    place: StepsPlace
    module: SeatModule
    texts: tuple[PartnerText, ...]

    @property
    def closed_at(self) -> datetime | None:
        """When the second half was complete."""
        moments = (self.module.mine.finished_at, self.module.theirs.finished_at)
        return max((at for at in moments if at), default=None)


def moment_of(
    session: Session, person_id: int, *, course: str, module: str, pair_id: int, now: datetime
) -> Moment:
    """The moment of a pair for one of the two. Raises NoResultFound while a half is open."""
    place = steps.place(session, person_id, course=course, module=module, pair_id=pair_id, now=now)
    page = steps.steps_page(session, place, now=now)
    if page.module.together is not Together.BOTH_DONE:
        raise NoResultFound(module)
    texts = [text for view in page.steps if (text := text_in(view))]
    texts.sort(key=lambda text: not text.is_thanks)
    return Moment(place, page.module, tuple(texts[:TEXTS]))


def text_in(view: ShownStep) -> PartnerText | None:
    """What the partner wrote in a step, where that is due and is a text."""
    if view.partners is None or not view.partners.given.text:
        return None
    return PartnerText(
        step=view.step.id,
        title=view.step.title,
        text=view.partners.given.text,
        is_thanks=view.step.kind is StepKind.THANKS,
    )

"""What does a sent step say?"""

from __future__ import annotations

from datetime import date
from typing import Self

from werkzeug.datastructures import MultiDict

from tandem.content.lesson import PairStep
from tandem.dates import is_plausible
from tandem.terms import Promise
from tandem.together.steps.answers import StepAnswer, mark_of, tidy_lines
from tandem.together.steps.queries import StepsPlace
from tandem.together.steps.visibility import names
from tandem.web.forms import FactsForm

ITEM = "item-"
ANSWER = "answer-"
LONGEST_KEY = 40


class StepForm(FactsForm):
    """Something given in a step. Its id names the pair, the module, the step and the promise."""

    @classmethod
    def for_page(
        cls,
        place: StepsPlace,
        step: PairStep,
        promise: Promise,
        *,
        number: int,
        revision_id: int,
        seen: StepAnswer | None,
    ) -> Self:
        """An empty form for a page that makes this promise and asks for time `number`.

        `seen` is what the page shows as given, `revision_id` whose text it shows.
        """
        kept = facts(place, step) | {"promise": promise, "number": number, "revision": revision_id}
        return cls(formdata=None, facts=kept | {"seen": mark_of(seen) if seen else ""})

    def promise_made(self, place: StepsPlace, step: PairStep) -> Promise | None:
        """The promise that the page made, if it was made for this step of this pair."""
        page_facts = self.facts
        is_here = all(page_facts.get(name) == value for name, value in place_facts(place).items())
        is_ours = is_here and page_facts.get("step") in names(step)
        return Promise(page_facts["promise"]) if is_ours and "promise" in page_facts else None

    @property
    def number(self) -> int:
        """Which time the page asked for."""
        return int(self.facts.get("number", 1))

    @property
    def revision_id(self) -> int | None:
        """The revision whose text the page showed; None for a page that does not say."""
        shown: int | None = self.facts.get("revision")
        return shown

    @property
    def seen(self) -> str:
        """The mark of what the page showed as given."""
        return str(self.facts.get("seen", ""))

    @property
    def writer(self) -> str:
        """An id of this page; another tab has another one."""
        return str(self.facts.get("n", ""))


def facts(place: StepsPlace, step: PairStep) -> dict[str, str | int]:
    """What a form's id says about its place."""
    return place_facts(place) | {"step": step.id}


def place_facts(place: StepsPlace) -> dict[str, str | int]:
    """The pair and the module alone, because a step may be renamed meanwhile."""
    return {"pair": place.pair.id, "module": place.module.id}


def given_in_fields(fields: MultiDict[str, str]) -> StepAnswer:
    """What was given, as it was typed; what is no number or no day is left out."""
    values = {
        name.removeprefix(ITEM): int(value)
        for name, value in fields.items()
        if name.startswith(ITEM) and value.removeprefix("-").isdecimal() and len(value) < 5
    }
    return StepAnswer(
        text=plain(fields.get("text", "")).strip(),
        values=values,
        lines=gaps_in(fields.getlist("gap"))
        or tidy_lines(plain(line) for line in fields.getlist("line")),
        look_again_on=day_in(fields.get("look_again_on", "")),
        choice=plain(fields.get("choice", ""))[:LONGEST_KEY],
        answers={
            name.removeprefix(ANSWER): text
            for name, value in fields.items()
            if name.startswith(ANSWER) and (text := plain(value).strip())
        },
        unsaid=tuple(dict.fromkeys(plain(key) for key in fields.getlist("unsaid"))),
    )


def gaps_in(texts: list[str]) -> tuple[str, ...]:
    """What stands in the gaps of a plan, each in its place; nothing where all are empty."""
    gaps = tuple(" ".join(plain(text).split()) for text in texts)
    return gaps if any(gaps) else ()


def plain(text: str) -> str:
    """A text with LF line ends and without NUL, which PostgreSQL cannot store."""
    return text.replace("\r\n", "\n").replace("\0", "")


def day_in(text: str) -> date | None:
    """The day that was chosen, if it is one."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if is_plausible(day) else None


def number_in(text: str) -> int:
    """A number from a hidden field; 0 for anything else."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0

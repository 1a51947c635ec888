"""What does a tap on an answer about a plan say?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

from wtforms import StringField
from wtforms.validators import AnyOf

from tandem.learning.plans.queries import OwnPlan
from tandem.terms import PlanCheck, PlanSaid
from tandem.web.forms import FactsForm


class PlanForm(FactsForm):
    """Did somebody do it? Each answer is a button. Its id names the plan and when it was asked."""

    answers = tuple(PlanSaid)
    said = StringField(validators=[AnyOf([said.value for said in PlanSaid])])

    @classmethod
    def for_page(cls, plan: OwnPlan, asked: PlanCheck) -> Self:
        """The form for a page that asks about this plan."""
        return cls(formdata=None, facts={"plan": plan.id, "asked": asked})

    def asked(self, plan: OwnPlan) -> PlanCheck | None:
        """When the page asked; None for a form about something else."""
        facts = self.facts
        return PlanCheck(facts["asked"]) if facts.get("plan") == plan.id else None


# So many plans stand on one's own page that nothing is asked about; the others below them.
KEPT = 3


@dataclass(frozen=True)
class PlanCards:
    """The plans on somebody's own page: those that something is asked about, and the others."""

    asked: tuple[tuple[OwnPlan, PlanForm], ...]
    kept: tuple[OwnPlan, ...]
    earlier: tuple[OwnPlan, ...]

    @property
    def shown(self) -> tuple[tuple[OwnPlan, PlanForm | None], ...]:
        """What is asked about first, then the newest others."""
        return (*self.asked, *((plan, None) for plan in self.kept))


def plan_cards(plans: Iterable[OwnPlan], *, today: date) -> PlanCards:
    """The cards of these plans, the newest first."""
    due = [(plan, plan.due(today)) for plan in plans]
    others = tuple(plan for plan, check in due if check is None)
    return PlanCards(
        asked=tuple((plan, PlanForm.for_page(plan, check)) for plan, check in due if check),
        kept=others[:KEPT],
        earlier=others[KEPT:],
    )

"""Which link in a mail leads to a page that asks about a plan? Signed, so that only we make one."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from tandem.terms import PlanCheck, PlanSaid
from tandem.web.links import full_address


@dataclass(frozen=True)
class PlanLink:
    """What a link says: whose plan, when it was asked about, and the answer that was tapped."""

    plan_id: int
    person_id: int
    asked: PlanCheck
    said: PlanSaid


def address_of(link: PlanLink) -> str:
    """The address of a tap. Looking there records nothing: the page has a button."""
    facts = [link.plan_id, link.person_id, link.asked, link.said]
    return full_address("plans.from_mail", token=signer().dumps(facts))


def link_in(token: str) -> PlanLink | None:
    """What a link says; None where it is not ours."""
    try:
        plan_id, person_id, asked, said = signer().loads(token)
    except (BadSignature, ValueError, TypeError):
        return None
    return PlanLink(int(plan_id), int(person_id), PlanCheck(asked), PlanSaid(said))


def signer() -> URLSafeSerializer:
    """What signs such links."""
    return URLSafeSerializer(current_app.secret_key or "", salt="plan")

"""Who sees an answer to a refresher, in words for whoever gives it?"""

from __future__ import annotations

from flask_babel import gettext

from tandem.terms import RefresherPromise


def refresher_promise_words(promise: RefresherPromise, *, partner: str) -> str:
    """Who will see the answer: said before, and kept."""
    match promise:
        case RefresherPromise.OWN:
            return str(gettext("Nobody else sees your answer."))
        case RefresherPromise.FIGURES_OF_FIVE:
            text = gettext(
                "Nobody else sees your answer. Whoever leads your team sees only what full groups"
                " of five people still know."
            )
            return str(text)
        case RefresherPromise.BOTH:
            text = gettext(
                "%(name)s sees this once both of you have answered, nobody else.", name=partner
            )
            return str(text)
        case RefresherPromise.BOTH_AND_FIGURES:
            text = gettext(
                "Once both of you have answered, %(name)s sees your answer, nobody else. Whoever"
                " leads your team sees only what full groups of five people still know.",
                name=partner,
            )
            return str(text)

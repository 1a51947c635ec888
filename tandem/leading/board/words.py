"""How is it said where a pair stands still, and what would help? Alike on the screen and in a file.

Before the due date no sentence here names a person: it names the step.
"""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext
from flask_babel.speaklater import LazyString
from markupsafe import Markup

from tandem.leading.board.roads import RoadRow
from tandem.leading.board.rows import BoardRow
from tandem.leading.status.queries import Need
from tandem.people.pairs.queries import Partner, ShownPair
from tandem.progress.rules.rounds import Round
from tandem.terms import Hint, PairState, Stall, Step
from tandem.web.clock import day
from tandem.web.words import once_said

HINTS: dict[Hint, LazyString] = {
    Hint.INTRODUCE: lazy_gettext(
        "Introduce the two as equals: say in one sentence what each of them brings."
    ),
    Hint.BEGIN_TOGETHER: lazy_gettext(
        "Ask both, on the same day, what keeps them from the first ten minutes. Take it off them."
    ),
    Hint.TEN_MINUTES: lazy_gettext(
        "Give the two ten minutes in the same room this week, and stay outside."
    ),
    Hint.CLEAR_THE_WAY: lazy_gettext(
        "Ask the two together what is in their way, and clear one thing of it."
    ),
    Hint.SIT_DOWN: lazy_gettext(
        "Sit down with the two: ask what is hard about it, and what would help."
    ),
    Hint.NEW_DATE: lazy_gettext(
        "Agree on a new date with both at one table. Ask what they need, not who was late."
    ),
    Hint.TELL_EACH_OTHER: lazy_gettext(
        "Ask the half that is ahead to tell the other one thing that was worth it."
    ),
    Hint.SAY_WHAT_CHANGED: lazy_gettext(
        "Tell both, in one sentence, what has become better since they work together."
    ),
    Hint.OUT_OF_THEIR_WAY: lazy_gettext("They are on their way. Get out of it."),
}
REASONS: dict[Hint, LazyString] = {
    Hint.INTRODUCE: lazy_gettext("The pair hasn’t begun yet."),
    Hint.BEGIN_TOGETHER: lazy_gettext("The first step has been open for a while."),
    Hint.TEN_MINUTES: lazy_gettext("A sealed answer waits for the other one."),
    Hint.CLEAR_THE_WAY: lazy_gettext("No movement for a while."),
    Hint.SIT_DOWN: lazy_gettext("A module takes them longer than others."),
    Hint.NEW_DATE: lazy_gettext("The date has passed and something is open."),
    Hint.TELL_EACH_OTHER: lazy_gettext("One half is three modules ahead or more."),
    Hint.SAY_WHAT_CHANGED: lazy_gettext("Both halves are done."),
    Hint.OUT_OF_THEIR_WAY: lazy_gettext("The pair moves, and no date has passed."),
}
NEEDS: dict[Need, LazyString] = {
    Need.PAST_DATE: lazy_gettext("Past the date"),
    Need.STANDS_STILL: lazy_gettext("No movement"),
    Need.ON_THEIR_WAY: lazy_gettext("On their way"),
    Need.RESTS: lazy_gettext("Proposed, paused or ended"),
    Need.THROUGH: lazy_gettext("Through"),
}
STEPS: dict[Step, LazyString] = {
    Step.READ: lazy_gettext("reading"),
    Step.PRACTICE: lazy_gettext("the scene"),
    Step.QUIZ: lazy_gettext("the quiz"),
    Step.TOGETHER: lazy_gettext("the steps for two"),
}


def need_words(need: Need) -> str:
    """The name of a group."""
    return str(NEEDS[need])


def number_words(number: int, *, has_more_courses: bool) -> str:
    """How many pairs there are; of more courses than one, rows of pairs."""
    if has_more_courses:
        return str(_("%(number)s in all, each pair once per course", number=number))
    return str(ngettext("%(num)s pair", "%(num)s pairs", number))


def stale_words(number: int) -> str:
    """That the board is not complete yet, and how much of it is still to come."""
    still = ngettext(
        "The board is still being made: %(num)s pair is to come.",
        "The board is still being made: %(num)s pairs are to come.",
        number,
    )
    until_then = _("Until then some numbers and lists may be older than what the pairs have done.")
    return f"{still} {until_then}"


def hint_words(hint: Hint | None) -> str:
    """The sentence for a hint."""
    return str(HINTS[hint]) if hint else ""


def reason_words(hint: Hint | None) -> str:
    """Why this hint was chosen."""
    return str(REASONS[hint]) if hint else ""


def stall_words(stall: Stall | None, *, days: int, step: Step | None, module: str) -> str:
    """Where a pair stands still, and at which step; nothing where it does not."""
    facts = {"step": words_of_step(step), "module": module}
    return stall_sentence(stall, days=days, step=step) % facts


def stall_words_marked(
    stall: Stall | None, *, days: int, step: Step | None, module: Markup
) -> Markup:
    """The same for a page, with the title of the module marked with its language."""
    sentence = Markup(stall_sentence(stall, days=days, step=step))  # noqa: S704 (of the catalogue)
    return sentence % {"step": words_of_step(step), "module": module}


def words_of_step(step: Step | None) -> str:
    """What the step is called within a sentence."""
    return str(STEPS[step]) if step else ""


def stall_sentence(stall: Stall | None, *, days: int, step: Step | None) -> str:
    """The sentences on where a pair stands still, with places for its next step and its module."""
    match stall:
        case None:
            return ""
        case Stall.NO_FIRST_STEP:
            sentence = ngettext(
                "No first step for %(num)s day.", "No first step for %(num)s days.", days
            )
        case Stall.NO_MOVEMENT:
            sentence = ngettext(
                "No movement for %(num)s day.", "No movement for %(num)s days.", days
            )
        case Stall.SEALED_WAITS:
            sentence = ngettext(
                "A sealed answer has waited for %(num)s day.",
                "A sealed answer has waited for %(num)s days.",
                days,
            )
    following = _("Next: %(step)s, “%(module)s”.")
    return f"{sentence} {following}" if step else str(sentence)


def way_words(row: RoadRow | BoardRow) -> str:
    """What is in a pair's way, in a few words. Before the date it names the step and nobody."""
    match row.need:
        case Need.THROUGH:
            return ""
        case Need.RESTS:
            return resting_words(row.pair)
        case Need.PAST_DATE:
            return open_words(row.late)
        case Need.STANDS_STILL if row.stall:
            stall, days = row.stall, row.days_still
            return once_said(f"still.{stall}.{days}", lambda: still_words(stall, days))
        case _:
            step = row.next_step
            return once_said(f"step.{step}", lambda: str(STEPS[step])) if step else ""


def open_words(late: Sequence[Partner]) -> str:
    """Who has something open, in a few words: both are named at the head of the row already."""
    if len(late) > 1:
        return once_said("open.both", lambda: str(_("open: both")))
    if not late:
        return ""
    return once_said("open.one", lambda: str(_("open: %(names)s"))) % {"names": late[0].name}


def still_words(stall: Stall, days: int) -> str:
    """Since when a pair stands still, in a few words."""
    match stall:
        case Stall.NO_FIRST_STEP:
            return str(
                ngettext("no first step for %(num)s day", "no first step for %(num)s days", days)
            )
        case Stall.NO_MOVEMENT:
            return str(
                ngettext("no movement for %(num)s day", "no movement for %(num)s days", days)
            )
        case Stall.SEALED_WAITS:
            return str(
                ngettext(
                    "sealed answer waits for %(num)s day",
                    "sealed answer waits for %(num)s days",
                    days,
                )
            )


def resting_words(pair: ShownPair) -> str:
    """Why nobody waits for a pair."""
    if pair.state is PairState.PROPOSED:
        return str(_("waits for a yes of both"))
    if pair.state is PairState.PAUSED and pair.paused_until:
        return str(_("paused until the end of %(day)s", day=day(pair.paused_until)))
    return str(_("paused") if pair.state is PairState.PAUSED else _("ended"))


def late_words(names: Sequence[str]) -> str:
    """Who has something open after the date; nothing where nobody has."""
    if not names:
        return ""
    listed = _(" and ").join(names)
    return str(_("The date has passed. Open: %(names)s.", names=listed))


def round_words(round: Round, zone: str) -> str:
    """In which round a pair is and when the next begins; nothing where a course is done once."""
    sentences = []
    began_on, renews_on = round.began_on(zone), round.renews_on(zone)
    if began_on:
        sentences.append(
            _("Round %(number)s since %(day)s (%(zone)s).",
              number=round.number, day=day(began_on), zone=zone)
        )  # fmt: skip
    if renews_on:
        sentences.append(_("Repeats on %(day)s (%(zone)s).", day=day(renews_on), zone=zone))
    return " ".join(sentences)


def init_app(app: Flask) -> None:
    """Give the templates these words."""
    app.add_template_filter(way_words)
    app.add_template_filter(need_words)
    app.add_template_filter(hint_words)
    app.add_template_filter(reason_words)
    app.add_template_global(number_words)
    app.add_template_global(round_words)
    app.add_template_global(stall_words_marked)
    app.add_template_filter(late_words)
    app.add_template_filter(stale_words)

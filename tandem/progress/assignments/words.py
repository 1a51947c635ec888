"""How is it said what giving a course did, and what it changed where the course ran already?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask_babel import gettext as _

from tandem.progress.assignments.changes import CourseTerms, Given
from tandem.web.clock import day


def done_words(given: Sequence[Given], *, is_new: str) -> str:
    """What was done: `is_new` where the course is new, and what changed where it was not."""
    changed = [row for row in given if row.before and row.has_changed]
    sentences = []
    if any(row.before is None for row in given):
        sentences.append(is_new)
    elif not changed:
        sentences.append(_("Nothing was changed: the course is assigned like this already."))
    said = {", ".join(change_words(row.before, row.after)) for row in changed if row.before}
    if len(said) == 1:
        sentences.append(_("Changed where it ran already: %(changes)s.", changes=said.pop()))
    elif said:
        sentences.append(_("Where it ran already it now has this date, and what else you chose."))
    return " ".join(sentences)


def undone_words(given: Sequence[Given], number: int) -> str:
    """What was taken back, and that the rest had changed since."""
    was_there = any(row.before for row in given)
    text = (
        _("Undone: the course is assigned as before.")
        if was_there
        else _("Undone: the course is withdrawn again.")
    )
    others = _("The others have changed since, and stay.")
    return text if number == len(given) else f"{text} {others}"


def change_words(before: CourseTerms, after: CourseTerms) -> Iterator[str]:
    """What is another one now, each with how it was."""
    same_zone = before.time_zone == after.time_zone
    if before.due_on != after.due_on or not same_zone:
        was, now = (date_words(terms, with_zone=not same_zone) for terms in (before, after))
        yield _("due %(before)s → %(after)s", before=was, after=now)
    if before.closes != after.closes:
        yield switch_words(_("closes after the date"), is_on=after.closes)
    if before.in_order != after.in_order:
        yield switch_words(_("modules in order"), is_on=after.in_order)
    if before.renew_months != after.renew_months:
        was, now = (str(terms.renew_months or _("never")) for terms in (before, after))
        yield _("repeats after … months: %(before)s → %(after)s", before=was, after=now)


def date_words(terms: CourseTerms, *, with_zone: bool) -> str:
    """A date, or that there is none."""
    if terms.due_on is None:
        return str(_("no date"))
    return f"{day(terms.due_on)} ({terms.time_zone})" if with_zone else day(terms.due_on)


def switch_words(what: str, *, is_on: bool) -> str:
    """That something is on now, or off."""
    return str(_("%(what)s: on", what=what) if is_on else _("%(what)s: off", what=what))

"""How is it said when a half was done, and what is still open?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from flask import Flask
from flask_babel import gettext, ngettext

from tandem.content.minutes import Minutes, all_together
from tandem.progress.assigned import Seat
from tandem.progress.rules.halves import HalfInPair, Parts
from tandem.web.clock import day
from tandem.web.words import once_said, words


def parts_words(parts: Parts) -> str:
    """How many of how many steps of a half are done."""
    return once_said(
        f"{parts.done} of {parts.of}",
        lambda: str(
            ngettext(
                "%(done)s of %(num)s step", "%(done)s of %(num)s steps", parts.of, done=parts.done
            )
        ),
    )


def length_words(minutes: Minutes) -> str:
    """How long it takes: `7 minutes alone, 20 for the two of you`; nothing where nobody knows."""
    alone, together = minutes.by_oneself, minutes.together
    if not alone:
        return ""
    return once_said(f"takes {alone} and {together}", lambda: length_said(alone, together))


def length_said(alone: int, together: int) -> str:
    """The same of two numbers of minutes."""
    if not together:
        return str(ngettext("%(num)s minute", "%(num)s minutes", alone))
    return str(
        ngettext(
            "%(num)s minute alone, %(together)s for the two of you",
            "%(num)s minutes alone, %(together)s for the two of you",
            alone,
            together=together,
        )
    )


def half_words(half: HalfInPair) -> str:
    """What one partner has done in a module: `Done on 2 Mar 2026`, `Read on 1 Mar 2026`, `Open`.

    Where some of the steps for two are done it says `Together 1 of 3`; where a leader set the half
    complete, who and when; where it was completed in an earlier round, when.
    """
    text = finished_words(half, half.finished_at) if half.finished_at else open_words(half)
    if half.done_before is None:
        return text
    before = gettext("completed before on %(day)s", day=day(half.done_before))
    return f"{text}, {before}"


def open_words(half: HalfInPair) -> str:
    """What is done in a half that is not complete."""
    done, of = half.shared
    if not half.steps and not done:
        return once_said("open", lambda: str(gettext("Open")))
    parts = [
        gettext("%(step)s on %(day)s", step=words(step), day=day(at))
        for step, at in half.steps.items()
    ]
    if 0 < done < of:
        parts.append(gettext("Together %(done)s of %(of)s", done=done, of=of))
    return ", ".join(parts) if half.next_step is not None else str(gettext("Open"))


def finished_words(half: HalfInPair, finished_at: datetime) -> str:
    """When a half was completed, and who set it complete where a leader did."""
    if not half.set_by:
        return done_words(day(finished_at))
    text = gettext("Marked as done on %(day)s by %(name)s", day=day(finished_at), name=half.set_by)
    return f"{text}, {done_later(half.learned_at)}" if half.learned_at else str(text)


def done_later(learned_at: datetime) -> str:
    """When somebody did themselves what had been set complete."""
    return str(gettext("done on %(day)s", day=day(learned_at)))


def done_words(day_written: str) -> str:
    """When a half was completed."""
    return once_said(day_written, lambda: str(gettext("Done on %(day)s", day=day_written)))


def partner_words(seat: Seat, seats: Iterable[Seat], name: str = "") -> str:
    """The partner's name beside these seats; with one's own role, where one person sits beside
    somebody in both. `name` is what the partner is called there, else the whole name."""
    name = name or seat.partner_name
    is_in_both = any(
        other.partner_id == seat.partner_id and other.role is not seat.role for other in seats
    )
    if not is_in_both:
        return name
    return str(gettext("%(name)s (you: %(role)s)", name=name, role=words(seat.role)))


def init_app(app: Flask) -> None:
    """Give the templates these words."""
    app.add_template_global(half_words)
    app.add_template_global(parts_words)
    app.add_template_global(partner_words)
    app.add_template_global(length_words)
    app.add_template_global(all_together)

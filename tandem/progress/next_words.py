"""How is the next thing said, and where does it lead? Alike on every page and in every letter."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Flask, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from tandem.content.lesson import PairStep, StepKind
from tandem.progress.next_thing import NextThing, steps_left
from tandem.progress.partner_acts import PartnerAct
from tandem.progress.rules.halves import HalfInPair
from tandem.terms import Step
from tandem.web import clock
from tandem.web.languages import in_tongue, titled
from tandem.web.links import full_address


def next_place(thing: NextThing) -> str:
    """Where the next thing stands: `Next for you: module 4 of 9`."""
    number, of = thing.place, thing.number_of_modules
    return str(_("Next for you: module %(number)s of %(of)s", number=number, of=of))


def next_label(thing: NextThing) -> str:
    """What its button says."""
    if not thing.can_be_done:
        return str(_("Back to the lesson"))
    match thing.step:
        case Step.READ:
            return str(_("Begin to read"))
        case Step.PRACTICE:
            return str(_("Play the scene"))
        case Step.QUIZ:
            return str(_("Take the quiz"))
        case Step.TOGETHER:
            return str(_("Continue with %(name)s", name=thing.ahead.partner))


def next_left(thing: NextThing) -> str:
    """What is left of this half of the module, and about how long it takes."""
    if not thing.can_be_done:
        return used_up_words()
    steps = words_of_steps(thing.left, thing.ahead.partner)
    left = str(_("Left for you: %(steps)s.", steps=steps))
    shared = thing.own.mine.next_shared if thing.step is Step.TOGETHER else None
    first = str(_("First “%(step)s”.", step=plain(shared.title))) if shared else ""
    return " ".join(part for part in (left, first, minutes_words(thing.minutes)) if part)


def then_words(half: HalfInPair, partner: str = "") -> str:
    """The next open step of a half, and about how long this one takes."""
    left = steps_left(half)
    if not left:
        return ""
    step, number = left[0]
    said = str(_("Next: %(step)s.", step=step_words(step, number, partner)))
    return " ".join(part for part in (said, minutes_words(half.minutes_of(step))) if part)


def left_words(half: HalfInPair, partner: str = "", *, is_used_up: bool = False) -> str:
    """The open steps of a half in a row: `reading, the quiz, 2 steps with Samir`. Without the quiz
    where no attempt at it is left."""
    return words_of_steps(steps_left(half, is_used_up=is_used_up), partner)


def words_of_steps(steps: Iterable[tuple[Step, int]], partner: str) -> str:
    """Open steps in a row, each with how many there are of it."""
    return ", ".join(step_words(step, number, partner) for step, number in steps)


def used_up_words() -> str:
    """That no attempt at a quiz is left, and who can help."""
    return str(
        _(
            "All attempts are used. A leader of yours can give you one more, and a new edition of"
            " the lesson opens the quiz again."
        )
    )


def step_words(step: Step, number: int, partner: str) -> str:
    """One open step, or so many of those for two."""
    match step:
        case Step.READ:
            return str(_("reading"))
        case Step.PRACTICE:
            return str(_("a scene"))
        case Step.QUIZ:
            return str(_("the quiz"))
        case Step.TOGETHER:
            return str(
                ngettext("%(num)s step with %(name)s", "%(num)s steps with %(name)s", number,
                         name=partner)
                if partner
                else ngettext("%(num)s step for two", "%(num)s steps for two", number)
            )  # fmt: skip


def minutes_words(minutes: int) -> str:
    """About how long it takes; nothing where nobody knows."""
    if not minutes:
        return ""
    return str(ngettext("About one minute.", "About %(num)s minutes.", minutes))


def next_address(thing: NextThing) -> str:
    """Where it leads."""
    endpoint, values = goal_of(thing)
    return url_for(endpoint, **values)


def next_full_address(thing: NextThing) -> str:
    """Where it leads, with scheme and host, for a letter."""
    endpoint, values = goal_of(thing)
    return full_address(endpoint, **values)


def act_words(name: str, act: PartnerAct) -> str:
    """What a partner did last, in one sentence."""
    step = plain(act.shared.title) if act.shared else ""
    day = clock.day(act.at)
    return act_sentence(act) % {"name": name, "module": act.module.title, "step": step, "day": day}


def act_words_marked(name: str, act: PartnerAct) -> Markup:
    """The same for a page, with its titles marked with their language."""
    step = plain(act.shared.title) if act.shared else ""
    facts = {
        "name": name,
        "module": titled(act.module),
        "step": in_tongue(step, act.module.lesson.language),
        "day": clock.day(act.at),
    }
    return Markup(act_sentence(act)) % facts  # noqa: S704 (a sentence of the catalogue)


def act_sentence(act: PartnerAct) -> str:
    """The sentence on what a partner did, with places for the names in it."""
    if act.shared:
        return shared_act_sentence(act, act.shared)
    match act.step:
        case Step.READ:
            return str(_("%(name)s read “%(module)s” on %(day)s."))
        case Step.PRACTICE:
            return str(_("%(name)s played the scene of “%(module)s” on %(day)s."))
        case _:
            return str(_("%(name)s passed the quiz of “%(module)s” on %(day)s."))


def shared_act_sentence(act: PartnerAct, step: PairStep) -> str:
    """The same of what a partner gave in a step for two."""
    if act.waits:
        return str(_("%(name)s has answered “%(step)s”. It opens when you have answered, too."))
    if step.kind is StepKind.SCENE:
        return str(_("You and %(name)s did “%(step)s” on %(day)s."))
    if step.kind is StepKind.THANKS:
        return str(_("%(name)s thanked you in “%(module)s” on %(day)s."))
    return str(_("%(name)s did “%(step)s” in “%(module)s” on %(day)s."))


def plain(title: str) -> str:
    """A title without its marks."""
    return str(Markup(title).striptags())  # noqa: S704 (its tags are taken away)


def goal_of(thing: NextThing) -> tuple[str, dict[str, Any]]:
    """The page it leads to, and its values."""
    where: dict[str, Any] = {"course": thing.ahead.course.slug, "module": thing.module.slug}
    face = {**where, "as": thing.ahead.as_role}
    if not thing.can_be_done:
        return "lessons.module", face
    match thing.step:
        case Step.READ:
            return "lessons.module", face
        case Step.PRACTICE:
            return "practice.practice", face
        case Step.QUIZ:
            return "quizzes.quiz", face
        case Step.TOGETHER:
            step = thing.own.mine.next_shared
            anchor = {"_anchor": f"step-{step.id}"} if step else {}
            return "steps.together", {**where, "pair_id": thing.ahead.pair_id, **anchor}


def init_app(app: Flask) -> None:
    """Give the templates these words."""
    for words in (next_place, next_label, next_left, next_address, left_words, then_words,
                  minutes_words, used_up_words, act_words_marked):  # fmt: skip
        app.add_template_global(words)

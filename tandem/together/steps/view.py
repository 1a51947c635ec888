"""How does a step for two stand, as one of them sees it?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from tandem.content.lesson import PairStep, StepKind
from tandem.terms import Promise, Role, opposite
from tandem.together.steps.answers import StepAnswer
from tandem.together.steps.handovers import ShownHandover
from tandem.together.steps.known import (
    BegunStep,
    DraftShown,
    KnownSteps,
    ShownAnswer,
    under_its_name,
    words_of,
)
from tandem.together.steps.repeats import again_from, may_begin, newest_time
from tandem.together.steps.signatures import Version, in_force, proposed
from tandem.together.steps.two_choices import MadeChoices, made_choices
from tandem.together.steps.visibility import (
    HELD,
    TalkingPoint,
    due_text,
    is_fixed,
    names,
    promise_of,
    shared_early_from,
    talking_points,
)

NOTHING = StepAnswer()


@dataclass(frozen=True)
class EarlierTime:
    """What the two saw apart when they filled in a scale before."""

    at: datetime
    points: tuple[TalkingPoint, ...]


@dataclass(frozen=True)
class Times:
    """How often a scale was filled in. `number` tells which time its form asks for.

    `again_from` is when both may fill it in again; None as long as one of them has not.
    """

    number: int
    again_from: datetime | None
    may_repeat: bool
    before: tuple[EarlierTime, ...]


@dataclass(frozen=True)
class ShownStep:
    """A step for two as one of them sees it.

    `partners` is None where nothing is due. A scale brings `points` and nothing else of the
    partner. `real` is the answer that was guessed at. `early_from` is the moment from which the
    viewer may share a sealed answer alone. `step` holds no text that is not due; `revision_id`
    has it, in `language`. `choices` are there once both have chosen; a hand-over has its
    `handover` and none of the others.
    """

    step: PairStep
    revision_id: int
    language: str
    promise: Promise
    done_at: datetime | None
    partner_done_at: datetime | None
    times: Times
    draft: DraftShown | None
    mine: ShownAnswer | None = None
    partners: ShownAnswer | None = None
    partner_gave: bool = False
    is_fixed: bool = False
    is_waiting: bool = False
    early_from: datetime | None = None
    may_share_early: bool = False
    points: tuple[TalkingPoint, ...] = ()
    real: ShownAnswer | None = None
    versions: tuple[Version, ...] = ()
    choices: MadeChoices | None = None
    handover: ShownHandover | None = None

    @property
    def agreed(self) -> Version | None:
        """The version of an agreement that both have signed."""
        return in_force(self.versions)

    @property
    def proposal(self) -> Version | None:
        """A newer version that waits for a signature."""
        return proposed(self.versions)

    @property
    def field(self) -> StepAnswer:
        """What stands in the fields: the draft, else what was given, else nothing."""
        if self.draft is not None and not self.draft.given.is_empty:
            return self.draft.given
        return self.mine.given if self.mine and not self.is_fixed else NOTHING

    @property
    def version(self) -> int:
        """The version of the draft that the page shows."""
        return self.draft.version if self.draft else 0

    @property
    def opens_together(self) -> bool:
        """Does the partner read it once both have answered?"""
        return self.promise in HELD

    @property
    def points_on_card(self) -> tuple[TalkingPoint, ...]:
        """What lay apart when both last filled in a scale."""
        has_both = self.partner_gave and self.mine is not None
        return self.points if has_both or not self.times.before else self.times.before[0].points

    @property
    def mine_on_card(self) -> bool:
        """May what the viewer gave stand on a card that both look at? Only what both may read.

        Of a scale only what lies apart may, and that stands in `points`.
        """
        if self.step.kind is StepKind.SCALE:
            return False
        return self.mine is not None and self.mine.is_shown

    @property
    def on_card(self) -> bool:
        """Is there something that both may read?"""
        return self.mine_on_card or self.partners is not None

    @property
    def stands_on_card(self) -> bool:
        """Has the card to talk about anything of this step?"""
        to_read = self.points_on_card or self.agreed or self.proposal or self.on_card
        is_handed = self.handover is not None and any(leg.is_open for leg in self.handover.legs)
        return self.step.kind is StepKind.TALKED or is_handed or bool(to_read)

    def waits_for_partner(self, me: int) -> bool:
        """Has `me`, who looks at it, handed over or signed, and is the partner next?"""
        has_handed = self.handover is not None and self.handover.turn is None
        has_signed = self.proposal is not None and me in self.proposal.signed
        return self.done_at is None and (has_handed or has_signed)

    @property
    def has_field(self) -> bool:
        """Is there something to fill in, as long as the two may write?"""
        if self.handover is not None:
            return self.handover.asked is not None
        is_shut = self.step.kind in (StepKind.SCALE, StepKind.GUESS) and not self.times.may_repeat
        return not (self.is_fixed and is_shut)

    @property
    def beside(self) -> tuple[StepAnswer, ...]:
        """What other tabs had."""
        return self.draft.beside if self.draft else ()


def shown_step(
    begun: BegunStep,
    known: KnownSteps,
    *,
    role: Role,
    about: PairStep | None,
    me: int,
    partner: int,
    done_at: datetime | None,
    partner_done_at: datetime | None,
    now: datetime,
) -> ShownStep:
    """A step with all that the viewer may read. `about` is the step that a guess is about."""
    step, newest = begun.step, newest_time(begun.step, known.records)
    times = times_of(step, known, me=me, partner=partner, now=now)
    mine, partners = known.record(step, me, newest), known.record(step, partner, newest)
    early_from = shared_early_from(mine, partner_gave=partners is not None) if mine else None
    words, theirs = words_of(mine, known), words_of(partners, known)
    return ShownStep(
        step=due_text(step, role=role, is_open=bool(words and theirs)),
        revision_id=begun.revision_id,
        language=begun.language,
        promise=mine.promise if mine and not times.may_repeat else promise_of(step),
        done_at=done_at,
        partner_done_at=partner_done_at,
        mine=words,
        partners=None if step.kind is StepKind.SCALE else theirs,
        partner_gave=partners is not None,
        is_fixed=mine is not None and is_fixed(mine, partner_gave=partners is not None),
        is_waiting=mine is not None and mine.promise in HELD and partners is None,
        early_from=early_from,
        may_share_early=early_from is not None and early_from <= now,
        points=points_between(step, words, theirs),
        times=times,
        real=words_of(known.record(about, partner), known) if mine and about else None,
        draft=under_its_name(step, known.drafts),
        versions=versions_of(step, known.versions),
        choices=choices_between(step, words, theirs, role=role),
    )


def choices_between(
    step: PairStep, mine: ShownAnswer | None, partners: ShownAnswer | None, *, role: Role
) -> MadeChoices | None:
    """What came of two choices, once both have made theirs; nothing comes of another step."""
    if mine is None or partners is None:
        return None
    by_seat = {role: mine.given.choice, opposite(role): partners.given.choice}
    return made_choices(step, rep=by_seat[Role.REP], support=by_seat[Role.SUPPORT])


def times_of(step: PairStep, known: KnownSteps, *, me: int, partner: int, now: datetime) -> Times:
    """How often the two have filled in a scale, and whether they may again."""
    newest = newest_time(step, known.records)
    is_again = may_begin(step, known.records, now=now)
    return Times(
        number=newest + is_again,
        again_from=again_from(step, known.records),
        may_repeat=is_again,
        before=earlier_times(step, known, newest, me=me, partner=partner),
    )


def points_between(
    step: PairStep, mine: ShownAnswer | None, partners: ShownAnswer | None
) -> tuple[TalkingPoint, ...]:
    """What lies apart on a scale that both have filled in."""
    if step.kind is not StepKind.SCALE or mine is None or partners is None:
        return ()
    return talking_points(step, mine.given.values, partners.given.values)


def earlier_times(
    step: PairStep, known: KnownSteps, newest: int, *, me: int, partner: int
) -> tuple[EarlierTime, ...]:
    """What the two saw apart before, the latest first."""
    earlier = []
    for number in range(newest - 1, 0, -1):
        mine, theirs = (
            words_of(known.record(step, person_id, number), known) for person_id in (me, partner)
        )
        if mine and theirs:
            points = points_between(step, mine, theirs)
            earlier.append(EarlierTime(max(mine.at, theirs.at), points))
    return tuple(earlier)


def versions_of(step: PairStep, kept: Mapping[str, tuple[Version, ...]]) -> tuple[Version, ...]:
    """Every version of an agreement in order, also from before the step was renamed."""
    versions = [version for name in names(step) for version in kept.get(name, ())]
    return tuple(sorted(versions, key=lambda version: version.number))

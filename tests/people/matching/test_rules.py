"""Which rep and which support person could be a pair, and why?"""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from tandem.people.matching.rules import MOST, WEIGHTS, MatchReason, Style, reasons_for, suggestions
from tandem.terms import Channel, Liking, Planning, Rhythm


def style(person_id: int, **fields: object) -> Style:
    """Somebody who likes it and sits in no pair."""
    given_fields = {
        "likes": Liking.YES, "rhythm": Rhythm.EARLY, "channel": Channel.TALK,
        "planning": Planning.AHEAD, "seats": 1, "taken": 0, **fields,
    }  # fmt: skip
    return Style(person_id=person_id, **given_fields)  # type: ignore[arg-type]


def pairs(
    reps: list[Style], supports: list[Style], never: set[frozenset[int]] | None = None
) -> set[tuple[int, int]]:
    """Who is suggested to whom."""
    return {(s.rep_id, s.support_id) for s in suggestions(reps, supports, never=never or set())}


def test_two_with_more_in_common_come_together() -> None:
    reps = [style(1), style(2, rhythm=Rhythm.LATE, channel=Channel.WRITE)]
    supports = [style(3, rhythm=Rhythm.LATE, channel=Channel.WRITE), style(4)]

    assert pairs(reps, supports) == {(1, 4), (2, 3)}


def test_who_does_not_like_it_or_has_no_seat_left_is_not_suggested() -> None:
    assert pairs([style(1, likes=Liking.NO)], [style(2)]) == set()
    assert pairs([style(1, taken=1)], [style(2)]) == set()
    assert pairs([style(1, taken=1, seats=2)], [style(2)]) == {(1, 2)}


def test_two_who_are_not_to_meet_again_are_not_suggested() -> None:
    assert pairs([style(1)], [style(2)]) == {(1, 2)}
    assert pairs([style(1)], [style(2)], {frozenset({1, 2})}) == set()


def test_nobody_stays_alone_while_others_sit_in_two_pairs() -> None:
    seated = style(1, taken=1, seats=2)
    alone = style(2, likes=Liking.SOMETIMES, rhythm=Rhythm.LATE, channel=Channel.WRITE)

    assert pairs([seated, alone], [style(3)]) == {(2, 3)}


def test_the_reasons_are_said() -> None:
    found = reasons_for(style(1), style(2, planning=Planning.AT_ONCE, rhythm=Rhythm.ANY))

    assert found == (
        MatchReason.BOTH_ALONE,
        MatchReason.BOTH_LIKE,
        MatchReason.SAME_CHANNEL,
        MatchReason.PLANS_AND_ACTS,
    )


def test_a_thousand_on_each_side_get_a_partner_each() -> None:
    reps = [style(number) for number in range(MOST)]
    supports = [style(MOST + number) for number in range(MOST)]

    assert len(pairs(reps, supports)) == MOST


def weight(rep: Style, support: Style) -> int:
    """How much speaks for these two."""
    return sum(WEIGHTS[reason] for reason in reasons_for(rep, support))


def best_by_trying(
    reps: list[Style], supports: list[Style], never: set[frozenset[int]]
) -> tuple[int, int]:
    """The most pairs there can be, and the largest sum among those; every way is tried."""
    most = (0, 0)
    # Whoever is matched with nothing stays alone.
    for order in permutations([*supports, *[None] * len(reps)], len(reps)):
        made = [
            weight(rep, support)
            for rep, support in zip(reps, order, strict=True)
            if support and frozenset({rep.person_id, support.person_id}) not in never
        ]
        most = max(most, (len(made), sum(made)))
    return most


PEOPLE = st.builds(
    style,
    st.integers(1, 8),
    likes=st.sampled_from(Liking),
    rhythm=st.sampled_from(Rhythm),
    channel=st.sampled_from(Channel),
    seats=st.integers(1, 3),
    taken=st.integers(0, 3),
)


@given(
    st.lists(PEOPLE, unique_by=lambda one: one.person_id),
    st.lists(PEOPLE, unique_by=lambda one: one.person_id),
    st.sets(st.frozensets(st.integers(1, 8), min_size=2, max_size=2)),
)
def test_a_suggestion_keeps_every_promise(
    reps: list[Style], supports: list[Style], never: set[frozenset[int]]
) -> None:
    found = suggestions(reps, supports, never=never)

    seated = [person for one in found for person in (one.rep_id, one.support_id)]
    assert len(seated) == len(set(seated)), "one new partner for each"
    able = {s.person_id for s in (*reps, *supports) if s.may_be_suggested}
    assert set(seated) <= able
    assert all(frozenset({one.rep_id, one.support_id}) not in never for one in found)
    assert found == suggestions(reversed(reps), reversed(supports), never=never)


@given(
    st.lists(PEOPLE, max_size=3, unique_by=lambda person: person.person_id),
    st.lists(PEOPLE, max_size=3, unique_by=lambda person: person.person_id),
    st.sets(st.tuples(st.integers(1, 8), st.integers(11, 18)).map(frozenset)),
)
def test_no_other_way_makes_more_pairs_or_better_ones(
    reps: list[Style], supports: list[Style], never: set[frozenset[int]]
) -> None:
    reps = [person for person in reps if person.may_be_suggested]
    supports = [
        replace(person, person_id=person.person_id + 10)
        for person in supports
        if person.may_be_suggested
    ]
    by_id = {person.person_id: person for person in (*reps, *supports)}

    suggested = suggestions(reps, supports, never=never)

    weights = [weight(by_id[two.rep_id], by_id[two.support_id]) for two in suggested]
    assert (len(weights), sum(weights)) == best_by_trying(reps, supports, never)

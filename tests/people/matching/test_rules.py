"""Which rep and which support person could be a pair, and why?"""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.people.matching import rules
from tandem.people.matching.rules import (
    WEIGHTS,
    MatchReason,
    Style,
    Suggestion,
    reasons_for,
    suggestions,
)
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
    reps = [style(number) for number in range(1_000)]
    supports = [style(1_000 + number) for number in range(1_000)]

    assert len(pairs(reps, supports)) == 1_000


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


@pytest.mark.parametrize(
    ("mine", "theirs", "reason"),
    [
        ({"likes": Liking.YES}, {"likes": Liking.YES}, MatchReason.BOTH_LIKE),
        ({"likes": Liking.YES}, {"likes": Liking.SOMETIMES}, MatchReason.ONE_LIKES),
        ({"likes": Liking.SOMETIMES}, {"likes": Liking.YES}, MatchReason.ONE_LIKES),
        ({"rhythm": Rhythm.LATE}, {"rhythm": Rhythm.LATE}, MatchReason.SAME_RHYTHM),
        ({"channel": Channel.WRITE}, {"channel": Channel.WRITE}, MatchReason.SAME_CHANNEL),
        ({"planning": Planning.AHEAD}, {"planning": Planning.AT_ONCE}, MatchReason.PLANS_AND_ACTS),
        ({"planning": Planning.AT_ONCE}, {"planning": Planning.AHEAD}, MatchReason.PLANS_AND_ACTS),
        ({"taken": 0}, {"taken": 0}, MatchReason.BOTH_ALONE),
        ({"taken": 0}, {"taken": 1}, MatchReason.ONE_ALONE),
        ({"taken": 2}, {"taken": 0}, MatchReason.ONE_ALONE),
        ({"rhythm": Rhythm.ANY}, {"rhythm": Rhythm.ANY}, None),
        ({"channel": Channel.ANY}, {"channel": Channel.ANY}, None),
        ({"rhythm": Rhythm.ANY}, {"rhythm": Rhythm.LATE}, None),
        ({"planning": Planning.AT_ONCE}, {"planning": Planning.AT_ONCE}, None),
        ({"taken": 1}, {"taken": 2}, None),
    ],
)
def test_each_reason_stands_for_itself(
    mine: dict[str, object], theirs: dict[str, object], reason: MatchReason | None
) -> None:
    plain = {"likes": Liking.SOMETIMES, "planning": Planning.AHEAD, "taken": 1, "seats": 3}
    rep = {**plain, "rhythm": Rhythm.EARLY, "channel": Channel.TALK, **mine}
    support = {**plain, "rhythm": Rhythm.ANY, "channel": Channel.ANY, **theirs}

    assert reasons_for(style(1, **rep), style(2, **support)) == ((reason,) if reason else ())


@pytest.mark.parametrize(
    ("likes", "seats", "taken", "may"),
    [
        (Liking.YES, 1, 0, True),
        (Liking.SOMETIMES, 2, 1, True),
        (Liking.YES, 1, 1, False),
        (Liking.YES, 1, 2, False),
        (Liking.NO, 2, 0, False),
    ],
)
def test_who_has_a_free_seat_and_does_not_dislike_it_may_be_suggested(
    likes: Liking, seats: int, taken: int, may: bool
) -> None:
    assert style(1, likes=likes, seats=seats, taken=taken).may_be_suggested is may


def test_one_pair_more_outweighs_all_that_two_could_have_in_common() -> None:
    liked = style(1), style(3)
    other = {"likes": Liking.SOMETIMES, "rhythm": Rhythm.ANY, "channel": Channel.ANY}
    seated = style(2, taken=1, seats=2, **other), style(4, taken=1, seats=2, **other)
    never = {frozenset({2, 4})}

    assert pairs([liked[0], seated[0]], [liked[1], seated[1]], never) == {(1, 4), (2, 3)}


def test_whoever_is_alone_outweighs_all_that_two_could_have_in_common() -> None:
    in_common = sum(
        WEIGHTS[reason]
        for reason in (
            MatchReason.BOTH_LIKE, MatchReason.SAME_RHYTHM, MatchReason.SAME_CHANNEL,
            MatchReason.PLANS_AND_ACTS,
        )
    )  # fmt: skip
    assert WEIGHTS[MatchReason.ONE_ALONE] == in_common + 1
    assert WEIGHTS[MatchReason.BOTH_ALONE] == 2 * WEIGHTS[MatchReason.ONE_ALONE]


def test_what_one_likes_counts_half_and_how_two_work_counts_as_much_as_when() -> None:
    assert 2 * WEIGHTS[MatchReason.ONE_LIKES] == WEIGHTS[MatchReason.BOTH_LIKE]
    assert WEIGHTS[MatchReason.SAME_CHANNEL] == WEIGHTS[MatchReason.SAME_RHYTHM]
    assert 2 * WEIGHTS[MatchReason.PLANS_AND_ACTS] == WEIGHTS[MatchReason.SAME_CHANNEL]


def test_nobody_is_suggested_to_themselves_or_twice() -> None:
    both = style(1)

    assert pairs([both], [both]) == set()
    assert len(pairs([both, style(2)], [both, style(2)])) == 1


def test_of_two_seats_of_one_person_the_stronger_pair_stays() -> None:
    weak, strong = style(2, rhythm=Rhythm.LATE), style(3)

    found = suggestions([style(1), weak], [style(1), strong], never={frozenset({2, 3})})

    assert [(one.rep_id, one.support_id) for one in found] == [(1, 3)]


def test_whoever_sits_in_the_fewest_pairs_is_looked_at_first_and_so_many_at_most() -> None:
    people = [style(n, taken=n % 3, seats=3) for n in range(1_002)]

    chosen = rules.those_to_suggest([style(1_009, likes=Liking.NO), *reversed(people)])

    assert len(chosen) == 1_000
    order = [(one.taken, one.person_id) for one in chosen]
    assert order == sorted((one.taken, one.person_id) for one in people)[:1_000]


def test_the_strongest_suggestion_stands_first_then_the_lower_number() -> None:
    both, alone = (MatchReason.BOTH_LIKE,), (MatchReason.BOTH_ALONE, MatchReason.SAME_RHYTHM)
    given = [Suggestion(5, 6, both), Suggestion(3, 8, both), Suggestion(3, 7, both)]

    ordered = sorted([*given, Suggestion(9, 9, alone)], key=rules.by_weight)

    assert [(one.rep_id, one.support_id) for one in ordered] == [(9, 9), (3, 7), (3, 8), (5, 6)]
    assert [rules.weight_of(one) for one in ordered] == [26, 6, 6, 6]

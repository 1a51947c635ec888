"""What may be read of steps that are gone, of an earlier round, or of the partner alone?"""

from __future__ import annotations

from datetime import timedelta

from tandem.content.lesson import PairStep, StepKind
from tandem.terms import Promise
from tandem.together.steps.answers import StepAnswer
from tandem.together.steps.known import Added, KnownSteps, under_its_name, words_of
from tandem.together.steps.past import apart_words, earlier_words, past_words
from tandem.together.steps.visibility import Record
from tests.cast import NOW

SAM, SUE = 1, 2
STEP = PairStep("now", StepKind.SEALED, "Now", was="before")


def record(
    id: int, step: str, *, by: int = SAM, kind: StepKind = StepKind.SEALED, number: int = 1
) -> Record:
    """Something that was given."""
    at = NOW + timedelta(days=id)
    return Record(id, by, step, kind, Promise.BOTH, at, number=number)


def known(*records: Record, past: tuple[Record, ...] = (), hidden: int = 0) -> KnownSteps:
    """All of it may be read, but for one."""
    contents = {one.id: StepAnswer(text=f"{one.id}") for one in (*records, *past)}
    contents.pop(hidden, None)
    return KnownSteps(records, contents, {}, {}, {}, past)


def test_what_stands_in_a_step_that_is_there_under_either_name_is_not_earlier() -> None:
    found = known(record(1, "now"), record(2, "before"), record(3, "gone"), record(4, "gone too"))

    words = earlier_words(found, [STEP], me=SAM)

    assert [one.words.given.text for one in words] == ["3", "4"]


def test_what_may_not_be_read_is_left_out() -> None:
    found = known(record(1, "gone"), record(2, "gone", by=SUE), hidden=2)

    assert [one.person_id for one in earlier_words(found, [], me=SAM)] == [SAM]


def test_of_a_scale_that_is_gone_each_reads_their_own_alone() -> None:
    found = known(
        record(1, "gone", kind=StepKind.SCALE), record(2, "gone", by=SUE, kind=StepKind.SCALE)
    )

    assert [[one.person_id for one in earlier_words(found, [], me=me)] for me in (SAM, SUE)] == [
        [SAM], [SUE],
    ]  # fmt: skip


def test_a_step_that_the_partner_alone_does_now_is_read_with_its_title() -> None:
    theirs = PairStep("theirs", StepKind.SEALED, "Theirs", was="ours")
    found = known(record(1, "now"), record(2, "ours"), record(3, "theirs", by=SUE))

    words = apart_words(found, [STEP, theirs], [STEP], me=SAM)

    assert [(one.title, one.words.given.text) for one in words] == [
        ("Theirs", "2"),
        ("Theirs", "3"),
    ]


def test_of_earlier_rounds_the_newest_comes_first() -> None:
    found = known(record(9, "now"), past=(record(1, "now"), record(2, "now", by=SUE)))

    assert [one.words.given.text for one in past_words(found, me=SAM)] == ["2", "1"]


def test_a_record_is_found_by_who_gave_it_and_which_time_it_is() -> None:
    first, again, sues = record(1, "before"), record(2, "now", number=2), record(3, "now", by=SUE)
    found = known(first, again, sues)

    assert [found.record(STEP, *who) for who in ((SAM,), (SAM, 2), (SUE,), (SUE, 2), (9,))] == [
        first, again, sues, None, None,
    ]  # fmt: skip


def test_what_is_kept_under_the_own_name_comes_before_what_is_under_the_one_before() -> None:
    assert under_its_name(STEP, {"before": 1, "now": 2}) == 2
    assert under_its_name(STEP, {"before": 1}) == 1
    assert under_its_name(STEP, {"other": 1}) is None


def test_words_say_when_they_came_what_was_added_and_who_may_read_them() -> None:
    one = record(1, "now")
    added = (Added("More", NOW),)
    found = KnownSteps((one,), {1: StepAnswer("x")}, {1: added}, {}, {})
    early = Record(1, SAM, "now", StepKind.SEALED, Promise.BOTH, NOW, "early", number=1)
    open_to_both = Record(1, SAM, "now", StepKind.THANKS, Promise.PAIR, NOW, number=1)

    shown = [words_of(each, found) for each in (one, early, open_to_both)]

    assert [(each.is_early, each.is_shown, each.added) for each in shown if each] == [
        (False, False, added), (True, True, added), (False, True, added),
    ]  # fmt: skip
    assert words_of(None, found) is words_of(record(2, "now"), found) is None

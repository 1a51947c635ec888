"""How far is a visitor who plays both halves? Plain values only."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tandem.terms import SEATS, Role, opposite
from tandem.together.both.piece import PIECES
from tandem.together.both.play import (
    BothPlayed,
    HalfPlayed,
    PlayStage,
    after,
    packed,
    shown,
    unpacked,
)

KEYS = {role: [option.key for option in PIECES[role].options] for role in SEATS}
RIGHT = {
    role: next(option.key for option in PIECES[role].options if option.right) for role in SEATS
}


def half(role: Role, *, sentence: str = "") -> HalfPlayed:
    """A half that was read and answered."""
    return HalfPlayed(has_read=True, chosen=RIGHT[role], sentence=sentence)


DONE = BothPlayed(half(Role.REP, sentence="of the rep"), half(Role.SUPPORT, sentence="of support"))


@pytest.mark.parametrize("role", SEATS)
def test_of_three_options_one_is_right(role: Role) -> None:
    options = PIECES[role].options

    assert (len(options), sum(option.right for option in options)) == (3, 1)
    assert PIECES[role].role is role
    assert PIECES[role].option("gone") is None


@pytest.mark.parametrize("role", SEATS)
def test_each_half_is_read_then_answered_then_sealed(role: Role) -> None:
    wrong = next(key for key in KEYS[role] if key != RIGHT[role])
    halves = [
        HalfPlayed(), HalfPlayed(chosen=RIGHT[role], sentence="x"), HalfPlayed(has_read=True),
        HalfPlayed(True, wrong, "x"), half(role), half(role, sentence="x"),
    ]  # fmt: skip

    assert [one.stage(role) for one in halves] == [
        PlayStage.READ, PlayStage.READ, PlayStage.QUIZ,
        PlayStage.QUIZ, PlayStage.SEAL, PlayStage.DONE,
    ]  # fmt: skip


def test_both_are_through_when_each_is() -> None:
    assert DONE.is_done
    assert not replace(DONE, rep=half(Role.REP)).is_done
    assert not replace(DONE, support=half(Role.SUPPORT)).is_done


@pytest.mark.parametrize("role", SEATS)
def test_a_button_moves_its_own_half_alone(role: Role) -> None:
    other = opposite(role)
    read = after(BothPlayed(), role, {})
    chosen = after(read, role, {f"answer-{role}": RIGHT[role], f"answer-{other}": RIGHT[other]})
    sealed = after(chosen, role, {f"sentence-{role}": "  One \n word ", f"sentence-{other}": "no"})

    assert read.half(role) == HalfPlayed(has_read=True)
    assert chosen.half(role) == half(role)
    assert sealed.half(role) == half(role, sentence="One word")
    assert sealed.half(other) == HalfPlayed()
    assert after(sealed, role, {f"sentence-{role}": "Another"}) == sealed


def test_a_wrong_answer_can_be_changed_and_one_that_does_not_exist_keeps_it() -> None:
    wrong = next(key for key in KEYS[Role.REP] if key != RIGHT[Role.REP])
    tried = after(BothPlayed(HalfPlayed(True)), Role.REP, {"answer-rep": wrong})

    assert tried.rep.chosen == wrong
    assert after(tried, Role.REP, {"answer-rep": "gone"}) == tried
    assert after(tried, Role.REP, {}) == tried
    assert after(tried, Role.REP, {"answer-rep": RIGHT[Role.REP]}).rep == half(Role.REP)


@pytest.mark.parametrize("role", SEATS)
def test_the_others_sentence_is_shown_once_both_are_sealed(role: Role) -> None:
    alone = replace(DONE, rep=half(Role.REP))

    assert shown(DONE, role).theirs == f"of {'support' if role is Role.REP else 'the rep'}"
    assert shown(alone, role).theirs == ""


@pytest.mark.parametrize("role", SEATS)
def test_the_picture_fills_with_each_stage_and_what_was_chosen_is_marked(role: Role) -> None:
    halves = [HalfPlayed(), HalfPlayed(True), half(role), half(role, sentence="x")]
    pages = [
        shown(BothPlayed(one, HalfPlayed()) if role is Role.REP else BothPlayed(support=one), role)
        for one in halves
    ]

    assert [page.level for page in pages] == [44, 31, 17, 4]
    assert [page.marked.key if page.marked else "" for page in pages] == [
        "", "", RIGHT[role], RIGHT[role],
    ]  # fmt: skip
    assert {page.piece.role for page in pages} == {role}


def test_how_far_somebody_is_comes_back_as_it_went_out() -> None:
    begun = BothPlayed(half(Role.REP), HalfPlayed(sentence="ä"))

    assert [unpacked(packed(both)) for both in (DONE, begun)] == [DONE, begun]

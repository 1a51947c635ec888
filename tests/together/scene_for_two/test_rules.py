"""What does a seat see of a scene for two, and what may it do?"""

from __future__ import annotations

from tandem.together.scene_for_two.rules import SharedWay, seat_story, ways_left
from tests.cast import NOW
from tests.together.scene_for_two.scene_helpers import REP, SCENES, SUPPORT


def way(number: int, *path: str, revision: int = 1) -> SharedWay:
    """A way of Sam and Sue."""
    return SharedWay(number, "harbour", number, revision, path, None, NOW)


def test_whoever_has_the_turn_reads_the_scene_and_the_other_what_was_chosen() -> None:
    rep, support = (seat_story(SCENES, ["0"], seat=seat) for seat in (REP, SUPPORT))

    assert (rep.decisions[0].text, rep.text, rep.choices) == ("AT-CALL", "", ())
    assert (support.decisions[0].text, support.decisions[0].chosen) == ("", "Go over")
    assert (support.text, support.choices, support.turn) == ("AT-DESK", ("See", "Ask"), SUPPORT)


def test_at_an_ending_both_read_all_of_the_way_and_nothing_beside_it() -> None:
    for seat in (REP, SUPPORT):
        story = seat_story(SCENES, ["0", "0"], seat=seat)

        assert [told.text for told in story.decisions] == ["AT-CALL", "AT-DESK"]
        assert (story.text, story.is_over, story.is_good) == ("AT-POOR", True, False)
        assert "AT-SHIFTS" not in repr(story)


def test_only_ones_own_last_decision_can_be_taken_back() -> None:
    assert not seat_story(SCENES, [], seat=REP).may_take_back
    assert seat_story(SCENES, ["0"], seat=REP).may_take_back
    assert not seat_story(SCENES, ["0"], seat=SUPPORT).may_take_back


def test_a_way_that_another_one_only_goes_on_is_not_told_twice() -> None:
    ways = [way(1, "0", "0"), way(2, "0"), way(3, "0", "1", "0"), way(4)]

    assert ways_left(ways, now=ways[3]) == (ways[2], ways[0])


def test_the_same_path_in_another_text_is_another_way() -> None:
    ways = [way(1, "0"), way(2, "0", "1", revision=2)]

    assert ways_left(ways, now=ways[1]) == (ways[0],)

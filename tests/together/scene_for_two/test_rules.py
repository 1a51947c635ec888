"""What does a seat see of a scene for two, and what may it do?"""

from __future__ import annotations

from dataclasses import replace

from tandem.together.scene_for_two.rules import SharedWay, mark_of, seat_story, ways_left
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


def test_a_decision_that_was_taken_back_is_told_with_the_way_that_went_further() -> None:
    ways = [way(1, "0", "0"), way(2, "0")]

    assert ways_left(ways, now=None) == (ways[0],)
    assert ways_left([way(1), way(2, "0", revision=2)], now=None) == (way(2, "0", revision=2),)


def test_the_same_path_in_another_text_is_another_way() -> None:
    ways = [way(1, "0"), way(2, "0", "1", revision=2)]

    assert ways_left(ways, now=ways[1]) == (ways[0],)


def test_where_the_story_begins_only_whoever_has_the_turn_may_choose() -> None:
    rep, support = (seat_story(SCENES, [], seat=seat) for seat in (REP, SUPPORT))

    assert (rep.is_mine, rep.choices, rep.text) == (True, ("Go over", "Promise"), "AT-CALL")
    assert (support.is_mine, support.choices, support.text) == (False, (), "")
    assert (rep.turn, support.turn, rep.place, rep.end) == (REP, REP, 0, None)
    assert not rep.may_take_back


def test_a_scene_of_ones_own_stays_readable_and_the_others_opens_at_the_end() -> None:
    told = [
        [told.text for told in seat_story(SCENES, ["0", "1"], seat=seat).decisions]
        for seat in (REP, SUPPORT)
    ]

    assert told == [["AT-CALL", ""], ["", "AT-DESK"]]
    assert seat_story(SCENES, ["0", "1"], seat=SUPPORT).may_take_back
    assert seat_story(SCENES, ["0", "1"], seat=REP).place == 2


def test_at_a_good_end_nobody_has_the_turn() -> None:
    story = seat_story(SCENES, ["0", "1", "0"], seat=REP)

    assert (story.is_good, story.is_over, story.is_mine, story.turn) == (True, True, False, None)
    assert [told.chosen for told in story.decisions] == ["Go over", "Ask", "Then so"]


def test_each_state_of_a_story_has_a_mark_of_its_own() -> None:
    ways = [way(1), way(1, "0"), way(2, "0"), replace(way(1, "0"), again_by=9)]

    assert [mark_of(one) for one in (None, *ways)] == ["", "1.0.", "1.1.", "2.1.", "1.1.9"]


def test_of_the_same_way_taken_twice_the_later_one_is_told() -> None:
    ways = [way(1, "0", "0"), way(2, "0", "0"), way(3)]

    assert ways_left(ways, now=ways[2]) == (ways[1],)
    assert ways_left(ways, now=None) == (ways[1],)


def test_ways_left_are_told_newest_first_and_never_the_present_one() -> None:
    ways = [way(1, "0"), way(2, "1"), way(3, "0", "1")]

    assert ways_left(ways, now=None) == (ways[2], ways[1])
    assert ways_left(ways, now=ways[1]) == (ways[2],)
    assert ways_left([], now=None) == ()


def test_the_title_of_a_scene_stands_with_its_text_for_whoever_reads_it() -> None:
    titled = tuple(replace(scene, title=scene.id) for scene in SCENES)
    rep, support = (seat_story(titled, ["0"], seat=seat) for seat in (REP, SUPPORT))

    assert (rep.title, rep.decisions[0].title) == ("", "call")
    assert (support.title, support.decisions[0].title) == ("desk", "")

"""What do the three see of the figures, on the goal's page and on the pair's?"""

from __future__ import annotations

import re

from tandem.models import Goal
from tests.cast import Cast
from tests.conftest import Browser
from tests.together.goals.test_readings import add


def test_partners_and_leader_see_the_same_numbers(
    cast: Cast, readings: None, browser_of: Browser
) -> None:
    def seen(who: str) -> str:
        text = browser_of(getattr(cast, who)).get(f"/pairs/{cast.pair.id}/goal/").text
        # The two enter a figure first, the leader looks first.
        text = re.sub(r'<section id="figure".*?</section>', "", text, flags=re.DOTALL)
        text = re.sub(r'name="(form_id|csrf_token)"[^>]*>', "", text.split("<main", 1)[1])
        return " ".join(text.split())

    assert seen("sam") == seen("sue") == seen("lee")
    assert "likely between" in seen("lee")


def test_the_pairs_page_says_the_same_in_one_sentence_to_all_three(
    cast: Cast, readings: None, browser_of: Browser
) -> None:
    for who in (cast.sam, cast.sue, cast.lee):
        text = browser_of(who).get(f"/pairs/{cast.pair.id}/").text
        assert "Better than in the baseline, by more than its usual ups and downs." in text


def test_the_pairs_page_says_when_there_is_too_little_to_say(
    cast: Cast, agreed: Goal, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)
    for day in ("2026-01-02", "2026-02-03"):
        add(browser, cast, day, "9")

    assert "Too little to say yet" in browser.get(f"/pairs/{cast.pair.id}/").text


def test_the_interval_says_in_plain_words_what_it_leaves_out(
    cast: Cast, readings: None, browser_of: Browser
) -> None:
    text = browser_of(cast.lee).get(f"/pairs/{cast.pair.id}/goal/").text

    assert "where a figure drifts slowly, the true range is wider" in text
    assert "alone would explain" not in text


def test_the_chart_has_a_title_and_a_description_and_no_style_of_its_own(
    cast: Cast, readings: None, browser_of: Browser
) -> None:
    text = browser_of(cast.sam).get(f"/pairs/{cast.pair.id}/goal/").text

    chart = text.split('<figure class="chart">')[1].split("</figure>")[0]
    assert "<title" in chart
    assert "<desc" in chart
    assert chart.count("<circle") == 8
    assert "style=" not in chart
    *_, last_day = re.findall(r'<text class="(chart__label[^"]*)"', chart.split("chart__target")[0])
    assert (last_day, chart.count("chart__label--last")) == ("chart__label chart__label--last", 1)

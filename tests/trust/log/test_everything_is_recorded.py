"""Does all that a leader, trainer or administrator does stand in the log?

Every view that takes a form says which acts it records, or stands here with the reason why not.
That it keeps its word is watched in all tests (`tests/recorded.py`).
"""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.models import AuditEntry
from tandem.people.accounts.told import BY_PROVIDERS
from tandem.terms import AuditAct
from tests.cast import Cast
from tests.conftest import Browser
from tests.lessons import question, serve
from tests.together.steps.step_helpers import THOUGHT, for_two

OF_THE_TWO = "only the two of a pair may, whatever else they are: it stands on their own pages"
OF_ONESELF = "about oneself alone, and it opens nothing"
OF_ONES_LEARNING = "what somebody learns is no act upon anybody"
ONES_OWN_TEXT = "a text under way that nobody else reads"
BY_ITSELF = "recorded inside: which act it is depends on the link, or on what the provider says"
NOT_RECORDED = {
    "made_files.ask": "the file is recorded when it leaves",
    "leaving_providers.ended": BY_ITSELF,
    "leaving_providers.sign_out": BY_ITSELF,
    "mail_link.ask": BY_ITSELF,
    "mail_link.come_in": BY_ITSELF,
    "mail_link.sent": BY_ITSELF,
    "providers.come_in": BY_ITSELF,
    "sign_in.kept": "it shows a form again, and keeps nothing",
    "accounts.notices_read": OF_ONESELF,
    "calendar.off": OF_ONESELF,
    "calendar.renew": OF_ONESELF,
    "certificates.for_me": OF_ONESELF,
    "certificates.for_one": OF_ONESELF,
    "certificates.for_pair": OF_THE_TWO,
    "courses.play_module": "a lesson tried out: nothing is recorded",
    "accounts.choose_language": OF_ONESELF,
    "both.go_on": OF_ONES_LEARNING,
    "first_steps.bring_back": OF_ONESELF,
    "first_steps.close": OF_ONESELF,
    "quizzes.view": OF_ONESELF,
    "daily.choice": OF_ONESELF,
    "daily.off": OF_ONESELF,
    "editor.discard": ONES_OWN_TEXT,
    "editor.draft": ONES_OWN_TEXT,
    "editor.look": "it shows, and keeps nothing",
    "editor.merge": ONES_OWN_TEXT,
    "exchange.hand_in": "a file that waits for a yes, a day at most",
    "feedback.answer": OF_ONES_LEARNING,
    "fit.fit": OF_THE_TWO,
    "history.take_up": ONES_OWN_TEXT,
    "lessons.changes_read": OF_ONESELF,
    "lessons.read": OF_ONES_LEARNING,
    "mail_address.withdraw": "the address stays as it was",
    "matching.later": OF_ONESELF,
    "matching.style": OF_ONESELF,
    "moment.seen": OF_ONESELF,
    "pair_page.nudge": OF_THE_TWO,
    "plans.answer": OF_THE_TWO,
    "plans.from_mail": OF_THE_TWO,
    "practice.move": OF_ONES_LEARNING,
    "pulse.place": OF_ONES_LEARNING,
    "refreshers.answer": OF_ONES_LEARNING,
    "refreshers.choose": OF_ONES_LEARNING,
    "refreshers.off": OF_ONES_LEARNING,
    "remarks.put_away": OF_ONESELF,
    "remarks.write": OF_ONES_LEARNING,
    "site_look.change": "a look that waits for a yes, a day at most",
    "roster.bring": "a list that waits for a yes, a day at most",
    "roster.columns": "how a list that waits for a yes is to be read",
    "roster.columns_all": "how a list that waits for a yes is to be read",
    "roster.bring_all": "a list that waits for a yes, a day at most",
    "tryout.go_on": "a lesson tried out: nothing is recorded",
    "written.put_away": OF_ONESELF,
    "written.text": OF_THE_TWO,
    **{
        f"quizzes.{name}": OF_ONES_LEARNING
        for name in ("send", "check", "draft", "hint", "play", "remark", "to_text")
    },
    **{f"writing.{name}": OF_ONES_LEARNING for name in ("keep", "compare", "draft")},
    **{f"steps.{name}": OF_THE_TWO for name in ("give", "add", "draft", "forget", "share", "sign")},
    "scene_for_two.move": OF_THE_TWO,
}
NOT_EXPORTED = {
    "calendar.calendar": "a calendar program fetches it every hour, in nobody's name",
    "certificates.as_pdf": "open to whoever was given its address",
    "roster.sample": "an empty table to start from",
}
FILE = re.compile(r"\.(csv|xlsx|zip|gift|ics|pdf|json|<)")


def test_every_form_is_recorded_or_has_a_reason_why_not(shared_app: Flask) -> None:
    unrecorded = {
        rule.endpoint
        for rule in shared_app.url_map.iter_rules()
        if "POST" in (rule.methods or set())
        and not getattr(shared_app.view_functions[rule.endpoint], "records", None)
    }

    assert unrecorded == set(NOT_RECORDED)


def test_every_file_that_is_handed_out_is_recorded_or_has_a_reason(shared_app: Flask) -> None:
    files = [rule.endpoint for rule in shared_app.url_map.iter_rules() if FILE.search(rule.rule)]

    views = {name: shared_app.view_functions[name] for name in files}
    recorded = {name for name, view in views.items() if hasattr(view, "records")}
    assert set(files) - recorded == set(NOT_EXPORTED)


def test_no_kind_of_act_is_left_that_nothing_records(shared_app: Flask) -> None:
    views = shared_app.view_functions.values()

    of_views = {act for view in views for act in getattr(view, "records", ())}
    # By strangers, as part of an act that a view declares, or on the command line.
    elsewhere = {
        *(AuditAct.SIGN_IN_REFUSED, AuditAct.SECOND_STEP_REFUSED, AuditAct.ACCOUNT_MADE),
        *(AuditAct.PUT_IN_TEAM, AuditAct.MADE_LEADER, AuditAct.SETTING_CHANGED),
        *(AuditAct.BACKED_UP, AuditAct.RESTORED, AuditAct.SAMPLE_REMOVED),
        *(AuditAct.MAIL_LINK_ASKED, AuditAct.PROVIDER_REFUSED, *BY_PROVIDERS),
    }
    assert of_views | elsewhere == set(AuditAct)


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("lee", "/lead/report.csv"),
        ("lee", "/lead/teams/{team}/report.xlsx"),
        ("ada", "/admin/log.csv"),
        ("sam", "/account/everything.zip"),
        ("tess", "/author/teaming/engine/insights.csv"),
    ],
)
def test_who_takes_a_file_along_is_recorded_with_its_address_and_no_more(
    session: Session, cast: Cast, browser_of: Browser, who: str, address: str
) -> None:
    serve(session, for_two(THOUGHT, asked=(question("q1"),)))
    file = address.format(team=cast.north.id)

    answer = browser_of(getattr(cast, who)).get(f"{file}?person=adeyemi")

    row = session.scalars(select(AuditEntry)).one()
    assert answer.status_code == 200
    assert (row.act, row.actor_id) == (AuditAct.EXPORTED, getattr(cast, who).id)
    assert row.about == file


def test_a_file_that_is_refused_is_not_recorded(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    team = browser_of(cast.lee).get(f"/lead/teams/{cast.south.id}/report.csv")
    log = browser_of(cast.sam).get("/admin/log.csv")

    assert (team.status_code, log.status_code) == (404, 403)
    assert session.scalars(select(AuditEntry)).all() == []


def test_whoever_only_asks_whether_there_is_a_file_takes_none_along(
    session: Session, cast: Cast, browser_of: Browser
) -> None:
    answer = browser_of(cast.ada).head("/admin/log.csv")

    assert answer.status_code == 200
    assert session.scalars(select(AuditEntry)).all() == []

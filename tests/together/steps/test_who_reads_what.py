"""Who reads which text, before and after each reveal? Every page, with every role."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tandem.models import Course, Letter, PersonRole, RecordedAnswer, RoundDone, TeamLeader
from tandem.terms import Role
from tests.cast import NOW, Cast, House
from tests.conftest import Browser
from tests.lessons import assign, question, serve
from tests.moments import SetClock, next_monday
from tests.notifications.conftest import mail_today
from tests.postbox import Postbox
from tests.test_doors import addresses
from tests.test_doors import places as places  # a fixture
from tests.together.steps.step_helpers import ALL, CHOICE, GUESS, HANDOVER, for_two, give, page_of
from tests.visits import is_open

ROOT = Path(__file__).parents[3]
WRITTEN = {"RecordedAnswer", "Addition", "AgreementVersion", "StepDraft"}
OTHERS = ("lee", "lia", "abe", "tess", "ada", "otto", "ona", "olga", "visitor")
SECRET = re.compile(r"\b(?:SAM|SUE)-[A-Z]+\b")
# What a step's own text holds for one seat alone, or for nobody until both have chosen.
KEPT_BACK = re.compile(r"\b(?:SEAT|CELL|CASE|ASK)-[A-Z]+\b")
WRITERS = ("tess", "ada")
TEXTS: dict[str, dict[str, str]] = {
    "thought": {"text": "{who}-THOUGHT"},
    "told": {"text": "{who}-TOLD"},
    "saved": {"text": "{who}-SAVED"},
    "guessed": {"text": "{who}-GUESSED"},
    "agreed": {"line": "{who}-AGREED", "look_again_on": "2099-01-01"},
    "thanks": {"text": "{who}-THANKS"},
}
# Who does what, and what of all texts the two may read from then on, beside their own.
STAGES: list[tuple[str, str, set[str], set[str]]] = [
    ("sam", "thought", set(), set()),
    ("sam", "saved", set(), set()),
    ("sam", "told", set(), {"SAM-TOLD"}),
    ("sam", "thanks", set(), {"SAM-TOLD", "SAM-THANKS"}),
    ("sam", "agreed", set(), {"SAM-TOLD", "SAM-THANKS", "SAM-AGREED"}),
    ("sam", "guessed", set(), {"SAM-TOLD", "SAM-THANKS", "SAM-AGREED"}),
    # Sue has answered, and is still to guess what Sam wrote.
    ("sue", "saved", {"SUE-SAVED"}, {"SAM-TOLD", "SAM-THANKS", "SAM-AGREED"}),
    ("sue", "guessed", {"SUE-SAVED"}, {"SAM-TOLD", "SAM-THANKS", "SAM-AGREED", "SAM-SAVED"}),
    ("sue", "thought", {"SUE-SAVED"}, {"SAM-TOLD", "SAM-THANKS", "SAM-AGREED", "SAM-SAVED"}),
]  # fmt: skip


# Before anything is shown, after all that is shown at once, and after each seal is opened.
REVEALS = (1, 5, 6, 7)


@pytest.fixture
def everybody(
    session: Session,
    cast: House,
    places: dict[str, object],
    browser_of: Browser,
) -> dict[str, FlaskClient]:
    """A browser for everybody. Lia leads Sam's team and sits in a pair with Sue herself; Abe works
    with Sam, on the same course."""
    course = serve(session, for_two(*ALL, GUESS, CHOICE, HANDOVER, asked=(question("q1"),)))
    for other in (cast.second_pair, cast.leaders_pair):
        assign(session, other, course)
    return {name: browser_of(getattr(cast, name, None)) for name in ("sam", "sue", *OTHERS)}


@pytest.fixture
def pages(app: Flask, cast: House, places: dict[str, object]) -> dict[str, list[str]]:
    """The addresses whose doors let in the roles of each of them (`tests/test_doors.py` tries the
    others). All are asked for after each stage, whatever they answered before it: what opens only
    later is read, too."""
    looks = {
        address: rule
        for kind in ("xlsx", "csv")
        for rule, method, address in addresses(app, {**places, "kind": kind})
        if method == "GET"
    }
    return {
        name: [page for page, rule in looks.items() if is_open(app, rule, roles_of(cast, name))]
        for name in ("sam", "sue", *OTHERS)
    }


def roles_of(cast: House, name: str) -> frozenset[str]:
    """The roles of one of them; none of a visitor."""
    return getattr(cast, name).roles if name != "visitor" else frozenset()


def texts_read(
    browser: FlaskClient, pages: list[str], *, sought: re.Pattern[str] = SECRET
) -> set[str]:
    """The texts of the two, or whatever is sought, in all that somebody is sent."""
    return {found for page in pages for found in sought.findall(words_in(browser.get(page)))}


def words_in(answer: TestResponse) -> str:
    """All that an answer says, in its head too; an Excel file is unpacked first."""
    head = str(answer.headers)
    if not answer.data.startswith(b"PK"):
        return head + answer.text
    with ZipFile(BytesIO(answer.data)) as packed:
        return head + "".join(packed.read(name).decode() for name in packed.namelist())


def own(name: str, stage: int) -> set[str]:
    """What somebody has given so far."""
    return {
        f"{name.upper()}-{step.upper()}" for who, step, _, _ in STAGES[: stage + 1] if who == name
    }


def stages(everybody: dict[str, FlaskClient], cast: Cast) -> Iterator[int]:
    """Do one step after the other."""
    for number, (who, step, _, _) in enumerate(STAGES):
        fields = {name: text.format(who=who.upper()) for name, text in TEXTS[step].items()}
        assert give(everybody[who], cast, step, **fields).status_code == 303
        yield number


def test_the_two_read_what_is_due_and_not_a_word_before(
    cast: Cast, everybody: dict[str, FlaskClient], pages: dict[str, list[str]]
) -> None:
    for stage in stages(everybody, cast):
        _, _, sams, sues = STAGES[stage]

        assert texts_read(everybody["sam"], pages["sam"]) == own("sam", stage) | sams, stage
        assert texts_read(everybody["sue"], pages["sue"]) == own("sue", stage) | sues, stage


def test_the_page_they_keep_opens_nothing_before_it_is_due(
    session: Session, cast: Cast, everybody: dict[str, FlaskClient], pages: dict[str, list[str]]
) -> None:
    course = session.scalars(select(Course)).one()
    session.add(RoundDone(pair_id=cast.pair.id, course_id=course.id, number=1, finished_at=NOW))
    session.commit()
    kept = f"/pairs/{cast.pair.id}/finale/teaming"

    for stage in stages(everybody, cast):
        _, _, sams, sues = STAGES[stage]
        sam, sue = (texts_read(everybody[who], [kept]) for who in ("sam", "sue"))

        assert sam == sue <= (own("sam", stage) | sams) & (own("sue", stage) | sues), stage
        for who in OTHERS:
            assert everybody[who].get(kept).status_code in {302, 404}, (who, stage)
    assert sam == {"SAM-SAVED", "SUE-SAVED", "SAM-THANKS"}
    assert kept in pages["sam"]


def test_whoever_is_still_to_guess_reads_what_the_answer_waits_for(
    cast: Cast, everybody: dict[str, FlaskClient]
) -> None:
    for who in ("sam", "sue"):
        give(everybody[who], cast, "saved", text=f"{who.upper()}-SAVED")

    assert (
        "It opens when you have made your guess about it."
        in everybody["sue"].get(page_of(cast)).text
    )


# Who does what in the two steps whose own text is kept back, and who reads what of it from then on.
OF_SEATS: list[tuple[str, str, dict[str, object], str, str]] = [
    ("", "", {}, "SEAT-REP CASE-REPTEXT", "SEAT-SUP CASE-SUPTEXT"),
    ("sam", "ward", {"choice": "r1"}, "SEAT-REP CASE-REPTEXT", "SEAT-SUP CASE-SUPTEXT"),
    ("sue", "ward", {"choice": "s2"}, "SEAT CELL CASE-REPTEXT", "SEAT CELL CASE-SUPTEXT"),
    ("sam", "orders", {"line": "One"}, "SEAT CELL CASE-REPTEXT",
     "SEAT CELL CASE-SUPTEXT ASK-REP"),
    ("sue", "orders", {"unsaid": ["r1", "r2"]}, "SEAT CELL CASE-REP ASK-REP",
     "SEAT CELL CASE-SUPTEXT CASE-REP ASK-REP"),
    ("sue", "orders", {"line": "Two"}, "SEAT CELL CASE-REP ASK-REP ASK-SUP",
     "SEAT CELL CASE-SUPTEXT CASE-REP ASK-REP"),
    ("sam", "orders", {"unsaid": ["s1", "s2"]}, "SEAT CELL CASE ASK", "SEAT CELL CASE ASK"),
]  # fmt: skip


def test_no_text_of_a_step_is_sent_to_anybody_before_it_is_due(
    cast: Cast, everybody: dict[str, FlaskClient], pages: dict[str, list[str]]
) -> None:
    for who, step, fields, sams, sues in OF_SEATS:
        if who:
            assert give(everybody[who], cast, step, **fields).status_code == 303
        for reader, due in (("sam", sams), ("sue", sues)):
            texts = texts_read(everybody[reader], pages[reader], sought=KEPT_BACK)
            assert all(any(map(text.startswith, due.split())) for text in texts), (who, step)
            assert all(any(t.startswith(part) for t in texts) for part in due.split()), (who, due)
        for other in set(OTHERS) - set(WRITERS):
            # Whoever assigns a course and does not take it may try it, and read the lesson's words.
            no_trial = [page for page in pages[other] if "/try" not in page]
            assert texts_read(everybody[other], no_trial, sought=KEPT_BACK) == set(), other


def test_nobody_else_ever_reads_a_text_of_the_two(
    cast: Cast, everybody: dict[str, FlaskClient], pages: dict[str, list[str]]
) -> None:
    for stage in stages(everybody, cast):
        if stage in REVEALS:
            for who in OTHERS:
                assert texts_read(everybody[who], pages[who]) == set(), (who, stage)
    assert all(page_of(cast) in pages[who] for who in OTHERS)


def test_no_button_answers_anybody_else_with_a_text(
    app: Flask, cast: Cast, everybody: dict[str, FlaskClient], places: dict[str, object]
) -> None:
    for _ in stages(everybody, cast):
        pass

    for rule, method, address in addresses(app, places):
        if rule.endpoint.startswith("steps."):
            for who in OTHERS:
                answer = everybody[who].open(address, method=method)
                assert answer.status_code in {302, 401, 404}, (who, address)
                assert not SECRET.search(answer.text), (who, address)


def test_no_mail_and_no_log_holds_a_text(
    session: Session,
    cast: Cast,
    mailing: Flask,
    everybody: dict[str, FlaskClient],
    postbox: Postbox,
    caplog: pytest.LogCaptureFixture,
    clock: SetClock,
) -> None:
    caplog.set_level("DEBUG")
    session.add(PersonRole(person_id=cast.sue.id, role=Role.LEADER))
    session.add(TeamLeader(team_id=cast.north.id, person_id=cast.sue.id))
    session.commit()

    for _ in stages(everybody, cast):
        pass
    clock.set_to(next_monday(clock.now))
    mail_today(mailing)

    assert not SECRET.search(caplog.text)
    letters = session.execute(select(Letter.subject, Letter.text)).all()
    assert not SECRET.search(str(letters))
    assert postbox.to("lee@example.com")
    parts = [part for letter in postbox.letters for part in letter.walk()]
    sent = [str(part.get_content()) for part in parts if part.get_content_maintype() == "text"]
    assert not SECRET.search("".join(sent))


def test_nothing_but_these_reads_what_the_two_have_written() -> None:
    readers = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "tandem").rglob("*.py")
        if WRITTEN & imported_from(path, "tandem.models") and "models" not in path.parts
    }

    # Whoever adds one says here for whom it reads, and proves it above.
    assert readers == {
        "tandem/together/steps/queries.py",  # the two, by what is due
        "tandem/together/steps/actions.py",  # the author's own
        "tandem/together/steps/drafts.py",  # the author's own
        "tandem/progress/first_steps/queries.py",  # that a step was done, and no word of it
        "tandem/together/steps/draft_actions.py",
        "tandem/together/steps/agreements.py",  # the two, what was promised to both
        "tandem/together/pair_page/thanks.py",  # the two, what was promised to both
        "tandem/together/steps/scales.py",  # means of five pairs and more
        "tandem/learning/plans/queries.py",  # the author's own
        "tandem/authoring/publishing/queries.py",  # which steps were answered, and no word of it
        "tandem/leading/status/marks.py",  # whose status a row makes stale
        "tandem/leading/status/rows.py",  # moments alone
        "tandem/commands/demo/answers.py",  # writes
        "tandem/commands/demo/played.py",  # writes
        "tandem/commands/sample/removal.py",  # deletes
        "tandem/trust/privacy/erasure.py",  # deletes
    }


def imported_from(path: Path, module: str) -> set[str]:
    """The names that a file imports from a module."""
    return {
        one.name
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == module
        for one in node.names
    }


def test_a_leader_who_sits_in_the_pair_sees_what_a_partner_sees_and_nothing_more(
    session: Session, cast: Cast, everybody: dict[str, FlaskClient], pages: dict[str, list[str]]
) -> None:
    session.add(PersonRole(person_id=cast.sue.id, role=Role.LEADER))
    session.add(TeamLeader(team_id=cast.north.id, person_id=cast.sue.id))
    session.commit()
    both = sorted({*pages["sue"], *pages["lia"]})

    for stage in stages(everybody, cast):
        if stage not in REVEALS:
            continue
        assert texts_read(everybody["sue"], both) == own("sue", stage) | STAGES[stage][3], stage


def test_scale_values_are_read_by_nobody_but_as_talking_points(
    cast: Cast, everybody: dict[str, FlaskClient], pages: dict[str, list[str]]
) -> None:
    give(everybody["sam"], cast, "often", **{"item-ask": "1", "item-no": "4"})
    early = everybody["sue"].get(page_of(cast)).text
    give(everybody["sue"], cast, "often", **{"item-ask": "5", "item-no": "4"})

    assert "· Sam Adeyemi: 1<" not in early
    assert "You: 5 · Sam Adeyemi: 1<" in everybody["sue"].get(page_of(cast)).text
    for who in OTHERS:
        assert not any("Adeyemi: 1<" in words_in(everybody[who].get(page)) for page in pages[who])


def test_what_is_answered_anew_on_a_scale_is_held_back_as_before(
    session: Session, cast: Cast, everybody: dict[str, FlaskClient], pages: dict[str, list[str]]
) -> None:
    for who in ("sam", "sue"):
        give(everybody[who], cast, "often", **{"item-ask": "3", "item-no": "4"})
    for row in session.scalars(select(RecordedAnswer)):
        row.at -= timedelta(days=31)
    session.commit()
    give(everybody["sam"], cast, "often", **{"item-ask": "1", "item-no": "4"})
    early = "".join(words_in(everybody["sue"].get(page)) for page in pages["sue"])
    give(everybody["sue"], cast, "often", **{"item-ask": "5", "item-no": "4"})

    assert "Adeyemi: 1<" not in early
    assert "You: 5 · Sam Adeyemi: 1<" in everybody["sue"].get(page_of(cast)).text
    for who in OTHERS:
        assert not any("Adeyemi: 1<" in words_in(everybody[who].get(page)) for page in pages[who])


def test_no_leader_is_sent_a_figure_of_one_pair(
    cast: Cast, everybody: dict[str, FlaskClient]
) -> None:
    give(everybody["sam"], cast, "often", **{"item-ask": "1", "item-no": "4"})
    before = {who: said_to(everybody[who], cast) for who in ("lee", "lia")}
    give(everybody["sue"], cast, "often", **{"item-ask": "5", "item-no": "4"})

    for who, text in before.items():
        assert "Averages appear here once both of five pairs have answered." in text
        assert said_to(everybody[who], cast) == text, who


def said_to(leader: FlaskClient, cast: Cast) -> str:
    """What a leader is told of the team."""
    page = leader.get(f"/lead/teams/{cast.north.id}/helped")
    return page.text.partition("<main")[2].partition("</main>")[0]

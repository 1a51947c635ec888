"""What do the answers tell a trainer, on the screen and in the file?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import shorten

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from tandem.authoring.insights import queries
from tandem.authoring.insights.first_choices import SceneEdge, SceneInsight
from tandem.authoring.insights.queries import Insights, QuestionInsight
from tandem.authoring.insights.reach import Reached
from tandem.authoring.insights.tallies import Tallied, TallyLine
from tandem.content.lesson import Ending, QuestionKind
from tandem.figures.groups import Share, in_fives
from tandem.terms import N_, Asked, PlanCheck, Role
from tandem.web import db
from tandem.web.access import open_to
from tandem.web.acts import exports
from tandem.web.csv import csv_file
from tandem.web.file_names import dated
from tandem.web.filters import number_in
from tandem.web.viewer import viewer
from tandem.web.words import words

blueprint = Blueprint("insights", __name__)
LONGEST_SCENE = 60
LINES = {
    Tallied.CHOSEN: N_("Chose: %(text)s"),
    Tallied.CHOSEN_RIGHT: N_("Chose, and it is right: %(text)s"),
    Tallied.TOGETHER: N_("Rarer answers together: %(text)s"),
    Tallied.MISPLACED: N_("Not in its place: %(text)s"),
    Tallied.UNMATCHED: N_("Not matched right: %(text)s"),
    Tallied.MATCHED: N_("Matched: %(text)s"),
    Tallied.GAP: N_("Gap %(place)s not right"),
    Tallied.TYPED: N_("Typed: %(text)s"),
    Tallied.TYPED_IN_GAP: N_("Typed into gap %(place)s: %(text)s"),
    Tallied.WAY_WELL: N_("Ended well: %(text)s"),
    Tallied.WAY_POORLY: N_("Ended poorly: %(text)s"),
    Tallied.OTHERS_WELL: N_("Ended well, other ways together"),
    Tallied.OTHERS_POORLY: N_("Ended poorly, other ways together"),
    Tallied.OTHERS: N_("Other wrong answers together"),
    Tallied.TICKED: N_("Found in their own text: %(text)s"),
}


@dataclass(frozen=True)
class InsightRow:
    """A line of the page and of the file: its cells, and where its bar begins and ends."""

    what: str
    people: str
    share: str = ""
    between: str = ""
    percent: int | None = None
    low: int = 0
    high: int = 0

    @property
    def cells(self) -> list[str]:
        """What stands on the screen and in the file."""
        return [self.what, self.people, self.share, self.between]

    @property
    def spread(self) -> int:
        """How wide the interval is."""
        return self.high - self.low


@blueprint.get("/author/<course>/<module>/insights")
@open_to(Role.TRAINER, Role.ADMIN)
def module(course: str, module: str) -> ResponseReturnValue:
    """A module's questions: how they were answered, and what was remarked upon."""
    insights = insights_of(course, module)
    return render_template(
        "authoring/insights/module.html",
        insights=insights,
        is_sample=insights.has_sample,
        header=header(),
        steps=step_rows(insights),
        said=said_rows(insights),
        unread=unread_rows(insights),
        scenes=[(scene, scene_rows(scene)) for scene in insights.scenes],
        questions=[(insight, question_rows(insight, insights)) for insight in insights.questions],
    )


@blueprint.get("/author/<course>/<module>/insights.csv")
@open_to(Role.TRAINER, Role.ADMIN)
@exports
def file(course: str, module: str) -> ResponseReturnValue:
    """The same as a file: one line for each line of the screen."""
    insights = insights_of(course, module)
    lines = [[_("Steps"), *row.cells] for row in step_rows(insights)]
    lines += [[_("Said after finishing"), *row.cells] for row in said_rows(insights)]
    lines += [[_("First attempts without reading"), *row.cells] for row in unread_rows(insights)]
    for scene in insights.scenes:
        lines += [[plain(scene.title), *row.cells] for row in scene_rows(scene)]
    for insight in insights.questions:
        title = plain(insight.question.title)
        lines += [[title, *row.cells] for row in question_rows(insight, insights)]
    return csv_file(dated(course, module), [_("Part"), *header()], lines)


def insights_of(course: str, module: str) -> Insights:
    """The insights that the address asks for."""
    since = number_in(request.args.get("since"))
    return queries.insights(
        db.session(), course=course, module=module, since=since, reader_id=viewer().id
    )


def header() -> list[str]:
    """The columns of every table."""
    return [_("What"), _("People"), _("Share"), _("Likely between")]


def step_rows(insights: Insights) -> list[InsightRow]:
    """How far people came."""
    return [step_row(reached) for reached in insights.reached]


def step_row(reached: Reached) -> InsightRow:
    """One step; its bar is measured against all who were given the course, alone or in pairs."""
    words = {
        "given": _("Have the course"),
        "read": _("Have read the lesson"),
        "asked": _("Are asked the quiz"),
        "begun": _("Have begun the quiz"),
        "passed": _("Have passed the quiz"),
        "finished": _("Have completed their half"),
        "pairs": _("Pairs that have the course"),
        "together": _("Pairs in which both did: %(step)s", step=plain(reached.title)),
    }
    if not reached.count:
        return InsightRow(words[reached.step], _("fewer than five"))
    people = _("%(count)s or a few more", count=reached.count)
    return InsightRow(
        words[reached.step], people, percent=100 * reached.count // in_fives(reached.of)
    )


def said_rows(insights: Insights) -> list[InsightRow]:
    """What people said after finishing: yes or rather yes."""
    rows = [row(words(about), insights.said.get(about)) for about in Asked]
    if insights.planned is not None:
        for check in PlanCheck:
            did_it = _("Did what they planned: %(when)s", when=words(check))
            rows.append(row(did_it, insights.planned.get(check)))
    return rows


def unread_rows(insights: Insights) -> list[InsightRow]:
    """First attempts of people who had not pressed “I have read this”; none without a quiz."""
    if not insights.questions:
        return []
    passed, answers = insights.unread.passed, insights.unread.answers
    rows = [row(_("Passed at the first attempt"), passed.right)]
    if answers is not None:
        share = _("%(share)s %%", share=answers.percent)
        people = _("%(count)s people", count=len(passed.now))
        rows.append(
            InsightRow(_("Answers that were right"), people, share, percent=answers.percent)
        )
    if insights.boundary is not None:
        words = _("Passed before revision %(number)s", number=insights.boundary)
        rows.append(row(words, passed.before))
        words = _("Passed since revision %(number)s", number=insights.boundary)
        rows.append(row(words, passed.since))
    return rows


def scene_rows(scene: SceneInsight) -> list[InsightRow]:
    """What was first chosen at each decision of a scene."""
    return [row(edge_words(edge), edge.share) for edge in scene.edges]


def edge_words(edge: SceneEdge) -> str:
    """A choice in words: where, what, and whether the story ended with it."""
    scene = shorten(plain(edge.scene), LONGEST_SCENE, placeholder=" …")
    if not edge.texts:
        return str(_("At “%(scene)s”", scene=scene))
    facts = {"scene": scene, "text": " / ".join(map(plain, edge.texts))}
    if len(edge.texts) > 1:
        return str(_("At “%(scene)s”, rarer choices together: %(text)s", **facts))
    match edge.ends:
        case Ending.POOR:
            return str(_("At “%(scene)s”: %(text)s, and it ended poorly", **facts))
        case Ending.GOOD:
            return str(_("At “%(scene)s”: %(text)s, and it ended well", **facts))
        case _:
            return str(_("At “%(scene)s”: %(text)s", **facts))


def question_rows(insight: QuestionInsight, insights: Insights) -> list[InsightRow]:
    """Everything that is told about a question."""
    if insight.question.kind is QuestionKind.WRITE:
        found = [row(line_words(line), line.share) for line in insight.lines]
        return found or [row(_("Have compared their own text"), None)]
    rows = [row(_("Answered right"), insight.figures.right)]
    rows += [row(line_words(line), line.share) for line in insight.lines]
    if insight.question.hint:
        rows.append(row(_("Opened the hint"), insight.figures.hint))
    rows += compared(insight, insights.boundary)
    return rows


def compared(insight: QuestionInsight, boundary: int | None) -> Iterator[InsightRow]:
    """The right answers before and since a revision, where there is more than one."""
    if boundary is not None:
        words = _("Answered right before revision %(number)s", number=boundary)
        yield row(words, insight.figures.before)
        words = _("Answered right since revision %(number)s", number=boundary)
        yield row(words, insight.figures.since)


def row(what: str, share: Share | None) -> InsightRow:
    """A share in words: so many of so many, and how sure that is."""
    if share is None:
        return InsightRow(what, _("fewer than five"))
    return InsightRow(
        what,
        people=_("%(count)s of %(total)s", count=share.count, total=share.total),
        share=_("%(share)s %%", share=share.percent),
        between=_("%(low)s to %(high)s %%", low=share.low, high=share.high),
        percent=share.percent,
        low=share.low,
        high=share.high,
    )


def line_words(line: TallyLine) -> str:
    """What a line counts, in words."""
    between = " / " if line.what is Tallied.TOGETHER else " → "
    text = between.join(plain(text) for text in line.texts)
    return str(_(LINES[line.what], text=text, place=line.place))


def plain(text: str) -> str:
    """A piece of HTML as plain words, alike on the screen and in the file."""
    return str(Markup(text).striptags())  # noqa: S704 (its tags are taken away)

"""What has been done on the site, by whom and to whom?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tandem.people.accounts.acts import ShownAct
from tandem.terms import AuditAct, Role
from tandem.trust.log import queries
from tandem.trust.log.queries import LogFilters
from tandem.web import clock, db
from tandem.web.access import open_to, proof_first
from tandem.web.acts import exports
from tandem.web.file_names import dated
from tandem.web.filters import one_of, page_in, search_in
from tandem.web.spreadsheets import streamed_csv
from tandem.web.words import words

blueprint = Blueprint("log", __name__)


@blueprint.get("/admin/log")
@open_to(Role.ADMIN)
def log() -> ResponseReturnValue:
    """The audit log, a hundred acts on a page."""
    filters = filters_in(request.args)
    return render_template(
        "trust/log/log.html",
        found=queries.log_page(db.session(), filters),
        filters=filters,
        parts=address_parts(filters),
        kinds=list(AuditAct),
        header=header(),
        cells=cells,
    )


@blueprint.get("/admin/log.csv")
@open_to(Role.ADMIN)
@proof_first("GET")
@exports
def log_file() -> ResponseReturnValue:
    """All of what the page looks for, cell by cell as on the page."""
    # That this file is taken along stands in the log before it is read.
    lines = lines_found(filters_in(request.args), up_to=queries.newest_act(db.session()))
    return streamed_csv(dated(_("Audit log")), header(), lines)


def lines_found(filters: LogFilters, *, up_to: int) -> Iterator[tuple[str, ...]]:
    """The lines of all pages, as they stood at one moment."""
    with db.snapshot() as own:
        yield from map(cells, queries.all_acts(own, filters, up_to=up_to))


def header() -> tuple[str, ...]:
    """What the columns are called."""
    return _("When"), _("Who"), _("What"), _("Whom"), _("Team"), _("About"), _("More")


def cells(act: ShownAct) -> tuple[str, ...]:
    """One act, column by column: the page and the file say the same."""
    return (
        clock.moment(act.at),
        actor_of(act),
        words(act.act),
        ", ".join(name for name in (act.subject, act.other) if name),
        act.team,
        act.about or act.module,
        more_of(act),
    )


def actor_of(act: ShownAct) -> str:
    """Who did it; nothing for somebody who is no longer here."""
    if act.by_stranger:
        return str(_("somebody who wasn’t signed in"))
    if act.directory:
        return str(_("the directory (%(name)s)", name=act.directory))
    if act.by_provider:
        return str(_("the sign-in provider"))
    return str(_("the command line")) if act.by_command else act.actor


def more_of(act: ShownAct) -> str:
    """The roles of an act in words, the day that it set, or for how many it was."""
    if act.fault:
        return words(act.fault)
    day = clock.day(act.day) if act.day else act.number
    return ", ".join(words(role) for role in act.roles) or day


def filters_in(parts: Mapping[str, str]) -> LogFilters:
    """What an address looks for."""
    return LogFilters(
        person=search_in(parts, "person"),
        act=one_of(AuditAct, parts.get("act")),
        page=page_in(parts),
    )


def address_parts(filters: LogFilters) -> dict[str, str]:
    """What an address says for these filters, the page left out."""
    parts = {"person": filters.person, "act": filters.act}
    return {name: str(value) for name, value in parts.items() if value}

"""How is what is wrong with a table said?"""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from tandem.people.roster.table import PassedOverAs, RosterFault, TableFault
from tandem.people.roster.titles import Column
from tandem.terms import Role
from tandem.web.words import ROLES

TEXTS = {
    RosterFault.EMPTY: _("The file is empty. Its first row names the columns."),
    RosterFault.TOO_WIDE: _("The file has more than %(value)s columns. Keep only those needed."),
    RosterFault.TOO_LARGE: _(
        "The workbook is too large. Save the sheet as CSV and import that file."
    ),
    RosterFault.OLD_WORKBOOK: _(
        "This is a workbook of an old Excel, or one with a password. Save it as “.xlsx” without a"
        " password, or as CSV, and import that file."
    ),
    RosterFault.NOT_A_WORKBOOK: _(
        "This workbook can’t be opened. Save it once more as “.xlsx” or as CSV and import that"
        " file."
    ),
    RosterFault.WEB_PAGE: _(
        "This is a web page that only looks like a table. Open it in a spreadsheet, save it as"
        " “.xlsx” or CSV and import that file."
    ),
    RosterFault.NO_SHEET: _("There is no sheet called “%(value)s” in the workbook."),
    RosterFault.CODE_PAGE: _(
        "The letters could be read in several ways, as %(value)s for one. Say which is right, or"
        " save the table as “CSV UTF-8”."
    ),
    RosterFault.NOT_IN_CODE_PAGE: _(
        "There are letters here that can’t be read as %(value)s. Choose another way to read them."
    ),
    RosterFault.GARBLED: _(
        "“%(value)s” has lost its letters on the way. Export the list again, as “CSV UTF-8”."
    ),
    RosterFault.TOO_LONG: _("The file has more than %(value)s rows. Import it in parts."),
    RosterFault.NOT_A_TABLE: _(
        "This is no table: a quote may be open, or it is no CSV file. Save it as “CSV” or “.xlsx”."
    ),
    RosterFault.NO_COLUMN: _("There is no column “%(value)s”. Say which column holds it."),
    RosterFault.NO_EMAIL: _("There is no mail address."),
    RosterFault.BAD_EMAIL: _("“%(value)s” doesn’t look like a mail address."),
    RosterFault.NO_NAME: _("Given name and surname are needed for %(value)s."),
    RosterFault.NO_GIVEN_NAME: _("The given name of %(value)s is missing."),
    RosterFault.NO_SURNAME: _("The surname of %(value)s is missing."),
    RosterFault.LONG_NAME: _("The name of %(value)s is longer than 100 characters."),
    RosterFault.NO_ROLE: _("There is no role for %(value)s. Write [rep] or [support]."),
    RosterFault.UNKNOWN_ROLE: _("There is no role “%(value)s”. Write [rep] or [support]."),
    RosterFault.UNKNOWN_LEAVES: _(
        "“%(value)s” is neither yes nor no. Write yes, no, or the last day as 2026-11-30."
    ),
    RosterFault.UNCLEAR_DATE: _(
        "“%(value)s” could be two days: which is the month? Write it as 2026-11-30."
    ),
    RosterFault.OTHER_DAY: _("Row %(value)s gives the same address another last day."),
    RosterFault.EMERGENCY: _(
        "%(value)s is the emergency administrator, who comes in when the provider is down. Whoever"
        " runs the site names another one first."
    ),
    RosterFault.ONESELF: _("%(value)s is you. Nobody closes their own account by a list."),
    RosterFault.LAST_ADMINISTRATOR: _(
        "Nobody could administer the site without %(value)s. Make somebody else an administrator."
    ),
    RosterFault.ROLE_NOT_HERE: _("The role “%(value)s” is given by an administrator."),
    RosterFault.OTHER_NAME: _("Row %(value)s gives the same address another name."),
    RosterFault.OTHER_TEAM: _("The team “%(value)s” isn’t the team of this page."),
    RosterFault.UNCLEAR_TEAM: _(
        "There are several teams called “%(value)s”. Let their leaders or an administrator give"
        " one of them another name first."
    ),
    RosterFault.TEAM_SPELLED: _("There is no team spelled “%(value)s”."),
    RosterFault.NO_LEADER: _("The team “%(value)s” is new and needs a row with the role “Leader”."),
    RosterFault.NO_TEAM: _("Write the team of %(value)s: leaders and pairs belong to a team."),
    RosterFault.CLOSED: _("The account of %(value)s is closed. An administrator can open it."),
    RosterFault.UNKNOWN_PARTNER: _("The partner %(value)s isn’t in this team. Add a row."),
    RosterFault.SAME_PERSON: _("A pair is two people. %(value)s can’t be their own partner."),
    RosterFault.NO_PAIR: _(
        "A pair is one [rep person] and one [support person]. %(value)s isn’t part of one."
    ),
    RosterFault.PARTNER_LEAVES: _("One of the two leaves or has left: %(value)s."),
    RosterFault.MAY_NOT_CLOSE: _(
        "%(value)s has other roles or teams. An administrator decides when the account closes."
    ),
}
NEAR = _("Did you mean “%(near)s”?")
GARBLED_NEAR = _("It was probably “%(near)s”.")
UNUSED_NEAR = _("Columns that aren’t used: %(near)s.")
PASSED_OVER = {
    PassedOverAs.TITLE: _("a title above the columns"),
    PassedOverAs.HEAD: _("the names of the columns"),
    PassedOverAs.HEAD_AGAIN: _("the names of the columns once more"),
    PassedOverAs.TOTAL: _("a sum"),
    PassedOverAs.LINE: _("a line"),
    PassedOverAs.NOTE: _("a note below the list"),
}
COLUMNS = {
    Column.EMAIL: _("mail address"),
    Column.GIVEN_NAME: _("given name"),
    Column.SURNAME: _("surname"),
    Column.FULL_NAME: _("whole name"),
    Column.ROLE: _("role"),
    Column.TEAM: _("team"),
    Column.PARTNER: _("mail address of the partner"),
    Column.LEAVES: _("leaves: yes, no, or the last day"),
}


def text_of(fault: TableFault) -> str:
    """What is wrong, in words, with the nearest known word where there is one."""
    text = str(TEXTS[fault.kind] % {"value": value_of(fault)})
    if not fault.near:
        return text
    near: object = fault.near
    match fault.kind:
        case RosterFault.UNKNOWN_ROLE:
            said, near = NEAR, ROLES[Role(fault.near)]
        case RosterFault.GARBLED:
            said = GARBLED_NEAR
        case RosterFault.NO_COLUMN:
            said = UNUSED_NEAR
        case _other:
            said = NEAR
    return f"{text} {said % {'near': near}}"


def value_of(fault: TableFault) -> object:
    """What stood there; columns and roles in the words of the page."""
    match fault.kind:
        case RosterFault.NO_COLUMN:
            return COLUMNS[Column(fault.value)]
        case RosterFault.ROLE_NOT_HERE:
            return ROLES[Role(fault.value)]
        case _other:
            return fault.value

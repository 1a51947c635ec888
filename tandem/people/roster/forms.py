"""Which forms bring a table, and how is what is wrong with it said?"""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString
from flask_wtf.file import FileField, FileRequired

from tandem.people.roster.table import RosterFault, TableFault
from tandem.web.forms import RecordingForm

TEXTS = {
    RosterFault.EMPTY: _("The file is empty. Its first row names the columns."),
    RosterFault.TOO_LONG: _("The file has more than %(value)s rows. Import it in parts."),
    RosterFault.NOT_A_TABLE: _(
        "This is no CSV file. Save the table as “CSV” and import that file."
    ),
    RosterFault.NO_COLUMN: _("There is no column “%(value)s”. Compare with the sample file."),
    RosterFault.NO_EMAIL: _("There is no mail address."),
    RosterFault.BAD_EMAIL: _("“%(value)s” doesn’t look like a mail address."),
    RosterFault.NO_NAME: _("Given name and surname are needed for %(value)s."),
    RosterFault.LONG_NAME: _("The name of %(value)s is longer than 100 characters."),
    RosterFault.NO_ROLE: _("There is no role for %(value)s. Write [rep] or [support]."),
    RosterFault.UNKNOWN_ROLE: _("There is no role “%(value)s”. Write [rep] or [support]."),
    RosterFault.ROLE_NOT_HERE: _("The role “%(value)s” is given by an administrator."),
    RosterFault.OTHER_NAME: _("Row %(value)s gives the same address another name."),
    RosterFault.OTHER_TEAM: _("The team “%(value)s” isn’t the team of this page."),
    RosterFault.UNCLEAR_TEAM: _("There are several teams called “%(value)s”. Rename one first."),
    RosterFault.NO_LEADER: _("The team “%(value)s” is new and needs a row with the role leader."),
    RosterFault.NO_TEAM: _("Write the team of %(value)s: leaders and pairs belong to a team."),
    RosterFault.CLOSED: _("The account of %(value)s is closed. An administrator can open it."),
    RosterFault.UNKNOWN_PARTNER: _("The partner %(value)s isn’t in this team. Add a row."),
    RosterFault.SAME_PERSON: _("A pair is two people. %(value)s can’t be their own partner."),
    RosterFault.NO_PAIR: _(
        "A pair is one [rep person] and one [support person]. %(value)s isn’t part of one."
    ),
    RosterFault.PARTNER_LEAVES: _("One of the two leaves or has left: %(value)s."),
    RosterFault.MAY_NOT_CLOSE: _(
        "%(value)s has other roles or teams. An administrator can close the account."
    ),
}


class RosterForm(RecordingForm):
    """Bring a table. Nothing changes before the look at what it would change."""

    file = FileField(
        _("File"),
        [FileRequired(_("Choose a file."))],
        description=_("CSV, as Excel or any other spreadsheet saves it."),
        render_kw={"accept": ".csv,text/csv"},
    )


def text_of(fault: TableFault) -> LazyString:
    """What is wrong, in words."""
    return TEXTS[fault.kind] % {"value": fault.value}

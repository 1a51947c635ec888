"""Which forms ask how somebody likes to work, and what somebody is best at?"""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, IntegerField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange

from tandem.people.matching.rules import MatchReason
from tandem.terms import Channel, Liking, Planning, Rhythm
from tandem.web.forms import RecordingForm

CHOOSE = InputRequired(_("Choose one."))
REASONS = {
    MatchReason.BOTH_ALONE: _("Neither has a partner yet."),
    MatchReason.ONE_ALONE: _("One of them has no partner yet."),
    MatchReason.BOTH_LIKE: _("Both enjoy working with their opposite."),
    MatchReason.ONE_LIKES: _("One of them enjoys working with their opposite."),
    MatchReason.SAME_RHYTHM: _("They work best at the same time of day."),
    MatchReason.SAME_CHANNEL: _("They like to settle things the same way."),
    MatchReason.PLANS_AND_ACTS: _("One plans ahead, one acts at once."),
}


class StyleForm(RecordingForm):
    """How somebody likes to work. Who sees it is said before it is answered."""

    likes = RadioField(
        _("Do you like working with your opposite?"),
        [CHOOSE],
        choices=[
            SelectChoice(Liking.YES, _("Yes, that is where it gets interesting")),
            SelectChoice(Liking.SOMETIMES, _("Sometimes, it depends")),
            SelectChoice(Liking.NO, _("Not really")),
        ],
    )
    rhythm = RadioField(
        _("When do you work best?"),
        [CHOOSE],
        choices=[
            SelectChoice(Rhythm.EARLY, _("Early in the day")),
            SelectChoice(Rhythm.LATE, _("Later in the day")),
            SelectChoice(Rhythm.ANY, _("It makes no difference")),
        ],
    )
    channel = RadioField(
        _("How do you like to settle things?"),
        [CHOOSE],
        choices=[
            SelectChoice(Channel.TALK, _("In a call or face to face")),
            SelectChoice(Channel.WRITE, _("In writing")),
            SelectChoice(Channel.ANY, _("It makes no difference")),
        ],
    )
    planning = RadioField(
        _("Which is more like you?"),
        [CHOOSE],
        choices=[
            SelectChoice(Planning.AHEAD, _("I plan ahead")),
            SelectChoice(Planning.AT_ONCE, _("I act at once")),
            SelectChoice(Planning.ANY, _("A bit of both")),
        ],
    )
    seats = IntegerField(
        _("In how many pairs would you sit at most?"),
        [InputRequired(_("Write a number from 1 to 5.")),
         NumberRange(1, 5, _("Write a number from 1 to 5."))],
        default=1,
        render_kw={"inputmode": "numeric"},
    )  # fmt: skip
    may_be_used = BooleanField(
        _("My answers may be used to suggest pairs"),
        description=_("Leave it empty, and nobody is suggested to you."),
    )


class BestForm(RecordingForm):
    """What somebody is best at, said by their leader."""

    text = TextAreaField(
        _("Best at"),
        [Length(max=300)],
        description=_("One sentence. The person themselves and this team’s leaders read it."),
        render_kw={"rows": 2},
    )

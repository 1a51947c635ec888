"""How is it said why a provider lets nobody in, and what it says is not done?"""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from tandem.people.providers.faults import ProviderFault
from tandem.people.providers.taking import Hindrance, NotTaken

TROUBLES = {
    ProviderFault.AWAY: _("%(provider)s doesn’t answer right now. Try again in a few minutes."),
    ProviderFault.WRONG_SETTINGS: _(
        "%(provider)s and this site aren’t set up for each other. Tell whoever looks after this"
        " site: its log says what doesn’t match."
    ),
    ProviderFault.NOT_ASKED: _(
        "This way in was used already, took too long, or was begun in another browser. Start over."
    ),
    ProviderFault.SAID_NO: _("%(provider)s didn’t let you in. Start over, or ask there why."),
    ProviderFault.CODE_REFUSED: _(
        "%(provider)s no longer knows this way in: it works once, and for a short while. Start"
        " over."
    ),
    ProviderFault.NOT_PROVED: _(
        "What came from %(provider)s couldn’t be proved to be true, and wasn’t used. Start over;"
        " if it happens again, tell whoever looks after this site."
    ),
    ProviderFault.TOO_LONG_AGO: _(
        "%(provider)s didn’t ask you again who you are. Sign out there, then try again."
    ),
    ProviderFault.NO_ADDRESS: _(
        "%(provider)s tells no mail address of yours, and without one nobody knows which account is"
        " yours. Whoever runs it can add it."
    ),
    ProviderFault.ADDRESS_NOT_VERIFIED: _(
        "%(provider)s hasn’t verified your mail address. Verify it there, then come back."
    ),
    ProviderFault.OTHER_DOMAIN: _(
        "%(provider)s may not speak for your mail address here. An administrator knows by which way"
        " you come in."
    ),
    ProviderFault.OTHER_PROVIDER: _(
        "The account with your mail address is connected to another sign-in provider. Come in by"
        " that one; an administrator can disconnect the two."
    ),
    ProviderFault.OTHER_SUBJECT: _(
        "The account with your mail address belongs to somebody else at %(provider)s, or your"
        " name there is another one now. An administrator can connect it again."
    ),
    ProviderFault.CLOSED: _("Your account here is closed. An administrator can open it."),
    ProviderFault.NO_ACCOUNT: _(
        "There is no account with your mail address here. Ask your leader to invite you."
    ),
}
HINDRANCES = {
    Hindrance.LAST_ADMINISTRATOR: _(
        "Your sign-in provider no longer names you as an administrator. You stay one, as nobody"
        " else could administer this site: make somebody else an administrator first."
    ),
    Hindrance.ONLY_LEADER: _(
        "Your sign-in provider no longer names you as a leader of “%(team)s”. You stay its leader,"
        " as nobody else leads it: somebody else must lead it first."
    ),
    Hindrance.UNCLEAR_TEAM: _(
        "Your sign-in provider puts you into “%(team)s”, and several teams are called so. An"
        " administrator can say which one is yours."
    ),
}


def trouble_words(fault: ProviderFault, provider: str) -> str:
    """Why nobody is let in, and what to do."""
    return str(TROUBLES[fault] % {"provider": provider})


def hindrance_words(part: NotTaken) -> str:
    """What is not done, and why."""
    return str(HINDRANCES[part.why] % {"team": part.team})

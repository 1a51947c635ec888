"""Which acts are told to whom they are about, and which were done by nobody of the house?"""

from __future__ import annotations

from tandem.terms import AuditAct

# What somebody does who is not signed in. Nobody knows who it was.
BY_STRANGERS = frozenset(
    {
        AuditAct.SIGN_IN_REFUSED,
        AuditAct.SECOND_STEP_REFUSED,
        AuditAct.PASSWORD_FORGOTTEN,
        AuditAct.MAIL_LINK_ASKED,
        AuditAct.PROVIDER_REFUSED,
    }
)
# What follows from what a sign-in provider says: nobody here did it.
BY_PROVIDERS = frozenset(
    {
        AuditAct.PROVIDER_JOINED,
        AuditAct.PROVIDER_GAVE_ROLES,
        AuditAct.PROVIDER_TOOK_ROLES,
        AuditAct.PROVIDER_LEFT_SEAT,
        AuditAct.PROVIDER_PUT_IN_TEAM,
        AuditAct.PROVIDER_MADE_LEADER,
        AuditAct.PROVIDER_TOOK_OUT,
        AuditAct.PROVIDER_SIGNED_OUT,
        AuditAct.CLAIM_NOT_TAKEN,
    }
)
# What somebody is told by mail though they did it themselves: perhaps it was not they.
ALWAYS_TOLD = frozenset(
    {
        *(AuditAct.PASSWORD_SET, AuditAct.SECOND_STEP_ADDED, AuditAct.SECOND_STEP_REMOVED),
        *(AuditAct.RECOVERY_CODES_MADE, AuditAct.RECOVERY_CODE_USED, AuditAct.MAIL_CHANGED),
    }
)
# What somebody is told by mail and on their own page when another has done it.
TOLD = frozenset(
    {
        *(AuditAct.LINK_TO_JOIN, AuditAct.LINK_FOR_PASSWORD, AuditAct.ROLES_GIVEN),
        *(AuditAct.ROLES_TAKEN, AuditAct.PUT_IN_TEAM, AuditAct.MADE_LEADER, AuditAct.TAKEN_OUT),
        *(AuditAct.OPENED, AuditAct.SECOND_STEP_RESET, AuditAct.MAIL_CHANGED),
        *(AuditAct.ATTEMPT_GRANTED, AuditAct.SIGN_INS_ENDED, AuditAct.NAME_MENDED),
        AuditAct.ACCOUNTS_JOINED,
        AuditAct.PROVIDER_PARTED,
        *(BY_PROVIDERS - {AuditAct.PROVIDER_SIGNED_OUT, AuditAct.PROVIDER_LEFT_SEAT}),
    }
)

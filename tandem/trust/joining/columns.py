"""What becomes of each column that leads to a person when two accounts are joined?

Every such column stands here; a test says so for a new table.
"""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import Column

from tandem.models import Base


class RowMove(StrEnum):
    """How the rows of the account that goes come to the one that stays.

    `all`: each of them, where the one that stays has none in the same place. `numbered`: each, and
    the rows of both are numbered anew by date. `follows`: each that has a place beside what it
    belongs to, once that is numbered anew. `stays`: none of them.
    """

    ALL = "all"
    NUMBERED = "numbered"
    FOLLOWS = "follows"
    STAYS = "stays"


# Sign-ins, links and second steps end with the account that goes: whoever comes in by the other one
# has shown who they are there. The log stays as it was written.
STAYING = {
    *("authenticator_app.person_id", "passkey.person_id", "recovery_code.person_id"),
    *("sign_in.person_id", "sign_in_link.person_id", "ticket.person_id", "mail_change.person_id"),
    *("notice_read.person_id", "upload.person_id", "form_sent.person_id"),
    "made_file.person_id",
    # What a directory knows somebody by, own hours and hints stay with the account they are of.
    *("scim_token.by_id", "scim_user.person_id", "scim_member.person_id"),
    *("first_steps_closed.person_id", "work_hours.person_id"),
    *("audit_entry.actor_id", "audit_entry.subject_id", "audit_entry.other_id"),
}
# What is counted: the first time, the second.
COUNTED = {
    *("attempt.person_id", "attempt_granted.person_id", "completion.person_id"),
    *("step_done.person_id", "written_text.person_id", "refresher_answer.person_id"),
}
MOVING = {
    *("agreement_version.by_id", "assignment.by_id", "attempt_granted.by_id", "best_of.by_id"),
    *("best_of.person_id", "calendar_address.person_id", "certificate.person_id"),
    *("course_change.by_id", "edition_read.person_id", "feedback.person_id"),
    *("first_choice.person_id", "fit_answer.person_id", "goal.by_id", "goal_reading.by_id"),
    *("goal_yes.person_id", "identity.person_id"),
    *("invitation.by_id", "invitation.person_id", "lesson_draft.person_id", "letter.person_id"),
    *("mail_choice.person_id", "module_closed.by_id", "nudge.from_id", "nudge.to_id"),
    *("override.by_id", "pair.rep_id", "pair.support_id", "pair_change.by_id"),
    *("pair_completion.person_id", "pair_consent.person_id", "pair_step_done.person_id"),
    *("person_role.person_id", "plan_answer.person_id", "practice.person_id"),
    *("publication.by_id", "pulse_answer.person_id", "quiz_draft.person_id"),
    *("refresher_choice.person_id", "remark.answered_by_id", "remark.person_id"),
    *("revision.published_by_id", "roster_file.by_id", "scene_way.again_by_id"),
    *("signature.person_id", "solo_assignment.by_id", "solo_assignment.person_id"),
    *("solo_round_done.person_id", "step_answer.person_id", "step_draft.person_id"),
    *("style_put_off.person_id", "team_leader.person_id", "team_member.person_id"),
    *("translation.published_by_id", "working_style.person_id", "written_draft.person_id"),
    *("written_reply.person_id",),
}
MOVES = {
    **dict.fromkeys(MOVING, RowMove.ALL),
    **dict.fromkeys(COUNTED, RowMove.NUMBERED),
    # The hint of an attempt.
    "hint_opened.person_id": RowMove.FOLLOWS,
    **dict.fromkeys(STAYING, RowMove.STAYS),
}


def column_named(name: str) -> Column[int]:
    """The column that `table.column` names."""
    table, _, column = name.partition(".")
    return Base.metadata.tables[table].c[column]


def columns_that(move: RowMove) -> list[Column[int]]:
    """The columns whose rows move in this way, by name."""
    return [column_named(name) for name in sorted(MOVES) if MOVES[name] is move]

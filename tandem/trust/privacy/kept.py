"""What does the site keep of people, why, who reads it, and how long?

One list serves the page for everybody, the copy that somebody takes along, and the test that no
table of people is left out of either.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tandem.content.messages import Message, say

HASHES = ("code_hash", "old_hash", "new_hash", "browser_hash")
KEYS = ("sealed_key", "id_token", "public_key", "credential_id", *HASHES)
# Never given out, not even to whom they belong: they open an account.
SECRET = frozenset({"password_hash", "token_hash", "token", "key", *KEYS})


@dataclass(frozen=True)
class KeptTable:
    """A table with rows of people.

    `whose` are the columns that name the person. `of_pair` is the column that leads to a pair whose
    rows belong to both. `through` is the column that leads to a row of another table here, and to
    whom that belongs, this belongs. `left_out` are columns that are somebody else's to read.
    """

    name: str
    whose: tuple[str, ...] = ()
    of_pair: str = ""
    through: tuple[str, str] | None = None
    left_out: frozenset[str] = frozenset()


@dataclass(frozen=True)
class KeptSubject:
    """What is kept about one thing, in words for whoever it is about."""

    name: str
    title: Message
    what: Message
    why: Message
    readers: Message
    until: Message
    tables: tuple[KeptTable, ...]


# The published text itself stands in the lesson.
PUBLISHED = frozenset({"lesson", "source"})
ACCOUNT_STAYS = say("Until the account is erased.")
PAIR_STAYS = say(
    "As long as the site runs: it is your partner’s as much as yours. After an erasure your name is"
    " no longer in it."
)
SUBJECTS = (
    KeptSubject(
        name="account",
        title=say("Your account"),
        what=say(
            "Name, mail address, time zone, language, roles, how quizzes ask you, and what you"
            " chose about mail. Of your password only a figure that can’t be turned back into it."
        ),
        why=say(
            "So that you can sign in, and are called by your name in your own time. Where your"
            " company has set it up, name, address, roles and teams come from its sign-in provider"
            " or its directory (SCIM), with what these call you; the directory also closes the"
            " account."
        ),
        readers=say(
            "Your name: your partners, your leaders and administrators. Your mail address: leaders"
            " of your teams and administrators."
        ),
        until=ACCOUNT_STAYS,
        tables=(
            KeptTable("person", ("id",)),
            KeptTable("person_role", ("person_id",)),
            KeptTable("ticket", ("person_id",)),
            KeptTable("sign_in_link", ("person_id",)),
            KeptTable("identity", ("person_id",)),
            KeptTable("identity_team", through=("identity_id", "identity")),
            KeptTable("scim_user", ("person_id",), left_out=frozenset({"user_name_key"})),
            KeptTable("mail_choice", ("person_id",)),
            KeptTable("work_hours", ("person_id",)),
            KeptTable("calendar_address", ("person_id",)),
            KeptTable("notice_read", ("person_id",)),
            KeptTable("first_steps_closed", ("person_id",)),
        ),
    ),
    KeptSubject(
        name="sign-ins",
        title=say("Where you are signed in"),
        what=say(
            "For each browser its name, such as Firefox on Windows, since when, and when it was"
            " last seen. No network address."
        ),
        why=say("So that you see what isn’t yours, and end it."),
        readers=say("You alone."),
        until=say("Until you sign out, or the browser hasn’t been used for long."),
        tables=(KeptTable("sign_in", ("person_id",)),),
    ),
    KeptSubject(
        name="second-step",
        title=say("Your second step at sign-in"),
        what=say(
            "What you have set up: an app, passkeys with the names you gave them, how many recovery"
            " codes are left; and a new mail address that waits for your yes. Of a passkey only its"
            " public half, of a code only a figure that can’t be turned back into it."
        ),
        why=say("So that whoever learns your password still doesn’t get in."),
        readers=say("You alone. Administrators see whether there is one, and can remove it."),
        until=say("Until you remove it."),
        tables=(
            KeptTable("authenticator_app", ("person_id",)),
            KeptTable("passkey", ("person_id",)),
            KeptTable("recovery_code", ("person_id",)),
            KeptTable("mail_change", ("person_id",)),
        ),
    ),
    KeptSubject(
        name="teams",
        title=say("Teams and invitations"),
        what=say("Which teams you are in or lead, who asked you to join, and what you answered."),
        why=say("So that leaders see their own people, and nobody joins without a yes."),
        readers=say("Leaders of that team, and administrators."),
        until=ACCOUNT_STAYS,
        tables=(
            KeptTable("team_member", ("person_id",)),
            KeptTable("team_leader", ("person_id",)),
            KeptTable("scim_member", ("person_id",)),
            KeptTable("invitation", ("person_id",)),
            KeptTable("roster_file", ("by_id",), left_out=frozenset({"content"})),
        ),
    ),
    KeptSubject(
        name="matching",
        title=say("How you like to work"),
        what=say(
            "What you said of how you like to work, what a leader says you are best at, and how you"
            " find working with a partner."
        ),
        why=say("To suggest partners who fit."),
        readers=say("Whoever each page named before you answered."),
        until=ACCOUNT_STAYS,
        tables=(
            KeptTable("working_style", ("person_id",)),
            KeptTable("style_put_off", ("person_id",)),
            KeptTable("best_of", ("person_id", "by_id")),
            KeptTable("fit_answer", ("person_id",)),
        ),
    ),
    KeptSubject(
        name="pairs",
        title=say("Your pairs"),
        what=say(
            "With whom you work, from when to when, and who formed, paused or ended the pair."
        ),
        why=say("The two of you learn together: a course is complete when both are."),
        readers=say("The two of you, leaders of the team, and administrators."),
        until=PAIR_STAYS,
        tables=(
            KeptTable("pair", ("rep_id", "support_id")),
            KeptTable(
                "pair_change", of_pair="pair_id", left_out=frozenset({"reason", "not_again"})
            ),
            KeptTable("pair_consent", ("person_id",)),
            KeptTable("nudge", ("from_id", "to_id")),
        ),
    ),
    KeptSubject(
        name="done",
        title=say("What you did"),
        what=say("Which steps and modules you did, and on which day. Never how long you took."),
        why=say("So that you go on where you were, and nothing you did is lost."),
        readers=say("You, your partner, and leaders of the team."),
        until=PAIR_STAYS,
        tables=(
            KeptTable("step_done", ("person_id",)),
            KeptTable("completion", ("person_id",)),
            KeptTable("edition_read", ("person_id",)),
            KeptTable("pair_step_done", ("person_id",)),
            KeptTable("pair_completion", ("person_id",)),
            KeptTable("override", through=("completion_id", "pair_completion")),
            KeptTable("round_done", of_pair="pair_id"),
            KeptTable("solo_round_done", ("person_id",)),
            KeptTable("solo_assignment", ("person_id",)),
            KeptTable("module_closed", ("by_id",)),
            KeptTable("certificate", ("person_id",)),
        ),
    ),
    KeptSubject(
        name="quizzes",
        title=say("Your quiz answers"),
        what=say(
            "Each attempt with its answers and mark, hints you opened, a quiz half done, and"
            " attempts that a leader gave you beyond the others."
        ),
        why=say("To show you what was right and why, and to find questions that mislead."),
        readers=say(
            "You alone. Trainers see figures of full groups of five, and no name with them. Leaders"
            " of the team see where no attempt is left, never a mark or an answer; where a quiz was"
            " tried three times, their board advises them to sit down with the two, and names"
            " neither of them."
        ),
        until=say(
            "Until the account is erased. What you answered, your marks and the hints you opened"
            " then stay known, without your name."
        ),
        tables=(
            KeptTable("attempt_granted", ("person_id",)),
            KeptTable("attempt", ("person_id",), left_out=frozenset({"marks"})),
            KeptTable("hint_opened", ("person_id",)),
            KeptTable("quiz_draft", ("person_id",), left_out=frozenset({"checked"})),
        ),
    ),
    KeptSubject(
        name="scenes",
        title=say("Scenes you play"),
        what=say(
            "Where you are in a scene, and what you chose when you first came to each decision."
            " Never how often you played."
        ),
        why=say("So that you go on where you were, and trainers see where a scene misleads."),
        readers=say(
            "You alone. Trainers see figures of full groups of five, and no name with them."
        ),
        until=say(
            "Until the account is erased. What you first chose then stays known, without your name."
        ),
        tables=(
            KeptTable("practice", ("person_id",)),
            KeptTable("first_choice", ("person_id",)),
        ),
    ),
    KeptSubject(
        name="refreshers",
        title=say("Questions that come back"),
        what=say(
            "What you answered to questions of finished modules, what you thought a partner would"
            " say, and whether you want such questions."
        ),
        why=say("So that what you learned stays, and the two of you know each other’s view."),
        readers=say(
            "Whoever the page named before you answered: you alone, or your partner once both have"
            " answered. Leaders see only figures of full groups of five."
        ),
        until=say(
            "Until the account is erased. Of your answers it then stays known, without your words,"
            " that they were right or not; what was open to a partner stays open to them."
        ),
        tables=(
            KeptTable("refresher_answer", ("person_id",)),
            KeptTable("refresher_choice", ("person_id",)),
        ),
    ),
    KeptSubject(
        name="scenes_for_two",
        title=say("Scenes the two of you play"),
        what=say("The ways that you took together, and who would like to begin again."),
        why=say("So that each of you can go on where you both are."),
        readers=say("The two of you."),
        until=PAIR_STAYS,
        tables=(KeptTable("scene_way", of_pair="pair_id"),),
    ),
    KeptSubject(
        name="writing",
        title=say("What you write in steps for two"),
        what=say("Your answers, thanks, drafts, and what you added later."),
        why=say("It is what the two of you talk about."),
        readers=say(
            "Whoever the field named before you typed; that is kept with each text and never"
            " widened. No leader and no administrator reads it."
        ),
        until=PAIR_STAYS,
        tables=(
            KeptTable("step_answer", ("person_id",)),
            KeptTable("step_answer_shown", through=("step_answer_id", "step_answer")),
            KeptTable("addition", through=("step_answer_id", "step_answer")),
            KeptTable("step_draft", ("person_id",)),
        ),
    ),
    KeptSubject(
        name="plans",
        title=say("Whether you did what you planned"),
        what=say("What you tapped when you were asked about a plan, and when."),
        why=say("So that you remember it, and it is known whether plans are kept."),
        readers=say(
            "You alone. Leaders of the team and trainers see figures of full groups of five."
        ),
        until=say("As long as the site runs. After an erasure it leads to no plan and no name."),
        tables=(KeptTable("plan_answer", ("person_id",)),),
    ),
    KeptSubject(
        name="pulse",
        title=say("What you said at the start and the end of courses"),
        what=say("The number you tapped for each item, and when."),
        why=say("So that it is known whether something has changed."),
        readers=say("You alone. Leaders of the team see averages of full groups of five people."),
        until=say("As long as the site runs. After an erasure it leads to no name."),
        tables=(KeptTable("pulse_answer", ("person_id",)),),
    ),
    KeptSubject(
        name="texts",
        title=say("Messages you wrote in quizzes"),
        what=say("Each message, what you found in it, and what your partner says of it."),
        why=say("So that you can compare it, and hear whether somebody could act on it."),
        readers=say(
            "You alone, or your partner too where you chose so before writing. Of the ticks,"
            " trainers see figures of full groups of five."
        ),
        until=say(
            "What your partner may read: as long as the site runs, after an erasure without your"
            " name. What you alone may read: until the account is erased; what you ticked then"
            " stays known, without your name and your words."
        ),
        tables=(
            KeptTable("written_text", ("person_id",)),
            KeptTable("written_reply", ("person_id",), through=("written_id", "written_text")),
            KeptTable("written_draft", ("person_id",)),
        ),
    ),
    KeptSubject(
        name="agreements",
        title=say("What the two of you agreed"),
        what=say("Each version of your agreements and your shared goal, and the goal’s figures."),
        why=say("So that both hold the same version."),
        readers=say("The two of you. Of the goal, leaders see what its page said they would."),
        until=PAIR_STAYS,
        tables=(
            KeptTable("agreement_version", of_pair="pair_id"),
            KeptTable("signature", ("person_id",)),
            KeptTable("goal_measure", of_pair="pair_id"),
            KeptTable("goal", of_pair="pair_id"),
            KeptTable("goal_yes", ("person_id",)),
            KeptTable("goal_reading", through=("measure_id", "goal_measure")),
        ),
    ),
    KeptSubject(
        name="feedback",
        title=say("What you said of lessons"),
        what=say("Whether a module was worth your time, and remarks on questions."),
        why=say("So that the lessons become better."),
        readers=say(
            "Of the answers, only figures of full groups of five are told. Trainers read a remark"
            " without your name."
        ),
        until=ACCOUNT_STAYS,
        tables=(
            KeptTable("feedback", ("person_id",)),
            KeptTable("remark", ("person_id",)),
        ),
    ),
    KeptSubject(
        name="letters",
        title=say("Letters to you"),
        what=say("When a letter left, to which address, why, and whether it arrived."),
        why=say("So that nobody gets more than one a day, and a lost one is found."),
        readers=say("You, and administrators, who see no text of it."),
        until=ACCOUNT_STAYS,
        tables=(
            # A letter may hold a link that still opens something.
            KeptTable("letter", ("person_id",), left_out=frozenset({"text", "html"})),
        ),
    ),
    KeptSubject(
        name="work",
        title=say("What you did for others"),
        what=say(
            "Courses you gave, opened or archived, lessons you wrote and published, files you"
            " handed in or asked for, and tokens you made for the company’s directory."
        ),
        why=say("So that it is known who published or gave what."),
        readers=say("Leaders of the team, trainers and administrators."),
        until=say(
            "As long as the site runs. Files that wait for a decision, or to be taken along: a day."
        ),
        tables=(
            KeptTable("assignment", ("by_id",)),
            KeptTable("scim_token", ("by_id",)),
            KeptTable("course_change", ("by_id",)),
            KeptTable("lesson_draft", ("person_id",)),
            KeptTable("made_file", ("person_id",)),
            KeptTable(
                "made_file_piece",
                through=("file_id", "made_file"),
                left_out=frozenset({"content"}),
            ),
            KeptTable("publication", ("by_id",)),
            KeptTable("revision", ("published_by_id",), left_out=PUBLISHED),
            KeptTable("translation", ("published_by_id",), left_out=PUBLISHED),
            KeptTable("upload", ("person_id",), left_out=frozenset({"content"})),
        ),
    ),
    KeptSubject(
        name="log",
        title=say("The audit log"),
        what=say(
            "What leaders, trainers and administrators did, to whom and when; every sign-in; and"
            " who downloaded a file. No text that anybody wrote."
        ),
        why=say("So that nobody gets in unseen, and whoever decides for others can be asked."),
        readers=say("Administrators; and you, what is about you."),
        until=say("As long as the site runs. After an erasure no name is there anymore."),
        tables=(
            KeptTable("audit_entry", ("subject_id", "other_id")),
            # A hash of a form tells nobody anything.
            KeptTable("form_sent", ("person_id",), left_out=frozenset({"said"})),
        ),
    ),
)
# Tables that know people and are in no copy, each with the reason.
NOT_GIVEN_OUT = {
    "pair_status": say("made from the rest again at any time"),
    "stale_pair": say("made from the rest again at any time"),
}


def kept_tables() -> Iterator[KeptTable]:
    """Every table of the list."""
    for subject in SUBJECTS:
        yield from subject.tables


def table_named(name: str) -> KeptTable:
    """A table of the list by its name. Raises KeyError."""
    return {table.name: table for table in kept_tables()}[name]

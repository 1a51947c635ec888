"""What is each page for that somebody sees who leads or writes? Three sentences and a topic."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

ABOUT = {
    "board.lead": (
        "leading",
        _(
            "Here are your teams and the roads of all their pairs, those who need you first. "
            "Press a row to read what would help that pair. You see steps and dates, never "
            "what two people write."
        ),
    ),
    "board.team": (
        "leading",
        _(
            "This is the board of one team: a row for each pair, a column for each module. "
            "The groups say who needs you; inside them the order is by surname. Tick pairs to "
            "give them a course, a date or a pause."
        ),
    ),
    "board.details": (
        "leading",
        _(
            "This is one pair in one course: where they stand, and what would help. The two "
            "can open the same page. Your buttons stand below."
        ),
    ),
    "board_acts.act": (
        "leading",
        _(
            "Here you do one thing for several pairs at once. The page names those it reaches "
            "and those it doesn’t. Afterwards you can undo it."
        ),
    ),
    "made_files.files": (
        "leading",
        _(
            "A workbook of many pairs takes a while, so it is made while you go on. Only you see "
            "your files. They go after a day; what was downloaded stands in the audit log."
        ),
    ),
    "report.print_team": (
        "leading",
        _(
            "This is the board for paper, with the filters you had set. Forty pairs fit on "
            "one sheet, A4 landscape. Letters in the halves help where there is no color."
        ),
    ),
    "assignments.assign": (
        "teams",
        _(
            "Here you give a course to your pairs, with a date or without. Give it again to "
            "change the date. Taking it back asks first, and what was completed stays."
        ),
    ),
    "teams.people": (
        "teams",
        _(
            "These are the people of the team. Ask somebody to join below; they decide. "
            "Before anybody is taken out, the page says what stops and what stays."
        ),
    ),
    "pairs.pairs": (
        "teams",
        _(
            "Here you form pairs of one [rep person] and one [support person]. Choose people "
            "who enjoy working with their opposite; a pair begins when both agree. Nothing is "
            "deleted when a pair ends."
        ),
    ),
    "matching.suggestions": (
        "teams",
        _(
            "These pairs could work well, each with the reasons. They come from what people "
            "said of how they like to work. You decide, and then the two do."
        ),
    ),
    "matching.best": (
        "teams",
        _(
            "Here you say what somebody is best at. It stands beside their name when pairs "
            "are suggested. The person can read and correct it."
        ),
    ),
    "impact.helped": (
        "leading",
        _(
            "Here you see whether it helped: your shared goals, what people say, what they "
            "remember. Every figure is over full groups of five, so that nobody can be found. "
            "Nobody is ranked."
        ),
    ),
    "more_attempts.attempts": (
        "leading",
        _(
            "Here you give somebody one more attempt at a quiz. You see that none is left, "
            "never a mark or an answer. The person reads who gave it."
        ),
    ),
    "overrides.set_complete": (
        "leading",
        _(
            "Here you mark a half as done, where somebody did it elsewhere. Both read who did "
            "it, when and why. It can’t be undone."
        ),
    ),
    "solo.solo": (
        "teams",
        _(
            "These are courses for one: for leaders and trainers who read without a partner. "
            "You see how far each is, never an answer. Assign or withdraw a course below."
        ),
    ),
    "teams.new_team": (
        "teams",
        _(
            "Here you make a team that you lead. Then you invite people, form pairs and give "
            "a course. A pair belongs to one team; a person may be in several."
        ),
    ),
    "team_names.rename": (
        "teams",
        _(
            "Here you give a team another name. No two teams have one name: lists of people "
            "name teams by it. A team that comes from your company’s directory is named there."
        ),
    ),
    "teams.welcome": (
        "teams",
        _(
            "Your site is ready, and this is its first page. Begin with a team of your own, "
            "or look around with made-up people. The sample can be removed again without a "
            "trace."
        ),
    ),
    "roster.bring": (
        "teams",
        _(
            "Here you import people from a table. You see what it changes before "
            "anything is changed. Every row that isn’t taken is named with its reason."
        ),
    ),
    "roster.columns": (
        "teams",
        _(
            "Here you see what each column of your table is taken for. Choose another where it’s "
            "wrong; files with the same heads are read so from now on. Nothing is changed yet."
        ),
    ),
    "roster.check": (
        "teams",
        _(
            "This is what your list would change. Nothing has happened yet: look at it, then "
            "confirm. Rows that can’t be taken are named."
        ),
    ),
    "pairs.end": (
        "teams",
        _(
            "This page takes something away, so it asks first. It says what stops and what "
            "stays. The next page can undo it."
        ),
    ),
    "pairs.pause": (
        "teams",
        _(
            "While a pair is paused, no date counts and nobody is nudged. Both may go on reading. "
            "It goes on by itself on the day you choose, or when you say so."
        ),
    ),
    "courses.courses": (
        "writing",
        _(
            "Here are all courses with their modules, as they stand in the folder. A file "
            "with an error isn’t published, and the text before it stays live. Press a "
            "title to write."
        ),
    ),
    "courses.module": (
        "writing",
        _(
            "This is the lesson that is live now, as one role reads it. You can play and "
            "answer everything, and nothing is recorded. Choose another role above."
        ),
    ),
    "editor.edit": (
        "writing",
        _(
            "This is the workshop: text on one side, the played preview on the other. At the "
            "beginning of an empty line `/` offers every kind of question and step. The "
            "checker says at the line what is wrong, and nothing broken is published."
        ),
    ),
    "history.history": (
        "publishing",
        _(
            "Here is every text of this file that was published, and what changed. Answers "
            "stay with the text they were given to. An old text can be brought back as a new "
            "one."
        ),
    ),
    "insights.module": (
        "publishing",
        _(
            "This is what first answers tell about the questions of a lesson. Figures appear "
            "from five people on, and never who answered. Use it to correct questions, not "
            "people."
        ),
    ),
    "remarks.answer": (
        "publishing",
        _(
            "Somebody says that something is wrong with a question. You read it without a "
            "name, and your answer comes to their page. Correct the lesson first if they’re "
            "right."
        ),
    ),
    "exchange.hand_in": (
        "writing",
        _(
            "Here you bring in a quiz of another format, or a whole course. You see what "
            "becomes of it before anything is written. What can’t be taken over is named."
        ),
    ),
    "exchange.along": (
        "publishing",
        _(
            "Here you take a course along, as a file of all its texts and images. The "
            "questions of a module also come as GIFT, which other learning systems read. "
            "Nothing on the site changes."
        ),
    ),
    "tryout.course": (
        "writing",
        _(
            "Here you try a course out before you give it, or while you write it. Choose a "
            "module and a side. Nothing is recorded."
        ),
    ),
    "tryout.module": (
        "writing",
        _(
            "You try this lesson out as one of the two sides. Play and answer it as you like; "
            "nothing is recorded. Change sides with the links above."
        ),
    ),
}

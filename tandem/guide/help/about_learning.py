"""What is each page for that a learner sees? Three sentences and a topic of the help."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

ABOUT = {
    "my_page.my_page": (
        "how-it-works",
        _(
            "This is your own page: what is next for you stands at the top with its button. "
            "Below it runs the road of your course, with your line and your partner’s. "
            "Nothing here compares you with anybody."
        ),
    ),
    "lessons.shelf": (
        "how-it-works",
        _(
            "Here are the courses you take, each with how far you are. A leader gives courses "
            "to pairs. Whoever leads or writes also finds what can be tried out without a "
            "trace."
        ),
    ),
    "lessons.course": (
        "how-it-works",
        _(
            "This is a course with its modules in their order. Each takes a few minutes and "
            "shows how far both halves are. Press a module to go on where you were."
        ),
    ),
    "lessons.module": (
        "how-it-works",
        _(
            "This is a lesson, in the words meant for your side. At its end you say with a "
            "button that you have read it; nobody measures your time. Then come the quiz and "
            "the steps for two."
        ),
    ),
    "lessons.changes": (
        "how-it-works",
        _(
            "A lesson you have finished has a new edition, and here you see what changed. You "
            "stay complete, whatever it says. Once you have read it, no page mentions it "
            "again."
        ),
    ),
    "moment.moment": (
        "how-it-works",
        _(
            "Both of you have done this module, and the two halves have met. What you wrote "
            "for each other stands here if both may read it. The button leads to what is "
            "next."
        ),
    ),
    "practice.practice": (
        "how-it-works",
        _(
            "This is a scene: you decide, and the story goes on from there. It counts as done "
            "once it ends well, and you may step back or begin again. How often you play is "
            "kept nowhere."
        ),
    ),
    "quizzes.quiz": (
        "how-it-works",
        _(
            "This is the quiz of a lesson; your answers are kept as a draft while you think. "
            "Below each question you can say that something is wrong with it. Nobody but you "
            "sees what you answered."
        ),
    ),
    "quiz_results.attempt": (
        "how-it-works",
        _(
            "This is what came of one attempt, question by question, with the reasons. You "
            "may try again as long as attempts are left. Whatever you had passed before stays "
            "passed."
        ),
    ),
    "writing.write": (
        "how-it-works",
        _(
            "You write a message here, and then compare it with what a good one has. Nothing "
            "is marked. Before you write you choose whether your partner reads it."
        ),
    ),
    "remarks.write": (
        "who-sees-what",
        _(
            "Here you tell those who write the lessons that something is wrong with a "
            "question. They read it without your name. Their answer comes to your page."
        ),
    ),
    "remarks.mine": (
        "who-sees-what",
        _(
            "These are the remarks you made about questions, with what came of them. Trainers "
            "and administrators read them without your name. To make another, press the link "
            "below a question."
        ),
    ),
    "steps.together": (
        "for-two",
        _(
            "These are the steps that the two of you do in this module. Above each field "
            "stands who will read it, and that stays so. What is sealed opens when both of "
            "you have answered."
        ),
    ),
    "steps.talk": (
        "for-two",
        _(
            "The talk card has what both of you may read, for a few minutes without a screen "
            "between you. Print it, or lay the phone on the table. Say at the end of the step "
            "that you have talked."
        ),
    ),
    "scene_for_two.scene": (
        "for-two",
        _(
            "You two play this scene in turns: each decides in their own seat. Each sees only "
            "their own side until the story ends. A good ending is the step done, for both."
        ),
    ),
    "scenes.scenes": (
        "for-two",
        _(
            "Here the same situation stands from both seats, side by side. It opens when both "
            "of you are done with the module. Read it together, and say what surprised you."
        ),
    ),
    "scenes.seat": (
        "for-two",
        _(
            "This is the lesson as your partner read it. It opens when both of you are done "
            "with the module. Your own words stay where they were."
        ),
    ),
    "pair_page.pairs": (
        "for-two",
        _(
            "These are the people you work with, each pair with a page of its own. Reading "
            "and quizzes count once for all pairs; the steps for two belong to each. Pairs "
            "that have ended stay readable."
        ),
    ),
    "pair_page.pair": (
        "for-two",
        _(
            "This is the page of the two: both halves of every module, the agreement, the "
            "thanks, the shared goal. Whoever leads the team sees steps and dates here, never "
            "what the two write. From here one of the two can send the other a kind word."
        ),
    ),
    "finale.finale": (
        "for-two",
        _(
            "This page keeps what the two wrote to each other in this course. Only the two of "
            "you read it. You can print it and keep it."
        ),
    ),
    "fit.fit": (
        "who-sees-what",
        _(
            "Here you say how working with your partner suits you. Above the field stands who "
            "will read it. Your partner doesn’t."
        ),
    ),
    "goals.goal": (
        "for-two",
        _(
            "This is the one figure that the two of you move, from its baseline to its "
            "target. Partners and leader agree on it and see the same numbers. Enter this "
            "week’s figure with the button."
        ),
    ),
    "goals.propose": (
        "for-two",
        _(
            "Here one of you proposes what you want to improve together. It holds when the "
            "others have said yes. You can propose something else at any time."
        ),
    ),
    "goals.readings": (
        "for-two",
        _(
            "Here you bring many figures of the shared goal at once, from a table. You see "
            "what would be taken before it is. A row that can’t be read is named with its "
            "reason."
        ),
    ),
    "goals.correct": (
        "for-two",
        _(
            "Here you correct one figure of the shared goal. The old one stays visible, "
            "crossed out. Everybody who sees the goal sees who corrected it."
        ),
    ),
    "written.text": (
        "who-sees-what",
        _(
            "This is a message that one of you has written in a quiz and shared. The other "
            "may say whether they could act on it. Nobody else reads either."
        ),
    ),
    "board.shown_to_pair": (
        "who-sees-what",
        _(
            "This is the page your leader has about the two of you, word for word. It has "
            "steps and dates, and no text of yours. Your leader’s buttons are named above."
        ),
    ),
    "refreshers.refreshers": (
        "how-it-works",
        _(
            "Questions of modules you have finished come back now and then, one at a time. "
            "They take two minutes a week at most, and nothing depends on them. You can "
            "switch them off here."
        ),
    ),
    "refreshers.result": (
        "how-it-works",
        _(
            "This is the answer to a question that came back. It counts for nothing and is "
            "seen by nobody. When it comes again depends on how sure you were."
        ),
    ),
    "certificates.mine": (
        "for-two",
        _(
            "Here are your certificates: one for the two of you when both are through a "
            "course, and one for yourself when your half is. They are made on demand. Each "
            "has an address that proves it."
        ),
    ),
    "certificates.certificate": (
        "for-two",
        _(
            "This page proves a certificate: whoever has its address sees what was finished, "
            "and when. It stands still, whatever happens later. Print it, or save it as a "
            "PDF."
        ),
    ),
}

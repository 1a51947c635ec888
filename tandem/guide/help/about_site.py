"""What is each page of an account and of the whole site for? Three sentences and a topic."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

ABOUT = {
    "accounts.account": (
        "account",
        _(
            "Here is what belongs to you alone: name, language, time zone, sign-in and mail. "
            "It shows where you are signed in and what others did with your account. You can "
            "download everything or erase it."
        ),
    ),
    "site_look.change": (
        "running",
        _(
            "Here the site gets your own name, logo and colors, and your words for the two roles. "
            "You see a preview before anybody else does. An earlier look can be taken up again."
        ),
    ),
    "scim_tokens.tokens_page": (
        "running",
        _(
            "Here you connect your company’s directory, so that people and teams come and leave by "
            "themselves. It needs the address and a token of this page. A token can be ended at "
            "any time."
        ),
    ),
    "joining.choose": (
        "running",
        _(
            "Here you join two accounts of one person. The next page says what moves and what "
            "stays. It can’t be undone, and both addresses are told."
        ),
    ),
    "who_joined.joining": (
        "running",
        _(
            "Here you see who has joined and who isn’t here yet. One button invites everybody who "
            "is waited for. Without mail it makes a sheet of links to print."
        ),
    ),
    "both.both": (
        "how-it-works",
        _(
            "Here you play both halves of one short module by yourself. You see what each of the "
            "two reads, and how a sealed answer opens. Nothing is kept."
        ),
    ),
    "daily.choice": (
        "account",
        _(
            "Here you choose which letters you get. There is at most one a day, and none "
            "about what you have done. Each letter also has a link that switches them off."
        ),
    ),
    "calendar.address": (
        "account",
        _(
            "This address brings your due dates into your own calendar. Keep it to yourself: "
            "whoever has it sees your dates. A new address makes the old one useless."
        ),
    ),
    "matching.style": (
        "who-sees-what",
        _(
            "Here you say how you like to work, and what you are best at. It helps your "
            "leader to find you a partner who suits you. Above each field stands who reads "
            "it."
        ),
    ),
    "invitations.requests": (
        "account",
        _(
            "Here leaders ask you to join their team, and you decide. Nothing changes before "
            "you say yes. What you answered earlier stands below."
        ),
    ),
    "mail_address.address": (
        "account",
        _(
            "Here you ask for another mail address. Both addresses have to say yes, so that "
            "nobody takes your account. Until then you sign in as before."
        ),
    ),
    "second_step.second_step": (
        "account",
        _(
            "A second step makes your sign-in safe even when somebody knows your password. "
            "Use a passkey or an authenticator app, and keep the recovery codes. Some roles "
            "need one."
        ),
    ),
    "second_step.app": (
        "account",
        _(
            "Here you join an authenticator app to your account. Read the picture with the "
            "app, then type the six figures it shows. From then on your sign-in asks for "
            "them."
        ),
    ),
    "second_step.passkey": (
        "account",
        _(
            "A passkey lets you in with your fingerprint, your face or a key that you plug "
            "in. It stays on your device; the site keeps only its public half. Give it a name "
            "so that you know it again."
        ),
    ),
    "leaving_providers.providers": (
        "account",
        _(
            "This is the sign-in of your company to which your account is joined. Whoever "
            "signs in there as you comes in here without a password. You can part the two if "
            "you have another way in."
        ),
    ),
    "accounts.first_password": (
        "account",
        _(
            "You come in without a password, and here you can set one. It is asked for at the "
            "sign-in beside your other ways. Choose a short sentence that nobody else would "
            "use."
        ),
    ),
    "privacy.privacy": (
        "who-sees-what",
        _(
            "This page says what is kept of people, why, who reads it, and how long. It is "
            "open to everybody, also before signing in. Download everything or erase it in "
            "your account."
        ),
    ),
    "privacy.erase": (
        "account",
        _(
            "Here an account is erased, for good. The page says first what goes and what "
            "stays. What belongs to a partner as well stays whole, without the name."
        ),
    ),
    "solo.teams": (
        "running",
        _(
            "Courses for one are kept by team. Choose the team whose leaders and trainers you "
            "look for. Pairs have their courses on the board of their team."
        ),
    ),
    "administration.administration": (
        "running",
        _(
            "Here is every account of the site. Choose somebody to give roles, send a link or "
            "close the account. They are told what you did."
        ),
    ),
    "administration.roles": (
        "running",
        _(
            "This is one account: its roles, its links, its state. What you do here is told "
            "to the person, with your name. You read nothing that they write."
        ),
    ),
    "log.log": (
        "running",
        _(
            "This is what leaders, trainers and administrators did, to whom and when. Nothing "
            "in it can be changed. Nothing that people write is in it."
        ),
    ),
    "daily.log": (
        "running",
        _(
            "This says what became of every letter: sent, waiting, or not delivered. What a "
            "letter says is shown to nobody. A letter that couldn’t be delivered can be "
            "tried again."
        ),
    ),
    "site_settings.settings": (
        "running",
        _(
            "This is how the site is set up. Whoever runs the machine changes it there. "
            "Secrets are shown to nobody."
        ),
    ),
    "contact.contact": (
        "running",
        _(
            "Here you say whom people can turn to when it is no longer a habit but abuse. It "
            "stands in lessons and on the page of each pair. Say it in every language people "
            "read here."
        ),
    ),
    "pairs.endings": (
        "running",
        _(
            "Here stands how pairs ended, and why, for administrators alone. Whoever sat in a "
            "pair doesn’t read why it ended. It helps to form the next pair better."
        ),
    ),
    "search.search": (
        "how-it-works",
        _(
            "Here you find people, pairs, lessons and teams. You find only what you may see, "
            "and lessons only in the words of your side. The key “/” opens this from every "
            "page."
        ),
    ),
    "help.contents": (
        "how-it-works",
        _(
            "These are short pages on how things go here, chosen for your roles. Every page "
            "also has its own three sentences behind “What is this?”. The key explains the "
            "pictures."
        ),
    ),
    "sign_in.login": (
        "account",
        _(
            "Here you sign in with your mail address. Without a password you can have a "
            "letter that lets you in once. If you have no account, a leader or an "
            "administrator invites you."
        ),
    ),
    "daily.off": (
        "account",
        _(
            "This page belongs to a link of a letter that you got. It works without signing "
            "in, and it changes only what it says. You can change your mind in your account."
        ),
    ),
    "styleguide.guide": (
        "writing",
        _(
            "These are the parts from which all pages are built, each in every state. It is "
            "for whoever changes how the site looks. Nothing on it is real."
        ),
    ),
}

"""With which pieces may a trainer begin? Each is whole, and the checker has nothing against it.

They carry no ids: a lesson that is being written needs none.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tandem.content.messages import Message, say


class PieceSort(StrEnum):
    """Where a piece stands: by itself, below a heading with `{quiz}`, or with `{together}`."""

    PART = "part"
    QUESTION = "question"
    STEP = "step"


@dataclass(frozen=True)
class LessonPiece:
    """A piece of a lesson to insert."""

    name: Message
    text: Message
    sort: PieceSort = PieceSort.PART


FACES = say("""\
## What you bring {for=rep}

You are the one with the energy.

## What you bring {for=support}

You are the one who turns energy into motion.
""")
QUIZ = say("""\
## Check yourself {quiz pass=80%}

### Why does the order wait until tomorrow?

- [ ] Because nobody looked
  > Somebody did, at three.
- [x] Because it came after the cut-off
  > The last van had left.

What comes after the cut-off goes out tomorrow. Say so at once.
""")
PRACTICE = say("""\
## A late call {practice}

Play it before the quiz.

### The phone rings

It is 16:40.

- [Ask what they need it for](#fits)
- [Say that it is too late](#gone)

### It fits {#fits end=good}

Half tonight, half tomorrow: they are glad.

### They call somebody else {#gone end=poor}

Nobody had asked what would help.
""")
WRITE = say("""\
## Check yourself {quiz}

### Tell your partner what you promised {write}

The ward gets half of its order tomorrow at eight.

+ says by when
+ says what happens with the rest

> Half for the ward by eight tomorrow, the rest on Monday. They know.
""")
SEALED = say("""\
### What costs you ten minutes again and again? {#ten sealed}

____

### What do you think your partner named? {guess=ten}

Guess first, then read.
""")
SCALE = say("""\
### How often does this happen with us? {scale}

1 (never) ... 5 (every week)

- I hear of a promise after it was made
- I get an answer I can use
""")
CHOICE = say("""\
### The ward wants it by eight tomorrow {choice}

It is 15:40. The cut-off was at three.

#### On the phone {for=rep}

You have the ward on the phone.

- Promise it
- Ask your partner first

#### At the desk {for=support}

Two orders wait already.

- Say that it is too late
- Say what still fits

#### What happens to the ward

| | Say that it is too late | Say what still fits |
| --- | --- | --- |
| Promise it | It waits for a van that never left. | Half of it comes, and nobody had said so. |
| Ask your partner first | It hears no, calls others. | It knows by four what comes at eight. |
""")
HANDOVER = say("""\
### Two lines, and the customer on the phone {handover}

#### The clinic called {for=rep}

They need 40 kits on Thursday by eight. Gate 2 is being rebuilt: the van has to use gate 3.

- When do you need it?
- Where does the van go?

#### The warehouse wrote {for=support}

Two of six pallets are wet. Four leave today at two, the others on Monday, at no cost.

- What do we get today?
- Who pays for the rest?
""")
SCENE = say("""\
### The harbor order {scene}

It is Friday, ten past three.

#### The buyer calls {for=rep}

Forty on Monday, or none.

- [“I call back at four.”](#desk)
- [“Yes.”](#promised)

#### At the desk {#desk for=support}

There are twenty-four.

- [“Twenty-four on Monday, sixteen on Wednesday.”](#good)
- [“I will see what I can do.”](#loose)

#### Monday, six o’clock {#good end=good}

Everybody has what they need.

#### A loose yes {#loose end=poor}

Nobody knows how many will come.

#### Promised {#promised end=poor}

Sixteen people stand about.
""")
PLAN = say("""\
### Next week {plan}

When ____, then I ____
""")
PULSE = say("""\
## How is it between the two of you now? {pulse}

Think of the last two weeks.

1 (never) ... 5 (almost always)

- We ask each other before one of us promises something
- I get what I need to go on working
""")
CONTACT = say("""\
## Where this stops

What has been told here is a habit. If it is more than that, you need no proof to ask for help.

{contact}
""")
SINGLE = say("""\
### Why does the order wait until tomorrow?

- [ ] Because nobody looked
  > Somebody did, at three.
- [x] Because it came after the cut-off
  > The last van had left.
- [ ] Because the customer isn’t important
  > Every order after three waits.

What comes after the cut-off goes out tomorrow. Say so at once.
""")
MULTIPLE = say("""\
### Which two facts does your partner need before a yes? {multi}

- [x] By when it must be there
  > Without it nobody can plan a van.
- [ ] Who the customer played golf with
  > That changes no delivery.
- [x] Where it goes
  > Gate 2 is closed this week.
""")
TRUE_FALSE = say("""\
### An order after the cut-off goes out tomorrow.

- [x] True
  > The last van leaves at three.
- [ ] False
  > Nothing leaves after three.
""")
ORDER = say("""\
### In which order do you hand an order over? {order}

1. Read it once more
2. Say by when it is needed
3. Ask what is missing
""")
MATCH = say("""\
### Who knows it first? {match}

- The customer wants it earlier -> Sales
- The van is late -> The warehouse
- -> Nobody
""")
FILL = say("""\
### What comes after the cut-off?

It goes out [[tomorrow | the next day]].
""")
SHORT = say("""\
### At what time is the cut-off called when nobody says the hour?

= noon
= midday
""")
NUMERIC = say("""\
### How many minutes before the cut-off do you ask?

= 20..30
""")
SCENARIO = say("""\
### The customer wants it today {scenario}

It is 15:40.

- [Ask what they need it for](#asked)
- [Say yes](#said-yes)

#### They need half of it {#asked end=good}

Half goes today.

#### Nobody can deliver it {#said-yes end=poor}

The last van has left.
""")
ONE_WRITTEN = say("""\
### Tell your partner what you promised {write}

The ward gets half of its order tomorrow at eight.

+ says by when
+ says what happens with the rest

> Half for the ward by eight tomorrow, the rest on Monday. They know.
""")
REFLECTION = say("""\
### What do you do when an order comes late?

____
""")
AGREEMENT = say("""\
### What we do from now on {agreement}

At most three lines, with a day to look again.
""")
THANKS = say("""\
### Thank your partner for one thing this month {thanks}

What they did, and what it made possible.
""")
TALKED = say("""\
### Ten minutes with the card {talked minutes=10}

Take the two answers and choose one. Who does what by Friday?
""")
QUESTION, STEP = PieceSort.QUESTION, PieceSort.STEP
PIECES = (
    LessonPiece(say("A face for each of the two"), FACES),
    LessonPiece(say("A quiz with a question"), QUIZ),
    LessonPiece(say("A scene to play alone"), PRACTICE),
    LessonPiece(say("A message to write and compare"), WRITE),
    LessonPiece(say("Who is there when it is no longer a habit"), CONTACT),
    LessonPiece(say("One right answer"), SINGLE, QUESTION),
    LessonPiece(say("Several right answers"), MULTIPLE, QUESTION),
    LessonPiece(say("True or false"), TRUE_FALSE, QUESTION),
    LessonPiece(say("Put in order"), ORDER, QUESTION),
    LessonPiece(say("What belongs together"), MATCH, QUESTION),
    LessonPiece(say("Fill a gap"), FILL, QUESTION),
    LessonPiece(say("A short answer"), SHORT, QUESTION),
    LessonPiece(say("A number"), NUMERIC, QUESTION),
    LessonPiece(say("A scenario, decision by decision"), SCENARIO, QUESTION),
    LessonPiece(say("A message to write"), ONE_WRITTEN, QUESTION),
    LessonPiece(say("A private thought"), REFLECTION, STEP),
    LessonPiece(say("Sealed, and a guess"), SEALED, STEP),
    LessonPiece(say("A scale for both"), SCALE, STEP),
    LessonPiece(say("Two choices"), CHOICE, STEP),
    LessonPiece(say("A hand-over"), HANDOVER, STEP),
    LessonPiece(say("A scene for two"), SCENE, STEP),
    LessonPiece(say("A plan of one’s own"), PLAN, STEP),
    LessonPiece(say("An agreement"), AGREEMENT, STEP),
    LessonPiece(say("A thank-you"), THANKS, STEP),
    LessonPiece(say("A talk with the card"), TALKED, STEP),
)
# What only a course's own file, course.md, may hold.
COVER_PIECES = (LessonPiece(say("Before and after: the same few questions"), PULSE),)

"""What is a kind of question or step called in a message?"""

from __future__ import annotations

from tandem.content.lesson import PairStep, Question, QuestionKind, StepKind
from tandem.content.messages import Message, say

QUESTIONS = {
    QuestionKind.SINGLE: say("a single question"),
    QuestionKind.MULTIPLE: say("a multiple question"),
    QuestionKind.TRUE_FALSE: say("a true/false question"),
    QuestionKind.ORDER: say("an order question"),
    QuestionKind.MATCH: say("a match question"),
    QuestionKind.FILL: say("a fill question"),
    QuestionKind.SHORT: say("a short question"),
    QuestionKind.NUMERIC: say("a numeric question"),
    QuestionKind.SCENARIO: say("a scenario question"),
    QuestionKind.WRITE: say("a write question"),
}
STEPS = {
    StepKind.REFLECTION: say("a reflection step"),
    StepKind.SEALED: say("a sealed step"),
    StepKind.GUESS: say("a guess step"),
    StepKind.SCALE: say("a scale step"),
    StepKind.AGREEMENT: say("an agreement step"),
    StepKind.THANKS: say("a thanks step"),
    StepKind.TALKED: say("a talked step"),
    StepKind.CHOICE: say("a choice step"),
    StepKind.HANDOVER: say("a hand-over step"),
    StepKind.PLAN: say("a plan step"),
    StepKind.SCENE: say("a scene for two"),
}


def kind_said(part: Question | PairStep) -> Message:
    """A kind of question or step in words; a scale's ends are part of its kind."""
    if isinstance(part, Question):
        return QUESTIONS[part.kind]
    if part.kind is StepKind.SCALE:
        return say("a scale step from %(low)s to %(high)s", low=part.low, high=part.high)
    return STEPS[part.kind]

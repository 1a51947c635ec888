"""Does the site answer everybody else while somebody previews a text that takes for ever?"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

from tests.nasty import nested_tags
from tests.site.serving import Site, Visitor, hidden

QUIZ = "/learn/respectful-teaming/equals/quiz"
LOOK = "/author/respectful-teaming/equals/look"


def test_others_are_answered_while_a_preview_takes_too_long(sample: Site) -> None:
    trainer, support = Visitor(sample, patience=120), Visitor(sample)
    trainer.sign_in("trainer@example.com")
    support.sign_in("support@example.com")
    page = support.get(QUIZ)
    key = page.partition('name="answer-past-cut-off" value="')[2].partition('"')[0]
    sent = {"form_id": hidden(page, "form_id"), "answer-past-cut-off": key}
    text = {"source": nested_tags(60_000), "role": "rep"}
    answered = saved = 0

    with ThreadPoolExecutor() as threads:
        preview = threads.submit(trainer.post, LOOK, text, accept="application/json")
        while not preview.done():
            answered += support.answer("/healthz").status == 200
            saved += "saved_at" in support.post(f"{QUIZ}/draft", sent, accept="application/json")

    assert "takes too long" in json.loads(preview.result())["messages"]
    # They take milliseconds, and the preview seconds: whoever waits for it is answered once.
    assert min(answered, saved) > 10

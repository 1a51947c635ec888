"""What happens when a remark is sent, or answered, twice at the very same moment?"""

from __future__ import annotations

from functools import partial

from sqlalchemy.orm import Session

from tests.at_once import at_once
from tests.cast import Cast
from tests.conftest import Browser
from tests.learning.remarks.remark_helpers import TEXT, remarks
from tests.learning.remarks.test_answers import remark_id
from tests.lessons import form_id_in

__all__ = ["remark_id"]


def test_the_same_words_from_two_tabs_are_one_remark(
    session: Session, cast: Cast, address: str, browser_of: Browser
) -> None:
    sam = browser_of(cast.sam)
    forms = [form_id_in(sam.get(address)) for _ in range(2)]

    answers = at_once(
        *(partial(sam.post, address, data={"form_id": form_id, "text": TEXT}) for form_id in forms)
    )

    assert [answer.status_code for answer in answers] == [303, 303]
    assert [row.text for row in remarks(session)] == [TEXT]


def test_of_two_trainers_who_answer_one_is_told_that_the_other_has(
    session: Session, cast: Cast, remark_id: int, browser_of: Browser
) -> None:
    people = browser_of(cast.tess), browser_of(cast.ada)
    address = f"/author/teaming/engine/remarks/{remark_id}"
    forms = [form_id_in(who.get(address)) for who in people]

    at_once(
        *(
            partial(who.post, address, data={"form_id": form_id, "text": "Mended."})
            for who, form_id in zip(people, forms, strict=True)
        )
    )

    told = ["Somebody has answered meanwhile" in who.get(address).text for who in people]
    assert sorted(told) == [False, True]

"""When is somebody asked how the pair fits?"""

from __future__ import annotations

from datetime import timedelta

import pytest

from tandem.people.fit.rules import is_due
from tandem.terms import Fit
from tests.cast import NOW

LATER = NOW + timedelta(days=1)


def test_nobody_is_asked_before_the_first_module() -> None:
    assert not is_due([], answer=None, answered_at=None)
    assert is_due([NOW], answer=None, answered_at=None)


@pytest.mark.parametrize(
    ("answer", "is_asked"), [(Fit.GOOD, False), (Fit.UNDECIDED, True), (Fit.NOT_GOOD, False)]
)
def test_only_whoever_is_undecided_is_asked_again_after_the_next_module(
    answer: Fit, is_asked: bool
) -> None:
    assert is_due([NOW, LATER], answer=answer, answered_at=NOW) is is_asked
    assert not is_due([NOW], answer=answer, answered_at=NOW)

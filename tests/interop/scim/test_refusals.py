"""What does a directory read where something is not done, and what does the log say?"""

from __future__ import annotations

import pytest
from scim2_models import ConflictException, InvalidValueException, UniquenessException

from tandem.content.messages import LONG
from tandem.interop.scim.refusals import TOLD, DeniedError
from tandem.terms import DirectoryFault

TAKEN = {
    DirectoryFault.ADDRESS_TAKEN, DirectoryFault.NAME_TAKEN, DirectoryFault.TEAM_NAME_TAKEN,
}  # fmt: skip
LAST = {
    DirectoryFault.LAST_ADMINISTRATOR, DirectoryFault.EMERGENCY_ADMINISTRATOR,
    DirectoryFault.ONLY_LEADER,
}  # fmt: skip


@pytest.mark.parametrize("fault", DirectoryFault)
def test_each_fault_has_a_sentence_and_a_kind_that_the_protocol_knows(
    fault: DirectoryFault,
) -> None:
    denied = DeniedError(fault, "West")
    kind = UniquenessException if fault in TAKEN else InvalidValueException
    kind = ConflictException if fault in LAST else kind

    assert "othing was changed." in denied.sentence.text
    assert type(denied.as_scim("in these words")) is kind
    assert denied.told == ("West" if fault in TOLD else "")


def test_what_it_is_about_is_cut_where_it_is_very_long() -> None:
    values = DeniedError(DirectoryFault.UNKNOWN_ROLE, "x" * (LONG + 1)).sentence.values

    assert values["about"] == "x" * LONG


@pytest.mark.parametrize("fault", [DirectoryFault.ADDRESS_TAKEN, DirectoryFault.NAME_TAKEN])
def test_no_address_stands_in_the_log(fault: DirectoryFault) -> None:
    assert DeniedError(fault, "sam@firm.example").told == ""

"""Which of several addresses is taken, and which words are roles?"""

from __future__ import annotations

import pytest

from tandem.interop.scim.person_acts import address_in, roles_in
from tandem.interop.scim.refusals import DeniedError
from tandem.interop.scim.resources import HeldRole, User, WorkAddress
from tandem.terms import DirectoryFault, Role


def at(value: str | None, kind: str | None = None, *, primary: bool | None = None) -> WorkAddress:
    """An address as a directory sends it."""
    return WorkAddress(value=value, type=kind, primary=primary)


PLAIN, WORK = at("plain@example.com"), at("work@example.com", "Work")
PRIMARY = at("primary@example.com", "home", primary=True)
BOTH = at("both@example.com", "work", primary=True)


@pytest.mark.parametrize(
    ("emails", "taken"),
    [
        ([PLAIN], "plain@example.com"),
        ([PLAIN, at("second@example.com")], "plain@example.com"),
        ([PLAIN, WORK], "work@example.com"),
        ([WORK, PRIMARY], "primary@example.com"),
        ([PRIMARY, BOTH, WORK], "both@example.com"),
        ([at(" Mia@Example.COM ")], "mia@example.com"),
    ],
)
def test_the_primary_address_is_taken_else_that_of_work_else_the_first(
    emails: list[WorkAddress], taken: str
) -> None:
    assert address_in(User(emails=emails)) == taken


@pytest.mark.parametrize("emails", [None, [], [at(None)], [at("nowhere")]])
def test_an_account_without_an_address_is_refused(emails: list[WorkAddress] | None) -> None:
    with pytest.raises(DeniedError) as refused:
        address_in(User(emails=emails))

    assert refused.value.fault is DirectoryFault.NO_ADDRESS


def test_an_address_of_another_sort_is_said_in_the_refusal_as_far_as_it_may_be_long() -> None:
    with pytest.raises(DeniedError) as refused:
        address_in(User(emails=[at("x" * 90)]))

    assert refused.value.about == "x" * 80


@pytest.mark.parametrize(
    ("words", "roles"),
    [
        (None, set()),
        ([], set()),
        (["rep"], {Role.REP}),
        ([" Leader ", "ADMIN"], {Role.LEADER, Role.ADMIN}),
        (["rep", "Rep"], {Role.REP}),
    ],
)
def test_roles_are_read_in_whatever_case(words: list[str] | None, roles: set[Role]) -> None:
    held = None if words is None else [HeldRole(value=word) for word in words]

    assert roles_in(User(roles=held)) == roles


@pytest.mark.parametrize("word", ["boss", "", None, "rep,support", "x" * 81])
def test_a_word_that_is_no_role_is_refused_beside_one_that_is(word: str | None) -> None:
    told = (word or "")[:80]

    with pytest.raises(DeniedError) as refused:
        roles_in(User(roles=[HeldRole(value="rep"), HeldRole(value=word)]))

    assert (refused.value.fault, refused.value.about) == (DirectoryFault.UNKNOWN_ROLE, told)

"""What does a directory read where something it asks for is not done, and why?"""

from __future__ import annotations

from dataclasses import dataclass

from scim2_models import (
    ConflictException,
    InvalidValueException,
    SCIMException,
    UniquenessException,
)

from tandem.content.messages import LONG, Message, say
from tandem.terms import DirectoryFault

SENTENCES = {
    DirectoryFault.LAST_ADMINISTRATOR: say(
        "Nobody else can administer this site. Give somebody else the role first. Nothing was"
        " changed."
    ),
    DirectoryFault.EMERGENCY_ADMINISTRATOR: say(
        "This is the emergency administrator, who comes in when the provider is down. Whoever runs"
        " the site names another one first. Nothing was changed."
    ),
    DirectoryFault.ONLY_LEADER: say(
        "Nobody else leads the team “%(about)s”. Let somebody else lead it first. Nothing was"
        " changed."
    ),
    DirectoryFault.ADDRESS_TAKEN: say(
        "Somebody has the address %(about)s here already. Match people by userName, or give them"
        " another address. Nothing was changed."
    ),
    DirectoryFault.NAME_TAKEN: say(
        "Somebody has the userName %(about)s here already. Nothing was changed."
    ),
    DirectoryFault.NO_ADDRESS: say(
        "An account needs a mail address: send one in emails, or as userName. Nothing was changed."
    ),
    DirectoryFault.UNKNOWN_ROLE: say(
        "There is no role “%(about)s” here. The roles are rep, support, leader, trainer and admin."
        " Nothing was changed."
    ),
    DirectoryFault.UNKNOWN_MEMBER: say(
        "There is nobody with the id “%(about)s” here. A group holds people, and no groups. Nothing"
        " was changed."
    ),
    DirectoryFault.TEAM_NAME_TAKEN: say(
        "A team is called “%(about)s” here already. Match groups by displayName. Nothing was"
        " changed."
    ),
    DirectoryFault.NO_TEAM_NAME: say(
        "A team needs a name that people can read. Nothing was changed."
    ),
}
KINDS: dict[DirectoryFault, type[SCIMException]] = {
    DirectoryFault.LAST_ADMINISTRATOR: ConflictException,
    DirectoryFault.EMERGENCY_ADMINISTRATOR: ConflictException,
    DirectoryFault.ONLY_LEADER: ConflictException,
    DirectoryFault.ADDRESS_TAKEN: UniquenessException,
    DirectoryFault.NAME_TAKEN: UniquenessException,
    DirectoryFault.TEAM_NAME_TAKEN: UniquenessException,
}

# Where the log says what it was about.
TOLD = frozenset(
    {DirectoryFault.UNKNOWN_ROLE, DirectoryFault.UNKNOWN_MEMBER, DirectoryFault.TEAM_NAME_TAKEN}
)


@dataclass
class DeniedError(Exception):
    """Something that is not done; `about` is a word of it, the ids are for the log."""

    fault: DirectoryFault
    about: str = ""
    person_id: int | None = None
    team_id: int | None = None

    @property
    def sentence(self) -> Message:
        """What it says."""
        return Message(SENTENCES[self.fault].text, values={"about": self.about[:LONG]})

    @property
    def told(self) -> str:
        """What the log says of it: never an address, for an account may be erased."""
        return self.about if self.fault in TOLD else ""

    def as_scim(self, words: str) -> SCIMException:
        """The same as the protocol says it, in these words."""
        return KINDS.get(self.fault, InvalidValueException)(detail=words)

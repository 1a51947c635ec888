"""What stands on a certificate, in words?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class CertificateText:
    """What stands on a certificate, ready to be read: one or two names of equal size."""

    title: str
    names: tuple[str, ...]
    says: str
    course: str
    details: str
    verify: str
    finished_on: date
    language: str
    remark: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """Everything that is written on it."""
        texts = self.title, self.says, self.course, self.details, self.remark, self.verify
        return (*self.names, *texts)

"""What does the value of a setting mean, and what is wrong with it?

Each function takes a value as it was written and gives what it means, or raises ValueError with one
sentence for whoever runs the site. No sentence repeats a password.
"""

from __future__ import annotations

from dataclasses import dataclass
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from email_validator import EmailNotValidError, validate_email
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from tandem.content.spelling import address_of
from tandem.terms import Role

SHORTEST_KEY = 32
DATABASES = ("sqlite", "postgres", "postgresql", "postgresql+psycopg")
REDIS = ("redis", "rediss", "unix")
MAIL_SCHEMES = ("smtp", "smtp+starttls", "smtps")
STANDARD_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
ENCODE = (
    "write the signs of a name or password that mean something in an address by their numbers:"
    " `#` as %23, `/` as %2F, `?` as %3F, `@` as %40, `:` as %3A, `%` as %25"
)
SHORTEST_TOKEN = 16
# What the standard library raises for what is none: the last one only for a "[" left open.
NO_ADDRESS = (ValueError, IndexError, HeaderParseError, AttributeError)


@dataclass(frozen=True)
class MailServer:
    """Where letters are handed over, and as whom."""

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = ""
    checks_certificate: bool = True

    @property
    def tells_the_password_to_everybody(self) -> bool:
        """Does a password travel over an open line to another machine?"""
        is_here = self.host in {"localhost", "127.0.0.1", "::1"}
        return self.scheme == "smtp" and bool(self.password) and not is_here


def mail_server(written: str) -> MailServer:
    """An `smtp://`, `smtp+starttls://` or `smtps://` address; `?verify=no` may stand behind it."""
    parts = split(written)
    if parts.scheme not in MAIL_SCHEMES:
        raise ValueError(f"begins with {parts.scheme or 'nothing'}://: say one of {MAIL_SCHEMES}")
    if parts.fragment or parts.path.strip("/") or not parts.hostname:
        raise ValueError(f"is no address of a mail server: {ENCODE}")
    query = parse_qs(parts.query, keep_blank_values=True)
    if query not in ({}, {"verify": ["no"]}):
        raise ValueError(f"may end in ?verify=no and in nothing else: {ENCODE}")
    return MailServer(
        scheme=parts.scheme,
        host=parts.hostname,
        port=port_of(parts) or STANDARD_PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        checks_certificate=not query,
    )


def sender(written: str) -> str:
    """The sender of every letter: a mail address, with a name before it or without."""
    address = parseaddr(written)[1]
    try:
        Address(addr_spec=address)
    except NO_ADDRESS as error:
        raise ValueError("is no mail address: say Tandem <tandem@example.com>") from error
    if "\n" in written or "\r" in written:
        raise ValueError("is no mail address: say Tandem <tandem@example.com>")
    return written


def mail_address(written: str) -> str:
    """A mail address, in its one spelling."""
    email = address_of(written)
    try:
        validate_email(email, check_deliverability=False)
    except EmailNotValidError as error:
        raise ValueError("is no mail address: say admin@example.com") from error
    return email


def base_address(written: str) -> str:
    """The site's own address: http or https, a host, perhaps a port and a folder."""
    parts = split(written)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("is no address of a site: say https://tandem.example.com")
    port_of(parts)
    if parts.query or parts.fragment or parts.username is not None:
        raise ValueError(
            "has more than a host, a port and a folder: say https://tandem.example.com"
        )
    return written


def database_address(written: str) -> str:
    """SQLite or PostgreSQL."""
    try:
        driver = make_url(written).drivername
    except (ArgumentError, ValueError) as error:
        raise ValueError(f"is no address of a database: {ENCODE}") from error
    if driver not in DATABASES:
        raise ValueError(f"begins with {driver}://: say sqlite:///file or postgresql://")
    return written


def counter_address(written: str) -> str:
    """Redis, where failed sign-ins are counted."""
    parts = split(written)
    if parts.scheme not in REDIS:
        raise ValueError(f"begins with {parts.scheme or 'nothing'}://: say one of {REDIS}")
    port_of(parts)
    return written


def secret(written: str) -> str:
    """A secret key that nobody guesses."""
    if len(written.strip()) < SHORTEST_KEY:
        raise ValueError(
            f"has {len(written.strip())} signs and needs {SHORTEST_KEY}: make one with"
            ' python -c "import secrets; print(secrets.token_hex(32))"'
        )
    return written


def courses_folder(written: str) -> Path:
    """The folder of courses. It may be made later."""
    folder = Path(written)
    if folder.is_file():
        raise ValueError("is a file, and must be a folder")
    return folder


def split(written: str) -> SplitResult:
    """The parts of an address."""
    try:
        return urlsplit(written)
    except ValueError as error:
        raise ValueError(f"is no address: {ENCODE}") from error


def port_of(parts: SplitResult) -> int | None:
    """The port, where there is one."""
    try:
        return parts.port
    except ValueError as error:
        raise ValueError(f"has no port behind its colon: {ENCODE}") from error


def token(written: str) -> str:
    """A word that opens something to machines."""
    if len(written) < SHORTEST_TOKEN or not written.isascii() or not written.isprintable():
        raise ValueError(f"needs {SHORTEST_TOKEN} plain signs or more")
    return written


def contact(written: str) -> str:
    """Whom to write to: a `mailto:` or `https:` address."""
    if urlsplit(written).scheme not in {"mailto", "https"} or "\n" in written:
        raise ValueError("is no contact: say mailto:security@example.com or https://…")
    return written


def roles(written: str) -> frozenset[Role]:
    """Roles, parted by commas."""
    try:
        return frozenset(Role(name.strip()) for name in written.split(","))
    except ValueError as error:
        names = ", ".join(Role)
        raise ValueError(f"names a role that does not exist; there are {names}") from error

"""What a file of sign-in providers can't be used for is named when the site starts."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import create_app
from tandem.terms import Role
from tandem.web.provider_settings import is_safe, provider_of, providers_in
from tandem.web.settings import WrongSetting

GOOD = """
[acme]
issuer = "https://login.acme.example"
client_id = "tandem"
"""


def given(tmp_path: Path, text: str, **settings: object) -> dict[str, object]:
    """Settings with such a file."""
    file = tmp_path / "providers.toml"
    file.write_text(text, "utf-8")
    return {
        "INSTANCE": tmp_path, "DATABASE_URL": "sqlite://", "OIDC": str(file),
        "BASE_URL": "https://tandem.example.com", **settings,
    }  # fmt: skip


def test_a_table_says_all_there_is_to_know(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("of the client\n", "utf-8")
    text = GOOD + (
        'client_secret_file = "secret"\nroles_from = "groups"\nteams_from = "office"\n'
        '[acme.roles]\nrep = ["sales"]\n[acme.teams]\n"North" = ["n"]\n[other]\n'
        'issuer = "http://localhost:8080/realms/x"\nclient_id = "t"\ntitle = "The other one"\n'
    )

    app = create_app(given(tmp_path, text))

    acme, other = app.config["PROVIDERS"]
    assert (acme.title, acme.client_secret, acme.roles) == (
        "acme", "of the client", {Role.REP: ("sales",)},
    )  # fmt: skip
    assert (other.name, other.title) == ("other", "The other one")
    assert "of the client" not in repr(acme)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "names no provider"),
        ("[acme", "is no TOML"),
        ("[Acme]\n", "call it by small letters"),
        ('title = "Acme"\n', "outside of any table"),
        ('[acme]\nclient_id = "t"\n', "missing required field `issuer`"),
        ('[acme]\nissuer = "http://login.acme.example"\nclient_id = "t"\n', "no https:// address"),
        ('[acme]\nissuer = "https://a.example"\nclient_id = " "\n', "no client_id"),
        (GOOD + 'isuer = "x"\n', "unknown field `isuer`"),
        (GOOD + 'scopes = ["email"]\n', "leaves openid out"),
        (GOOD + '[acme.roles]\nboss = ["x"]\n', "Invalid enum value 'boss'"),
        (GOOD + '[acme.roles]\nrep = ["x"]\n', "has roles but no roles_from"),
        (GOOD + '[acme.teams]\n"N" = ["x"]\n', "has teams but no teams_from"),
        (GOOD + 'client_secret_file = "nowhere"\n', "that can't be read"),
        (GOOD + 'client_secret = "pa55word"\nclient_secret_file = "x"\n', "say one"),
        (GOOD + GOOD.replace("acme]", "other]"), "two tables with one issuer"),
    ],
)
def test_what_does_not_fit_is_said_in_a_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(WrongSetting) as refused:
        create_app(given(tmp_path, text))

    assert "TANDEM_OIDC" in str(refused.value)
    assert sentence in str(refused.value)
    assert "pa55word" not in str(refused.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="can't be read"):
        providers_in(tmp_path / "nowhere.toml")


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"BASE_URL": ""}, "TANDEM_OIDC needs TANDEM_BASE_URL"),
        ({"PASSWORDS": False}, "needs TANDEM_EMERGENCY_ADMIN"),
        ({"EMERGENCY_ADMIN": "ada"}, "is no mail address"),
        (
            {"PASSWORDS": False, "EMERGENCY_ADMIN": "ada@example.com", "OIDC": ""},
            "leaves no way in",
        ),
    ],
)
def test_a_site_with_no_way_in_does_not_start(
    tmp_path: Path, settings: dict[str, object], sentence: str
) -> None:
    with pytest.raises(WrongSetting, match=sentence):
        create_app({**given(tmp_path, GOOD), **settings})


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://login.acme.example/x", True),
        ("http://127.0.0.1:8080", True),
        ("http://login.acme.example", False),
        ("http://localhost.evil.example", False),
        ("http://169.254.169.254/", False),
        ("file:///etc/passwd", False),
        ("https://user@host.example", False),
        ("https://", False),
        ("https://host:port", False),
    ],
)
def test_the_site_asks_only_by_https_or_on_its_own_machine(address: str, safe: bool) -> None:
    assert is_safe(address) is safe


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("http://[::1]:8080/x", True),
        ("http://localhost", True),
        ("https://host.example:8443", True),
        ("https://host.example/x#part", False),
        ("https://@host.example", False),
        ("ftp://localhost", False),
        ("https://[::1", False),
    ],
)
def test_an_address_names_a_host_and_neither_a_user_nor_a_part(address: str, safe: bool) -> None:
    assert is_safe(address) is safe


@pytest.mark.parametrize(
    ("name", "good"),
    [("a", True), ("7", True), ("a" * 31, True), ("a" * 32, False), ("-a", False), ("a_b", False)],
)
def test_a_table_is_named_by_small_letters_figures_and_hyphens(
    tmp_path: Path, name: str, good: bool
) -> None:
    table = {"issuer": "https://a.example", "client_id": "t"}
    if good:
        assert provider_of(name, table, tmp_path).title == name
    else:
        with pytest.raises(ValueError, match="call it by small letters"):
            provider_of(name, table, tmp_path)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"issuer": "https://a.example/?x=1"}, "no https:// address"),
        ({"client_secret": "a", "client_secret_file": "b"}, "say one"),
        ({"roles": {"rep": ["x"]}, "roles_from": ""}, "has roles but no roles_from"),
        ({"teams": {"N": ["x"]}, "roles_from": "groups"}, "has teams but no teams_from"),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(
    tmp_path: Path, more: dict[str, object], sentence: str
) -> None:
    table = {"issuer": "https://a.example", "client_id": "t", **more}

    with pytest.raises(ValueError, match=sentence):
        provider_of("acme", table, tmp_path)


def test_a_provider_without_a_secret_is_a_public_client(tmp_path: Path) -> None:
    provider = provider_of("acme", {"issuer": "https://a.example", "client_id": "t"}, tmp_path)

    assert (provider.client_secret, provider.scopes) == ("", ("openid", "email", "profile"))
    assert (provider.makes_accounts, provider.signs_out) == (True, True)
    assert not provider.addresses_are_verified


def test_a_file_that_is_no_text_is_no_toml(tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_bytes(b"\xff")

    with pytest.raises(ValueError, match="is no TOML"):
        providers_in(tmp_path / "p.toml")

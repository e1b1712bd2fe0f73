"""`lanai serve` with logins: flags, variables, and what is said when something is missing."""

from __future__ import annotations

import argparse
import io
from pathlib import Path

import pytest

from lanai.cli import main
from lanai.cli.logins import add_login_flags, login_settings
from lanai.cli.parser import Parser
from lanai.errors import UsageError
from lanai.hosts.asgi.auth.options import AUTH_SETTINGS
from lanai.hosts.asgi.auth.passwords import Passwords


def given(*flags: str) -> argparse.Namespace:
    parser = Parser()
    add_login_flags(parser)
    return parser.parse_args(flags)


@pytest.fixture(autouse=True)
def no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COOKIE_SECRET", "BASIC_AUTH", "OAUTH_EXPIRY", "OAUTH_OPTIONAL", "OAUTH_GUEST_ENDPOINTS"):
        monkeypatch.delenv(f"LANAI_{name}", raising=False)
        monkeypatch.delenv(f"PANEL_{name}", raising=False)


def test_every_flag_is_a_setting() -> None:
    assert set(login_settings(given())) <= set(AUTH_SETTINGS)
    assert not [value for value in login_settings(given()).values() if value is not None]


def test_the_environment_gives_what_flags_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANAI_COOKIE_SECRET", "from the environment")
    monkeypatch.setenv("PANEL_BASIC_AUTH", "as Panel has it")
    monkeypatch.setenv("LANAI_OAUTH_EXPIRY", "0.5")
    monkeypatch.setenv("LANAI_OAUTH_OPTIONAL", "1")
    monkeypatch.setenv("LANAI_OAUTH_GUEST_ENDPOINTS", "/a,/b /c")
    found = login_settings(given("--basic-auth", "a flag"))
    assert found["cookie_secret"] == "from the environment"
    assert found["basic_auth"] == "a flag"
    assert found["oauth_expiry_days"] == 0.5
    assert found["oauth_optional"] is True
    assert found["oauth_guest_endpoints"] == ["/a", "/b", "/c"]
    assert login_settings(given())["basic_auth"] == "as Panel has it"


def test_a_variable_that_cannot_be_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANAI_OAUTH_EXPIRY", "soon")
    with pytest.raises(UsageError, match="LANAI_OAUTH_EXPIRY"):
        login_settings(given())


def test_the_help_shows_no_secret(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANAI_COOKIE_SECRET", "hidden")
    with pytest.raises(SystemExit):
        main(["serve", "--help"])
    text = capsys.readouterr().out
    assert "--cookie-secret" in text
    assert "hidden" not in text


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--oauth-provider", "github"], "--oauth-key and --oauth-secret"),
        (["--oauth-key", "k"], "--oauth-provider"),
        (["--basic-auth", "nowhere.json"], "nowhere.json"),
        (["--basic-auth", "p", "--cookie-secret", ""], "--cookie-secret"),
    ],
)
def test_what_is_missing_is_said_in_one_line(
    flags: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    app = tmp_path / "app.py"
    app.write_text("import lanai as pn\npn.Column('x').servable()\n")
    with pytest.raises(SystemExit) as ended:
        main(["serve", str(app), "--port", "0", *flags])
    assert ended.value.code == 2
    error = capsys.readouterr().err.strip()
    assert said in error
    assert "\n" not in error


def test_secrets_are_long_and_never_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["secret"]) == 0
    assert main(["secret"]) == 0
    first, second = capsys.readouterr().out.split()
    assert len(first) >= 43
    assert first != second


def test_a_password_is_hashed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("algebra\n"))
    assert main(["password"]) == 0
    assert Passwords({"ada": capsys.readouterr().out.strip()}).check("ada", "algebra")

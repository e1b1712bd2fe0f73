"""How a server asks who its visitors are, as one record, and how it is read from what was set."""

from __future__ import annotations

import ast
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lanai.errors import UsageError
from lanai.hosts.asgi.auth.passwords import Passwords, passwords_of
from lanai.hosts.asgi.auth.providers import Provider, provider_of

DAY = 24 * 60 * 60.0

OAUTH_ONLY = (
    "oauth_key",
    "oauth_secret",
    "oauth_extra_params",
    "oauth_redirect_uri",
    "oauth_jwt_user",
    "oauth_encryption_key",
    "oauth_refresh_tokens",
    "oauth_error_template",
)
"""What says nothing without an OAuth provider."""
TEMPLATES = ("basic_login_template", "logout_template", "oauth_error_template", "auth_template")
AUTH_SETTINGS = (
    "basic_auth",
    "oauth_provider",
    *OAUTH_ONLY,
    "basic_login_template",
    "logout_template",
    "auth_template",
    "oauth_expiry",
    "oauth_expiry_days",
    "oauth_guest_endpoints",
    "oauth_optional",
    "cookie_secret",
    "cookie_path",
    "logouts_dir",
    "login_endpoint",
    "logout_endpoint",
)
"""The settings of `pn.serve`, and, with dashes, of `lanai serve`, that concern logins."""


@dataclass(frozen=True, kw_only=True)
class OAuthOptions:
    """How the app is known to its provider, and what it wants to know from it."""

    provider: Provider
    key: str
    secret: str = field(default="", repr=False)
    redirect_uri: str = ""
    """The server's address as the provider knows it. '': as the visitor's browser calls it."""
    jwt_user: str = ""
    """The claim that names the user, instead of the provider's usual one."""
    encryption_key: bytes = field(default=b"", repr=False)
    refresh_tokens: bool = False


@dataclass(frozen=True, kw_only=True)
class AuthOptions:
    """Who may visit. Exactly one of `passwords` and `oauth` is given. Times in seconds."""

    passwords: Passwords | None = None
    oauth: OAuthOptions | None = None
    cookie_secret: bytes | None = field(default=None, repr=False)
    """Seals the cookies. None: a random key, so that logins end when the server does."""
    cookie_path: str = "/"
    login: str = "/login"
    logout: str = "/logout"
    logouts: Path | None = None
    """The folder in which it is remembered who has logged out. None: one of the user's, named after the secret."""
    lifetime: float = DAY
    optional: bool = False
    """Whether everybody may visit everything as a guest."""
    guest_endpoints: frozenset[str] = frozenset()
    templates: Mapping[str, Path] = field(default_factory=dict)
    """The author's own pages, by the name of the setting."""

    def key(self) -> bytes:
        """What seals the cookies."""
        return self.cookie_secret or secrets.token_bytes(32)


def auth_options_of(given: Mapping[str, Any]) -> AuthOptions | None:
    """Options from settings, by the names in `AUTH_SETTINGS`, without those that are None. None: nobody is asked.

    Raises `UsageError` for settings that do not go together or cannot be.
    """
    oauth = _oauth(given)
    if oauth is None and "basic_auth" not in given:
        if given.get("oauth_optional") or given.get("oauth_guest_endpoints"):
            raise UsageError(
                "There are guests only where others log in: give --basic-auth or --oauth-provider."
            )
        return None
    if oauth is not None and "basic_auth" in given:
        raise UsageError(
            "Visitors log in with a password or at a provider: give --basic-auth or --oauth-provider."
        )
    return AuthOptions(
        passwords=passwords_of(given["basic_auth"]) if "basic_auth" in given else None,
        oauth=oauth,
        cookie_secret=_secret(given),
        cookie_path=_path("cookie_path", given.get("cookie_path", "/")),
        login=_path("login_endpoint", given.get("login_endpoint", "/login")),
        logout=_path("logout_endpoint", given.get("logout_endpoint", "/logout")),
        logouts=Path(given["logouts_dir"]) if "logouts_dir" in given else None,
        lifetime=_days(given.get("oauth_expiry_days", given.get("oauth_expiry", 1))),
        optional=bool(given.get("oauth_optional", False)),
        guest_endpoints=frozenset(_endpoints(given.get("oauth_guest_endpoints", ()))),
        templates={name: _template(name, given[name]) for name in TEMPLATES if name in given},
    )


def _oauth(given: Mapping[str, Any]) -> OAuthOptions | None:
    if "oauth_provider" not in given:
        lost = [name for name in OAUTH_ONLY if name in given]
        if lost:
            raise UsageError(f"{_flag(lost[0])} needs --oauth-provider as well: which provider is meant?")
        return None
    provider = provider_of(str(given["oauth_provider"]), _parameters(given.get("oauth_extra_params", {})))
    wanted = ("oauth_key", "oauth_secret") if provider.confidential else ("oauth_key",)
    missing = [_flag(name) for name in wanted if not given.get(name)]
    if missing:
        raise UsageError(f"--oauth-provider needs {' and '.join(missing)} as well: the provider gives them.")
    return OAuthOptions(
        provider=provider,
        key=given["oauth_key"],
        secret=given.get("oauth_secret", ""),
        redirect_uri=_url(given.get("oauth_redirect_uri", "")),
        jwt_user=given.get("oauth_jwt_user", ""),
        encryption_key=_bytes(given.get("oauth_encryption_key", b"")),
        refresh_tokens=bool(given.get("oauth_refresh_tokens", False)),
    )


def _parameters(given: Mapping[str, Any] | str) -> dict[str, str]:
    """A dict, or one as text: JSON, or as Python writes it."""
    found: object = given
    if isinstance(given, str):
        try:
            found = json.loads(given)
        except ValueError:
            found = _literal(given)
    if not isinstance(found, Mapping):
        raise UsageError("Expected a dict such as \"{'tenant': '...'}\" for --oauth-extra-params.")
    return {str(name): str(value) for name, value in found.items()}


def _literal(text: str) -> object:
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return None


def _secret(given: Mapping[str, Any]) -> bytes | None:
    if "cookie_secret" not in given:
        return None
    if not given["cookie_secret"]:
        raise UsageError(
            "Expected a long random text for --cookie-secret, got an empty one. `lanai secret` makes one."
        )
    return _bytes(given["cookie_secret"])


def _days(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not value > 0:
        raise UsageError(f"Expected a number of days above 0 for --oauth-expiry-days, got {value!r}.")
    return value * DAY


def _path(name: str, value: Any) -> str:
    path = str(value)
    if (
        not path.startswith("/")
        or path.startswith("//")
        or set(path) & set("{}?#;, \\")
        or not path.isprintable()
    ):
        raise UsageError(f"Expected a path such as '/login' for {_flag(name)}, got {value!r}.")
    return path if path == "/" else path.rstrip("/")


def _endpoints(value: str | Iterable[str]) -> list[str]:
    return [f"/{name.strip('/')}" for name in ([value] if isinstance(value, str) else value)]


def _template(name: str, value: str | Path) -> Path:
    if not Path(value).is_file():
        raise UsageError(f"Expected an HTML file for {_flag(name)}, and there is none at {str(value)!r}.")
    return Path(value)


def _url(value: str) -> str:
    if value and not value.startswith(("https://", "http://")):
        raise UsageError(f"Expected a URL that begins with https:// for --oauth-redirect-uri, got {value!r}.")
    return value


def _bytes(value: str | bytes) -> bytes:
    """A secret. What is neither text nor bytes is none: `bytes(5)` would be five zeros."""
    if not isinstance(value, (str, bytes)):
        raise UsageError("Expected a long random text as secret. `lanai secret` makes one.")
    return value.encode() if isinstance(value, str) else value


def _flag(name: str) -> str:
    return "--" + name.replace("_", "-")

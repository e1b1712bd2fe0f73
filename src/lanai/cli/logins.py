"""The flags of `lanai serve` that concern logins, each of which may come from the environment too."""

from __future__ import annotations

import argparse
import os
from types import MappingProxyType
from typing import Any

from lanai.cli.parser import Parser
from lanai.errors import UsageError

_TEXTS = MappingProxyType(
    {
        "basic_auth": (
            "PASSWORD_OR_FILE",
            "ask for this password, or for one in a JSON file of users and passwords",
        ),
        "cookie_secret": ("TEXT", "what seals the cookies of logins; `lanai secret` makes one"),
        "cookie_path": ("PATH", "path below which browsers send the cookies (/ unless given)"),
        "logouts_dir": ("FOLDER", "where the server remembers who has logged out, over restarts too"),
        "login_endpoint": ("PATH", "where visitors log in (/login unless given)"),
        "logout_endpoint": ("PATH", "where visitors log out (/logout unless given)"),
        "basic_login_template": ("FILE", "HTML file that shows the form of user and password"),
        "logout_template": ("FILE", "HTML file that says that a visitor is logged out"),
        "auth_template": ("FILE", "HTML file for visitors whom the authorize_callback turns away"),
        "oauth_provider": ("NAME", "let visitors log in there: github, google, azure, ..., generic"),
        "oauth_key": ("ID", "the app's client id at the provider"),
        "oauth_secret": ("TEXT", "the app's client secret at the provider"),
        "oauth_extra_params": ("DICT", "what else the provider needs: \"{'tenant': '...'}\""),
        "oauth_redirect_uri": (
            "URL",
            "the server's address, or that of its login page, as the provider knows it",
        ),
        "oauth_jwt_user": ("CLAIM", "the claim that names the user"),
        "oauth_encryption_key": ("TEXT", "what encrypts the provider's tokens, besides the cookie secret"),
        "oauth_error_template": ("FILE", "HTML file that says that a login came to nothing"),
    }
)
_SWITCHES = MappingProxyType(
    {
        "oauth_refresh_tokens": "fetch a new access token when a visitor comes back with one that has expired",
        "oauth_optional": "let everybody in, as a guest unless logged in",
    }
)
_VARIABLES = MappingProxyType(
    {"oauth_encryption_key": "OAUTH_ENCRYPTION", "oauth_expiry_days": "OAUTH_EXPIRY"}
)
"""Names of variables that are not those of the flags."""
_TRUE = ("1", "true", "yes", "on")


def add_login_flags(parser: Parser) -> None:
    """Add the flags. None has a default: `--help` shows defaults, and what the environment holds is secret."""
    group = parser.add_argument_group(
        "logins", "Each may be given as a variable of the environment as well: LANAI_COOKIE_SECRET."
    )
    for name, (kind, what) in _TEXTS.items():
        group.add_argument(_flag(name), metavar=kind, help=what)
    for name, what in _SWITCHES.items():
        group.add_argument(_flag(name), action="store_true", default=None, help=what)
    group.add_argument(
        "--oauth-guest-endpoints", nargs="+", metavar="PATH", help="apps that are open to guests as well"
    )
    group.add_argument(
        "--oauth-expiry-days", type=float, metavar="DAYS", help="how long a login lasts (1 unless given)"
    )


def login_settings(options: argparse.Namespace) -> dict[str, Any]:
    """What was given, by the names that `pn.serve` has for it. Raises `UsageError` for a variable that cannot be."""
    names = [*_TEXTS, *_SWITCHES, "oauth_guest_endpoints", "oauth_expiry_days"]
    found = {name: getattr(options, name) for name in names}
    return {name: _from_environment(name) if value is None else value for name, value in found.items()}


def _from_environment(name: str) -> Any:
    variable = _VARIABLES.get(name, name.upper())
    text = os.environ.get(f"LANAI_{variable}") or os.environ.get(f"PANEL_{variable}")
    if not text:
        return None
    if name in _SWITCHES:
        return text.lower() in _TRUE
    if name == "oauth_guest_endpoints":
        return text.replace(",", " ").split()
    if name == "oauth_expiry_days":
        try:
            return float(text)
        except ValueError:
            raise UsageError(f"Expected a number of days for LANAI_{variable}, got {text!r}.") from None
    return text


def _flag(name: str) -> str:
    return "--" + name.replace("_", "-")

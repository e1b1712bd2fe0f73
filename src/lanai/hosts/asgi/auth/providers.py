"""OAuth providers: where each has its pages, what it is asked for, and what it calls its users."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from lanai.errors import UsageError

METADATA = "/.well-known/openid-configuration"
OPENID = "openid profile email"


@dataclass(frozen=True, kw_only=True)
class Provider:
    """How to talk to a provider. Either `metadata`, with which OpenID Connect says the rest, or the three URLs."""

    metadata: str = ""
    authorize: str = ""
    token: str = ""
    user: str = ""
    """Where it says who the visitor is, with his access token."""
    keys: str = ""
    """Its public keys, where they are not in the metadata."""
    issuer: str = ""
    """How it calls itself in its tokens, where that is not in the metadata."""
    scope: str = OPENID
    claims: tuple[str, ...] = ("preferred_username", "email", "sub")
    """What names the user: the first of these that it says."""
    parameters: Mapping[str, str] = field(default_factory=dict)
    """What else goes with the visitor to its login page."""
    confidential: bool = True
    """Whether it knows the app by a secret."""

    @property
    def hosts(self) -> tuple[str, ...]:
        """Every URL that is given."""
        return tuple(filter(None, (self.metadata, self.authorize, self.token, self.user, self.keys)))


def provider_of(name: str, extra: Mapping[str, str]) -> Provider:
    """The provider called `name`, adapted by `--oauth-extra-params`. Raises `UsageError` for what is missing."""
    make = _PROVIDERS.get(name)
    if make is None:
        raise UsageError(f"There is no OAuth provider {name!r}. There are: {', '.join(sorted(_PROVIDERS))}.")
    provider = make(extra)
    for url in provider.hosts:
        if not url.startswith(("https://", "http://")):
            raise UsageError(f"Expected a URL that begins with https:// for the OAuth provider, got {url!r}.")
    return provider


def _github(extra: Mapping[str, str]) -> Provider:
    return Provider(
        authorize="https://github.com/login/oauth/authorize",
        token="https://github.com/login/oauth/access_token",
        user="https://api.github.com/user",
        scope=extra.get("scope", "read:user"),
        claims=("login",),
    )


def _bitbucket(extra: Mapping[str, str]) -> Provider:
    return Provider(
        authorize="https://bitbucket.org/site/oauth2/authorize",
        token="https://bitbucket.org/site/oauth2/access_token",
        user="https://api.bitbucket.org/2.0/user",
        scope=extra.get("scope", "account"),
        claims=("username", "nickname"),
    )


def _google(extra: Mapping[str, str]) -> Provider:
    return _openid("https://accounts.google.com", extra, "email")


def _gitlab(extra: Mapping[str, str]) -> Provider:
    return _openid(_https(extra.get("url", "gitlab.com")), extra, "preferred_username", "nickname")


def _azure(extra: Mapping[str, str]) -> Provider:
    tenant = extra.get("tenant", extra.get("tenant_id", "common"))
    return _openid(f"https://login.microsoftonline.com/{tenant}/v2.0", extra, "preferred_username", "email")


def _okta(extra: Mapping[str, str]) -> Provider:
    server = extra.get("server", "default")
    url = _https(_needed(extra, "url", "okta"))
    return _openid(f"{url}/oauth2/{server}" if server else url, extra, "preferred_username", "email")


def _auth0(extra: Mapping[str, str]) -> Provider:
    parameters = {"audience": extra["audience"]} if "audience" in extra else {}
    url = f"https://{_needed(extra, 'subdomain', 'auth0')}.auth0.com"
    return _openid(url, extra, "email", "nickname", **parameters)


def _generic(extra: Mapping[str, str]) -> Provider:
    if "METADATA_URL" in extra:
        return Provider(
            metadata=extra["METADATA_URL"], user=extra.get("USER_URL", ""), scope=extra.get("scope", OPENID)
        )
    scope = extra.get("scope", "")
    if "openid" in scope.split() and ("JWKS_URL" not in extra or "ISSUER" not in extra):
        raise UsageError(
            "With the scope 'openid' the provider sends a signed token, and the keys to verify it are not known: "
            "give METADATA_URL, or JWKS_URL and ISSUER, in --oauth-extra-params, or leave 'openid' out."
        )
    return Provider(
        authorize=_needed(extra, "AUTHORIZE_URL", "generic"),
        token=_needed(extra, "TOKEN_URL", "generic"),
        user=extra.get("USER_URL", "") if "JWKS_URL" in extra else _needed(extra, "USER_URL", "generic"),
        keys=extra.get("JWKS_URL", ""),
        issuer=extra.get("ISSUER", ""),
        scope=scope,
        claims=("preferred_username", "username", "login", "email", "sub"),
    )


def _auth_code(extra: Mapping[str, str]) -> Provider:
    found = _generic(extra)
    return Provider(**{**vars(found), "confidential": False})


def _openid(issuer: str, extra: Mapping[str, str], *claims: str, **parameters: str) -> Provider:
    return Provider(
        metadata=issuer.rstrip("/") + METADATA,
        scope=extra.get("scope", OPENID),
        claims=claims,
        parameters=parameters,
    )


def _https(host: str) -> str:
    return host if "://" in host else f"https://{host}"


def _needed(extra: Mapping[str, str], name: str, provider: str) -> str:
    if not extra.get(name):
        given = " (or METADATA_URL)" if provider == "generic" else ""
        raise UsageError(f"The OAuth provider {provider!r} needs {name}{given} in --oauth-extra-params.")
    return extra[name]


_PROVIDERS: MappingProxyType[str, Callable[[Mapping[str, str]], Provider]] = MappingProxyType(
    {
        "auth0": _auth0,
        "auth_code": _auth_code,
        "azure": _azure,
        "bitbucket": _bitbucket,
        "generic": _generic,
        "github": _github,
        "gitlab": _gitlab,
        "google": _google,
        "okta": _okta,
    }
)

"""The provider, as Authlib talks to it: state, PKCE and nonce are made and checked there, and tokens verified."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from lanai.core.lazy import load
from lanai.errors import LoginError
from lanai.hosts.asgi.auth.options import OAuthOptions

log = logging.getLogger("lanai")

NAME = "provider"
"""What Authlib calls it."""
STATE = f"_state_{NAME}_"
"""How Authlib begins the key of what it has to remember until the visitor comes back."""
PATIENCE = 10.0
"""Seconds that the provider has for an answer."""
TALKATIVE = ("authlib", "httpcore2")
"""Libraries that write secrets to their logs at level DEBUG: PKCE's verifier, the provider's headers."""
NEEDED_FOR = "logins at an OAuth provider"


class Client:
    """Fetches tokens and claims. Everything raises `LoginError`, whatever went wrong; its message holds no secret.

    Raises `MissingDependency` when it is made.
    """

    def __init__(self, options: OAuthOptions) -> None:
        starlette_client = load("authlib.integrations.starlette_client", needed_for=NEEDED_FOR, extra="auth")
        self._errors = _errors()
        self._options = options
        self._app: Any = starlette_client.OAuth().register(NAME, **_registration(options))
        for name in TALKATIVE:
            logging.getLogger(name).setLevel(logging.INFO)

    async def begin(self, request: Request, redirect_uri: str) -> Response:
        """Send the visitor to the provider. What has to be remembered is then in `request.session`."""
        try:
            await self._metadata()
            response: Response = await self._app.authorize_redirect(request, redirect_uri)
        except self._errors as error:
            raise self._failed(error) from None
        return response

    async def finish(self, request: Request) -> tuple[dict[str, Any], dict[str, Any]]:
        """The claims and the tokens of a visitor who comes back, with what `begin` left in `request.session`.

        Tokens are `access_token`, and where there are such `refresh_token` and `expires_in` (s).
        """
        try:
            metadata = await self._metadata()
            token = await self._app.authorize_access_token(
                request, claims_options=_checks(metadata, self._options.key)
            )
            claims = await self._claims(token, metadata)
        except self._errors as error:
            raise self._failed(error) from None
        return claims, _tokens(token)

    async def refresh(self, refresh_token: str) -> dict[str, Any]:
        """New tokens for an old one."""
        try:
            token = await self._app.fetch_access_token(
                grant_type="refresh_token", refresh_token=refresh_token
            )
        except self._errors as error:
            raise self._failed(error) from None
        return {"refresh_token": refresh_token, **_tokens(token)}

    def user(self, claims: Mapping[str, Any]) -> str:
        """The name among the claims. Raises `LoginError` where there is none, or one that anybody may take."""
        for name in self._wanted:
            if claims.get(name):
                if name == "email" and claims.get("email_verified") is False:
                    raise LoginError("the provider has not verified the email address")
                return str(claims[name])
        raise LoginError(f"the provider does not say the user's {' or '.join(map(repr, self._wanted))}")

    async def _metadata(self) -> Mapping[str, Any]:
        """What the provider says of itself. It cannot talk us into tokens that are not signed with its own keys."""
        found: dict[str, Any] = await self._app.load_server_metadata()
        signed = found.get("id_token_signing_alg_values_supported") or ["RS256"]
        found["id_token_signing_alg_values_supported"] = [
            name for name in signed if name[:2] in ("RS", "PS", "ES", "Ed")
        ]
        return found

    async def _claims(self, token: Mapping[str, Any], metadata: Mapping[str, Any]) -> dict[str, Any]:
        """What is known of the visitor: from the signed token, and from the provider's page about him."""
        if "openid" in self._options.provider.scope.split() and "userinfo" not in token:
            raise LoginError("the provider sent no id token, which was asked for with the scope 'openid'")
        claims = dict(token.get("userinfo", {}))
        place = self._options.provider.user
        if not place and claims and not any(claims.get(name) for name in self._wanted):
            place = metadata.get("userinfo_endpoint", "")
        if place:
            response = await self._app.get(place, token=token)
            response.raise_for_status()
            found = response.json()
            if not isinstance(found, dict) or found.get("sub", claims.get("sub")) != claims.get(
                "sub", found.get("sub")
            ):
                raise LoginError("the provider speaks of two users")
            claims = {**found, **claims}
        return claims

    @property
    def _wanted(self) -> tuple[str, ...]:
        return (self._options.jwt_user,) if self._options.jwt_user else self._options.provider.claims

    def _failed(self, error: BaseException) -> LoginError:
        """For the visitor. The provider's own words stay out: the address bar may have brought them."""
        code = getattr(error, "error", "")
        reason = _REASONS.get(code, "the provider gave no answer that can be trusted")
        log.warning(
            "A login at the provider failed: %s %s", type(error).__name__, code if code in _REASONS else ""
        )
        return LoginError(reason)


_REASONS = MappingProxyType(
    {
        "access_denied": "the provider says that it was not allowed",
        "invalid_grant": "it took too long, or was tried twice",
        "mismatching_state": "it was not begun in this browser, or too long ago",
        "temporarily_unavailable": "the provider is not available",
    }
)
"""For the visitor, by the codes of OAuth and of Authlib."""


def _registration(options: OAuthOptions) -> dict[str, Any]:
    """What Authlib is told about the provider."""
    provider = options.provider
    wanted: dict[str, Any] = {
        "client_id": options.key,
        "client_secret": options.secret or None,
        "server_metadata_url": provider.metadata or None,
        "authorize_url": provider.authorize or None,
        "access_token_url": provider.token or None,
        "authorize_params": dict(provider.parameters) or None,
        "client_kwargs": {
            "scope": provider.scope or None,
            "code_challenge_method": "S256",
            "timeout": PATIENCE,
            **({} if options.secret else {"token_endpoint_auth_method": "none"}),
        },
    }
    if provider.keys:
        wanted |= {"jwks_uri": provider.keys, "issuer": provider.issuer}
    return {name: value for name, value in wanted.items() if value is not None}


def _checks(metadata: Mapping[str, Any], key: str) -> dict[str, Any]:
    """What a signed token has to say: that it is the provider's, and for this app."""
    issuer = str(metadata.get("issuer", ""))

    def is_issuer(claims: Mapping[str, Any], value: str) -> bool:
        # Azure names each tenant's own issuer for an app that is open to all tenants.
        return bool(issuer) and value == issuer.replace("{tenantid}", str(claims.get("tid", "")))

    return {
        "iss": {"essential": True, "validate": is_issuer},
        "aud": {"essential": True, "value": key},
        "sub": {"essential": True},
        "exp": {"essential": True},
    }


def _tokens(token: Mapping[str, Any]) -> dict[str, Any]:
    return {name: token[name] for name in ("access_token", "refresh_token", "expires_in") if token.get(name)}


def _errors() -> tuple[type[Exception], ...]:
    """Everything that Authlib and its libraries raise, and what they stumble over in answers that are no answers."""
    authlib = load("authlib.common.errors", needed_for=NEEDED_FOR, extra="auth")
    joserfc = load("joserfc.errors", needed_for=NEEDED_FOR, extra="auth")
    httpx = load("httpx2", needed_for=NEEDED_FOR, extra="auth")
    return (
        authlib.AuthlibBaseError,
        joserfc.JoseError,
        httpx.HTTPError,
        httpx.InvalidURL,
        RuntimeError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
    )

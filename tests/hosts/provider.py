"""A small OpenID provider on the loopback, as real as a provider can be that logs everybody in without asking."""

from __future__ import annotations

import base64
import hashlib
import secrets
import threading
import time
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs, urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from lanai.hosts.asgi.listening import listen

KEY, SECRET = "an-app", "the-client-secret-of-the-app"


class Provider:
    """Knows one app, `KEY` with `SECRET`, and one user, `claims`. `spoil` is merged into every id token."""

    def __init__(self) -> None:
        self.claims: dict[str, Any] = {"sub": "42", "preferred_username": "ada", "email": "ada@example.org"}
        self.spoil: dict[str, Any] = {}
        self.denies = False
        self.lifetime = 3600
        self.secrets: list[str] = []
        """Everything it handed out that nobody else may see."""
        self.key = RSAKey.generate_key(2048, {"kid": "first", "use": "sig"})
        self.published = self.key
        self._grants: dict[str, dict[str, str]] = {}
        self._refresh_tokens: set[str] = set()
        self._access_tokens: set[str] = set()
        self._sockets = listen("127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._sockets[0].getsockname()[1]}"
        config = uvicorn.Config(self._app(), log_config=None, access_log=False, ws="none", lifespan="off")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=(self._sockets,), daemon=True)

    def __enter__(self) -> Provider:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.should_exit = True
        self._thread.join(10)

    @property
    def metadata(self) -> str:
        return f"{self.url}/.well-known/openid-configuration"

    def forget(self) -> None:
        """Forget every token."""
        self._refresh_tokens.clear()
        self._access_tokens.clear()

    def _app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self._about),
                Route("/keys", self._keys),
                Route("/authorize", self._authorize),
                Route("/token", self._token, methods=["POST"]),
                Route("/me", self._me),
            ]
        )

    async def _about(self, request: Request) -> Response:
        return JSONResponse(
            {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "userinfo_endpoint": f"{self.url}/me",
                "jwks_uri": f"{self.url}/keys",
                "id_token_signing_alg_values_supported": ["RS256", "none", "HS256"],
            }
        )

    async def _keys(self, request: Request) -> Response:
        return JSONResponse({"keys": [self.published.as_dict(private=False)]})

    async def _authorize(self, request: Request) -> Response:
        asked = dict(request.query_params)
        assert asked["client_id"] == KEY
        assert asked["code_challenge_method"] == "S256"
        answer = {"state": asked["state"]}
        if self.denies:
            return RedirectResponse(
                f"{asked['redirect_uri']}?{urlencode({**answer, 'error': 'access_denied'})}", 302
            )
        code = self._new()
        self._grants[code] = asked
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode({**answer, 'code': code})}", 302)

    async def _token(self, request: Request) -> Response:
        form = {name: values[0] for name, values in parse_qs((await request.body()).decode()).items()}
        if not _is_app(request.headers.get("authorization", ""), form):
            return JSONResponse({"error": "invalid_client"}, 401)
        if form["grant_type"] == "refresh_token":
            known = form["refresh_token"] in self._refresh_tokens
            return JSONResponse(self._tokens()) if known else _invalid_grant()
        asked = self._grants.pop(form["code"], None)
        if asked is None or asked["redirect_uri"] != form["redirect_uri"]:
            return _invalid_grant()
        if _challenge(form.get("code_verifier", "")) != asked["code_challenge"]:
            return _invalid_grant()
        self.secrets.append(form["code_verifier"])
        tokens = self._tokens()
        if "openid" in asked.get("scope", "").split():
            tokens["id_token"] = self._id_token(asked["nonce"])
        return JSONResponse(tokens)

    async def _me(self, request: Request) -> Response:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        return JSONResponse(self.claims) if token in self._access_tokens else JSONResponse({}, 401)

    def _tokens(self) -> dict[str, Any]:
        access, refresh = self._new(), self._new()
        self._access_tokens.add(access)
        self._refresh_tokens.add(refresh)
        return {
            "access_token": access,
            "refresh_token": refresh,
            "token_type": "Bearer",
            "expires_in": self.lifetime,
        }

    def _id_token(self, nonce: str) -> str:
        now = int(time.time())
        claims = {
            "iss": self.url,
            "aud": KEY,
            "nonce": nonce,
            "iat": now,
            "exp": now + 60,
            **self.claims,
            **self.spoil,
        }
        token = jwt.encode({"alg": "RS256", "kid": "first"}, claims, self.key)
        self.secrets.append(token)
        return token

    def _new(self) -> str:
        self.secrets.append(secrets.token_urlsafe(24))
        return self.secrets[-1]


def _is_app(authorization: str, form: dict[str, str]) -> bool:
    given = base64.b64encode(f"{KEY}:{SECRET}".encode()).decode()
    return authorization == f"Basic {given}"


def _invalid_grant() -> Response:
    return JSONResponse({"error": "invalid_grant"}, 400)


def _challenge(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")

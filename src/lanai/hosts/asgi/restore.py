"""What a page asks while its app is being written: is there something new, and give back what I had entered."""

from __future__ import annotations

import secrets
from http import HTTPStatus
from types import MappingProxyType

import msgspec
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from lanai.errors import BadToken, SessionGone
from lanai.hosts.asgi.host import Host
from lanai.hosts.asgi.policy import Needs
from lanai.hosts.asgi.reload import Reloader
from lanai.session.carrying import Place, give_back

RELOAD = "/_lanai/reload"
SCRIPT = "/_lanai/reload.js"

LARGEST = 4 * 1024 * 1024
"""Bytes of what can be given back."""

LOOKING = """
const { url, generation } = document.currentScript.dataset;
async function look() {
  const answer = await fetch(url, { cache: "no-store" }).catch(() => null);
  if (answer?.ok && (await answer.text()) !== generation) location.reload();
  else setTimeout(look, 400);
}
setTimeout(look, 400);
"""
"""For a page that has no session, because its app failed: loads it again, once, when a file has been saved."""

HEADERS = MappingProxyType({"cache-control": "no-store"})


class _Given(msgspec.Struct, forbid_unknown_fields=True):
    token: str
    values: list[tuple[str, str, int, dict[str, object]]]


class Restore:
    """Answers a GET with the present generation, and a POST by giving back what was entered in the last one.

    The token says to which session. That no foreign page has sent it is seen to before (`refusal.Gate`).
    """

    def __init__(self, host: Host, reloader: Reloader) -> None:
        self._host = host
        self._reloader = reloader
        self._decoder = msgspec.json.Decoder(_Given)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        response = await self._restore(request) if request.method == "POST" else self._generation()
        await response(scope, receive, send)

    def _generation(self) -> Response:
        return PlainTextResponse(self._reloader.generation, headers=HEADERS)

    async def _restore(self, request: Request) -> Response:
        body = b""
        try:
            async for chunk in request.stream():
                body += chunk
                if len(body) > LARGEST:
                    return _answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            given = self._decoder.decode(body)
            session = self._host.sessions.find(self._host.tokens.read(given.token).session)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ClientDisconnect):
            return _answer(HTTPStatus.BAD_REQUEST)
        except (BadToken, SessionGone):
            return _answer(HTTPStatus.FORBIDDEN)
        give_back(session, [(Place(type, label, number), held) for type, label, number, held in given.values])
        return _answer(HTTPStatus.NO_CONTENT)


async def script(request: Request) -> Response:
    """The script for pages without a session."""
    return Response(LOOKING, headers=HEADERS, media_type="text/javascript")


def look_for_news(host: Host, reloader: Reloader) -> str:
    """HTML for a page without a session, by which it is loaded again when a file has been saved."""
    return (
        f'<script src="{host.url(SCRIPT)}" data-url="{host.url(RELOAD)}" '
        f'data-generation="{reloader.generation}"></script>\n'
    )


def looking_policy(host: Host) -> dict[str, str]:
    """The header that lets such a page do so; nothing where pages do not reload."""
    policy = None if host.reloader is None else host.policy.page(Needs(nonce=secrets.token_urlsafe(16)))
    return {} if policy is None else {"content-security-policy": policy}


def _answer(status: HTTPStatus) -> Response:
    return Response(status_code=status, headers=HEADERS)

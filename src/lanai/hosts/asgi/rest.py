"""Published parameters over HTTP: programs read and set them as JSON. See `pn.state.publish`."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from functools import partial
from http import HTTPStatus
from types import MappingProxyType
from typing import Any, cast

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from lanai.callbacks.threads import on_a_thread
from lanai.core.failures import is_of_the_app, log_failure, origin_of, text_of
from lanai.errors import BadMessage, BadValue, ProtocolError, SessionGone, TooLarge
from lanai.hosts.asgi.bearer import bears
from lanai.hosts.asgi.csrf import READS, Sender, sender_of
from lanai.hosts.asgi.host import Host
from lanai.hosts.asgi.names import name_of
from lanai.session.publishing import Publication

LARGEST = 1024 * 1024
"""Bytes of what can be set at once."""

HEADERS = MappingProxyType({"cache-control": "no-store"})

SETS = ("POST", "PATCH")
JSON = "application/json"
"""What sets values has to say that it is this: a foreign page's form cannot, and its script has to ask first."""

STRANGE_NAME = "foreign-host"
BAD_TOKEN = "bad-rest-token"


class Rest:
    """Answers for `<name>` with the values of what is published under it.

    A GET reads. A POST or PATCH of a JSON object sets, in every session that has published the name, in its turn; what is
    read is the latest's. That no foreign page sets anything is seen to before (`refusal.Gate`) and here: a page has to
    have been asked for under a name that is surely the server's own.

    Where the options name a token, only who sends it is answered, as `Authorization: Bearer`.
    """

    def __init__(self, host: Host) -> None:
        self._host = host
        self._token = host.options.rest_token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        response = self._turned_away(request) or await self._answer(request)
        await response(scope, receive, send)

    # -- who may ----------------------------------------------------------------------------------

    def _turned_away(self, request: Request) -> Response | None:
        """The answer to who may not ask for this, or not in this way; None to others."""
        if self._token and not bears(request.headers, self._token):
            self._host.refusals[BAD_TOKEN] += 1
            return _failed(
                HTTPStatus.UNAUTHORIZED,
                "Expected the header 'Authorization: Bearer TOKEN' with the server's --rest-token.",
                {"www-authenticate": "Bearer"},
            )
        if request.method in READS:
            return _query(request)
        return (None if self._token else self._strange(request)) or _unreadable(request)

    def _strange(self, request: Request) -> Response | None:
        """The answer to a page that came under a name which anybody may have given this server: DNS rebinding."""
        name = name_of(request.headers.get("host", ""))
        by_page = sender_of(request.headers, self._host.origins) is not Sender.PROGRAM
        if not by_page or (name is not None and self._host.names.knows(name)):
            return None
        self._host.refusals[STRANGE_NAME] += 1
        return _failed(
            HTTPStatus.FORBIDDEN,
            f"Pages may set nothing under the name {name!r}, which may not be this server's own. If it is, allow it with "
            "--allow-websocket-origin.",
        )

    # -- what is answered -------------------------------------------------------------------------

    async def _answer(self, request: Request) -> Response:
        name = request.path_params["name"]
        published = self._host.process.published.find(name)
        if not published:
            return _failed(HTTPStatus.NOT_FOUND, f"Nothing is published as {name!r}.")
        try:
            if request.method in SETS:
                await self._set(published, await self._wanted(request, published[-1]))
            answer: Response = await on_a_thread(self._host.workers, lambda: _answer(published[-1]))
            return answer
        except asyncio.CancelledError:
            raise
        except BaseException as error:
            if issubclass(type(error), ProtocolError) and not is_of_the_app(error):
                return self._refused(cast(ProtocolError, error))
            log_failure(origin_of(error), "setting what is published as %r failed", name)
            return _failed(
                HTTPStatus.INTERNAL_SERVER_ERROR, "The app failed to take the values. Its log says why."
            )

    def _refused(self, error: ProtocolError) -> Response:
        self._host.refusals[error.code] += 1
        return _failed(HTTPStatus.BAD_REQUEST, text_of(error))

    async def _wanted(self, request: Request, publication: Publication) -> dict[str, Any]:
        """The values to set, by parameter. Raises `BadValue` and `BadMessage`."""
        body = await _body(request)
        wanted: dict[str, Any] = await on_a_thread(
            self._host.workers, lambda: publication.from_plain(_object(body))
        )
        return wanted

    async def _set(self, published: list[Publication], values: Mapping[str, Any]) -> None:
        for publication in published:
            work = partial(publication.set, values)
            if publication.session is None:
                await on_a_thread(self._host.workers, work)
                continue
            try:
                await publication.session.turns.finish(
                    work, kind="callback", function="a published parameter"
                )
            except SessionGone as gone:
                if is_of_the_app(gone):
                    raise  # or else its visitor has left meanwhile


def _answer(publication: Publication) -> Response:
    """The values, which may be large: on a worker thread."""
    return JSONResponse(publication.values(), headers=HEADERS)


async def _body(request: Request) -> bytes:
    body = b""
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > LARGEST:
                raise TooLarge(f"Expected at most {LARGEST} bytes, got more.")
    except ClientDisconnect:
        raise BadMessage("Expected a whole body, and the connection was cut.") from None
    return body


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BadMessage(f"Expected a JSON object of values by parameter: {error}.") from None
    if not isinstance(found, dict):
        raise BadValue('Expected a JSON object of values by parameter, such as {"number": 3}.')
    return found


def _query(request: Request) -> Response | None:
    """The answer to a GET that would set something, if a GET could; None to others."""
    if not request.query_params:
        return None
    return _failed(
        HTTPStatus.METHOD_NOT_ALLOWED,
        "Expected no query: a GET reads, and a link could send it. Send what is to be set as a JSON object with POST or "
        "PATCH.",
        {"allow": ", ".join(SETS)},
    )


def _unreadable(request: Request) -> Response | None:
    """The answer to a body that does not say it is JSON; None to others."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == JSON:
        return None
    return _failed(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        f"Expected a JSON object with the header 'Content-Type: {JSON}', got {kind or 'none'!r}.",
    )


def _failed(status: HTTPStatus, error: str, headers: Mapping[str, str] = MappingProxyType({})) -> Response:
    return JSONResponse({"error": error}, status, {**HEADERS, **headers})

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
from lanai.hosts.asgi.host import Host
from lanai.session.publishing import Publication

LARGEST = 1024 * 1024
"""Bytes of what can be set at once."""

HEADERS = MappingProxyType({"cache-control": "no-store"})

FOREIGN = "foreign-origin"
OWN_SITES = (None, "none", "same-origin")
"""What browsers say of requests that no foreign page made, and programs do not say at all."""


class Rest:
    """Answers for `<name>` with the values of what is published under it.

    A GET reads; with a query it sets first, as Panel's does, and so does a POST or PATCH of a JSON object. Values are set in
    every session that has published the name, in its turn; what is read is the latest's. A page of a foreign
    origin may set nothing.
    """

    def __init__(self, host: Host) -> None:
        self._host = host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self._answer(Request(scope, receive))
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        name = request.path_params["name"]
        published = self._host.process.published.find(name)
        if not published:
            return _failed(HTTPStatus.NOT_FOUND, f"Nothing is published as {name!r}.")
        sets = bool(request.method != "GET" or request.query_params)
        if sets and not self._trusted(request):
            self._host.refusals[FOREIGN] += 1
            return _failed(HTTPStatus.FORBIDDEN, "A page of another origin may not set values here.")
        try:
            if sets:
                values = await self._wanted(request, published[-1])
                await self._set(published, values)
            return JSONResponse(published[-1].values(), headers=HEADERS)
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

    def _trusted(self, request: Request) -> bool:
        """Whether no foreign page is behind the request: neither its script nor an address it links to."""
        origin, own = request.headers.get("origin"), request.headers.get("host", "")
        return request.headers.get("sec-fetch-site") in OWN_SITES and self._host.origins.allow(origin, own)

    async def _wanted(self, request: Request, publication: Publication) -> dict[str, Any]:
        """The values to set, by parameter. Raises `BadValue` and `BadMessage`."""
        if request.method == "GET":
            return publication.from_texts(request.query_params)
        return publication.from_plain(_object(await _body(request)))

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


def _failed(status: HTTPStatus, error: str) -> Response:
    return JSONResponse({"error": error}, status, HEADERS)

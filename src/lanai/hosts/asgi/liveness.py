"""Whether the server lives, for whoever watches over it: a container platform, a load balancer, a shell script."""

from __future__ import annotations

import asyncio
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from lanai.core.clock import Clock
from lanai.core.failures import log_failure, origin_of
from lanai.hosts.asgi.host import Host
from lanai.hosts.asgi.refusal import THREADS_NEEDED

FRESH = 5.0
"""Seconds for which the outcome of a trial is believed, so that asking often costs nothing."""

HEADERS = MappingProxyType({"cache-control": "no-store"})


class Liveness:
    """Answers with each app's endpoint and true: who gets the answer knows that the event loop turns.

    Where the server ends the answer is 503, and where every thread is taken, so that whatever a visitor does waits. Asked
    whether it is ready, `?ready`, it answers 503 also where it is full.

    Asked for one app, `?endpoint=/app`, it runs that app in a session that nobody sees and for which no hook is called:
    200 and true where that works, 500 and false where it does not, 404 where there is no such app.
    """

    def __init__(self, host: Host) -> None:
        self._host = host
        self._trials = {endpoint: Trial(host, endpoint) for endpoint in host.apps}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = Request(scope).query_params
        why = self._why_not(ready="ready" in asked)
        if why is None:
            response = await self._answer(asked.get("endpoint"))
        else:
            response = JSONResponse({"ready": False, "why": why}, 503, headers=HEADERS)
        await response(scope, receive, send)

    def _why_not(self, *, ready: bool) -> str | None:
        """Why no visitor should be sent here; None where there is no reason."""
        if self._host.stopping:
            return "stopping"
        if not THREADS_NEEDED.isdisjoint(self._host.workers.full):
            return "no threads"
        most = self._host.options.max_sessions
        return "full" if ready and most and self._host.sessions.visitors >= most else None

    async def _answer(self, asked: str | None) -> Response:
        if asked is None:
            return JSONResponse(dict.fromkeys(self._host.apps, True), headers=HEADERS)
        endpoint = f"/{asked.strip('/')}"
        trial = self._trials.get(endpoint)
        if trial is None:
            return JSONResponse({"error": f"There is no app at {endpoint}."}, 404, headers=HEADERS)
        works = await trial.works(self._host.clock)
        return JSONResponse({endpoint: works}, 200 if works else 500, headers=HEADERS)


class Trial:
    """Runs one app to see whether it works, once for all who ask at about the same time."""

    def __init__(self, host: Host, endpoint: str) -> None:
        self._host = host
        self._endpoint = endpoint
        self._lock = asyncio.Lock()
        self._outcome = False
        self._until = 0.0

    async def works(self, clock: Clock) -> bool:
        """Whether the app could be built, now or a moment ago."""
        async with self._lock:
            if clock.monotonic() >= self._until:
                self._outcome = await self._run()
                self._until = clock.monotonic() + FRESH
            return self._outcome

    async def _run(self) -> bool:
        try:
            await self._host.sessions.warm(self._host.apps[self._endpoint], self._endpoint)
        except Exception as error:
            log_failure(origin_of(error), "The app at %s does not work", self._endpoint)
            return False
        return True

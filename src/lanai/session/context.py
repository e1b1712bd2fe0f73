"""A session as its hooks see it. Names as in Bokeh's session context."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from lanai.core.callables import is_async

if TYPE_CHECKING:
    from lanai.session.request import Request
    from lanai.session.session import Session

Peers = Callable[[], "list[Session]"]
"""Gives the living sessions of a server."""


class SessionContext:
    """What `on_session_created` and `on_session_destroyed` hooks are given. It keeps nothing itself."""

    __slots__ = ("__weakref__", "_session")

    def __init__(self, session: Session) -> None:
        self._session = session

    def __repr__(self) -> str:
        return f"<SessionContext {self.id}>"

    @property
    def id(self) -> str:
        """The session's public identifier."""
        return self._session.id

    @property
    def destroyed(self) -> bool:
        """Whether the session is over. True in a destroyed hook."""
        return self._session.ended

    @property
    def request(self) -> Request:
        """The HTTP request that created the session."""
        return self._session.request

    @property
    def server_context(self) -> ServerContext:
        """The server that the session lives in."""
        return ServerContext(self._session.peers)

    @property
    def token_payload(self) -> Mapping[str, Any]:
        """The request's headers, cookies and arguments by these names, as Panel's tokens carry them."""
        request = self._session.request
        return {"headers": request.headers, "cookies": request.cookies, "arguments": request.arguments}

    @property
    def logout_url(self) -> str | None:
        """Where the visitor logs out. None where the server asks nobody who he is."""
        return self._session.request.logout_url

    async def with_locked_document(self, func: Callable[[Any], Any]) -> None:
        """Run `func(document)`, a function or a coroutine function, in the session, holding its lock.

        Called on the server's event loop, as a coroutine hook is. Raises what `func` raised.
        """
        lock, document = self._session.lock, self._session.document.get()

        def run() -> Any:
            lock.acquire()
            try:
                return func(document)
            finally:
                lock.release()

        async def run_async() -> None:
            await lock.acquire_async()
            try:
                await func(document)
            finally:
                lock.release()

        work = run_async if is_async(func) else run
        await self._session.turns.finish(work, counted=False, final=True)


class ServerContext:
    """The server of a session."""

    __slots__ = ("_peers",)

    def __init__(self, peers: Peers) -> None:
        self._peers = peers

    @property
    def sessions(self) -> list[SessionContext]:
        """The contexts of its living sessions."""
        return [session.context for session in self._peers()]

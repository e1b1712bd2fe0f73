"""`pn.state`: always the current session's. A façade that holds no data."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from lanai.callbacks.periodic import PeriodicCallback
from lanai.errors import InsideSession
from lanai.session.current import session_or_none
from lanai.session.process import Hook, current_process

log = logging.getLogger("lanai")


class State:
    """What a running app may ask and arrange.

    Every member means the session in whose turn the caller runs: in its callbacks, on its threads, in its tasks.
    Outside a session the members answer that there is nothing: None, or an empty mapping.
    """

    # -- what the session knows ---------------------------------------------------------------------

    @property
    def curdoc(self) -> Any:
        """The session's Bokeh document, or None."""
        session = session_or_none()
        return None if session is None else session.document.get()

    @property
    def session_args(self) -> Mapping[str, list[bytes]]:
        """The arguments of the URL's query; each may come several times."""
        session = session_or_none()
        return {} if session is None else session.request.arguments

    @property
    def cookies(self) -> Mapping[str, str]:
        """The cookies that the browser sent."""
        session = session_or_none()
        return {} if session is None else session.request.cookies

    @property
    def headers(self) -> Mapping[str, str]:
        """The HTTP headers that the browser sent."""
        session = session_or_none()
        return {} if session is None else session.request.headers

    @property
    def loaded(self) -> bool:
        """Whether the page has been mounted in the browser."""
        session = session_or_none()
        return False if session is None else session.loaded

    @property
    def served(self) -> bool:
        """Whether the caller runs in a session of a server."""
        return session_or_none() is not None

    @property
    def cache(self) -> dict[Any, Any]:
        """A dict shared by all sessions of the process."""
        return current_process().cache

    @property
    def _is_pyodide(self) -> bool:
        """Whether Python runs in the browser. Panel's examples ask by this name."""
        return False

    # -- what can be arranged -----------------------------------------------------------------------

    def add_periodic_callback(
        self,
        callback: Callable[[], object] | Callable[[], Awaitable[object]],
        period: int = 500,
        count: int | None = None,
        timeout: int | None = None,
        start: bool = True,
    ) -> PeriodicCallback:
        """Run `callback` every `period` ms in the current session.

        It stops after `count` runs, or after `timeout` ms, or when its `running` is set to False, or with the
        session. It begins when the page is loaded. Raises `NoRunningLoop` outside a session, unless `start` is False.
        """
        periodic = PeriodicCallback(callback=callback, period=period, count=count, timeout=timeout)
        if start:
            periodic.start()
        return periodic

    def on_session_created(self, callback: Hook) -> None:
        """Call `callback(session_context)` whenever a session is born, before its app runs.

        Only outside sessions: in a `--setup` script, or before `pn.serve`. Raises `InsideSession` elsewhere.
        """
        if session_or_none() is not None:
            raise InsideSession(
                "A session-created callback cannot be registered inside a session: that session is there already. "
                "Register it before pn.serve, or in the script given to `lanai serve --setup`."
            )
        current_process().created.append(callback)

    def on_session_destroyed(self, callback: Hook) -> None:
        """Call `callback(session_context)` when the current session ends; outside sessions, when any session ends."""
        session = session_or_none()
        if session is None:
            current_process().destroyed.append(callback)
        else:
            session.on_destroyed(callback)

    def onload(self, callback: Callable[[], object]) -> None:
        """Run `callback` in the current session once its page is loaded; at once where it is. Sync or async."""
        session = session_or_none()
        if session is None:
            return
        turns = session.turns
        if asyncio.iscoroutinefunction(callback):
            session.when_loaded(lambda: turns.spawn(callback, "an onload callback"))
        else:
            session.when_loaded(lambda: turns.submit(callback, "an onload callback"))

    def kill_all_servers(self) -> None:
        """Stop every server that `pn.serve` started in this process."""
        for server in list(current_process().servers):
            server.stop()

    def log(self, msg: str, level: str = "info") -> None:
        """Write `msg` to the `lanai` log with the session's id. `level` is a name of the logging module's levels."""
        session = session_or_none()
        log.log(
            logging.getLevelName(level.upper()),
            "%s",
            msg if session is None else f"session {session.id}: {msg}",
        )


state = State()

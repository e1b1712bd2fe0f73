"""The end of a session: its callbacks come to rest, and its hooks run."""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from typing import TYPE_CHECKING, Any

from lanai.session.process import Hook

if TYPE_CHECKING:
    from lanai.session.session import Session

log = logging.getLogger("lanai")

PATIENCE = 1.5
"""Seconds that callbacks have to end when their session does."""
HOOK_PATIENCE = 1.0
"""Seconds for which a destroyed hook holds up the next one."""
LAST_PATIENCE = 30.0
"""Seconds after which hooks that still run are given up."""


class Ending:
    """Waits for what runs in one session, and runs the user's hooks there. On the event loop.

    What never returns, a callback or a hook, is waited for only for a while: it must not keep the others.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._hooks: list[Hook] = []
        self._rested: asyncio.Future[None] | None = None
        self.stuck = False
        """Whether synchronous work has not ended in time with the session."""

    def add(self, hook: Hook) -> None:
        """Run `hook(session_context)`, a function or a coroutine function, when the session has ended."""
        self._hooks.append(hook)

    def lane_rested(self) -> None:
        """The session's synchronous work has come to its end."""
        if self._rested is not None and not self._rested.done():
            self._rested.set_result(None)

    async def come_to_rest(self, running: list[asyncio.Task[object]]) -> None:
        """Wait for coroutines that have been cancelled, and for the session's synchronous work."""
        waited: list[asyncio.Future[Any]] = list(running)
        if not self._session.turns.idle:
            self._rested = asyncio.get_running_loop().create_future()
            waited.append(self._rested)
        if waited:
            _, left = await asyncio.wait(waited, timeout=PATIENCE)
            self.stuck = self._rested in left
            for task in left:
                what = "A synchronous callback" if task is self._rested else repr(task)
                log.warning("%s goes on although %s has ended", what, _named(self._session))
        self._session.turns.abandon()

    async def run_hook(self, hook: Hook, doing: str) -> None:
        """Run one hook, a created one as well, and wait for it. What it raises is reported and stops nothing."""
        session = self._session
        try:
            work = partial(hook, session.context)
            await session.turns.finish(
                work, beside=self.stuck, counted=False, final=True, kind="hook", function=hook, purpose="hook"
            )
        except Exception as error:
            session.report(error, doing)

    async def run_hooks(self, *first: Hook) -> None:
        """Run `first` and then those that were added, in order, each once.

        One that takes long holds up the next for a moment only.
        """
        self._hooks[:0] = first
        late: set[asyncio.Task[None]] = set()
        while self._hooks:
            hook = self._hooks.pop(0)
            running = asyncio.create_task(self.run_hook(hook, "an on_session_destroyed hook"))
            _, left = await asyncio.wait([running], timeout=HOOK_PATIENCE)
            self.stuck = self.stuck or bool(left)
            late |= left
        if late:
            _, late = await asyncio.wait(late, timeout=LAST_PATIENCE)
        for _ in late:
            log.warning("An on_session_destroyed hook of %s does not end", _named(self._session))


def _named(session: Session) -> str:
    return f"session {session.id} of {session.endpoint}"

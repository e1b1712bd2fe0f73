"""From "the page is being built" to "everything that waited for it has run"."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from lanai.callbacks.turns import SessionTurns
from lanai.core.protocols import Work

Report = Callable[[BaseException, str], None]


class Loading:
    """What a session does once its page is on the screen.

    `mounted` turns true when the browser says so, `loaded` when the user's callbacks that waited for it are over.
    """

    def __init__(self, turns: SessionTurns, report: Report) -> None:
        self._turns = turns
        self._report = report
        self._waiting: tuple[Work, ...] = ()
        self._callbacks: tuple[tuple[Callable[[], object], bool], ...] = ()
        self.mounted = False
        self.loaded = False

    def when_mounted(self, callback: Work) -> None:
        """Call `callback`, which is quick and no user code, on the loop; at once where the page is mounted."""
        self._turns.call(partial(self._when_mounted, callback))

    def onload(self, callback: Callable[[], object], threaded: bool) -> None:
        """Run the user's function or coroutine function once the page is mounted; at once where it is.

        Those that wait run in order; a `threaded` one beside the others.
        """
        self._turns.call(partial(self._add, callback, threaded))

    def page_is_mounted(self) -> None:
        """The browser shows the page. Harmless a second time."""
        if self.mounted:
            return
        self.mounted = True
        waiting, self._waiting = self._waiting, ()
        for callback in waiting:
            callback()
        if self._callbacks:
            self._turns.spawn(self._run_all, counted=False)
        else:
            self.loaded = True

    def close(self) -> None:
        """Nothing is run any more."""
        self._waiting = ()
        self._callbacks = ()

    def _when_mounted(self, callback: Work) -> None:
        if self.mounted:
            callback()
        else:
            self._waiting = (*self._waiting, callback)

    def _add(self, callback: Callable[[], object], threaded: bool) -> None:
        if self.loaded:
            self._turns.spawn(partial(self._run, callback, threaded), counted=False)
        else:
            self._callbacks = (*self._callbacks, (callback, threaded))

    async def _run_all(self) -> None:
        while self._callbacks:
            (callback, threaded), *left = self._callbacks
            self._callbacks = tuple(left)
            if threaded:
                self._turns.spawn(partial(self._run, callback, threaded), counted=False)
            else:
                await self._run(callback, threaded)
        self.loaded = True

    async def _run(self, callback: Callable[[], object], threaded: bool) -> None:
        try:
            await self._turns.finish(callback, beside=threaded, kind="onload")
        except Exception as error:
            self._report(error, "an onload callback")

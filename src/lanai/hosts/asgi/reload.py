"""Pages made anew when the files of their apps change. For whoever writes an app: see docs/design/reload.md."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Iterable, Mapping
from pathlib import Path
from typing import Any

from lanai.core.callables import is_async, is_awaitable
from lanai.core.failures import log_failure
from lanai.errors import UsageError
from lanai.hosts.asgi.watching import changes, fault_in, forget_modules, local_modules
from lanai.session.carrying import Entries, entered, entries_of
from lanai.session.current import session_or_none
from lanai.session.session import App, Session
from lanai.wire import codec, messages

log = logging.getLogger("lanai")

WAIT = 0.1
"""Seconds between two looks whether the browser of a session that shall reload is there."""


class Stay:
    """A session that may have to make place for a new one, and what it held when it was built."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.leaving = False
        self._built = entries_of(session)

    def entered(self) -> Entries:
        """What the visitor has entered since."""
        return entered(self._built, entries_of(self.session))


class Reloader:
    """Watches the `files` of apps, by endpoint, with the modules beside them that they import, and those in `watch`.

    Raises `UsageError` where there is nothing to watch.
    """

    def __init__(self, files: Mapping[str, Path], watch: Iterable[Path] = ()) -> None:
        if not files:
            raise UsageError(
                "Expected the path of a file as app, because autoreload runs it again when it changes. A function stays "
                "what it is: put it into a file and serve that."
            )
        self._files = dict(files)
        self._watch = tuple(path.resolve() for path in watch)
        self._places: dict[str, Path] = {}
        self._stays: set[Stay] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._saves = 0
        self._start = secrets.token_hex(4)

    @property
    def generation(self) -> str:
        """Changes with every reload, and differs between two servers."""
        return f"{self._start}.{self._saves}"

    def noting(self, app: App) -> App:
        """`app`, noting of each session what it holds when it is built."""
        if not is_async(app):

            def build() -> object:
                result: object = app()
                if is_awaitable(result):
                    return self._note_after(result)
                self._note()
                return None

            return build

        async def build_async() -> None:
            building: Any = app()
            await building
            self._note()

        return build_async

    async def _note_after(self, building: Awaitable[object]) -> None:
        await building
        self._note()

    def start(self) -> None:
        """Begin to watch, on the running event loop."""
        self._spawn(self._follow())

    async def close(self) -> None:
        """Watch no longer."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    # -- which files --------------------------------------------------------------------------------

    def _watched(self) -> set[Path]:
        extra = {file for path in self._watch for file in (path.iterdir() if path.is_dir() else [path])}
        return {*self._files.values(), *self._modules().values(), *extra}

    def _modules(self) -> dict[str, Path]:
        return local_modules({path.parent for path in self._files.values()}, self._places)

    # -- what happens when they change --------------------------------------------------------------

    async def _follow(self) -> None:
        async for changed in changes(self._watched):
            names = ", ".join(sorted(path.name for path in changed))
            fault = await asyncio.to_thread(fault_in, changed)
            if fault is None:
                log.info("%s changed: the pages are loaded again", names)
                self._renew(changed)
            else:
                log_failure(fault, "%s changed and cannot be run; the pages stay as they are", names)
                for stay in self._concerned(changed):
                    stay.session.tell_failure(fault)

    def _renew(self, changed: set[Path]) -> None:
        if not changed <= set(self._files.values()):
            forget_modules(self._modules(), changed)
        self._saves += 1
        for stay in self._concerned(changed):
            if not stay.leaving:
                stay.leaving = True
                self._spawn(_leave(stay))

    def _concerned(self, changed: set[Path]) -> list[Stay]:
        """Those of the apps whose files these are, and all where another file changed."""
        stays = tuple(self._stays)
        if not changed <= set(self._files.values()):
            return list(stays)
        return [stay for stay in stays if self._files.get(stay.session.endpoint) in changed]

    # -- sessions -----------------------------------------------------------------------------------

    def _note(self) -> None:
        session = session_or_none()
        if session is not None:
            stay = Stay(session)
            self._stays.add(stay)
            session.when_closed(lambda: self._stays.discard(stay))

    def _spawn(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log_failure(error, "Reloading ended: the files are no longer watched")


async def _leave(stay: Stay) -> None:
    """Send the browser, when there is one, to a new session."""
    session = stay.session
    while not session.connected:
        if session.ended:
            return
        await asyncio.sleep(WAIT)
    values = [
        (*place, {name: codec.Raw(value) for name, value in found.items()})
        for place, found in stay.entered().items()
    ]
    session.tell(messages.Reload(values=values))
    await session.close()

"""A session owns all that is one visitor's, and closing it releases everything."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from lanai.callbacks.turns import SessionTurns
from lanai.callbacks.workers import Workers
from lanai.components.base import Component
from lanai.core.clock import Clock, Handle
from lanai.core.context import own_context
from lanai.core.protocols import Work
from lanai.core.watchers import runs_synchronous_code
from lanai.errors import (
    BadMessage,
    BadValue,
    BuildError,
    ProtocolError,
    SessionGone,
    UnknownComponent,
    UnknownEvent,
    UnknownProperty,
)
from lanai.session.connection import Connection
from lanai.session.document import BokehDocument
from lanai.session.outbox import Outbox
from lanai.session.process import Process
from lanai.session.request import Request
from lanai.wire import codec, messages
from lanai.wire.repair import drop_unwritable

log = logging.getLogger("lanai")

GRACE = 0.010
"""Seconds after which changes of a synchronous callback that still runs are sent. Until then they gather."""

App = Callable[[], object]
"""Builds the page inside the session: adds roots. A function or a coroutine function."""


class Session:
    """One visitor's stay. Made, used and closed on the event loop; user code runs through `turns`.

    `endpoint` is where the app is served, for logs. `asset_url` gives the URL of a file of BokehJS, named
    `<version>/<file>`. `closed` is called once when it has ended.
    """

    def __init__(
        self,
        id: str,
        *,
        loop: asyncio.AbstractEventLoop,
        clock: Clock,
        workers: Workers,
        process: Process,
        request: Request,
        endpoint: str = "/",
        asset_url: Callable[[str], str] = "/_lanai/bokeh/{}".format,
        closed: Callable[[Session], object] | None = None,
    ) -> None:
        self.id = id
        self.clock = clock
        self.endpoint = endpoint
        self.asset_url = asset_url
        self.process = process
        self.request = request
        self.title = ""
        self.settings: dict[str, Any] = {}
        self.opened = False
        """Whether a browser has ever been attached."""
        self.loaded = False
        self.visible = True
        self.ended = False
        self.disconnected_since: float | None = None
        """Since when nobody is attached, by the clock (s). None also while the page is being built."""
        self._loop = loop
        self._closed = closed
        self._connection: Connection | None = None
        self._received = 0
        self._grace: Handle | None = None
        self._covered = False
        self._when_loaded: list[Work] = []
        self._when_closed: list[Work] = []
        self._destroyed: list[Callable[[Session], object]] = []
        self._modules: list[str] = []
        self.turns = SessionTurns(loop, workers, own_context(self), self.report, self._rested, self._begun)
        self.outbox: Outbox = Outbox(self._wake, self.report)
        self.document = BokehDocument(self)

    def __repr__(self) -> str:
        return f"<Session {self.id} of {self.endpoint}>"

    # -- what components and callbacks ask (CurrentSession) -----------------------------------------

    def add_root(self, component: Component, target: str = "main") -> None:
        """Show `component` in the page's area `target`; once, however often it is asked for."""
        if all(root is not component for root in self.outbox.roots):
            self.outbox.add_root(component, target)

    def setting(self, name: str) -> Any:
        """The session's own setting, or the process's default. `lanai.session.settings` lists the names."""
        if name in self.settings:
            return self.settings[name]
        return getattr(self.process.settings, name)

    def set_title(self, title: str) -> None:
        """Give the page a title. Has its effect while the page is being built."""
        self.title = title

    def when_loaded(self, callback: Work) -> None:
        """Call `callback` on the loop when the page is mounted in the browser; at once when it already is."""
        self.turns.call(lambda: callback() if self.loaded else self._when_loaded.append(callback))

    def when_closed(self, callback: Work) -> None:
        """Call `callback` when the session ends."""
        self._when_closed.append(callback)

    def forget_when_closed(self, callback: Work) -> None:
        """Take back `when_closed`."""
        if callback in self._when_closed:
            self._when_closed.remove(callback)

    def on_destroyed(self, hook: Callable[[Any], object]) -> None:
        """Run the user's `hook(session)` when the session ends."""
        self._destroyed.append(hook)

    def report(self, error: BaseException, doing: str) -> None:
        """Log an exception that left user code; the session goes on."""
        log.error("%s failed in session %s of %s", doing, self.id, self.endpoint, exc_info=error)

    # -- building -----------------------------------------------------------------------------------

    async def build(self, app: App) -> None:
        """Run the app in this session. Raises `BuildError` from what the app raised."""
        done: asyncio.Future[None] = self._loop.create_future()
        if asyncio.iscoroutinefunction(app):
            self.turns.spawn(partial(_settle_async, app, done))
        else:
            self.turns.submit(partial(_settle, app, done, self._loop))
        try:
            await done
        except Exception as error:
            raise BuildError(f"The app at {self.endpoint} raised {type(error).__name__}: {error}") from error
        self.disconnected_since = self.clock.monotonic()

    def first_frame(self) -> bytes:
        """The frame that the page holds inline, as JSON text. Buffers cannot be inline: none are there."""
        self.document.inline = True
        written = self.outbox.write()
        self.document.inline = False
        frame = messages.Frame(rev=0, ack=0) if written is None else written[0]
        return self._encode(frame)

    # -- the line to the browser --------------------------------------------------------------------

    @property
    def connected(self) -> bool:
        """Whether a browser is attached."""
        return self._connection is not None

    def connect(self, connection: Connection, rev: int) -> None:
        """Attach a browser that has applied frames up to `rev`. An earlier connection is closed."""
        if self._connection is not None and self._connection is not connection:
            self._connection.close(4409, "another connection took over")
        self._connection = connection
        self.opened = True
        self.disconnected_since = None
        self.outbox.resume(rev)
        self._send(messages.Opened(rev=self.outbox.rev, received=self._received))
        self.flush()

    def disconnect(self, connection: Connection) -> None:
        """The line is gone. The session waits for another one."""
        if self._connection is connection:
            self._connection = None
            self.disconnected_since = self.clock.monotonic()

    def flush(self) -> None:
        """Send what is pending, if there is a browser and it keeps up. On the loop."""
        if self._grace is not None:
            self._grace.cancel()
            self._grace = None
        connection = self._connection
        if connection is None or not self.outbox.open:
            return
        written = self.outbox.write()
        if written is not None:
            self._send_frame(connection, *written)
            return
        seq = self.outbox.answer()
        if seq is not None:
            self._send(messages.Ack(seq=seq))

    def _send_frame(self, connection: Connection, frame: messages.Frame, buffers: codec.Buffers) -> None:
        text = self._encode(frame)
        if buffers:
            connection.send(codec.pack(text, buffers), binary=True)
        else:
            connection.send(text)

    def _encode(self, frame: messages.Frame) -> bytes:
        try:
            return messages.encode(frame)
        except Exception:
            drop_unwritable(frame, self.report)
            return messages.encode(frame)

    def _send(self, message: messages.ServerMessage) -> None:
        if self._connection is not None:
            self._connection.send(messages.encode(message))

    def _wake(self) -> None:
        """There is something to send, since just now. On any thread."""
        if self.turns.on_loop:
            self._loop.call_soon(self.flush)
        elif not self._covered:
            self.turns.call(self._wait_for_grace)

    def _begun(self) -> None:
        """Synchronous work begins. Its end will send what it changed, and so will a timer: it need not wake the loop."""
        self._covered = True
        self._wait_for_grace()

    def _rested(self) -> None:
        self._covered = False
        self.flush()

    def _wait_for_grace(self) -> None:
        if self._grace is None and not self.ended:
            self._grace = self.clock.call_at(self.clock.monotonic() + GRACE, self._end_grace)

    def _end_grace(self) -> None:
        self._grace = None
        self._covered = False  # work that takes this long wakes the loop by itself from now on
        self.flush()

    # -- what the browser says ----------------------------------------------------------------------

    def receive(
        self, message: messages.BrowserMessage, block: bytes = b"", *, refusal: ProtocolError | None = None
    ) -> ProtocolError | None:
        """Take in one message; `block` holds the buffers of a binary one. A refused one is answered.

        `refusal` is the host's own reason to refuse it: then it counts as received and has no effect.
        Returns why it was refused, where that is known at once.
        """
        if self.ended:
            return None
        try:
            if isinstance(message, messages.Numbered) and not self._is_new(message.seq):
                return None
            if refusal is not None:
                raise refusal
            self._take(message, block)
        except ProtocolError as error:
            self._refuse(error, getattr(message, "seq", None))
            return error
        return None

    def _take(self, message: messages.BrowserMessage, block: bytes) -> None:
        match message:
            case messages.Edit():
                self._take_edit(message)
            case messages.Event():
                self._take_event(message)
            case messages.Patch():
                self._take_patch(message, block)
            case messages.FrameAck():
                self._take_ack(message)
            case messages.Loaded():
                self._take_loaded()
            case messages.Visible():
                self.visible = message.value
            case messages.Open():
                raise BadMessage("Expected one `open` for each connection, got another.")

    def _is_new(self, seq: int) -> bool:
        if seq <= self._received:
            return False
        if seq != self._received + 1:
            raise BadMessage(f"Expected seq {self._received + 1}, got {seq}.")
        self._received = seq
        return True

    def _find(self, number: int) -> Component:
        component = self.outbox.find(number)
        if component is None:
            raise UnknownComponent(f"This session shows no component {number}.")
        return component

    def _take_edit(self, message: messages.Edit) -> None:
        component = self._find(message.id)
        edits = component._spec.edits
        values: dict[str, Any] = {}
        for name, data in message.props.items():
            if name not in edits:
                raise UnknownProperty(
                    f"A visitor may edit {sorted(edits)} of a {type(component).__name__}, not {name!r}."
                )
            try:
                values[name] = component.decode(name, data)
            except BadValue:
                self._answer(message, component)
                raise
        work = partial(self._edit, message.seq, component, message.props, values)
        self._in_order(work, component, values, f"a visitor's edit of a {type(component).__name__}")

    def _answer(self, message: messages.Edit, component: Component) -> None:
        """The browser shows what was refused: tell it, in order, what holds."""
        edit = self.outbox.begin_edit(message.seq, component, message.props)
        self.turns.submit(partial(self.outbox.end_edit, edit))

    def _edit(self, seq: int, component: Component, sent: dict[str, Any], values: dict[str, Any]) -> None:
        edit = self.outbox.begin_edit(seq, component, sent)
        try:
            component.edit(values)
        except (ValueError, TypeError) as error:
            if not edit.sent:  # every value was taken, so a watcher raised
                raise
            refusal = BadValue(str(error))
            self.turns.call(lambda: self._refuse(refusal, None))
        finally:
            self.outbox.end_edit(edit)

    def _take_event(self, message: messages.Event) -> None:
        component = self._find(message.id)
        sets = component._spec.events.get(message.name)
        if sets is None:
            raise UnknownEvent(f"A {type(component).__name__} has no event {message.name!r}.")
        work = partial(self._event, message, component)
        self._in_order(work, component, sets, f"{message.name} of a {type(component).__name__}")

    def _event(self, message: messages.Event, component: Component) -> None:
        self.outbox.applied_up_to(message.seq)
        component.event(message.name, message.data)

    def _take_patch(self, message: messages.Patch, block: bytes) -> None:
        try:
            buffers = codec.cut(block, message.buffers)
        except ValueError as error:
            raise BadMessage(f"Expected the announced buffers: {error}.") from None
        self.turns.submit(partial(self._patch, message, buffers), "a visitor's change of a Bokeh model")

    def _patch(self, message: messages.Patch, buffers: dict[str, bytes]) -> None:
        self.outbox.applied_up_to(message.seq)
        try:
            self.document.apply(message.patch, buffers)
        except ProtocolError as error:
            refusal = error
            self.turns.call(lambda: self._refuse(refusal, None))

    def _take_ack(self, message: messages.FrameAck) -> None:
        if message.rev > self.outbox.rev:
            raise BadMessage(f"Expected an ack of at most {self.outbox.rev}, got {message.rev}.")
        self.outbox.acknowledged(message.rev)
        self.flush()

    def _take_loaded(self) -> None:
        if self.loaded:
            return
        self.loaded = True
        waiting, self._when_loaded = self._when_loaded, []
        for callback in waiting:
            callback()

    def _in_order(self, work: Work, component: Component, names: Any, doing: str) -> None:
        """Run the work after everything that came before; here and now where it calls no user code."""
        if self.turns.idle and not runs_synchronous_code(component, names):
            self.turns.run(work, doing)
        else:
            self.turns.submit(work, doing)

    def _refuse(self, error: ProtocolError, seq: int | None) -> None:
        log.info("refused a message (%s) in session %s: %s", error.code, self.id, error)
        self._send(messages.Error(code=error.code, message=str(error), seq=seq))
        if seq is not None:
            self.turns.submit(partial(self.outbox.applied_up_to, seq))

    # -- the end ------------------------------------------------------------------------------------

    async def close(self, reason: str = "destroyed") -> None:
        """End the session: tell the browser, run the hooks, stop everything, release everything. Once."""
        if self.ended:
            return
        self.ended = True
        self._say_goodbye(reason)
        await self._run_hooks()
        for callback in [*self._when_closed]:
            callback()
        running = self.turns.close()
        if running:
            await asyncio.gather(*running, return_exceptions=True)
        self.document.close()
        self.outbox.close()
        self._when_loaded.clear()
        self._when_closed.clear()
        if self._grace is not None:
            self._grace.cancel()
        if self._closed is not None:
            self._closed(self)

    def _say_goodbye(self, reason: str) -> None:
        if self._connection is not None:
            self._send(messages.Close(reason="stopping" if reason == "stopping" else "destroyed"))
            self._connection.close(1001, reason)
            self._connection = None

    async def _run_hooks(self) -> None:
        hooks, self._destroyed = self._destroyed, []
        for hook in hooks:
            await self.run_hook(hook, "an on_session_destroyed hook")

    async def run_hook(self, hook: Callable[[Any], Any], doing: str) -> None:
        """Run a user's hook in this session and wait for it. What it raises is logged and stops nothing."""
        done: asyncio.Future[None] = self._loop.create_future()
        call = partial(hook, self)
        if asyncio.iscoroutinefunction(hook):
            self.turns.spawn(partial(_settle_async, call, done))
        else:
            self.turns.submit(partial(_settle, call, done, self._loop))
        try:
            await done
        except Exception as error:
            self.report(error, doing)


def _settle(work: Work, done: asyncio.Future[None], loop: asyncio.AbstractEventLoop) -> None:
    """Run `work` on a worker thread and tell `done`, which belongs to the loop."""
    try:
        work()
    except BaseException as error:
        failure = error if isinstance(error, Exception) else RuntimeError(f"{type(error).__name__}: {error}")
        loop.call_soon_threadsafe(_fail, done, failure)
    else:
        loop.call_soon_threadsafe(_finish, done)


async def _settle_async(work: Callable[[], Awaitable[object]], done: asyncio.Future[None]) -> None:
    try:
        await work()
    except asyncio.CancelledError:
        _fail(done, SessionGone("The session ended meanwhile."))
        raise
    except Exception as error:
        _fail(done, error)
    else:
        _finish(done)


def _finish(done: asyncio.Future[None]) -> None:
    if not done.done():
        done.set_result(None)


def _fail(done: asyncio.Future[None], error: Exception) -> None:
    if not done.done():
        done.set_exception(error)

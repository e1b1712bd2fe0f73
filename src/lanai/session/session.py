"""A session owns all that is one visitor's, and closing it releases everything."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import Context
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from lanai.callbacks.lock import SessionLock
from lanai.callbacks.turns import SessionTurns
from lanai.callbacks.watching import install as install_watching
from lanai.callbacks.workers import Workers
from lanai.components.base import Component
from lanai.core.budget import Budget
from lanai.core.callables import is_awaitable, refuse_generator
from lanai.core.clock import Clock
from lanai.core.context import entered, own_context
from lanai.core.failures import log_failure, origin_of, shielded, summary_of, text_of
from lanai.core.observer import Observation, Reason
from lanai.core.protocols import Work
from lanai.errors import BuildError, ProtocolError
from lanai.session.activity import Activity, ActivityCount
from lanai.session.connection import Connection
from lanai.session.context import Peers, SessionContext
from lanai.session.document import BokehDocument
from lanai.session.ending import Ending
from lanai.session.holdings import Holdings, holdings_of
from lanai.session.inbox import Inbox
from lanai.session.line import Line
from lanai.session.loading import Loading
from lanai.session.notices import Notices, traceback_of
from lanai.session.notifications import prepare_notifications
from lanai.session.outbox import Outbox
from lanai.session.process import Hook, Process
from lanai.session.reports import Reports
from lanai.session.request import Request
from lanai.session.services import Services
from lanai.session.settings import threads_for
from lanai.session.template import finish_template, place
from lanai.wire import messages

if TYPE_CHECKING:
    from lanai.components.template.base import BaseTemplate

C = TypeVar("C", bound=Component)
T = TypeVar("T")

NO_LOOP_HINT = (
    ". A function runs on a worker thread, which has no event loop: make it a coroutine function, or start the coroutine "
    "with pn.state.execute(coroutine_function)"
)

UNFINISHED = 512 * 10**6
"""Bytes that all uploads of a session may hold until they are complete."""

App = Callable[[], object]
"""Builds the page inside the session: adds roots. A function or a coroutine function."""


class Session:
    """One visitor's stay. Made, used and closed on the event loop; user code runs through `turns`.

    `endpoint` is where the app is served, for logs. `dev` shows exceptions of callbacks in the page. `closed` is called once when it has ended,
    `refused` on the loop with every refusal of a message, also one that was found while the message took effect.
    `peers` gives the living sessions of its server. `process` is told what becomes of it, unless it is `unseen`: then
    no hook runs, no history knows of it, and it counts in no figure. `observation` is told what goes on, where somebody
    observes it.
    """

    # Few sessions ever set these, so they are the class's until then: with more than thirty of its own, an object no
    # longer shares the names of its attributes with its like, and each session takes a kilobyte more.
    lasting = 0
    """How many reasons the app has given not to end the session although nobody is attached."""
    working = 0
    """How many tasks run, for which the session lasts as well."""
    _context: SessionContext | None = None
    _lock: SessionLock | None = None
    _services: Services | None = None
    _uploading: Budget | None = None
    _ending: Ending | None = None
    _end: asyncio.Task[None] | None = None

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
        dev: bool = False,
        closed: Callable[[Session], object] | None = None,
        refused: Callable[[ProtocolError], object] | None = None,
        peers: Peers = list,
        unseen: bool = False,
        observation: Observation | None = None,
    ) -> None:
        self.id = id
        self.clock = clock
        self.endpoint = endpoint
        self.process = process
        self.request = request
        self.peers = peers
        self.title = ""
        self.template: BaseTemplate | None = None
        self.settings: dict[str, Any] = {}
        self.visible = True
        self.ended = False
        self.unseen = unseen
        self.observation = observation
        self._born = clock.monotonic()
        self._dev = dev
        self._closed = closed
        self._when_closed: dict[Work, object] = {}
        # The parts do not keep the session alive, so that it is gone when it has ended, and need not be searched for.
        reports = Reports(self)
        self.turns = SessionTurns(loop, workers, self.own_context(), self, observation)
        self.loading = Loading(self.turns, reports)
        self._activity = ActivityCount(self.turns)
        self._line = Line(loop, clock, self.turns, reports, observation)
        self._notices = Notices(self._line, clock, self.turns)
        self.document = BokehDocument(self)
        self._inbox = Inbox(self._line, self.turns, self, self.document.apply, refused, observation)

    def __repr__(self) -> str:
        return f"<Session {self.id} of {self.endpoint}>"

    # -- what components and callbacks ask (CurrentSession) -----------------------------------------

    @property
    def context(self) -> SessionContext:
        """The session as its hooks see it: always the same object."""
        return self._context or self._only("_context", SessionContext(self))

    @property
    def lock(self) -> SessionLock:
        """What callbacks of the session take that must not run at the same time."""
        return self._lock or self._only("_lock", SessionLock())

    @property
    def services(self) -> Services:
        """What the page itself offers."""
        return self._services or self._only("_services", Services(self.add_root))

    def _only(self, name: str, made: T) -> T:
        """Keep `made` under that name, unless another thread was first: few sessions ever ask for these."""
        kept: T = self.__dict__.setdefault(name, made)
        return kept

    @property
    def uploading(self) -> Budget:
        """The bytes that uploads of this session may hold until they are complete, all together."""
        return self._uploading or self._only("_uploading", Budget(UNFINISHED))

    @property
    def outbox(self) -> Outbox:
        """What the browser does not know yet."""
        return self._line.outbox

    @property
    def activity(self) -> Activity:
        """Whether a callback of this session runs, as a parameter."""
        return self._activity.activity

    @property
    def busy(self) -> bool:
        """Whether a callback of this session runs."""
        return self._activity.running > 0

    @property
    def age(self) -> float:
        """Seconds since it began."""
        return self.clock.monotonic() - self._born

    @property
    def holdings(self) -> Holdings:
        """What it owns, in numbers. On any thread."""
        return holdings_of(self, self._when_closed)

    @property
    def loaded(self) -> bool:
        """Whether the page is mounted in the browser."""
        return self.loading.mounted

    @property
    def attended(self) -> bool:
        """Whether a browser is attached and its tab is shown."""
        return self._line.connected and self.visible

    def add_root(self, component: Component, target: str = "main") -> None:
        """Show `component` in the page's area `target`; once, however often it is asked for.

        Where the page has a template, or `component` is one, see `lanai.session.template.place`.
        """
        place(self, component, target)

    def show_root(self, component: Component, target: str) -> None:
        """Put `component` into the page itself, as `add_root` does where there is no template."""
        if all(root is not component for root in self.outbox.roots):
            self.outbox.add_root(component, target)

    def setting(self, name: str) -> Any:
        """The session's own setting, or the process's default. `lanai.session.settings` lists the names."""
        if name in self.settings:
            return self.settings[name]
        return getattr(self.process.settings, name)

    def asset_url(self, file: str) -> str:
        """The URL of a file of BokehJS, named `<version>/<file>`."""
        return f"{self.request.base_url}_lanai/bokeh/{file}"

    def set_title(self, title: str) -> None:
        """Give the page a title. Has its effect while the page is being built."""
        self.title = title

    def service(self, kind: type[C], make: Callable[[], C]) -> C:
        """The session's own component of that kind, which the page does not show: the first call has it made."""
        return self.services.get(kind, make)

    def when_loaded(self, callback: Work) -> None:
        """Call `callback` on the loop when the page is mounted in the browser; at once when it already is."""
        self.loading.when_mounted(callback)

    def when_closed(self, callback: Work) -> None:
        """Call `callback` on the loop when the session ends; soon, where it has ended."""
        self._when_closed[callback] = None
        if self.ended:
            self.turns.soon(self._release)

    def forget_when_closed(self, callback: Work) -> None:
        """Take back `when_closed`."""
        self._when_closed.pop(callback, None)

    def on_destroyed(self, hook: Hook) -> None:
        """Run the user's `hook(session_context)` when the session ends; soon, where it has ended."""
        if self.unseen:
            return
        ending = self._own_ending()
        ending.add(hook)
        if self.ended:
            self.turns.spawn(ending.run_hooks, counted=False, final=True)

    @contextmanager
    def entered(self) -> Iterator[Session]:
        """Make this the current session for the body of a `with` statement, on a thread that the app started."""
        with entered(self):
            yield self

    def report(self, error: BaseException, doing: str) -> None:
        """Log an exception that left user code, and tell whoever asked to know; the session goes on.

        Whatever the exception is, this does not raise: its own text is user code too.
        """
        origin = origin_of(error)
        for tell in (self._log, self._tell_observers, self._tell_handler, self._tell_visitor):
            shielded(partial(tell, origin, doing), f"the report of what failed while {doing}")

    def _log(self, error: BaseException, doing: str) -> None:
        hint = NO_LOOP_HINT if "no running event loop" in text_of(error) else ""
        log_failure(error, "%s failed in session %s of %s%s", doing, self.id, self.endpoint, hint)

    def _tell_observers(self, error: BaseException, doing: str) -> None:
        if self.observation is not None:
            self.observation.failed(error, doing)

    def _tell_handler(self, error: BaseException, doing: str) -> None:
        handler = self.setting("exception_handler")
        if handler is not None:
            self.turns.submit(partial(_handle, handler, error, self), counted=False, final=True)

    def _tell_visitor(self, error: BaseException, doing: str) -> None:
        if self._dev:
            self._notices.tell("app-error", traceback_of(error))
        elif text := self.setting("error_notification"):
            self._notices.tell("app-notice", text)

    # -- what the turns tell (Surroundings) ---------------------------------------------------------

    def lane_begun(self) -> None:
        """Synchronous work begins."""
        self._line.lane_begun()

    def lane_rested(self) -> None:
        """Synchronous work has come to its end."""
        self._line.lane_rested()
        if self._ending is not None:
            self._ending.lane_rested()

    def work_begun(self, in_lane: bool) -> None:
        """A callback begins."""
        try:
            self._activity.begin(in_lane)
        except BaseException as error:
            self.report(error, "a watcher of busy")

    def work_ended(self, in_lane: bool) -> None:
        """A callback is over."""
        try:
            self._activity.end(in_lane)
        except BaseException as error:
            self.report(error, "a watcher of busy")

    def own_context(self) -> Context:
        """A context in which this session is the current one."""
        return own_context(self)

    def width(self) -> int:
        """How many pieces of synchronous work of this session may run at once."""
        return threads_for(self.setting("nthreads"))

    # -- building -----------------------------------------------------------------------------------

    async def build(self, app: App) -> None:
        """Run the app in this session. Raises `BuildError` from what the app raised."""
        try:
            await self.turns.finish(
                app, counted=False, kind="build", function=f"the app at {self.endpoint}", purpose="page"
            )
        except Exception as error:
            origin = origin_of(error)
            raise BuildError(f"The app at {self.endpoint} raised {summary_of(origin)}") from origin
        install_watching()  # the app may have imported what takes its place
        prepare_notifications(self)
        finish_template(self)
        self._line.silent_since = self.clock.monotonic()

    def first_frame(self) -> bytes:
        """The frame that the page holds inline, as JSON text. Buffers cannot be inline: none are there."""
        return self.encode(self.write_first())

    def write_first(self) -> messages.Frame:
        """That frame, yet to be encoded."""
        self.document.inline = True
        written = self.outbox.write()
        self.document.inline = False
        return messages.Frame(rev=0, ack=0) if written is None else written[0]

    def encode(self, frame: messages.Frame) -> bytes:
        """The frame as JSON text. On any thread."""
        return self._line.encode(frame)

    # -- the line to the browser --------------------------------------------------------------------

    @property
    def connected(self) -> bool:
        """Whether a browser is attached."""
        return self._line.connected

    @property
    def opened(self) -> bool:
        """Whether a browser has ever been attached."""
        return self._line.opened

    @property
    def silent_since(self) -> float | None:
        """Since when (s, by the clock) nobody is attached. None while somebody is, and while the page is built."""
        return self._line.silent_since

    def connect(self, connection: Connection, rev: int, *, tab: str = "", attempt: int = 0) -> None:
        """Attach a browser that has applied frames up to `rev`. An earlier connection is closed.

        `tab` names the page, and `attempt` counts its connections. Raises `TakenOver` and `BadMessage`.
        """
        self._line.connect(connection, rev, self._inbox.received, tab, attempt)
        self._notices.flush()

    def disconnect(self, connection: Connection) -> None:
        """The connection is gone. The session waits for another one."""
        self._line.disconnect(connection)

    def receive(
        self, message: messages.BrowserMessage, block: bytes = b"", *, refusal: ProtocolError | None = None
    ) -> ProtocolError | None:
        """Take in one message of the browser: see `Inbox.receive`."""
        if self.ended:
            return None
        if self.observation is None:
            return self._inbox.receive(message, block, refusal)
        with self.observation.receiving(type(message).__name__.lower()):
            return self._inbox.receive(message, block, refusal)

    def tell(self, message: messages.ServerMessage) -> None:
        """Send a message that is no frame, if there is a browser. On the loop."""
        self._line.send(message)

    def tell_failure(self, error: BaseException) -> None:
        """Show in the page, now or when there is one, that the app's code is wrong. On any thread."""
        self._notices.tell("app-error", traceback_of(error))

    def flush(self) -> None:
        """Send what is pending now. On the loop."""
        self._line.flush()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Gather every change made in the body of the `with` statement into one frame. On any thread."""
        self.turns.call(self._line.hold)
        try:
            yield
        finally:
            self.turns.call(self._line.let_go)

    def page_loaded(self) -> None:
        """The first frame is on the screen."""
        self.process.history.rendered(self.id, self.clock.now())
        self.loading.page_is_mounted()

    def page_visible(self, visible: bool) -> None:
        """The tab was shown or hidden."""
        self.visible = visible

    def content_arrived(self, component: Component, name: str, data: dict[str, Any]) -> None:
        """An event has come that brings content of any size, and may have to wait."""
        with entered(self):
            component.arrived(name, data)

    # -- the end ------------------------------------------------------------------------------------

    async def run_hook(self, hook: Hook, doing: str) -> None:
        """Run a user's hook in this session and wait for it. What it raises is logged and stops nothing."""
        await self._own_ending().run_hook(hook, doing)

    def _own_ending(self) -> Ending:
        return self._ending or self._only("_ending", Ending(self))

    async def close(self, reason: Reason = "destroyed") -> None:
        """End the session: tell the browser, stop everything, run the hooks, release everything.

        That happens once; whoever asks for it again waits for it as well, and so a server that stops waits for hooks
        that a logout has begun.
        """
        if self._end is None:
            self.ended = True
            self._line.close(reason)
            self._release()
            self._end = asyncio.create_task(self._finish(self.turns.close(), reason))
        await asyncio.shield(self._end)

    async def _finish(self, running: list[asyncio.Task[object]], reason: Reason) -> None:
        ending = self._own_ending()
        await ending.come_to_rest(running)
        await ending.run_hooks(*(() if self.unseen else self.process.destroyed))
        self.document.close()
        if self._services is not None:
            self._services.close()
        self.template = None
        self.outbox.close()
        self.loading.close()
        self._notices.close()
        self._activity.close()
        if self.observation is not None:
            self.observation.closed(reason)
        if self._closed is not None:
            self._closed(self)
        self.turns.let_go()
        if not ending.stuck:
            del self._ending  # it refers to the session; late hooks have another one made

    def _release(self) -> None:
        while self._when_closed:
            for callback in list(self._when_closed):
                self._call_off(callback)

    def _call_off(self, callback: Work) -> None:
        if self._when_closed.pop(callback, self) is self:  # one before it has taken it back
            return
        try:
            callback()
        except BaseException as error:
            self.report(error, "releasing what a session held")


def _handle(handler: Callable[[BaseException], object], error: BaseException, session: Session) -> object:
    """Call the app's own handler. What it raises is only logged: it would be called again for that, and again."""
    try:
        result = handler(error)
        if is_awaitable(result):
            return _handled(result, session)
        refuse_generator(result, handler)
    except BaseException as failure:
        log_failure(failure, "the exception_handler failed in session %s", session.id)
    return None


async def _handled(result: Awaitable[object], session: Session) -> None:
    try:
        await result
    except asyncio.CancelledError:
        raise
    except BaseException as failure:
        log_failure(failure, "the exception_handler failed in session %s", session.id)

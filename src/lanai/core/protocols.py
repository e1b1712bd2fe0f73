"""What the lower rooms may ask of the upper ones, as small protocols.

Components report to a `Sink`; code that needs "my session" sees a `CurrentSession`. Both are fulfilled in
`lanai.session`, which the lower rooms never import.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, Protocol

from lanai.core.budget import Budget
from lanai.core.clock import Clock

if TYPE_CHECKING:
    from lanai.core.observer import Kind, Observation

Work = Callable[[], object]
"""A call without arguments: synchronous user code."""

AsyncWork = Callable[[], Coroutine[Any, Any, object]]
"""A call without arguments that gives a coroutine."""


class Sink(Protocol):
    """Where a mounted component reports what changed. One sink is one browser's view of it.

    All of it may be called from any thread and returns at once.
    """

    @property
    def alone(self) -> tuple[Sink, ...]:
        """The sinks of a component that only this one shows: one tuple for all of them."""

    @property
    def moment(self) -> int:
        """Counts what has been written. Read it before a value is stored that `append` will report."""

    def mark(self, component: Any, name: str) -> None:
        """The parameter `name` of `component` was set; its value is read when a frame is written."""

    def append(self, component: Any, name: str, delta: Any, since: int) -> None:
        """`delta` was added at the end of the parameter's value, which already contains it.

        `since` is the `moment` before it did: what has been written after that may contain it as well, or may not.
        """


class Turns(Protocol):
    """Runs user code of one session, each piece where it belongs.

    Where the session is observed, a piece that has a `kind` is too; `function` is what it is about, if not the work itself.
    """

    @property
    def on_loop(self) -> bool:
        """Whether the caller is on the event loop's thread, where synchronous user code must not run."""

    def submit(self, work: Work, *, kind: Kind | None = None, function: object = None) -> None:
        """Run synchronous code on a worker thread, after what was submitted before."""

    def in_order(self, work: Work, *, kind: Kind | None = None, function: object = None) -> None:
        """As `submit`; and one after the other, also where several pieces of the session's work run at once."""

    def beside(
        self,
        work: Work,
        doing: str = "running a callback",
        *,
        kind: Kind | None = None,
        function: object = None,
    ) -> None:
        """Run synchronous code on a worker thread of its own, beside whatever else runs."""

    async def finish(
        self, work: Work, *, beside: bool = False, kind: Kind | None = None, function: object = None
    ) -> Any:
        """Run a callable where it belongs and wait for it: a function like `submit` (or `beside`), a coroutine function
        on the loop. Returns what it gives, raises what it raised. On the event loop."""

    async def settle(self) -> None:
        """Wait until the synchronous work that was submitted before has run. On the event loop."""

    def spawn(
        self,
        work: AsyncWork,
        doing: str = "running a callback",
        *,
        kind: Kind | None = None,
        function: object = None,
    ) -> None:
        """Run a coroutine on the event loop, beside whatever else runs."""

    def call(self, callback: Work) -> None:
        """Call something quick that does not raise on the event loop; at once if this is it."""


class CurrentSession(Protocol):
    """A session as components and callbacks may see it."""

    @property
    def id(self) -> str:
        """The session's public identifier."""

    @property
    def clock(self) -> Clock:
        """The clock everything in the session asks."""

    @property
    def turns(self) -> Turns:
        """Runs user code."""

    @property
    def uploading(self) -> Budget:
        """The bytes that uploads of this session may hold until they are complete, all together."""

    @property
    def observation(self) -> Observation | None:
        """Where to tell what user code runs; None where nobody observes the session."""

    @property
    def loaded(self) -> bool:
        """Whether the page has been mounted in the browser."""

    @property
    def attended(self) -> bool:
        """Whether a browser is attached and its tab is shown."""

    @property
    def ended(self) -> bool:
        """Whether the session is over."""

    def add_root(self, component: Any, target: str) -> None:
        """Show `component` in the page's area `target`; once, however often it is asked for."""

    def setting(self, name: str) -> Any:
        """The session's own setting, or the process's default."""

    def set_title(self, title: str) -> None:
        """Give the page a title."""

    def service(self, kind: type[Any], make: Callable[[], Any]) -> Any:
        """The session's own component of that kind, which the page does not show: the first call has it made."""

    def when_loaded(self, callback: Work) -> None:
        """Call `callback` on the loop when the page is mounted; at once when it already is."""

    def when_closed(self, callback: Work) -> None:
        """Call `callback` when the session ends. Used to release what the caller holds."""

    def forget_when_closed(self, callback: Work) -> None:
        """Take back `when_closed`."""

    def report(self, error: BaseException, doing: str) -> None:
        """Log an exception of user code with the session's id and endpoint; the session goes on."""

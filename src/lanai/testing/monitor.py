"""LoopMonitor: finds an app's functions that are called on an event loop, where they would stop everybody."""

from __future__ import annotations

import sys
import threading
from asyncio import _get_running_loop
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FrameType, TracebackType
from typing import Any

from lanai.core.callables import is_quick, runs_on_loop
from lanai.core.context import current_session
from lanai.errors import CalledOnLoop
from lanai.testing.origins import Origin, Origins

_COMPREHENSIONS = frozenset({"<listcomp>", "<dictcomp>", "<setcomp>", "<genexpr>"})


@dataclass(frozen=True)
class LoopCall:
    """A function of the app's that was called on an event loop: its name and place, and what called it."""

    function: str
    place: str
    caller: str

    def __str__(self) -> str:
        return f"{self.function}() at {self.place}, called by {self.caller}"


class LoopMonitor:
    """A context manager that notes each function of the app's that Lanai, Param or Bokeh calls on an event loop.

    The app's code is all that belongs neither to Lanai, nor to an installed library, nor to Python itself. A coroutine's
    own steps are meant to run there, and with them what the coroutine calls itself, also where `pn.cache`, `with_lock`,
    `pn.bind` or `pn.depends` stand around it. `trusted` are further files and folders whose functions may run there.

    It watches the thread on which it was entered and those that begin meanwhile. On Python 3.12 and newer it costs next
    to nothing, before that each call on an event loop takes a few times as long.
    """

    def __init__(self, trusted: Iterable[str | Path] = ()) -> None:
        self._origins = Origins(trusted)
        self._known: set[LoopCall] = set()
        self._profiled = False
        self._stop: Callable[[], None] = lambda: None
        self.found: list[LoopCall] = []
        """What was called, each function once."""

    def __enter__(self) -> LoopMonitor:
        self._stop = _watch_codes(self) if sys.version_info >= (3, 12) else _watch_frames(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None
    ) -> None:
        self._stop()

    def check(self) -> None:
        """Raise `CalledOnLoop` where a function of the app's was called on an event loop; it is then known."""
        found, self.found = self.found, []
        if found:
            raise CalledOnLoop(
                "Expected the app's functions to run on worker threads, these ran on the event loop, where everybody waits "
                "for them:\n" + "\n".join(map(str, found))
            )

    # -- what is seen -------------------------------------------------------------------------------

    def concerns(self, code: CodeType) -> bool:
        """Whether it is code of the app's that may not run on an event loop."""
        return not runs_on_loop(code) and self._origins.of(code) is Origin.APP

    def see(self, frame: FrameType) -> None:
        """A function of the app's begins, or a generator of its goes on."""
        if _get_running_loop() is None or _off_loop():
            return
        caller = self._caller(frame)
        if caller is not None and not _declared(frame, caller):
            self._note(frame.f_code, caller)

    def _caller(self, frame: FrameType) -> FrameType | None:
        """What of Lanai's, Param's or Bokeh's called it. None where the app did."""
        back = frame.f_back
        while back is not None:
            origin = self._origins.of(back.f_code)
            if origin is Origin.APP:
                return None
            if origin is Origin.FRAMEWORK:
                return back
            back = back.f_back
        return None

    def _note(self, code: CodeType, caller: FrameType) -> None:
        if code.co_name in _COMPREHENSIONS:
            return
        call = LoopCall(
            code.co_qualname if sys.version_info >= (3, 11) else code.co_name,
            f"{code.co_filename}:{code.co_firstlineno}",
            f"{caller.f_code.co_name}() at {caller.f_code.co_filename}:{caller.f_lineno}",
        )
        if call not in self._known:
            self._known.add(call)
            self.found.append(call)


def _off_loop() -> bool:
    """Whether the loop that runs here is one of the app's own, on a worker thread."""
    session = current_session()
    return session is not None and not session.turns.on_loop


def _declared(frame: FrameType, caller: FrameType) -> bool:
    """Whether the function that is called was declared `quick`: then it is ours to run it here."""
    name = frame.f_code.co_name
    owner = frame.f_locals.get("self") if frame.f_code.co_argcount else None
    return is_quick(getattr(owner, name, None)) if owner is not None else False


def _watch_frames(monitor: LoopMonitor) -> Callable[[], None]:
    """By the interpreter's profiler: it tells of every call."""
    concerns: dict[CodeType, bool] = {}

    def profile(frame: FrameType, event: str, arg: Any) -> None:
        if event != "call":
            return
        code = frame.f_code
        concern = concerns.get(code)
        if concern is None:
            concern = concerns[code] = monitor.concerns(code)
        if concern:
            monitor.see(frame)

    before = sys.getprofile()
    threading.setprofile(profile)
    sys.setprofile(profile)

    def stop() -> None:
        threading.setprofile(None)
        sys.setprofile(before)

    return stop


def _watch_codes(monitor: LoopMonitor) -> Callable[[], None]:
    """By `sys.monitoring`: code that is not the app's is told of once."""
    monitoring: Any = vars(sys)["monitoring"]
    events = monitoring.events
    tool = _free_tool(monitoring)

    def begins(code: CodeType, offset: int) -> Any:
        if not monitor.concerns(code):
            return monitoring.DISABLE
        monitor.see(sys._getframe(1))
        return None

    monitoring.use_tool_id(tool, "lanai.testing.LoopMonitor")
    monitoring.register_callback(tool, events.PY_START, begins)
    monitoring.register_callback(tool, events.PY_RESUME, begins)
    monitoring.set_events(tool, events.PY_START | events.PY_RESUME)
    monitoring.restart_events()

    def stop() -> None:
        monitoring.set_events(tool, events.NO_EVENTS)
        for event in (events.PY_START, events.PY_RESUME):
            monitoring.register_callback(tool, event, None)
        monitoring.free_tool_id(tool)

    return stop


def _free_tool(monitoring: Any) -> int:
    """The number of a tool that nobody uses: 3 and 4 are those without a meaning of their own."""
    for tool in (3, 4):
        if monitoring.get_tool(tool) is None:
            return tool
    raise CalledOnLoop("Two other tools watch already what is called. End one of them before.")

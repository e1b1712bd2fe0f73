"""Counts what the interpreter executes: instructions of bytecode, by function, on every thread.

Time says something of the machine; a count of instructions says the same on each. What is counted is all that the work
makes Python do, in Lanai and in the libraries it calls, without what depends on how threads and the loop happened to
take turns: the loop itself, locks and queues, and the bench around it.
"""

from __future__ import annotations

import contextlib
import gc
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

LIBRARY = Path(threading.__file__).parent
HERE = Path(__file__).parent
LEFT_OUT = (
    *(str(LIBRARY / name) for name in ("asyncio", "threading.py", "queue.py", "selectors.py")),
    str(HERE.parent / "support"),
    str(HERE / "stand.py"),
    str(HERE / "counting.py"),
    str(HERE / "measuring.py"),
)
PATIENT = 60.0
"""Seconds after which a thread would have to make room for another one."""


@contextlib.contextmanager
def patient_threads() -> Iterator[None]:
    """Threads take turns where one waits for another and nowhere else, so that they do so in the same way each time."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(PATIENT)
    try:
        yield
    finally:
        sys.setswitchinterval(interval)


class Tracer:
    """Counts while `counting`. It has to be there before the threads whose work it shall count.

    For Python 3.11 and older. Newer ones lose half of the instructions when they are traced one by one, or crash.
    """

    def __init__(self) -> None:
        self._counts: Counter[CodeType] = Counter()
        self._active = False

    @contextlib.contextmanager
    def installed(self) -> Iterator[None]:
        """Be there for threads that begin in the body of the `with` statement."""
        before = threading.gettrace()
        threading.settrace(self._enter)
        try:
            with patient_threads():
                yield
        finally:
            threading.settrace(before)

    @contextlib.contextmanager
    def counting(self) -> Iterator[Counter[str]]:
        """Count what happens in the body of the `with` statement. The counts by function are there after it."""
        found: Counter[str] = Counter()
        self._counts.clear()
        gc.collect()
        gc.disable()
        before = sys.gettrace()
        self._active = True
        sys.settrace(self._enter)
        try:
            yield found
        finally:
            sys.settrace(before)
            self._active = False
            gc.enable()
            for code, count in self._counts.items():
                found[_name(code)] += count

    def _enter(self, frame: FrameType, event: str, argument: Any) -> Any:
        if not self._active or _left_out(frame.f_code.co_filename):
            return None
        frame.f_trace_opcodes = True
        frame.f_trace_lines = False
        return self._step

    def _step(self, frame: FrameType, event: str, argument: Any) -> Any:
        if event == "opcode" and self._active:
            self._counts[frame.f_code] += 1
        return self._step


class Monitor:
    """The same by `sys.monitoring`, for Python 3.12 and newer."""

    def __init__(self) -> None:
        self._counts: Counter[CodeType] = Counter()
        self._monitoring: Any = vars(sys)["monitoring"]
        self._tool: int = self._monitoring.PROFILER_ID

    @contextlib.contextmanager
    def installed(self) -> Iterator[None]:
        """Be there in the body of the `with` statement."""
        monitoring = self._monitoring
        monitoring.use_tool_id(self._tool, "the guard")
        monitoring.register_callback(self._tool, monitoring.events.INSTRUCTION, self._step)
        try:
            with patient_threads():
                yield
        finally:
            monitoring.register_callback(self._tool, monitoring.events.INSTRUCTION, None)
            monitoring.free_tool_id(self._tool)

    @contextlib.contextmanager
    def counting(self) -> Iterator[Counter[str]]:
        """Count what happens in the body of the `with` statement. The counts by function are there after it."""
        found: Counter[str] = Counter()
        self._counts.clear()
        gc.collect()
        gc.disable()
        self._monitoring.set_events(self._tool, self._monitoring.events.INSTRUCTION)
        try:
            yield found
        finally:
            self._monitoring.set_events(self._tool, self._monitoring.events.NO_EVENTS)
            gc.enable()
            for code, count in self._counts.items():
                found[_name(code)] += count

    def _step(self, code: CodeType, offset: int) -> Any:
        if _left_out(code.co_filename):
            return self._monitoring.DISABLE
        self._counts[code] += 1
        return None


def counter() -> Tracer | Monitor:
    """What counts on this version of Python."""
    return Monitor() if sys.version_info >= (3, 12) else Tracer()


@cache
def _left_out(file: str) -> bool:
    return file.startswith(LEFT_OUT)


def _name(code: CodeType) -> str:
    """A function as a report names it: `lanai.session.outbox: Outbox.write`."""
    place = Path(code.co_filename)
    parts = place.with_suffix("").parts
    for root in ("site-packages", "src", LIBRARY.name):
        if root in parts:
            parts = parts[len(parts) - parts[::-1].index(root) :]
            break
    else:
        parts = parts[-3:]
    return f"{'.'.join(parts)}: {code.co_qualname if sys.version_info >= (3, 11) else code.co_name}"

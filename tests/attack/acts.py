"""What hostile user code does, by the words that a visitor puts into the address: `sleep=0.5`, `raise=StopIteration`."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Mapping

from tests.attack.places import Act


class OwnBaseError(BaseException):
    """As the panic of a library in another language comes."""


class SilentError(Exception):
    """One that cannot be put into words."""

    def __str__(self) -> str:
        raise ValueError("no words")

    __repr__ = __str__


class EndlessError(Exception):
    """One whose words end the program."""

    def __str__(self) -> str:
        raise SystemExit(1)


class LongError(Exception):
    """One with very many words."""

    def __str__(self) -> str:
        return "long " * 200_000


class UnequalError(Exception):
    """One that can neither be compared nor hashed."""

    def __eq__(self, other: object) -> bool:
        raise ValueError("no comparison")

    def __hash__(self) -> int:
        raise ValueError("no hash")


def _circle() -> BaseException:
    """One that is its own cause, by a way round."""
    first, second = ValueError("first"), ValueError("second")
    first.__cause__, second.__cause__ = second, first
    return first


def _deep() -> BaseException:
    """One with a thousand causes."""
    error = ValueError("the last")
    for number in range(1000):
        deeper = ValueError(number)
        deeper.__cause__ = error
        error = deeper
    return error


EXCEPTIONS: Mapping[str, Callable[[], BaseException]] = {
    **{
        kind.__name__: kind
        for kind in (
            ValueError,
            StopIteration,
            StopAsyncIteration,
            GeneratorExit,
            KeyboardInterrupt,
            SystemExit,
            BaseException,
            MemoryError,
            RecursionError,
            TimeoutError,
            OSError,
            AssertionError,
            asyncio.CancelledError,
            asyncio.InvalidStateError,
            OwnBaseError,
            SilentError,
            EndlessError,
            LongError,
            UnequalError,
        )
    },
    "UnicodeError": lambda: UnicodeDecodeError("utf-8", b"\xff", 0, 1, "no text"),
    "Circle": _circle,
    "Deep": _deep,
}
"""By name, each made anew where it is raised."""


class Gate:
    """What a callback that never returns waits for: `open` lets all go who wait, and shuts again."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def wait(self) -> None:
        """Wait until it is opened."""
        self._event.wait()

    def open(self) -> None:
        """Let go who waits now."""
        event, self._event = self._event, threading.Event()
        event.set()


def act_of(words: str, gate: Gate) -> Act:
    """What `words` say: `sleep=SECONDS`, `raise=NAME`, `hang`. Raises KeyError for what is unknown."""
    what, _, detail = words.partition("=")
    return {"sleep": _sleeping, "raise": _raising, "hang": lambda _: gate.wait, "nothing": _nothing}[what](
        detail
    )


def _nothing(detail: str) -> Act:
    return lambda: None


def _sleeping(seconds: str) -> Act:
    return lambda: time.sleep(float(seconds))


def _raising(name: str) -> Act:
    def act() -> None:
        error = EXCEPTIONS[name]()
        raise error

    return act

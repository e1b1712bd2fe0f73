"""Exceptions of every kind that user code may end with, and user code of every kind that ends with them."""

from __future__ import annotations

import asyncio
import builtins
import concurrent.futures
from collections.abc import Callable, Mapping
from typing import Any

import param
from starlette.exceptions import HTTPException

from lanai import errors

LONG = 10_000_000
"""Characters of the text of one of them."""

LONGEST = "one with a text of 10 MB"
"""What that is called."""


class Panic(BaseException):
    """As libraries in Rust raise it: no `Exception`."""


class Mute(Exception):
    def __str__(self) -> str:
        raise ValueError("no text")

    __repr__ = __str__


class Leaving(Exception):
    def __str__(self) -> str:
        raise SystemExit(5)

    __repr__ = __str__


class Doubtful(Exception):
    def __bool__(self) -> bool:
        raise ValueError("neither true nor false")


class Empty(Exception):
    """False, as what has a length of 0 is."""

    def __len__(self) -> int:
        return 0


class Incomparable(Exception):
    def __eq__(self, other: object) -> bool:
        raise TypeError("cannot be compared")

    def __hash__(self) -> int:
        raise TypeError("cannot be hashed")


class Demanding(Exception):
    """Made from two arguments, so that nobody can make its like from its text."""

    def __init__(self, code: int, *, reason: str) -> None:
        super().__init__(code)
        self.reason = reason


class Exhausted(StopIteration):
    pass


class Nameless(Exception):
    """It does not say what it is."""

    @property  # type: ignore[misc]
    def __class__(self) -> Any:
        raise RuntimeError("no class")


def odd_syntax_error() -> SyntaxError:
    error = SyntaxError("odd")
    error.lineno, error.offset, error.text = "one", object(), 5  # type: ignore[assignment]
    error.filename = 7  # type: ignore[assignment]
    return error


def cyclic() -> Exception:
    one, other = ValueError("one"), ValueError("other")
    one.__cause__, other.__cause__ = other, one
    one.__context__ = one
    return one


KINDS: Mapping[str, Callable[[], BaseException]] = {
    "an Exception": lambda: Exception("plain"),
    "a ValueError": lambda: ValueError("bad"),
    "a StopIteration": lambda: StopIteration("nothing found"),
    "a subclass of StopIteration": lambda: Exhausted(),
    "a StopAsyncIteration": lambda: StopAsyncIteration("nothing found"),
    "a GeneratorExit": lambda: GeneratorExit("left"),
    "a KeyboardInterrupt": lambda: KeyboardInterrupt("pressed"),
    "a SystemExit": lambda: SystemExit(3),
    "a CancelledError": lambda: asyncio.CancelledError("called off"),
    "a CancelledError of threads": lambda: concurrent.futures.CancelledError("called off"),
    "a BaseException": lambda: Panic("panicked"),
    "one without a text": lambda: Mute(),
    "one whose text exits": lambda: Leaving(),
    "one that is neither true nor false": lambda: Doubtful("doubt"),
    "one that is false": lambda: Empty("empty"),
    "one that cannot be compared": lambda: Incomparable("incomparable"),
    "one made from arguments": lambda: Demanding(3, reason="because"),
    "one without a class": lambda: Nameless("nameless"),
    "a RecursionError": lambda: RecursionError("too deep"),
    "a MemoryError": lambda: MemoryError(),
    "a SyntaxError with odd attributes": odd_syntax_error,
    "one that is its own cause": cyclic,
    LONGEST: lambda: ValueError("x" * LONG),
    "a ProtocolError": lambda: errors.ProtocolError("of the app's own"),
    "a BadValue": lambda: errors.BadValue("of the app's own"),
    "a SessionGone": lambda: errors.SessionGone("of the app's own"),
    "a CallbackFailed": lambda: errors.CallbackFailed("of the app's own"),
    "a TimeoutError": lambda: asyncio.TimeoutError("late"),
    "a ConnectionResetError": lambda: ConnectionResetError("gone"),
    "an HTTPException": lambda: HTTPException(404),
    "an InvalidStateError": lambda: asyncio.InvalidStateError("done"),
}

GROUPS: Mapping[str, Callable[[], BaseException]] = (
    {
        "an ExceptionGroup": lambda: builtins.ExceptionGroup("several", [ValueError("one")]),
        "a BaseExceptionGroup": lambda: builtins.BaseExceptionGroup("several", [SystemExit(4)]),
    }
    if hasattr(builtins, "ExceptionGroup")  # Python 3.11 and later
    else {}
)

ALL: Mapping[str, Callable[[], BaseException]] = {**KINDS, **GROUPS}


def skip() -> BaseException:
    """How a watcher or a bound function of Param's says that there is nothing to do."""
    return param.Skip()


class Code:
    """User code that raises once what it is given by `arm`, and otherwise does nothing."""

    def __init__(self) -> None:
        self._armed: BaseException | None = None
        self.left = 0
        """How often it is still to raise that."""

    def arm(self, error: BaseException, times: int = 1) -> None:
        """Raise `error`, the next `times` times it is called."""
        self._armed, self.left = error, times

    def step(self) -> Any:
        """What all of it comes to."""
        if self.left:
            self.left -= 1
            error, self._armed = self._armed, None if self.left == 0 else self._armed
            assert error is not None
            raise error
        return None

    def function(self, *args: Any, **kwargs: Any) -> Any:
        return self.step()

    async def coroutine(self, *args: Any, **kwargs: Any) -> Any:
        await asyncio.sleep(0)
        return self.step()

    def returning(self, *args: Any, **kwargs: Any) -> Any:
        """A plain function that gives a coroutine, as a lambda may."""
        return self.coroutine()

    def generator(self, *args: Any, **kwargs: Any) -> Any:
        yield "first"
        self.step()
        yield "second"

    async def async_generator(self, *args: Any, **kwargs: Any) -> Any:
        yield "first"
        self.step()
        yield "second"


def is_told(told: BaseException, error: BaseException) -> bool:
    """Whether `told` is `error`, or what Python makes of one that leaves a coroutine or a generator."""
    return told is error or (type(told) is RuntimeError and told.__cause__ is error)

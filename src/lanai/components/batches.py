"""What is under way with one component while its parameters are set: each thread has its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from threading import get_ident
from types import MappingProxyType
from typing import Any

NOTHING: Mapping[str, Callable[[], Any]] = MappingProxyType(
    {
        "BATCH_WATCH": bool,
        "TRIGGER": bool,
        "events": list,
        "watchers": list,
        "modes": dict,
        "pressed": frozenset,
    }
)
"""What is kept of a thread, with what gives its value where nothing is under way."""


class Batches:
    """Stands where Param keeps one dictionary for each object: whether changes are gathered, which, and who is to know.

    With one for all threads, a thread that sets several parameters at once gathers what other threads set meanwhile as
    well; and where two do so at once, the object may be left gathering for ever, so that nobody is told of anything.
    Of a thread that has nothing under way nothing is kept.
    """

    __slots__ = ("_threads",)

    def __init__(self) -> None:
        # A thread writes its own entry only, so there is no lock.
        self._threads: dict[int, dict[str, Any]] = {}

    def __getitem__(self, key: str) -> Any:
        mine = self._threads.get(get_ident())
        return NOTHING[key]() if mine is None else mine[key]

    def __setitem__(self, key: str, value: Any) -> None:
        thread = get_ident()
        mine = self._threads.get(thread)
        if mine is None:
            if not value:
                return
            mine = self._threads[thread] = {name: nothing() for name, nothing in NOTHING.items()}
        mine[key] = value
        if not value and not any(mine.values()):
            del self._threads[thread]

    def __iter__(self) -> Iterator[str]:
        return iter(NOTHING)

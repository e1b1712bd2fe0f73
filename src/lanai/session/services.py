"""What the page itself offers a session, its address or its notifications: made when the app first asks for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar, cast

from lanai.components.base import Component

T = TypeVar("T", bound=Component)

AREA = "page"
"""The area of the page for components without a box."""


class Services:
    """The session's services: of each kind at most one, and none in a session that never asks.

    A service is a component whose element shows nothing by itself but talks to the browser. `show` puts a component
    into an area of the session's page.
    """

    __slots__ = ("_lock", "_made", "_show")

    def __init__(self, show: Callable[[Component, str], None]) -> None:
        self._show = show
        self._lock = threading.Lock()
        self._made: dict[type[Any], Component] | None = None

    def get(self, kind: type[T], make: Callable[[], T]) -> T:
        """The session's `kind`. The first call has it made by `make`, and puts it on the page. On any thread."""
        with self._lock:
            if self._made is None:
                self._made = {}
            service = self._made.get(kind)
            if service is None:
                service = self._made[kind] = make()
                self._show(service, AREA)
        return cast(T, service)

    def find(self, kind: type[T]) -> T | None:
        """The session's `kind` where it has been made, else None."""
        return cast("T | None", (self._made or {}).get(kind))

    def close(self) -> None:
        """Let go of all of them, and of the page."""
        with self._lock:
            self._made = None
            self._show = _nowhere


def _nowhere(component: Component, area: str) -> None:
    """Where a component is shown once the session has ended."""

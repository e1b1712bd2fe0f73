"""Which components one browser knows: the mounted tree, with what came and what went."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from lanai.components.base import Component
from lanai.core.protocols import Sink


class _Nobody:
    """Whom changes are reported to once the session has ended."""

    alone: tuple[Sink, ...] = ()
    moment = 0

    def mark(self, component: Any, name: str) -> None:
        """Nobody wants to know."""

    def append(self, component: Any, name: str, delta: Any, since: int) -> None:
        """Nobody wants to know."""


class Tree:
    """The components mounted in one session, each with the number of places that hold it.

    `added` and `dropped` gather what the browser has yet to be told; the outbox empties them. `failed` is told of a
    component that cannot say what its children are: it keeps those it had.

    Most components hold no others and stand in one place, so only the others take up room for that.
    """

    __slots__ = ("_failed", "_held", "_mounted", "_places", "_sink", "added", "dropped")

    def __init__(self, sink: Sink, failed: Callable[[BaseException, str], None]) -> None:
        self._sink = sink
        self._failed = failed
        self._mounted: dict[int, Component] = {}
        self._places: dict[int, int] = {}  # of those that more than one place holds
        self._held: dict[str, dict[int, tuple[Component, ...]]] = {}  # by the parameter that holds them
        self.added: dict[int, Component] = {}
        self.dropped: Sequence[int] = ()  # a list once there is something in it

    def __len__(self) -> int:
        return len(self._mounted)

    def __contains__(self, number: int) -> bool:
        return number in self._mounted

    def find(self, number: int) -> Component | None:
        """The mounted component with that id, or None."""
        return self._mounted.get(number)

    def components(self) -> list[Component]:
        """All that are mounted."""
        return list(self._mounted.values())

    def acquire(self, component: Component) -> None:
        """One more place holds `component`; the first one mounts it and all below it."""
        number = component._number
        if number in self._mounted:
            self._places[number] = self._places.get(number, 1) + 1
            return
        self._mounted[number] = self.added[number] = component
        component._mount(self._sink)
        for name in component._spec.children:
            self._hold(component, name)

    def release(self, component: Component) -> None:
        """One place less holds `component`; the last one unmounts it and what only it held."""
        number = component._number
        if number not in self._mounted:
            return
        places = self._places.pop(number, 1) - 1
        if places > 0:
            self._places[number] = places
            return
        del self._mounted[number]
        component._unmount(self._sink)
        if self.added.pop(number, None) is None:
            self._drop(number)
        for name in component._spec.children:
            for child in self._held.get(name, {}).pop(number, ()):
                self.release(child)

    def renew(self, component: Component, name: str) -> tuple[Component, ...]:
        """Hold the present children of `component`. Returns those held before, for `release`.

        They are released by the caller only when all changes are taken in, so that a component that moves from
        one parent to another stays mounted.
        """
        before = self._children(component, name)
        self._hold(component, name)
        return before

    def held(self, component: Component, name: str) -> list[int]:
        """The ids of the children that `component` holds here."""
        return [child._number for child in self._children(component, name)]

    def close(self) -> None:
        """Unmount everything."""
        for component in self._mounted.values():
            component._unmount(self._sink)
        for kept in (self._mounted, self._places, self._held, self.added):
            kept.clear()
        self.dropped = ()
        self._sink = _Nobody()

    def _drop(self, number: int) -> None:
        if isinstance(self.dropped, list):
            self.dropped.append(number)
        else:
            self.dropped = [number]

    def _children(self, component: Component, name: str) -> tuple[Component, ...]:
        return self._held.get(name, {}).get(component._number, ())

    def _hold(self, component: Component, name: str) -> None:
        try:
            children = tuple(component.children_of(name))
        except BaseException as error:
            self._failed(error, f"reading the children of a {type(component).__name__}")
            children = self._children(component, name)
        self._held.setdefault(name, {})[component._number] = children
        for child in children:
            self.acquire(child)

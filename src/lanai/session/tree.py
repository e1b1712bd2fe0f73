"""Which components one browser knows: the mounted tree, with what came and what went."""

from __future__ import annotations

from collections.abc import Callable

from lanai.components.base import Component
from lanai.core.protocols import Sink


class _Node:
    __slots__ = ("children", "component", "parents")

    def __init__(self, component: Component) -> None:
        self.component = component
        self.children: dict[str, tuple[Component, ...]] = {}
        self.parents = 0


class Tree:
    """The components mounted in one session, each with the number of places that hold it.

    `added` and `dropped` gather what the browser has yet to be told; the outbox empties them. `failed` is told of a
    component that cannot say what its children are: it keeps those it had.
    """

    __slots__ = ("_failed", "_nodes", "_sink", "added", "dropped")

    def __init__(self, sink: Sink, failed: Callable[[BaseException, str], None]) -> None:
        self._sink = sink
        self._failed = failed
        self._nodes: dict[int, _Node] = {}
        self.added: dict[int, Component] = {}
        self.dropped: list[int] = []

    def __len__(self) -> int:
        return len(self._nodes)

    def __contains__(self, number: int) -> bool:
        return number in self._nodes

    def find(self, number: int) -> Component | None:
        """The mounted component with that id, or None."""
        node = self._nodes.get(number)
        return None if node is None else node.component

    def components(self) -> list[Component]:
        """All that are mounted."""
        return [node.component for node in self._nodes.values()]

    def acquire(self, component: Component) -> None:
        """One more place holds `component`; the first one mounts it and all below it."""
        node = self._nodes.get(component._number)
        if node is None:
            node = self._nodes[component._number] = _Node(component)
            self.added[component._number] = component
            component._mount(self._sink)
            for name in component._spec.children:
                self._hold(node, name)
        node.parents += 1

    def release(self, component: Component) -> None:
        """One place less holds `component`; the last one unmounts it and what only it held."""
        node = self._nodes.get(component._number)
        if node is None:
            return
        node.parents -= 1
        if node.parents > 0:
            return
        del self._nodes[component._number]
        component._unmount(self._sink)
        if self.added.pop(component._number, None) is None:
            self.dropped.append(component._number)
        for held in node.children.values():
            for child in held:
                self.release(child)

    def renew(self, component: Component, name: str) -> tuple[Component, ...]:
        """Hold the present children of `component`. Returns those held before, for `release`.

        They are released by the caller only when all changes are taken in, so that a component that moves from
        one parent to another stays mounted.
        """
        node = self._nodes[component._number]
        before = node.children.get(name, ())
        self._hold(node, name)
        return before

    def held(self, component: Component, name: str) -> list[int]:
        """The ids of the children that `component` holds here."""
        return [child._number for child in self._nodes[component._number].children.get(name, ())]

    def close(self) -> None:
        """Unmount everything."""
        for node in self._nodes.values():
            node.component._unmount(self._sink)
        self._nodes.clear()
        self.added.clear()
        self.dropped.clear()

    def _hold(self, node: _Node, name: str) -> None:
        try:
            children = tuple(node.component.children_of(name))
        except Exception as error:
            self._failed(error, f"reading the children of a {type(node.component).__name__}")
            children = node.children.get(name, ())
        node.children[name] = children
        for child in children:
            self.acquire(child)

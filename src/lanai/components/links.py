"""Links: a parameter that follows another."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import param

from lanai.core.callables import quick
from lanai.core.calling import call_placed
from lanai.core.subscription import Subscription
from lanai.errors import BadArgument

LinkCallback = Callable[[Any, param.parameterized.Event], object]
"""Called with the target and Param's event when a parameter of the source changed."""


class Link:
    """Carries changes of `source`'s parameters over to `target`.

    `pairs` maps parameters of the source to those of the target; with `bidirectional` they carry over both ways.
    `callbacks` maps parameters of the source to what is called instead. The link lives as long as the source, or,
    where that is shorter, as the session in which it was made.
    """

    def __init__(
        self,
        source: param.Parameterized,
        target: param.Parameterized,
        pairs: Mapping[str, str],
        callbacks: Mapping[str, LinkCallback],
        bidirectional: bool,
    ) -> None:
        self.source = source
        self.target = target
        self._forth = dict(pairs)
        self._back = {there: here for here, there in pairs.items()} if bidirectional else {}
        self._callbacks = dict(callbacks)
        self._carrying: set[tuple[int, int, str]] = set()
        self._subscriptions = []
        if self._forth:
            self._subscriptions.append(_follow(source, [*self._forth], self._go, keep=True))
        if self._callbacks:
            self._subscriptions.append(_follow(source, [*self._callbacks], self._call, keep=True))
        if self._back:
            self._subscriptions.append(_follow(target, [*self._back], self._return, keep=False))

    def unlink(self) -> None:
        """End it. Harmless when it has ended."""
        for subscription in self._subscriptions:
            subscription.release()

    @quick
    def _go(self, *events: param.parameterized.Event) -> None:
        self._carry(events, self.target, self._forth)

    def _call(self, *events: param.parameterized.Event) -> None:
        for event in events:
            callback = self._callbacks[event.name]
            call_placed(partial(callback, self.target, event), callback)

    @quick
    def _return(self, *events: param.parameterized.Event) -> None:
        self._carry(events, self.source, self._back)

    def _carry(
        self, events: tuple[param.parameterized.Event, ...], there: param.Parameterized, names: dict[str, str]
    ) -> None:
        me = threading.get_ident()
        moved = {names[event.name]: event for event in events if event.name in names}
        moved = {
            name: event
            for name, event in moved.items()
            if (me, id(event.obj), event.name) not in self._carrying
        }
        under_way = {(me, id(there), name) for name in moved}
        self._carrying |= under_way  # what comes back from there is this very change
        try:
            there.param.update({name: event.new for name, event in moved.items()})
            triggered = [name for name, event in moved.items() if event.type == "triggered"]
            if triggered:
                there.param.trigger(*triggered)
        finally:
            self._carrying -= under_way


def link(
    source: param.Parameterized,
    target: param.Parameterized,
    callbacks: Mapping[str, str | LinkCallback] | None = None,
    bidirectional: bool = False,
    **links: str,
) -> Link:
    """Let parameters of `target` follow those of `source`: `link(a, b, value='text')` sets `b.text` to `a.value`.

    Nothing is copied until something changes. Instead of `links`, `callbacks` may map parameters of the source to
    functions called with the target and Param's event. Raises `BadArgument` for arguments that do not go together
    and for names that are no parameters.
    """
    _check_arguments(target, callbacks, bidirectional, links)
    pairs = {**links, **{name: value for name, value in (callbacks or {}).items() if isinstance(value, str)}}
    functions = {name: value for name, value in (callbacks or {}).items() if not isinstance(value, str)}
    _check_names(source, [*pairs, *functions])
    _check_names(target, pairs.values())
    return Link(source, target, pairs, functions, bidirectional)


def _check_arguments(target: Any, callbacks: Any, bidirectional: bool, links: Any) -> None:
    if not isinstance(target, param.Parameterized):
        raise BadArgument(
            f"Expected a component or another Parameterized to link to, got {type(target).__qualname__}."
        )
    if links and callbacks:
        raise BadArgument("Expected either parameters to link or `callbacks`, got both. Make two links.")
    if not links and not callbacks:
        raise BadArgument("Expected parameters to link, such as value='text', or `callbacks`, got neither.")
    if bidirectional and any(not isinstance(value, str) for value in (callbacks or {}).values()):
        raise BadArgument("A link with callbacks has one direction. Make one link for each.")


def _check_names(owner: param.Parameterized, names: Any) -> None:
    for name in names:
        if name not in owner.param:
            known = ", ".join(sorted(known for known in owner.param if not known.startswith("_")))
            raise BadArgument(f"{type(owner).__name__} has no parameter {name!r} to link. It has: {known}.")


def _follow(
    owner: param.Parameterized, names: list[str], react: Callable[..., object], *, keep: bool
) -> Subscription:
    return Subscription([owner.param[name] for name in names], react, keep=keep)

"""Watchers that end with what they serve."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable
from typing import Any

import param

from lanai.core.callables import is_quick
from lanai.core.context import current_session
from lanai.core.protocols import CurrentSession
from lanai.core.references import owner_of, watch_all


class Subscription:
    """Calls the bound method `react` (with Param's events) when one of `parameters` changes.

    `what` of them: their value, or attributes of the parameters themselves, such as 'bounds' and 'label'.

    It ends when the session in which it was made ends, by `release`, or with the method's object, which it does not
    keep alive. So what depends on a parameter that outlives it, such as one that all sessions share, leaves no trace
    there. With `keep` the watched parameters' owner keeps the method's object alive instead.

    A page has one for every bound text, so it is made of as few objects as it can be: it is itself what Param calls.
    """

    __slots__ = ("__weakref__", "_end", "_react", "_served", "_watchers")

    def __init__(
        self,
        parameters: Iterable[param.Parameter[Any]],
        react: Callable[..., object],
        *,
        what: Iterable[str] = ("value",),
        keep: bool = False,
    ) -> None:
        self._served: _Served | None = None
        self._react = react
        if not keep:
            self._served = _Served(react.__self__, self)  # type: ignore[attr-defined]
            self._react = react.__func__  # type: ignore[attr-defined]
        self._watchers = watch_all(parameters, self, what)
        session = current_session()
        self._end: _End | None = None if session is None else _End(self, session)

    @property
    def _lanai_quick(self) -> bool:
        """Whether the method was declared `quick`: see `lanai.core.callables`."""
        return is_quick(self._react)

    def __call__(self, *events: Any) -> None:
        """Something changed."""
        served = self._served
        if served is None:
            self._react(*events)
        elif (obj := served()) is not None:
            self._react(obj, *events)

    def release(self) -> None:
        """End it. Harmless when it has ended."""
        watchers, self._watchers = self._watchers, ()
        for watcher in watchers:
            owner_of(watcher).param.unwatch(watcher)
        end, self._end = self._end, None
        if end is not None:
            end.session.forget_when_closed(end)
        if self._served is not None:
            self._served.subscription = None


class _Served(weakref.ref[Any]):
    """The object whose method is called; with it the subscription ends."""

    __slots__ = ("subscription",)

    def __new__(cls, served: Any, subscription: Subscription) -> _Served:
        return super().__new__(cls, served, cls._gone)

    def __init__(self, served: Any, subscription: Subscription) -> None:
        self.subscription: Subscription | None = subscription

    def _gone(self) -> None:
        if self.subscription is not None:
            self.subscription.release()


class _End(weakref.ref[Subscription]):
    """Called when the session ends: ends the subscription, which it does not keep alive."""

    __slots__ = ("session",)

    def __new__(cls, subscription: Subscription, session: CurrentSession) -> _End:
        return super().__new__(cls, subscription, cls._gone)

    def __init__(self, subscription: Subscription, session: CurrentSession) -> None:
        self.session = session
        session.when_closed(self)

    def __call__(self) -> None:
        subscription = super().__call__()
        if subscription is not None:
            subscription.release()

    def _gone(self) -> None:
        self.session.forget_when_closed(self)

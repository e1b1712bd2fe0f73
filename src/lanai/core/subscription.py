"""Watchers that end with what they serve."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable
from typing import Any

import param

from lanai.core.context import current_session
from lanai.core.references import watch_all


class Subscription:
    """Calls the bound method `react` (with Param's events) when one of `parameters` changes.

    `what` of them: their value, or attributes of the parameters themselves, such as 'bounds' and 'label'.

    It ends when the session in which it was made ends, by `release`, or with the method's object, which it does not
    keep alive. So what depends on a parameter that outlives it, such as one that all sessions share, leaves no trace
    there. With `keep` the watched parameters' owner keeps the method's object alive instead.
    """

    __slots__ = ("__weakref__", "_end", "_finalizer", "_react", "_session", "_watchers")

    def __init__(
        self,
        parameters: Iterable[param.Parameter[Any]],
        react: Callable[..., object],
        *,
        what: Iterable[str] = ("value",),
        keep: bool = False,
    ) -> None:
        self._react: Callable[[], Callable[..., object] | None] = (
            (lambda: react) if keep else weakref.WeakMethod(react)
        )
        self._watchers = watch_all(parameters, self._call, what)
        self._session = session = current_session()
        self._end = _end(weakref.ref(self))
        if session is not None:
            session.when_closed(self._end)
        self._finalizer: weakref.finalize[..., Any] | None = None
        if not keep:
            self._finalizer = weakref.finalize(react.__self__, self.release)  # type: ignore[attr-defined]
        elif session is not None:
            self._finalizer = weakref.finalize(self, session.forget_when_closed, self._end)
        if self._finalizer is not None:
            self._finalizer.atexit = False

    def release(self) -> None:
        """End it. Harmless when it has ended."""
        watchers, self._watchers = self._watchers, []
        for owner, watcher in watchers:
            owner.param.unwatch(watcher)
        session, self._session = self._session, None
        if session is not None:
            session.forget_when_closed(self._end)
        if self._finalizer is not None:
            self._finalizer.detach()

    def _call(self, *events: Any) -> None:
        react = self._react()
        if react is not None:
            react(*events)


def _end(subscription: weakref.ref[Subscription]) -> Callable[[], None]:
    """Ends the subscription, where it is still alive."""

    def end() -> None:
        present = subscription()
        if present is not None:
            present.release()

    return end

"""`pn.cache`: a function whose results are kept. A façade that holds no data but what belongs to the function."""

from __future__ import annotations

import functools
import inspect
import itertools
import math
import pathlib
import types
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, overload

from lanai.callbacks.cache.disk import DiskStore
from lanai.callbacks.cache.forgiving import Forgiving
from lanai.callbacks.cache.keys import HashFuncs, digest
from lanai.callbacks.cache.memory import POLICIES, Limits, MemoryStore, Policy, Store
from lanai.callbacks.cache.shelf import Shelf
from lanai.core.callables import is_async, is_stepwise, result_of
from lanai.core.clock import utc_now
from lanai.core.context import current_session
from lanai.core.times import is_count, is_time, shown
from lanai.errors import BadCache, NotHashable
from lanai.session.process import current_process

F = TypeVar("F", bound=Callable[..., Any])

_alone = itertools.count(1)


@overload
def cache(func: F) -> F: ...


@overload
def cache(
    func: None = None,
    hash_funcs: HashFuncs | None = None,
    max_items: int | None = None,
    policy: Policy = "LRU",
    ttl: float | None = None,
    to_disk: bool = False,
    cache_path: str | pathlib.Path = "./cache",
    per_session: bool = False,
) -> Callable[[F], F]: ...


def cache(
    func: Any = None,
    hash_funcs: HashFuncs | None = None,
    max_items: int | None = None,
    policy: Policy = "LRU",
    ttl: float | None = None,
    to_disk: bool = False,
    cache_path: str | pathlib.Path = "./cache",
    per_session: bool = False,
) -> Any:
    """Keep the results of a function or coroutine function by its arguments; `@pn.cache` or `@pn.cache(ttl=60)`.

    However many threads and tasks ask for the same result at a time, it is computed once. All sessions share it,
    unless `per_session`. At most `max_items` results are kept (`policy` says which gives way), each for `ttl` seconds;
    with `to_disk` in the folder `cache_path`, where the next process finds them. `hash_funcs` maps types (or their
    full names) to functions that make something simple of arguments of that type. `f.clear()` forgets all results.
    Where the disk is full or the file broken, and for a result that cannot be pickled, the function is called each time,
    with a warning in the log.

    Raises `BadCache` for settings that do not go together; a call raises `NotHashable` for arguments of which no key
    can be made.
    """
    settings = _Settings(
        hash_funcs or {},
        _limits(max_items, policy, ttl),
        pathlib.Path(cache_path) if to_disk else None,
        per_session,
    )
    return settings.wrap if func is None else settings.wrap(func)


def as_cached(key: Any, fn: Callable[..., Any], ttl: float | None = None, **kwargs: Any) -> Any:
    """The result of `fn(**kwargs)` under the name `key`, computed once for the whole process and every `ttl` seconds.

    For a coroutine function the coroutine that gives it. Raises `NotHashable` for arguments of which no key can be made, and
    `BadCache` for a `ttl` that is none.
    """
    limits = _limits(None, "LRU", ttl)
    name = _key(fn, {}, {"key": (key, ttl, is_async(fn))})
    shelf = current_process().caches.shared((name,), lambda: Shelf(MemoryStore(limits)))
    return _answer(shelf, _key(fn, {}, kwargs), functools.partial(fn, **kwargs), fn)


def clear_caches() -> None:
    """Forget what `pn.cache` and `as_cached` have kept, in memory and on disk."""
    current_process().caches.clear()


class _Settings:
    """How results are kept."""

    def __init__(
        self, hash_funcs: HashFuncs, limits: Limits, folder: pathlib.Path | None, per_session: bool
    ) -> None:
        if folder is not None and per_session:
            raise BadCache(
                "Results of one session end with it and are not put on disk: leave out to_disk or per_session."
            )
        self.hash_funcs = hash_funcs
        self.limits = limits
        self.folder = folder
        self.per_session = per_session

    def wrap(self, func: Any) -> Any:
        """The function that asks first whether there is a result."""
        if not callable(func):
            raise BadCache(f"Expected a function to cache, got {type(func).__qualname__}.")
        if is_stepwise(func):
            raise BadCache(
                f"{_called(func)} is a generator, which has many results: cache a function that returns one."
            )
        place = _Place(self, func)
        signature, awaits = inspect.signature(func), is_async(func)

        def call(*args: Any, **kwargs: Any) -> Any:
            bound = signature.bind(*args, **kwargs)
            bound.apply_defaults()
            key = _key(func, self.hash_funcs, bound.arguments)
            compute = functools.partial(func, *args, **kwargs)
            if not awaits:
                compute = functools.partial(result_of, compute)
            return _answer(place.shelf(), key, compute, func)

        if awaits:

            @functools.wraps(func)
            async def cached(*args: Any, **kwargs: Any) -> Any:
                return await call(*args, **kwargs)

        else:

            @functools.wraps(func)
            def cached(*args: Any, **kwargs: Any) -> Any:
                return call(*args, **kwargs)

        cached.clear = lambda: place.shelf().clear()  # type: ignore[attr-defined]
        return cached


class _Place:
    """Finds the shelf of one function."""

    def __init__(self, settings: _Settings, func: Any) -> None:
        self._settings = settings
        self._alone: Shelf | None = None
        if not isinstance(func, types.FunctionType) or func.__closure__:
            # What it knows besides its arguments may change, and differs from that of its like.
            self._name = digest(["alone", next(_alone)])
            if settings.folder is not None:
                raise BadCache(
                    f"A result on disk can depend on arguments only, and {_called(func)} knows more: "
                    "define it outside other functions, or leave out to_disk."
                )
            if not settings.per_session:
                self._alone = current_process().caches.own(self._make())
        else:
            types_of_keys = sorted(map(str, settings.hash_funcs))
            self._name = digest(
                [func.__qualname__, func.__code__, settings.limits, str(settings.folder), types_of_keys]
            )

    def shelf(self) -> Shelf:
        """The one for the caller."""
        if self._alone is not None:
            return self._alone
        caches, make = current_process().caches, self._make
        session = current_session()
        if self._settings.per_session and session is not None:
            return caches.of_session(session, (self._name,), make)
        return caches.shared((self._name,), make)

    def _make(self) -> Shelf:
        settings = self._settings
        store: Store = MemoryStore(settings.limits)
        if settings.folder is not None:
            disk = DiskStore(settings.folder, self._name, settings.limits)
            store = Forgiving(disk, str(settings.folder))
        return Shelf(store)


def _answer(shelf: Shelf, key: bytes, compute: Callable[[], Any], func: Any) -> Any:
    if is_async(func):
        return shelf.get_async(key, _now(), compute, _now)
    return shelf.get(key, _now(), compute, _now)


def _now() -> float:
    """The time of the session's clock, or the process's: seconds since 1970, since a result on disk outlives both."""
    session = current_session()
    return (utc_now() if session is None else session.clock.now()).timestamp()


def _limits(max_items: int | None, policy: str, ttl: float | None) -> Limits:
    if max_items is not None and not is_count(max_items, 1):
        raise BadCache(
            f"Expected max_items to be a number from 1 on, or None for any number, got {shown(max_items)}."
        )
    if ttl == math.inf:
        ttl = None
    if ttl is not None and not (is_time(ttl) and ttl > 0):
        raise BadCache(f"Expected ttl in seconds above 0, or None for ever, got {shown(ttl)}.")
    found = next((known for known in POLICIES if known == str(policy).upper()), None)
    if found is None:
        raise BadCache(f"Expected one of {', '.join(POLICIES)} as policy, got {policy!r}.")
    return Limits(max_items, found, ttl)


def _key(func: Any, funcs: HashFuncs, arguments: Mapping[str, Any]) -> bytes:
    parts: list[Any] = []
    for name, value in arguments.items():
        try:
            parts.append([name, digest(value, funcs)])
        except NotHashable as error:
            kind = type(value)
            inside = "" if str(error) == f"{kind.__module__}.{kind.__qualname__}" else f" holding a {error}"
            raise NotHashable(
                f"No key can be made of argument {name!r} of {_called(func)}, a {kind.__qualname__}{inside}. Pass "
                f"hash_funcs={{{kind.__qualname__}: function}} to pn.cache, with a function that gives a text or a "
                "number that stands for it."
            ) from None
    return digest(parts)


def _called(func: Any) -> str:
    return f"{getattr(func, '__qualname__', type(func).__qualname__)}()"

"""`pn.cache` on a disk that fails: whatever is asked of it, and whatever is wrong, the value comes, with a warning."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import logging
import pathlib
import resource
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest

import lanai as pn
from lanai.callbacks.cache import disk
from lanai.callbacks.cache.disk import FILE
from lanai.callbacks.cache.forgiving import REST
from lanai.facades import cache as facade
from lanai.session.process import Process, enter_process

Trouble = Callable[[pathlib.Path], AbstractContextManager[None]]

TTL = 60.0
CALLS: list[int] = []


class Wall:
    """The time of the day, turned by hand."""

    def __init__(self) -> None:
        self.time = dt.datetime(2026, 1, 1, tzinfo=dt.timezone.utc)

    def __call__(self) -> dt.datetime:
        return self.time

    def pass_(self, seconds: float) -> None:
        self.time += dt.timedelta(seconds=seconds)


@pytest.fixture(autouse=True)
def wall(monkeypatch: pytest.MonkeyPatch) -> Iterator[Wall]:
    CALLS.clear()
    wall = Wall()
    monkeypatch.setattr(facade, "utc_now", wall)
    monkeypatch.setattr(disk, "WAIT", 0.05)
    leave = enter_process(Process())
    yield wall
    leave()


# -- what goes wrong ------------------------------------------------------------------------------------


@contextlib.contextmanager
def full(folder: pathlib.Path) -> Iterator[None]:
    """No file may grow, or begin."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextlib.contextmanager
def replaced(folder: pathlib.Path, put: Callable[[pathlib.Path], object]) -> Iterator[None]:
    """Something else stands where the folder was."""
    away = folder.with_name("away")
    had = folder.exists()
    if had:
        folder.rename(away)
    put(folder)
    yield
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder)
    else:
        folder.unlink(missing_ok=True)
    if had:
        away.rename(folder)


def read_only(folder: pathlib.Path) -> AbstractContextManager[None]:
    """Even for the superuser."""
    return replaced(folder, lambda folder: folder.symlink_to("/proc/self/fdinfo"))


def no_folder(folder: pathlib.Path) -> AbstractContextManager[None]:
    return replaced(folder, lambda folder: folder.write_text("a file"))


def gone(folder: pathlib.Path) -> AbstractContextManager[None]:
    return replaced(folder, lambda folder: folder.symlink_to("/proc/nowhere/at/all"))


def _holding(content: Callable[[pathlib.Path], object]) -> Trouble:
    def put(folder: pathlib.Path) -> None:
        folder.mkdir()
        content(folder / FILE)

    return lambda folder: replaced(folder, put)


def _other_table(file: pathlib.Path) -> None:
    with contextlib.closing(sqlite3.connect(file)) as base:
        base.execute("CREATE TABLE results (something TEXT)")


@contextlib.contextmanager
def cut_off(folder: pathlib.Path) -> Iterator[None]:
    file = folder / FILE
    before = file.read_bytes() if file.exists() else None
    folder.mkdir(exist_ok=True)
    file.write_bytes((before or b"SQLite format 3\x00")[:60])
    yield
    file.unlink()
    if before is not None:
        file.write_bytes(before)


@contextlib.contextmanager
def locked(folder: pathlib.Path) -> Iterator[None]:
    folder.mkdir(exist_ok=True)
    with contextlib.closing(sqlite3.connect(folder / FILE, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield


TROUBLES: dict[str, Trouble] = {
    "full": full,
    "read-only": read_only,
    "no folder": no_folder,
    "gone": gone,
    "locked": locked,
    "cut off": cut_off,
    "no database": _holding(lambda file: file.write_bytes(b"nothing of the kind" * 100)),
    "a folder": _holding(lambda file: file.mkdir()),
    "another table": _holding(_other_table),
}

# -- what is asked --------------------------------------------------------------------------------------


def double(x: int) -> int:
    CALLS.append(x)
    return 2 * x


async def double_later(x: int) -> int:
    CALLS.append(x)
    return 2 * x


def _cached(folder: pathlib.Path, waits: bool) -> tuple[Callable[[int], int], Callable[[], None]]:
    """The function, and what makes it forget."""
    wrap = pn.cache(to_disk=True, cache_path=folder, ttl=TTL, max_items=2)
    if waits:
        later = wrap(double_later)
        return lambda x: asyncio.run(later(x)), later.clear  # type: ignore[attr-defined]
    now = wrap(double)
    return now, now.clear  # type: ignore[attr-defined]


def open_(ask: Callable[[int], int], clear: Callable[[], None], wall: Wall) -> None:
    """Nothing is there yet: the first question of all."""


def read(ask: Callable[[int], int], clear: Callable[[], None], wall: Wall) -> None:
    """What is asked for is there."""
    ask(1)


def write(ask: Callable[[int], int], clear: Callable[[], None], wall: Wall) -> None:
    """Something else is there."""
    ask(7)


def delete(ask: Callable[[int], int], clear: Callable[[], None], wall: Wall) -> None:
    """There is no room: another result gives way."""
    ask(7)
    ask(8)


def expire(ask: Callable[[int], int], clear: Callable[[], None], wall: Wall) -> None:
    """It is too old."""
    ask(1)
    wall.pass_(TTL + 1)


OPERATIONS = [open_, read, write, delete, expire]


@pytest.mark.parametrize("waits", [False, True], ids=["function", "coroutine"])
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.__name__.strip("_"))
@pytest.mark.parametrize("trouble", TROUBLES)
def test_the_value_comes_with_a_warning(
    tmp_path: pathlib.Path,
    wall: Wall,
    caplog: pytest.LogCaptureFixture,
    trouble: str,
    operation: Callable[..., None],
    waits: bool,
) -> None:
    caplog.set_level(logging.WARNING)
    ask, clear = _cached(tmp_path / "cache", waits)
    operation(ask, clear, wall)
    with TROUBLES[trouble](tmp_path / "cache"):
        assert [ask(1), ask(1), ask(2)] == [2, 2, 4]
    warnings = [record for record in caplog.records if record.levelno == logging.WARNING]
    assert len(warnings) == 1, caplog.text
    assert "cannot be used" in warnings[0].getMessage()
    wall.pass_(REST)
    CALLS.clear()
    assert [ask(3), ask(3)] == [6, 6]
    assert CALLS == [3]  # it is kept again


@pytest.mark.parametrize("trouble", ["full", "locked", "cut off"])
def test_what_was_cleared_meanwhile_is_not_found_again(
    tmp_path: pathlib.Path, wall: Wall, caplog: pytest.LogCaptureFixture, trouble: str
) -> None:
    ask, clear = _cached(tmp_path / "cache", waits=False)
    ask(1)
    with TROUBLES[trouble](tmp_path / "cache"):
        clear()
        pn.state.clear_caches()
    CALLS.clear()
    assert [ask(1), ask(1)] == [2, 2]
    assert CALLS[:1] == [1]


# -- results that cannot be kept ------------------------------------------------------------------------


class Stubborn:
    """Cannot be pickled, and says so in a way of its own."""

    def __reduce__(self) -> Any:
        raise RuntimeError("not me")


def make_lock(x: int) -> Any:
    CALLS.append(x)
    return threading.Lock()


def make_stubborn(x: int) -> Any:
    CALLS.append(x)
    return Stubborn()


def make_deep(x: int) -> Any:
    CALLS.append(x)
    nested: list[Any] = []
    for _ in range(100_000):
        nested = [nested]
    return nested


@pytest.mark.parametrize("make", [make_lock, make_stubborn, make_deep])
def test_a_result_that_cannot_be_pickled_is_given_each_time(
    tmp_path: pathlib.Path, caplog: pytest.LogCaptureFixture, make: Callable[[int], Any]
) -> None:
    cached = pn.cache(to_disk=True, cache_path=tmp_path)(make)
    kinds = {type(cached(1)) for _ in range(3)}
    assert len(kinds) == 1
    assert CALLS == [1, 1, 1]
    assert caplog.text.count("A result is computed every time") == 1
    assert "pickled to put it on disk" in caplog.text
